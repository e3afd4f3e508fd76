package ast

import (
	"strings"
	"unicode/utf8"
)

// Written returns the place of v.Text[from:to] in the source, however the scalar is written: plain, quoted with escapes, or as
// a block of many lines. Where the two cannot be matched, it is the place of the whole scalar.
func (s *Source) Written(v *Value, from, to int) Span {
	w := s.Writing(v)
	return w.Span(from, to)
}

// A Writing finds the places of parts of one scalar, as Written does. When it is asked for the parts in order, it goes through
// the scalar only once.
type Writing struct {
	value   *Value
	written string
	i, j    int // how far it has come in what is written, and in the text that this means
}

// Writing returns the writing of a scalar.
func (s *Source) Writing(v *Value) Writing {
	w := Writing{value: v, written: s.Slice(v.Span)}
	w.begin()
	return w
}

func (w *Writing) begin() {
	w.i, w.j = opening(w.written), 0
	if strings.HasPrefix(w.value.Text, sayMark) && !strings.Contains(w.written, strings.TrimSpace(sayMark)) {
		w.j = len(sayMark) // the shorthand say: put it there
	}
}

// Span returns the place of value.Text[from:to].
func (w *Writing) Span(from, to int) Span {
	if from < w.j {
		w.begin()
	}
	start := -1
	for {
		if start < 0 && w.j >= from {
			start = w.i
		}
		if w.j >= to {
			return Span{w.value.Span.Start + int32(start), w.value.Span.Start + int32(w.i)}
		}
		n, m := match(w.written[w.i:], w.value.Text[w.j:])
		if n == 0 {
			return w.value.Span
		}
		if start == w.i && m == 0 {
			start = -1 // white space of the layout comes before the text
		}
		w.i, w.j = w.i+n, w.j+m
	}
}

// opening is the length of the mark that opens a scalar: its quotation marks, or the header of a block.
func opening(written string) int {
	switch {
	case strings.HasPrefix(written, `"""`):
		return 3
	case strings.HasPrefix(written, `"`), strings.HasPrefix(written, "'"):
		return 1
	case strings.HasPrefix(written, "|"), strings.HasPrefix(written, ">"):
		return strings.IndexByte(written, '\n') + 1
	}
	return 0
}

// match takes one character from each text: how many bytes of the written one stand for how many of what it means.
// White space of the layout stands for none.
func match(written, text string) (n, m int) {
	if written == "" {
		return 0, 0
	}
	r, size := utf8.DecodeRuneInString(text)
	switch c := written[0]; {
	case strings.HasPrefix(written, "''") && r == '\'':
		return 2, 1
	case c == '\\' && r != '\\' || strings.HasPrefix(written, `\\`):
		return escape(written), size
	case text != "" && strings.HasPrefix(written, text[:size]):
		return size, size
	case (c == '\r' || c == '\n') && (r == ' ' || r == '\n'):
		return len(written) - len(strings.TrimLeft(written, " \t\r\n")), 1
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		return 1, 0
	}
	return 0, 0
}

// escape is the length of an escape sequence. One that ends a line stands for nothing, and is not matched.
func escape(written string) int {
	if len(written) < 2 {
		return 1
	}
	length := 2
	switch written[1] {
	case 'x':
		length = 4
	case 'u':
		length = 6
		// Two of them stand for one character above U+FFFF.
		if len(written) >= 12 && strings.EqualFold(written[2:3], "d") && strings.ContainsAny(written[3:4], "89abAB") && written[6:8] == `\u` {
			length = 12
		}
	case 'U':
		length = 10
	}
	return min(length, len(written))
}
