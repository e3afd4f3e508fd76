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
	quote   byte // what it begins with: ", ', | or >; 0 for anything else
	folds   bool // whether a line break may stand for a blank
	put     int  // how much of the text is not written: what the shorthand say puts before it
	i, j    int  // how far it has come in what is written, and in the text that this means
}

// Writing returns the writing of a scalar.
func (s *Source) Writing(v *Value) Writing {
	w := Writing{value: v, written: s.Slice(v.Span), folds: true}
	if w.written != "" && strings.IndexByte(`"'|>`, w.written[0]) >= 0 {
		w.quote = w.written[0]
		w.folds = w.quote != '|' && !strings.HasPrefix(w.written, `"""`)
	}
	w.begin()
	return w
}

func (w *Writing) begin() { w.i, w.j = w.opening(), w.put }

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
		n, m := w.match(w.written[w.i:], w.value.Text[w.j:])
		if n == 0 {
			if w.put == 0 && strings.HasPrefix(w.value.Text, sayMark) {
				w.put = len(sayMark) // the shorthand say: put it there
				w.begin()
				return w.Span(from, to)
			}
			return w.value.Span
		}
		if start == w.i && m == 0 {
			start = -1 // white space of the layout comes before the text
		}
		w.i, w.j = w.i+n, w.j+m
	}
}

// opening is the length of what opens the scalar: its quotation mark, or the line that does.
func (w *Writing) opening() int {
	switch {
	case w.quote == 0:
		return 0
	case w.folds && w.quote != '>':
		return 1
	}
	line := strings.IndexAny(w.written, "\r\n")
	if line < 0 || w.quote == '"' && strings.TrimLeft(w.written[:line], "\" \t") != "" {
		return min(3, len(w.written)) // the text begins behind the mark
	}
	return line + lineBreak(w.written[line:])
}

// lineBreak is the length of the line break that a text begins with; 0 for none.
func lineBreak(text string) int {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return 2
	case strings.HasPrefix(text, "\n"), strings.HasPrefix(text, "\r"):
		return 1
	}
	return 0
}

// match takes one character from each text: how many bytes of the written one stand for how many of what it means.
// White space of the layout stands for none.
func (w *Writing) match(written, text string) (n, m int) {
	if written == "" {
		return 0, 0
	}
	r, size := utf8.DecodeRuneInString(text)
	switch c := written[0]; {
	case w.quote == '\'' && r == '\'' && strings.HasPrefix(written, "''"):
		return 2, 1
	case w.quote == '"' && c == '\\' && lineBreak(written[1:]) > 0:
		return 1 + lineBreak(written[1:]), 0
	case w.quote == '"' && c == '\\':
		return escape(written), size
	case text != "" && strings.HasPrefix(written, text[:size]):
		return size, size
	case c == '\r' && r == '\n':
		return lineBreak(written), 1
	case w.folds && (c == '\r' || c == '\n') && r == ' ':
		return len(written) - len(strings.TrimLeft(written, " \t\r\n")), 1
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		return 1, 0
	}
	return 0, 0
}

// escape is the length of an escape sequence that stands for a character.
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
