package flow

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A bracket too many or too few makes what follows look wrong, and where it stands is often known only afterwards: when a single
// bracket, put in, left out or replaced, makes several findings go away at once, it was the one mistake. So parts of the source
// with several findings are read again with one bracket changed, until there is no change that explains more than one finding.

// What is spent on this, at most, so that a source full of mistakes is read in a time that grows with its size.
const (
	longestPart  = 1 << 15 // bytes of a part
	mostRepaired = 1 << 20 // bytes of a file that are read again; counting brackets takes about as long as reading a byte for 8 of them
	mostReach    = 64      // tokens before the first finding and after it
)

// A part is what stands between two lines that begin an item at column 1.
type part struct {
	reader  reader
	cutter  cutter
	scanner scanner
}

// begin remembers what has been read before a part.
func (p *part) begin(r *reader) { p.reader, p.cutter, p.scanner = *r, *r.cutter, *r.scanner }

// pastPart tells whether a part ends here: another one begins, or the source ends.
func (r *reader) pastPart(p *part) bool {
	return r.ahead.kind == kindEnd || r.ahead.column == 0 && r.ahead.span.Start > p.cutter.ahead.span.Start && startsItem(r.text[r.ahead.span.Start:])
}

// endPart is for what has been read since a part began.
func (r *reader) endPart(p *part) {
	if len(r.patches) == len(p.scanner.patches) {
		return
	}
	for i := len(p.reader.nodes); i < len(r.nodes); i++ {
		r.doubtNode(&r.nodes[i].Value)
	}
	if p.reader.sessionKey.IsZero() && !r.sessionKey.IsZero() {
		r.doubtSession()
	}
}

// repair goes back to the beginning of the part that has just been read when there is a bracket in it which, once it is changed,
// makes more than one finding go away. It tells whether there is one.
func (r *reader) repair(p *part) bool {
	start, end := int(p.cutter.ahead.span.Start), int(r.ahead.span.Start)
	if len(r.found)-len(p.reader.found) < 2 || end-start > longestPart || r.endless || r.repaired > mostRepaired {
		return false
	}
	best := r.search(start, end, p.cutter.ahead.column)
	if best == nil {
		return false
	}
	repaired, patches := r.repaired, r.patches
	c, s := r.cutter, r.scanner
	*r, *c, *s = p.reader, p.cutter, p.scanner
	r.repaired, s.patches = repaired, patches
	s.add(best...)
	c.slips = c.slips[:c.before]
	c.rewind(start, p.cutter.ahead.column)
	c.advance()
	return true
}

// search returns the best change in a part of the source, or nil. A change leaves no bracket of the part without a partner, and
// nothing is found after it that was not found before.
func (r *reader) search(start, end int, column int32) []patch {
	all := r.try(start, end, column, math.MaxInt)
	if len(all) < 2 {
		return nil
	}
	before := make(map[seen]bool, len(all))
	first := all[0].Span.Start
	for i := range all {
		before[seenAs(&all[i])] = true
		first = min(first, all[i].Span.Start)
	}
	tokens := r.tokensBetween(start, end, column)
	near, _ := slices.BinarySearchFunc(tokens, first, func(t token, at int32) int { return cmp.Compare(t.span.Start, at) })
	// A change counts as a finding itself, so that it must leave two fewer.
	limit := len(all) - 2
	var best []patch
	for at := range around(near, len(tokens)) {
		for _, change := range changes(tokens, at) {
			if limit < 0 || r.repaired > mostRepaired {
				return best
			}
			if r.repaired += len(tokens)/8 + 1; !balanced(tokens, change) {
				continue
			}
			left := r.try(start, end, column, limit+1, change...)
			added := slices.ContainsFunc(left, func(d ast.Diagnostic) bool { return !before[seenAs(&d)] })
			if len(left) <= limit && !added {
				limit, best = len(left)-1, r.explained(tokens, at, change, all)
			}
		}
	}
	return best
}

// seen tells one finding of a part from the others.
type seen struct {
	at      int32
	message string
}

func seenAs(d *ast.Diagnostic) seen { return seen{d.Span.Start, d.Message} }

// around yields the tokens, of which there are n, from the one that is near outwards, before it and after it in turns.
func around(near, n int) iter.Seq[int] {
	return func(yield func(at int) bool) {
		for distance := 0; distance <= mostReach; distance++ {
			if before := near - distance; before >= 0 && before < n && !yield(before) {
				return
			}
			if after := near + distance; distance > 0 && after < n && !yield(after) {
				return
			}
		}
	}
}

// balanced tells whether each bracket has a partner once a change is made.
func balanced(tokens []token, change []patch) bool {
	var open []lexer.TokenType
	take := func(kind lexer.TokenType) bool {
		switch kind {
		case kindLeftBrace, kindLeftBracket:
			open = append(open, brackets[kind].closingKind)
		case kindRightBrace, kindRightBracket:
			if len(open) == 0 || open[len(open)-1] != kind {
				return false
			}
			open = open[:len(open)-1]
		}
		return true
	}
	for i := range tokens {
		out := false
		for _, p := range change {
			if p.at != int(tokens[i].span.Start) {
				continue
			}
			if p.insert == 0 {
				out = true
			} else if !take(p.insert) {
				return false
			}
		}
		if !out && !take(tokens[i].kind) {
			return false
		}
	}
	return len(open) == 0
}

// try reads a part of the source with some patches, and returns what is found, or so many findings as are enough.
func (r *reader) try(start, end int, column int32, enough int, patches ...patch) []ast.Diagnostic {
	c := &cutter{scanner: &scanner{text: r.text[:end]}, catalog: r.catalog, most: r.most}
	c.patches = r.patches
	c.add(patches...)
	c.rewind(start, column)
	c.advance()
	t := &reader{source: r.source, cutter: c, recognizer: r.recognizer}
	for len(t.found) < enough && c.cut() && !c.endless {
		t.item()
	}
	r.repaired += c.at - start + 1
	return t.found
}

func (r *reader) tokensBetween(start, end int, column int32) (tokens []token) {
	s := &scanner{text: r.text[:end]}
	s.patches = r.patches
	for s.rewind(start, column); ; {
		var t token
		s.next(&t)
		tokens = append(tokens, t)
		if t.kind == kindEnd {
			return tokens
		}
	}
}

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
func (r *reader) explained(tokens []token, at int, change []patch, found []ast.Diagnostic) []patch {
	t, first := &tokens[at], change[0]
	s := slip{span: t.span, meant: true}
	switch first.insert {
	case kindWord, kindString, kindNumber:
		s.meant = false
	}
	written, after := r.written(t.span), ""
	if t.kind == kindEnd {
		written = "the end of the file"
	}
	if before := at - 1; before >= 0 {
		if before > 0 && tokens[before].kind == kindColon {
			before-- // the key
		}
		after = " after " + r.written(tokens[before].span)
	}
	own := slices.IndexFunc(found, func(d ast.Diagnostic) bool { return d.Span.Start == t.span.Start && d.Related == nil })
	switch {
	case own >= 0 && (len(change) == 2 || first.insert == 0): // the token that is left out is wrong
		s.message, s.help = found[own].Message, strings.Join(found[own].Help, "; ")
	case len(change) == 2 && change[1].at != first.at: // moved
		s.message = fmt.Sprintf("%s before %s; expected it behind", written, r.written(tokens[at+1].span))
	case first.insert == 0:
		s.message, s.help = written+after+" is one too many", "remove it"
	case !s.meant:
		s.message = written + after + "; expected a name or a value"
	default:
		s.message = fmt.Sprintf("%s%s; expected %s", written, after, ast.Quote(putIn[first.insert]))
	}
	explained := slices.Clone(change)
	explained[0].slip = s
	return explained
}

// putIn are the tokens that a patch may put in.
var putIn = map[lexer.TokenType]string{
	kindLeftBrace: "{", kindRightBrace: "}", kindLeftBracket: "[", kindRightBracket: "]",
	kindColon: ":", kindArrow: "->", kindOperator: "==", kindWord: "_", kindString: `""`, kindNumber: "0",
}
