package ast_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestWritten(t *testing.T) {
	for _, test := range []struct{ written, text, part, want string }{
		{"Ask for the name.", "Ask for the name.", "the name", "the name"},
		{`"Ask \"who\" it is"`, `Ask "who" it is`, "it is", "it is"},
		{`"Ask \"who\" it is"`, `Ask "who" it is`, `"who"`, `\"who\"`},
		{`'it''s {name}'`, "it's {name}", "{name}", "{name}"},
		{`"a\nIf b, c."`, "a\nIf b, c.", "If b, c.", "If b, c."},
		{"|\n  One.\n  If two, three.\n", "One.\nIf two, three.\n", "If two, three.", "If two, three."},
		{">\n  One\n  more. If two,\n  three.\n", "One more. If two, three.\n", "If two, three.", "If two,\n  three."},
		{"Plain over\n    two lines with {x}", "Plain over two lines with {x}", "{x}", "{x}"},
		{"Hello {x}.", "Say: Hello {x}.", "{x}", "{x}"},
		{`"\u00e4 {x}"`, "ä {x}", "{x}", "{x}"},
		{`"\u00e4\u00f6 {x}"`, "äö {x}", "{x}", "{x}"},
		{`"\ud83d\ude00 {x}"`, "😀 {x}", "{x}", "{x}"},
		{`"\x41\U0001F600 {x}"`, "A😀 {x}", "{x}", "{x}"},
		{"Plain over \n  two {x}", "Plain over two {x}", "over two", "over \n  two"},
		{"|\r\n  One.\r\n  If two, three.\r\n", "One.\nIf two, three.\n", "One.\nIf two", "One.\r\n  If two"},
		{`"a\\b {x}"`, `a\b {x}`, "{x}", "{x}"},
		{"\"\"\"\n    One.\n    If two, three.\n    \"\"\"", "One.\nIf two, three.", "If two, three.", "If two, three."},
		{"|\r\n  One.\r\n\r\n  If two {x}.\r\n", "One.\n\nIf two {x}.\n", "{x}", "{x}"},
		{"|\r  One.\r\r  If two {x}.\r", "One.\n\nIf two {x}.\n", "{x}", "{x}"},
		{">\r\n  One,\r\n  two.\r\n\r\n  If {x}.\r\n", "One, two.\nIf {x}.\n", "{x}", "{x}"},
		{"\"\"\"\r\n    One.\r\n\r\n    If {x}.\r\n    \"\"\"", "One.\n\nIf {x}.", "If {x}", "If {x}"},
		{"\"One \\\n   two {x}\\\r\n\r\n  !\"", "One two {x}\n!", "x}\n!", "x}\\\r\n\r\n  !"},
		{"\"One \\\n   two {x}\"", "One two {x}", "two {x}", "two {x}"},
		{`"a\u005c {x}\u005c"`, `a\ {x}\`, "{x}", "{x}"},
		{"C:\\new {x}", `C:\new {x}`, "{x}", "{x}"},
		{"\"\"\"\n    One\n  {x}\n  \"\"\"", "  One\n{x}", "{x}", "{x}"},
		{"\"\"\"One\n    {x}\n    \"\"\"", "One\n{x}", "{x}", "{x}"},
		{`"S\u0061y: {x}"`, "Say: {x}", "{x}", "{x}"},
		{`"He said: Say: {x}"`, "Say: He said: Say: {x}", "{x}", "{x}"},
		{`"Say: {x}"`, "Say: Say: {x}", "{x}", "{x}"},
		{"something else", "Ask for it", "it", "something else"},
	} {
		source := ast.NewSource("test", "-- "+test.written+" --")
		v := &ast.Value{Kind: ast.String, Text: test.text, Span: ast.Between(3, 3+len(test.written))}
		from := strings.Index(test.text, test.part)
		if got := source.Slice(source.Written(v, from, from+len(test.part))); got != test.want {
			t.Errorf("%q in %q: got %q, want %q", test.part, test.written, got, test.want)
		}
	}
}

// The parts of a text are found in whatever order they are asked for.
func TestWritingBackwards(t *testing.T) {
	source := ast.NewSource("test", `"\u00e4 {x} {y}"`)
	w := source.Writing(&ast.Value{Kind: ast.String, Text: "ä {x} {y}", Span: ast.Between(0, len(source.Text))})
	for _, part := range []struct {
		from, to int
		want     string
	}{{7, 10, "{y}"}, {3, 6, "{x}"}, {0, 2, `\u00e4`}, {3, 10, "{x} {y}"}} {
		if got := source.Slice(w.Span(part.from, part.to)); got != part.want {
			t.Errorf("got %q, want %q", got, part.want)
		}
	}
}
