package flow

import (
	"cmp"
	"math"
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A patch is a correction of the source at the place where a token begins, which the scanner makes while it reads: a token of the
// kind insert is put before that token or, where insert is zero, that token is left out.
type patch struct {
	at     int
	insert lexer.TokenType
	slip   slip   // what to report; zero for nothing
	word   string // unless empty, what is written there with one bracket in it, which is read as this word
}

// patched are the patches of a scanner, sorted by their places.
type patched struct {
	patches []patch
	done    int // how many of them lie before the token that is read next
	next    int // where the next one is; beyond all texts for none
}

// add puts each patch behind those that are there for its place. They must not be another scanner's as well.
func (p *patched) add(patches ...patch) {
	for _, one := range patches {
		p.patches = slices.Insert(p.patches, p.from(one.at+1), one)
	}
}

// from returns the index of the first patch from a place on.
func (p *patched) from(at int) int {
	i, _ := slices.BinarySearchFunc(p.patches, at, func(one patch, at int) int { return cmp.Compare(one.at, at) })
	return i
}

// seek goes to the patches from a place on.
func (p *patched) seek(at int) {
	p.done = p.from(at)
	p.aim()
}

func (p *patched) aim() {
	p.next = math.MaxInt
	if p.done < len(p.patches) {
		p.next = p.patches[p.done].at
	}
}

// patch makes the patch at the place where the scanner is: it reads the token that is put in into t, and returns true, or leaves
// the next one out.
func (s *scanner) patch(t *token) bool {
	one := &s.patches[s.done]
	s.done++
	s.aim()
	if one.slip.message != "" {
		s.addSlip(one.slip)
	}
	if one.word != "" {
		*t = token{kind: kindWord, column: -1, text: one.word, span: ast.Between(s.at, s.at+len(one.word)+1)}
		if s.fresh {
			t.column, s.fresh = int32(s.at-s.line), false
		}
		s.at = int(t.span.End)
		return true
	}
	if one.insert != 0 {
		*t = token{kind: one.insert, column: -1, span: ast.Between(s.at, min(s.at+1, len(s.text)))}
		t.text = putIn[one.insert]
		if s.fresh && one.insert != kindRightBrace && one.insert != kindRightBracket {
			t.column, s.fresh = int32(s.at-s.line), false
		}
		if one.slip.message != "" && isBracketKind(one.insert) {
			t.span.End = t.span.Start // like any bracket that nobody wrote
		}
		return true
	}
	fresh := s.fresh
	s.token(t)
	s.fresh = s.fresh || fresh
	return false
}
