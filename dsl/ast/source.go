package ast

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// A Span is a range of bytes of a source: Start is inside, End is not.
type Span struct {
	Start, End int32
}

// Between returns the span from one offset to another.
func Between(start, end int) Span { return Span{int32(start), int32(end)} }

// IsZero tells whether the span names no place at all.
func (s Span) IsZero() bool { return s == Span{} }

// Len is the length of the span in bytes.
func (s Span) Len() int { return int(s.End - s.Start) }

// Cover returns the smallest span that holds both.
func (s Span) Cover(t Span) Span {
	if s.IsZero() {
		return t
	}
	if t.IsZero() {
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// A Position is a place as people and editors name it.
type Position struct {
	Line   int // from 1
	Column int // from 1, in Unicode code points; a byte order mark is not counted
	Offset int // from 0, in bytes
}

// A Source is the text of one file. It may be used by one goroutine at a time.
type Source struct {
	Name   string // as it was given, with "/" between folders
	Text   string
	lines  []int32 // where each line starts; made when a position is first asked for
	marks  []mark  // see runesBefore; made when they are first needed
	plain  bool    // see IsPlain
	judged bool    // whether plain is known

	// Memory is where the tree of the source is built; nil for memory that is not reused.
	Memory *Arena
}

// NewSource returns the source with the given name and text.
func NewSource(name, text string) *Source { return &Source{Name: name, Text: text} }

// ByteOrderMark is what a source may begin with. It is no part of its text: it takes no column, and no notation reads it.
const ByteOrderMark = "\uFEFF"

// IsPlain does what the function IsPlain does for the whole text, but looks through it only once.
func (s *Source) IsPlain() bool {
	if !s.judged {
		s.plain, s.judged = IsPlain(s.Text), true
	}
	return s.plain
}

// Slice returns the text of a span.
func (s *Source) Slice(span Span) string { return s.Text[span.Start:span.End] }

// Position returns the line and column of a byte offset. An offset past the end is taken as the end, one within a character as
// the start of the character.
func (s *Source) Position(offset int) Position {
	offset = characterStart(s.Text, max(0, min(offset, len(s.Text))))
	s.index()
	line := sort.Search(len(s.lines), func(i int) bool { return int(s.lines[i]) > offset })
	start := int(s.lines[line-1])
	column := 1
	if before := s.Text[start:offset]; len(before) <= markEvery {
		column += utf8.RuneCountInString(before)
	} else {
		column += s.runesBefore(offset) - s.runesBefore(start)
	}
	if start == 0 && strings.HasPrefix(s.Text[:offset], ByteOrderMark) {
		column--
	}
	return Position{Line: line, Column: column, Offset: offset}
}

// characterStart returns where the character that holds the byte at an offset begins. A byte that is no part of one is a
// character of its own, as it is where columns are counted: so a later offset never has an earlier column.
func characterStart(text string, offset int) int {
	if offset == len(text) || utf8.RuneStart(text[offset]) {
		return offset
	}
	for start := offset - 1; start >= 0 && offset-start < utf8.UTFMax; start-- {
		if _, size := utf8.DecodeRuneInString(text[start:]); start+size > offset {
			return start
		}
	}
	return offset
}

// Place is where a span begins, as messages name it: file:line:column.
func (s *Source) Place(span Span) string {
	at := s.Position(int(span.Start))
	return fmt.Sprintf("%s:%d:%d", s.Name, at.Line, at.Column)
}

// A mark says how many runes there are before an offset.
type mark struct{ offset, runes int32 }

// markEvery is how many bytes lie between two marks, give or take the bytes of one rune.
const markEvery = 1024

// runesBefore counts the runes before an offset. It counts from the last mark: a file of one line may have a finding at every
// thousandth byte, and counting each time from the start of the line would take time that grows with the square of its length.
func (s *Source) runesBefore(offset int) int {
	if s.marks == nil {
		runes := int32(0)
		for i := range s.Text {
			if i >= len(s.marks)*markEvery {
				s.marks = append(s.marks, mark{int32(i), runes})
			}
			runes++
		}
	}
	last := min(offset/markEvery, len(s.marks)-1)
	if last > 0 && int(s.marks[last].offset) > offset {
		last--
	}
	m := s.marks[last]
	return int(m.runes) + utf8.RuneCountInString(s.Text[m.offset:offset])
}

// LineSpan is the place of a line, counted from 1, with its line break; that of the last line includes the offset of the end of
// the text. The line must exist.
func (s *Source) LineSpan(line int) Span {
	s.index()
	if line == len(s.lines) {
		return Span{s.lines[line-1], int32(len(s.Text)) + 1}
	}
	return Span{s.lines[line-1], s.lines[line]}
}

// index finds where the lines start. A line ends with \n, \r\n or \r, as it does in editors.
func (s *Source) index() {
	if s.lines != nil {
		return
	}
	s.lines = append(s.lines, 0)
	for i := 0; i < len(s.Text); i++ {
		switch s.Text[i] {
		case '\n':
			s.lines = append(s.lines, int32(i+1))
		case '\r':
			if i+1 == len(s.Text) || s.Text[i+1] != '\n' {
				s.lines = append(s.lines, int32(i+1))
			}
		}
	}
}
