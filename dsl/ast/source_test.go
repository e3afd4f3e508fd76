package ast_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"pgregory.net/rapid"
)

func TestPosition(t *testing.T) {
	for _, c := range []struct {
		name, text           string
		offset, line, column int
	}{
		{"empty", "", 0, 1, 1},
		{"start", "ab\ncd", 0, 1, 1},
		{"at the break", "ab\ncd", 2, 1, 3},
		{"second line", "ab\ncd", 3, 2, 1},
		{"end", "ab\ncd", 5, 2, 3},
		{"past the end", "ab\ncd", 9, 2, 3},
		{"before the start", "ab", -3, 1, 1},
		{"after a last break", "ab\n", 3, 2, 1},
		{"crlf", "ab\r\ncd", 4, 2, 1},
		{"inside crlf", "ab\r\ncd", 3, 1, 4},
		{"lone cr", "ab\rcd", 3, 2, 1},
		{"two crs", "\r\r\n\r", 4, 4, 1},
		{"byte order mark", "\uFEFFab", 3, 1, 1},
		{"after a byte order mark", "\uFEFFab", 4, 1, 2},
		{"at the byte order mark", "\uFEFFab", 0, 1, 1},
		{"second line after a byte order mark", "\uFEFFab\nc", 7, 2, 2},
		{"two bytes", "éx", 2, 1, 2},
		{"four bytes", "a😀x", 5, 1, 3},
		{"within a character", "a😀x", 3, 1, 2},
		{"within a byte order mark", "\uFEFFab", 1, 1, 1},
		{"within no character", "a\xF0\x9Fx", 2, 1, 3},
		{"combining", "e\u0301x", 3, 1, 3},
		{"tab", "\tx", 1, 1, 2},
		{"other breaks are none", "a\u0085\u2028b", 6, 1, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ast.NewSource("a", c.text).Position(c.offset)
			if got.Line != c.line || got.Column != c.column {
				t.Errorf("got %+v, want %d:%d", got, c.line, c.column)
			}
			if again := ast.NewSource("a", c.text).Position(got.Offset); again != got {
				t.Errorf("the offset of %+v is at %+v", got, again)
			}
		})
	}
}

func TestPlace(t *testing.T) {
	source := ast.NewSource("flows/a.flow", "\uFEFFone\nthré e\n")
	for span, want := range map[ast.Span]string{
		{}:                   "flows/a.flow:1:1",
		{Start: 3, End: 6}:   "flows/a.flow:1:1",
		{Start: 13, End: 14}: "flows/a.flow:2:6",
		{Start: 99, End: 99}: "flows/a.flow:3:1",
	} {
		if got := source.Place(span); got != want {
			t.Errorf("%v: got %s, want %s", span, got, want)
		}
	}
}

func TestCover(t *testing.T) {
	a, b := ast.Span{Start: 3, End: 5}, ast.Span{Start: 8, End: 9}
	if got := a.Cover(b); got != (ast.Span{Start: 3, End: 9}) || b.Cover(a) != got {
		t.Error(got)
	}
	if a.Cover(ast.Span{}) != a || (ast.Span{}).Cover(a) != a {
		t.Error("no place adds nothing")
	}
}

// Columns are those that counting from the start of the line gives, on lines of any length, for whatever bytes.
func TestColumnsEqualCounting(t *testing.T) {
	pieces := []string{"a", "é", "漢", "😀", "\t", "\n", "\r\n", "\r", "\uFEFF", "\x80", "\xF0\x9F", strings.Repeat("x", 500), strings.Repeat("ü", 700), strings.Repeat("漢", 1500)}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
		source := ast.NewSource("a", text)
		for range 20 {
			offset := rapid.IntRange(0, len(text)).Draw(t, "offset")
			if rapid.Bool().Draw(t, "at a boundary") {
				offset = min(offset/1024*1024+rapid.IntRange(0, 3).Draw(t, "beside"), len(text))
			}
			got := source.Position(offset)
			if want := naivePosition(text, offset); got != want {
				t.Fatalf("at %d: got %+v, want %+v", offset, got, want)
			}
		}
	})
}

func naivePosition(text string, offset int) ast.Position {
	line, start := 1, 0
	for i := range offset {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			line, start = line+1, i+1
		}
	}
	column, at := 0, 0
	for i, r := range text[start:] {
		if start+i > offset {
			break
		}
		if at = start + i; r != '\uFEFF' || at > 0 {
			column++
		}
	}
	if offset == len(text) {
		column, at = column+1, offset
	}
	return ast.Position{Line: line, Column: max(column, 1), Offset: at}
}
