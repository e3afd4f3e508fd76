package flow

import (
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

func TestStrings(t *testing.T) {
	tests := []struct{ name, written, want string }{
		{"plain", `"a b"`, "a b"},
		{"empty", `""`, ""},
		{"escapes", `"\"\\\/\b\f\n\r\té"`, "\"\\/\b\f\n\r\té"},
		{"surrogate pair", `"\ud83d\ude00"`, "😀"},
		{"a tab in text", "\"\"\"\n  a\tb\n  \"\"\"", "a\tb"},
		{"comment sign", `"# no comment"`, "# no comment"},
		{"text on one line", `"""a "b" c"""`, `a "b" c`},
		{"text", "\"\"\"\n  a\n    b\n  \"\"\"", "a\n  b"},
		{"text at column 1", "\"\"\"\na\n b\n\"\"\"", "a\n b"},
		{"empty text", "\"\"\"\n  \"\"\"", ""},
		{"an empty line in text", "\"\"\"\n  a\n\n  b\n  \"\"\"", "a\n\nb"},
		{"empty lines around text", "\"\"\"\n\n  a\n\n  \"\"\"", "\na\n"},
		{"less indented than the mark", "\"\"\"\n a\n   b\n  \"\"\"", "a\n b"},
		{"indented with tabs", "\"\"\"\n\t\ta\n\t\t\tb\n\t\t\"\"\"", "a\n\tb"},
		{"closed on a line of text", "\"\"\"\n  a\n  b\"\"\"", "  a\n  b"},
		{"begun on the line of the mark", "\"\"\"a\n  b\n  \"\"\"", "a\nb"},
		{"blanks behind the mark", "\"\"\"  \n  a\n  \"\"\"", "a"},
		{"CRLF in text", "\"\"\"\r\n  a\r\n  b\r\n  \"\"\"", "a\nb"},
		{"CR in text", "\"\"\"\r  a\r  b\r  \"\"\"", "a\nb"},
		{"escapes in text", "\"\"\"\n  a\\nb\\\"\"\"\n  \"\"\"", "a\nb\"\"\""},
		{"an escaped blank is no indentation", "\"\"\"\n  \\u0020a\n  \"\"\"", " a"},
		{"what looks like an item in text", "\"\"\"\nNote: this\n\"\"\"", "Note: this"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after := "a: t {\n  x: ", "\n}\nb: end\n"
			doc := Parse(catalog.Default(), ast.NewSource("strings.flow", before+test.written+after))
			for _, d := range doc.Diagnostics {
				t.Errorf("unexpected: %s", d.Message)
			}
			x := doc.Root.Get("flow").Members[0].Value.Get("x")
			if x == nil || x.Text != test.want || x.Kind != ast.String {
				t.Fatalf("got %+v; want the text %q", x, test.want)
			}
			if want := ast.Between(len(before), len(before)+len(test.written)); x.Span != want {
				t.Errorf("the span is %v; want %v", x.Span, want)
			}
			if n := len(doc.Root.Get("flow").Members); n != 2 {
				t.Errorf("%d nodes; want 2", n)
			}
		})
	}
}
