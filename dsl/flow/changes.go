package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// changes returns what may be changed at a token: each change is some patches, the first of which is at the token that is wrong.
func changes(tokens []token, at int) [][]patch {
	t := &tokens[at]
	here := int(t.span.Start)
	var all [][]patch
	change := func(patches ...patch) { all = append(all, patches) }
	put := func(kind lexer.TokenType) patch { return patch{at: here, insert: kind} }
	out := patch{at: here}
	if isBracketKind(t.kind) {
		change(out)
		for _, kind := range []lexer.TokenType{kindWord, kindString, kindNumber, kindColon, kindArrow, kindOperator} {
			change(put(kind), out)
		}
	}
	for _, kind := range bracketKinds {
		change(put(kind))
	}
	if t.kind == kindEnd {
		return all
	}
	for _, kind := range bracketKinds {
		if kind != t.kind {
			change(put(kind), out)
		}
	}
	if last := partner(tokens, at); last > 0 {
		end := int(tokens[last].span.Start)
		for _, kind := range []lexer.TokenType{kindLeftBrace, kindLeftBracket} {
			if kind != t.kind {
				change(put(kind), out, patch{at: end, insert: brackets[kind].closingKind}, patch{at: end})
			}
		}
	}
	if at+2 < len(tokens) && tokens[at+1].column < 0 && isBracketKind(t.kind) != isBracketKind(tokens[at+1].kind) {
		next, behind := int(tokens[at+1].span.Start), int(tokens[at+2].span.Start)
		if isBracketKind(t.kind) {
			change(out, patch{at: behind, insert: t.kind})
		} else {
			change(put(tokens[at+1].kind), patch{at: next})
		}
	}
	return all
}

// partner returns the token that closes the value in brackets or parentheses which begins at another, or 0.
func partner(tokens []token, at int) int {
	depth := 0
	if at == 0 || tokens[at-1].kind != kindColon || !strings.Contains("{[(", tokens[at].text) {
		return 0
	}
	for i := at; i < len(tokens); i++ {
		switch tokens[i].text {
		case "{", "[", "(":
			depth++
		case "}", "]", ")":
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return 0
}

var bracketKinds = []lexer.TokenType{kindLeftBrace, kindLeftBracket, kindRightBrace, kindRightBracket}

func isBracketKind(kind lexer.TokenType) bool { return slices.Contains(bracketKinds, kind) }

// explained adds to a change at a token what is to be reported: what was found at the token, where it is the token that is wrong.
func (s *search) explained(at int, change []patch) []patch {
	t, first := &s.tokens[at], change[0]
	said := slip{span: t.span, meant: true}
	switch first.insert {
	case kindWord, kindString, kindNumber:
		said.meant = false
	}
	written, after := s.r.written(t.span), ""
	if t.kind == kindEnd {
		written = "the end of the file"
	}
	if before := at - 1; before >= 0 {
		if before > 0 && s.tokens[before].kind == kindColon {
			before-- // the key
		}
		after = " after " + s.r.written(s.tokens[before].span)
	}
	own := slices.IndexFunc(s.found, func(d ast.Diagnostic) bool { return d.Span.Start == t.span.Start && d.Related == nil })
	switch {
	case own >= 0 && (len(change) == 2 || first.insert == 0): // the token that is left out is wrong
		said.message, said.help = s.found[own].Message, strings.Join(s.found[own].Help, "; ")
	case len(change) == 2 && change[1].at != first.at: // moved
		said.message = fmt.Sprintf("%s before %s; expected it behind", written, s.r.written(s.tokens[at+1].span))
	case first.insert == 0:
		said.message, said.help = written+after+" is one too many", "remove it"
	case !said.meant:
		said.message = written + after + "; expected a name or a value"
	default:
		said.message = fmt.Sprintf("%s%s; expected %s", written, after, ast.Quote(putIn[first.insert]))
	}
	explained := slices.Clone(change)
	explained[0].slip = said
	return explained
}

// putIn are the tokens that a patch may put in.
var putIn = map[lexer.TokenType]string{
	kindLeftBrace: "{", kindRightBrace: "}", kindLeftBracket: "[", kindRightBracket: "]",
	kindColon: ":", kindArrow: "->", kindOperator: "==", kindWord: "_", kindString: `""`, kindNumber: "0",
}
