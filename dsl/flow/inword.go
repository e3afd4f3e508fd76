package flow

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// wholeWord goes on with the word ahead where a mark stands in the middle of it, without blanks: it is one mistake, and what is
// before the mark is no name. Text without quotation marks, which has such words, is left to unquoted and the like.
func (c *cutter) wholeWord(before *token) {
	switch c.peek(0) {
	case ' ', '\n', '\r':
		return // as behind nearly all words
	case ':', ',':
		if !ast.IsWordPart(c.peek(1)) {
			return
		}
	}
	place := c.place(before)
	if place == inText {
		return
	}
	start, from := int(c.ahead.span.Start), c.at
	for {
		n := c.strayMarks(place)
		if n == 0 {
			break
		}
		c.at += n
		c.wordParts()
	}
	if c.at == from {
		return
	}
	word, mark := c.text[start:c.at], strings.TrimLeft(c.text[from:c.at], "-")
	_, size := utf8.DecodeRuneInString(mark)
	c.ahead.text, c.ahead.span.End = word, int32(c.at)
	c.slip(start, c.at, false, ast.Quote(word)+" has a "+ast.Quote(mark[:size])+` in it; expected letters, digits, "_" and "-" alone`,
		"remove it, or write the name in quotation marks")
}

// A place is one where a word stands, as far as it tells which marks may have got into the word.
type place uint8

const (
	inText   place = iota // the word may be one of a text without quotation marks
	asName                // of an item
	asType                // of a node
	asTarget              // behind an arrow
	asKey                 // anything else
)

// place returns where the word ahead stands, behind the token before it.
func (c *cutter) place(before *token) place {
	switch {
	case before.kind == kindArrow:
		return asTarget
	case len(c.open) == 0 && before.kind == kindColon:
		return asType
	case len(c.open) == 0:
		return asName
	case before.kind == kindColon:
		return inText
	case before.kind == kindWord && c.ahead.column < 0:
		switch before.text {
		case "if", "exists", "missing", "as":
		default:
			return inText
		}
	}
	return asKey
}

// strayMarks returns how many bytes of marks stand here, right behind a part of the word ahead, and have got into it or are what people
// take for a part of names.
func (c *cutter) strayMarks(p place) int {
	n := 0
	for n < mostMarks {
		size := c.strayMark(p, c.at+n)
		if size == 0 {
			break
		}
		n += size
	}
	if n == 0 || !ast.IsWordPart(c.peek(n)) || strings.Contains(c.text[c.at:c.at+n], "->") {
		return 0
	}
	return n
}

const mostMarks = 4 // bytes of marks side by side, more than which do not get into a word

// strayMark returns the length of the mark at a place if it may have got into the word ahead; else 0.
func (c *cutter) strayMark(p place, at int) int {
	r, size := utf8.DecodeRuneInString(c.text[at:])
	stray := false
	switch {
	case size == 0 || unicode.IsSpace(r):
	case strings.ContainsRune(";,:="+foreignArrows, r):
		stray = !c.separates(p, r, c.text[at+size:])
	case r == '"':
		stray = alone(c.text[at+size : min(at+longestOther, len(c.text))])
	case strings.ContainsRune(".(<>", r):
		stray = p != asKey // where a reference or a test may stand
	case r == '-': // without another mark beside it, it is a part of the word
		stray = true
	default:
		stray = r >= utf8.RuneSelf || strings.ContainsRune("@%^&?!|\\$/+~*`')", r) // which nothing else has right behind a word
	}
	if !stray {
		return 0
	}
	return size
}

// separates tells whether a mark in the word ahead may be meant to end the word, as far as the text behind the mark shows.
func (c *cutter) separates(p place, mark rune, text string) bool {
	_, rest := leadingWord(text)
	key, arrow := strings.HasPrefix(rest, ":"), strings.HasPrefix(rest, "->")
	switch {
	case p == asTarget:
		return mark == ',' || mark != ':' && (key || arrow || startsSentence(text))
	case p == asType:
		return key || arrow || c.isType(c.text[c.ahead.span.Start:c.ahead.span.End])
	case p == asKey && mark != ':' && mark != '=':
		return !key && !arrow
	}
	return !key
}

// alone tells whether the quotation mark before a text has no partner on its line. Where a comment, an escape or a text of several lines
// may hold marks, it is not known.
func alone(text string) bool {
	line, _, ended := strings.Cut(text, "\n")
	return (ended || len(text) < longestOther-1) && strings.Count(line, `"`)%2 == 0 && !strings.ContainsAny(line, `#\`) && !strings.Contains(line, textMark)
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
