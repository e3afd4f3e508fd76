package flow

import "github.com/alecthomas/participle/v2/lexer"

// unpaired counts the brackets that have no partner once a change is made, or as many of them as are enough.
func unpaired(tokens []token, change []patch, enough int) int {
	var p pairing
	for i := 0; i < len(tokens) && p.alone < enough; i++ {
		out := false
		for _, one := range change {
			if one.at != int(tokens[i].span.Start) {
				continue
			}
			if one.insert == 0 {
				out = true
			} else {
				p.take(one.insert)
			}
		}
		if !out {
			p.take(tokens[i].kind)
		}
	}
	return p.alone + len(p.open)
}

// A pairing finds the partners of brackets, which come one after the other.
type pairing struct {
	open   []lexer.TokenType // what closes those that are open
	braces int               // how many of them are braces
	alone  int               // how many brackets have no partner, those that are open not counted
}

func (p *pairing) take(kind lexer.TokenType) {
	switch kind {
	case kindLeftBrace:
		p.open = append(p.open, kindRightBrace)
		p.braces++
	case kindLeftBracket:
		p.open = append(p.open, kindRightBracket)
	case kindRightBrace, kindRightBracket:
		if kind == kindRightBrace && p.braces == 0 || kind == kindRightBracket && p.braces == len(p.open) {
			p.alone++
			return
		}
		for ; p.pop() != kind; p.alone++ {
		}
	}
}

// pop takes the innermost bracket for closed, and returns what closes it.
func (p *pairing) pop() lexer.TokenType {
	last := len(p.open) - 1
	kind := p.open[last]
	if p.open = p.open[:last]; kind == kindRightBrace {
		p.braces--
	}
	return kind
}
