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

// A search is one for the bracket that is wrong in a part of the source.
type search struct {
	*reader
	start, end int
	column     int32 // that of the first token
	tokens     []token
	found      []ast.Diagnostic // without a change
	seen       map[seen]bool    // those, with what they say and without it
	near       int              // the token where the first of them is
}

// seen tells one finding of a part from the others. Without the message, it tells the places from the others where something is found.
type seen struct {
	at      int32
	message string
}

// search returns the best change in a part of the source, or nil.
func (r *reader) search(start, end int, column int32) []patch {
	s := search{reader: r, start: start, end: end, column: column, found: r.try(start, end, column, math.MaxInt)}
	if len(s.found) < 2 {
		return nil
	}
	s.tokens = r.tokensBetween(start, end, column)
	s.seen = make(map[seen]bool, 2*len(s.found))
	first := s.found[0].Span.Start
	for _, d := range s.found {
		s.seen[seen{d.Span.Start, d.Message}], s.seen[seen{at: d.Span.Start}] = true, true
		first = min(first, d.Span.Start)
	}
	s.near, _ = slices.BinarySearchFunc(s.tokens, first, func(t token, at int32) int { return cmp.Compare(t.span.Start, at) })
	best := s.best(0)
	if alone := unpaired(s.tokens, nil, math.MaxInt); best == nil && alone > 1 {
		best = s.best(alone - 1)
	}
	return best
}

// best returns the best change that leaves no more than so many brackets without a partner, or nil. Nothing must be found after it that
// was not found before; where other brackets are still missing, something else may be said of the same place.
func (s *search) best(alone int) (best []patch) {
	limit := len(s.found) - 2 // the change counts as a finding itself
	for at := range around(s.near, len(s.tokens)) {
		for _, change := range changes(s.tokens, at) {
			if limit < 0 || s.repaired > mostRepaired {
				return best
			}
			s.repaired += len(s.tokens)/8 + 1
			if alone > 0 && !isInsertion(change) || unpaired(s.tokens, change, alone+1) > alone {
				continue
			}
			left := s.try(s.start, s.end, s.column, limit+1, change...)
			if len(left) <= limit && !slices.ContainsFunc(left, func(d ast.Diagnostic) bool { return s.isNew(&d, alone == 0) }) {
				limit, best = len(left)-1, s.explained(s.tokens, at, change, s.found)
			}
		}
	}
	return best
}

// isNew tells whether nothing was found without a change at the place of a finding, or not the same.
func (s *search) isNew(d *ast.Diagnostic, same bool) bool {
	before := seen{at: d.Span.Start}
	if same {
		before.message = d.Message
	}
	return !s.seen[before]
}

// isInsertion tells whether a change puts a token in, and does nothing else.
func isInsertion(change []patch) bool { return len(change) == 1 && change[0].insert != 0 }

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
