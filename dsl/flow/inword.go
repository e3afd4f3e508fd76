package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// wholeWord goes on with the word ahead where a mark stands in the middle of it, without blanks: it is one mistake, and what is
// before the mark is no name. Text without quotation marks, which has such words, is left to unquoted and the like.
func (c *cutter) wholeWord(before *token) {
	switch c.peek(0) {
	case ' ', ':', ',', '\n', '\r':
		return // as behind nearly all words
	}
	start, from := int(c.ahead.span.Start), c.at
	marks := c.strayMarks(before)
	for strings.IndexByte(marks, c.peek(0)) >= 0 && ast.IsWordPart(c.peek(1)) {
		c.at += 2
		c.wordParts()
	}
	if c.at == from {
		return
	}
	word := c.text[start:c.at]
	c.ahead.text, c.ahead.span.End = word, int32(c.at)
	c.slip(start, c.at, false, ast.Quote(word)+" has a "+ast.Quote(c.text[from:from+1])+` in it; expected letters, digits, "_" and "-" alone`,
		"remove it, or write the name in quotation marks")
}

// strayMarks are the marks that may have got into the word ahead, or that people take for a part of names.
func (c *cutter) strayMarks(before *token) string {
	// Nothing else has these right behind a word.
	const everywhere = "@%^&?!|\\$/+~*`')"
	switch {
	case before.kind == kindArrow, len(c.open) == 0:
		return everywhere + ".(<>" // nothing there is a reference or a test
	case before.kind == kindColon:
		return "" // it may be text
	case before.kind == kindWord && c.ahead.column < 0:
		switch before.text {
		case "if", "exists", "missing", "as":
		default:
			return ""
		}
	}
	return everywhere
}

// aboutInWord tells whether a finding is about a bracket in the middle of a word.
func (r *reader) aboutInWord(d ast.Diagnostic) bool {
	at := d.Span.Start
	if len(d.Related) > 0 {
		at = d.Related[0].Span.Start
	}
	return r.isInWord(at)
}

// isInWord tells whether a place is between parts of a word.
func (r *reader) isInWord(at int32) bool {
	return 0 < at && int(at)+1 < len(r.text) && isPart(r.text[at-1]) && isPart(r.text[at+1])
}

func isPart(c byte) bool { return ast.IsWordPart(c) || c == '-' }

const mostJoined = 8 // brackets that may be in the middle of words, and are tried

// joined returns the change that makes one word of the two on both sides of a bracket, where findings go away by that, or nil. Words
// with a bracket between them may well be right, so that nothing else tells. It may have happened more than once.
func (s *search) joined() []patch {
	var all []patch
	for i := range s.tokens {
		if bracket := &s.tokens[i]; isBracketKind(bracket.kind) && s.r.isInWord(bracket.span.Start) {
			if one, ok := s.join(int(bracket.span.Start)); ok {
				all = append(all, one)
			}
		}
		if len(all) == mostJoined {
			break
		}
	}
	for i := range all {
		if s.explains(all[i : i+1]) {
			return all[i : i+1]
		}
	}
	if s.explains(all) {
		return all
	}
	return nil
}

// join returns the change that leaves out a bracket in the middle of a word, and tells whether what is left is a word.
func (s *search) join(bracket int) (change patch, ok bool) {
	start, end := bracket, bracket+1
	for start > s.start && isPart(s.r.text[start-1]) {
		start--
	}
	for end < s.end && isPart(s.r.text[end]) {
		end++
	}
	word := s.r.text[start:bracket] + s.r.text[bracket+1:end]
	said := slip{span: ast.Between(bracket, bracket+1), meant: true, help: "remove it",
		message: fmt.Sprintf("%s in the middle of the word %s", ast.Quote(s.r.text[bracket:bracket+1]), ast.Quote(word))}
	whole, _ := leadingWord(word)
	return patch{at: start, word: word, slip: said}, whole == word
}

// explains tells whether at least as many findings go away by joining words as there are words, and none come by it.
func (s *search) explains(joined []patch) bool {
	if len(joined) == 0 || s.r.repaired > mostRepaired {
		return false
	}
	change := slices.Clone(joined)
	for i := range change {
		change[i].slip = slip{}
	}
	left := s.try(len(s.found), change...)
	return len(left)+len(change) <= len(s.found) && !slices.ContainsFunc(left, func(d ast.Diagnostic) bool { return s.isNew(&d, false) })
}
