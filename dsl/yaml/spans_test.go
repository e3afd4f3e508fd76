package yaml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// outline writes a value with all its places, one line each: START-END, what is written there, and what it means.
func outline(source *ast.Source, doc ast.Document) string {
	var b strings.Builder
	var write func(v *ast.Value, indent string)
	write = func(v *ast.Value, indent string) {
		fmt.Fprintf(&b, "%d-%d %s %q", v.Span.Start, v.Span.End, v.Kind, source.Slice(v.Span))
		if v.Text != "" && (v.Text != source.Slice(v.Span) || v.Kind != ast.String) {
			fmt.Fprintf(&b, " = %q", v.Text)
		}
		if v.Style == ast.Plain {
			b.WriteString(" plain")
		}
		if v.Incomplete {
			b.WriteString(" incomplete")
		}
		if !v.Via.IsZero() {
			fmt.Fprintf(&b, " via %d-%d %q", v.Via.Start, v.Via.End, source.Slice(v.Via))
		}
		b.WriteString("\n")
		for i := range v.Items {
			b.WriteString(indent + "- ")
			write(&v.Items[i], indent+"  ")
		}
		for i := range v.Members {
			m := &v.Members[i]
			fmt.Fprintf(&b, "%s%d-%d %q", indent, m.KeySpan.Start, m.KeySpan.End, source.Slice(m.KeySpan))
			if m.Key != source.Slice(m.KeySpan) {
				fmt.Fprintf(&b, " = %q", m.Key)
			}
			b.WriteString(": ")
			write(&m.Value, indent+"  ")
		}
	}
	if doc.Root.Kind == ast.Absent {
		b.WriteString("nothing\n")
	} else {
		write(&doc.Root, "  ")
	}
	for _, d := range doc.Diagnostics {
		fmt.Fprintf(&b, "%d-%d %s %q: %s\n", d.Span.Start, d.Span.End, d.Rule, source.Slice(d.Span), d.Message)
		for _, r := range d.Related {
			fmt.Fprintf(&b, "  %d-%d %q: %s\n", r.Span.Start, r.Span.End, source.Slice(r.Span), r.Message)
		}
	}
	return b.String()
}

type outlineTest struct{ name, text, want string }

func run(t *testing.T, tests []outlineTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := ast.NewSource("test.yaml", test.text)
			got := outline(source, Parse(source))
			if want := strings.TrimPrefix(test.want, "\n"); got != want {
				t.Errorf("source:\n%s\ngot:\n%s\nwant:\n%s", test.text, got, want)
			}
		})
	}
}

func TestSpans(t *testing.T) {
	run(t, []outlineTest{
		{"plain texts", "a: hello  world # c\nb: x#y:z\n", `
0-28 an object "a: hello  world # c\nb: x#y:z"
  0-1 "a": 3-15 a string "hello  world" plain
  20-21 "b": 23-28 a string "x#y:z" plain
`},
		{"a plain text over lines", "a: one\n  two  \n\n  three\nb: 1\n", `
0-28 an object "a: one\n  two  \n\n  three\nb: 1"
  0-1 "a": 3-23 a string "one\n  two  \n\n  three" = "one two\nthree" plain
  24-25 "b": 27-28 a number "1" = "1" plain
`},
		{"quotation marks", "a: 'it''s'\n\"b\": \"x\\ny\"\nc: \"one\n  two\"\nd: ''\n", `
0-43 an object "a: 'it''s'\n\"b\": \"x\\ny\"\nc: \"one\n  two\"\nd: ''"
  0-1 "a": 3-10 a string "'it''s'" = "it's"
  11-14 "\"b\"" = "b": 16-22 a string "\"x\\ny\"" = "x\ny"
  23-24 "c": 26-37 a string "\"one\n  two\"" = "one two"
  38-39 "d": 41-43 a string "''"
`},
		{"block texts", "a: |\n  foo\n    bar  \n\n\nb: >- # c\n  x\n  y\nc: |2\n   z\nd: |\ne: >+\n\nf: 1\n", `
0-68 an object "a: |\n  foo\n    bar  \n\n\nb: >- # c\n  x\n  y\nc: |2\n   z\nd: |\ne: >+\n\nf: 1"
  0-1 "a": 3-20 a string "|\n  foo\n    bar  " = "foo\n  bar  \n"
  23-24 "b": 26-40 a string ">- # c\n  x\n  y" = "x y"
  41-42 "c": 44-51 a string "|2\n   z" = " z\n"
  52-53 "d": 55-56 a string "|"
  57-58 "e": 60-62 a string ">+" = "\n"
  64-65 "f": 67-68 a number "1" = "1" plain
`},
		{"a block text at the end without a line break", "a: |\n  foo", `
0-10 an object "a: |\n  foo"
  0-1 "a": 3-10 a string "|\n  foo" = "foo"
`},
		{"a block text in a list", "- |\n one\n # two\n- x\n", `
0-19 a list "- |\n one\n # two\n- x"
  - 2-15 a string "|\n one\n # two" = "one\n# two\n"
  - 18-19 a string "x" plain
`},
		{"lists and objects in brackets", "a: [1, {x: y, z}, [p: q], ] # c\nb: {}\nc: [ # [\n  ']', # ]\n]\n", `
0-59 an object "a: [1, {x: y, z}, [p: q], ] # c\nb: {}\nc: [ # [\n  ']', # ]\n]"
  0-1 "a": 3-27 a list "[1, {x: y, z}, [p: q], ]"
    - 4-5 a number "1" = "1" plain
    - 7-16 an object "{x: y, z}"
      8-9 "x": 11-12 a string "y" plain
      14-15 "z": 15-15 null "" plain
    - 18-24 a list "[p: q]"
      - 19-23 an object "p: q"
        19-20 "p": 22-23 a string "q" plain
  32-33 "b": 35-37 an object "{}"
  38-39 "c": 41-59 a list "[ # [\n  ']', # ]\n]"
    - 49-52 a string "']'" = "]"
`},
		{"keys in brackets", "{? a : b, ? c, \"d\":e, f: , g, h/i}\n", `
0-34 an object "{? a : b, ? c, \"d\":e, f: , g, h/i}"
  3-4 "a": 7-8 a string "b" plain
  12-13 "c": 13-13 null "" plain
  15-18 "\"d\"" = "d": 19-20 a string "e" plain
  22-23 "f": 24-24 null "" plain
  27-28 "g": 28-28 null "" plain
  30-33 "h/i": 33-33 null "" plain
`},
		{"pairs in a list", "[a: b, ? c : d, \"e\": ]\n", `
0-22 a list "[a: b, ? c : d, \"e\": ]"
  - 1-5 an object "a: b"
    1-2 "a": 4-5 a string "b" plain
  - 7-14 an object "? c : d"
    9-10 "c": 13-14 a string "d" plain
  - 16-20 an object "\"e\":"
    16-19 "\"e\"" = "e": 20-20 null "" plain
`},
		{"lists of lines", "- x\n-\n- - y\n  - z\n- a: 1\n  b: 2\n", `
0-31 a list "- x\n-\n- - y\n  - z\n- a: 1\n  b: 2"
  - 2-3 a string "x" plain
  - 5-5 null "" plain
  - 8-17 a list "- y\n  - z"
    - 10-11 a string "y" plain
    - 16-17 a string "z" plain
  - 20-31 an object "a: 1\n  b: 2"
    20-21 "a": 23-24 a number "1" = "1" plain
    27-28 "b": 30-31 a number "2" = "2" plain
`},
		{"a list in the column of its key", "a:\n- 1\n- b:\n  - 2\nc:\n  - 3\n", `
0-26 an object "a:\n- 1\n- b:\n  - 2\nc:\n  - 3"
  0-1 "a": 3-17 a list "- 1\n- b:\n  - 2"
    - 5-6 a number "1" = "1" plain
    - 9-17 an object "b:\n  - 2"
      9-10 "b": 14-17 a list "- 2"
        - 16-17 a number "2" = "2" plain
  18-19 "c": 23-26 a list "- 3"
    - 25-26 a number "3" = "3" plain
`},
		{"nothing", "a:\nb: # c\nc: ~\nd: null\ne:\n  # c\nf: {}\n", `
0-37 an object "a:\nb: # c\nc: ~\nd: null\ne:\n  # c\nf: {}"
  0-1 "a": 2-2 null "" plain
  3-4 "b": 5-5 null "" plain
  10-11 "c": 13-14 null "~" plain
  15-16 "d": 18-22 null "null" plain
  23-24 "e": 25-25 null "" plain
  32-33 "f": 35-37 an object "{}"
`},
		{"keys with a question mark", "? a\n? b\n: c\n? d\n:\n", `
2-17 an object "a\n? b\n: c\n? d\n:"
  2-3 "a": 3-3 null "" plain
  6-7 "b": 10-11 a string "c" plain
  14-15 "d": 17-17 null "" plain
`},
		{"anchors and tags", "a: &x !!str 12\nb: !!int &y \"3\"\nc: &z\nd: !!str\ne: &l # c\n  - 1\nf: !!map\n  &k g: 2\n", `
0-80 an object "a: &x !!str 12\nb: !!int &y \"3\"\nc: &z\nd: !!str\ne: &l # c\n  - 1\nf: !!map\n  &k g: 2"
  0-1 "a": 12-14 a string "12" plain
  15-16 "b": 27-30 a number "\"3\"" = "3"
  31-32 "c": 36-36 null "" plain
  37-38 "d": 45-45 a string "" plain
  46-47 "e": 58-61 a list "- 1"
    - 60-61 a number "1" = "1" plain
  62-63 "f": 76-80 an object "g: 2"
    76-77 "g": 79-80 a number "2" = "2" plain
`},
		{"text that is not ASCII", "é: ü, ü\nключ: [\"日本\", 😀, x]\n", `
0-40 an object "é: ü, ü\nключ: [\"日本\", 😀, x]"
  0-2 "é": 4-10 a string "ü, ü" plain
  11-19 "ключ": 21-40 a list "[\"日本\", 😀, x]"
    - 22-30 a string "\"日本\"" = "日本"
    - 32-36 a string "😀" plain
    - 38-39 a string "x" plain
`},
		{"a byte order mark and \\r\\n", "\ufeffa: 1\r\nb:\r\n  - x\r\n  - |\r\n    y\r\n    z\r\n\r\nc: d\r\n", `
3-47 an object "a: 1\r\nb:\r\n  - x\r\n  - |\r\n    y\r\n    z\r\n\r\nc: d"
  3-4 "a": 6-7 a number "1" = "1" plain
  9-10 "b": 15-39 a list "- x\r\n  - |\r\n    y\r\n    z"
    - 17-18 a string "x" plain
    - 24-39 a string "|\r\n    y\r\n    z" = "y\nz\n"
  43-44 "c": 46-47 a string "d" plain
`},
		{"byte order marks within lines", "a: \"x\ufeffy\" # \ufeff\nb: |\n  \ufeffz\nc: [\ufeff1, é]\n", `
0-42 an object "a: \"x\ufeffy\" # \ufeff\nb: |\n  \ufeffz\nc: [\ufeff1, é]"
  0-1 "a": 3-10 a string "\"x\ufeffy\"" = "x\ufeffy"
  17-18 "b": 20-28 a string "|\n  \ufeffz" = "\ufeffz\n"
  29-30 "c": 32-42 a list "[\ufeff1, é]"
    - 33-37 a string "\ufeff1" plain
    - 39-41 a string "é" plain
`},
		{"line breaks of every kind", "a: 1\rb: 2\r\nd: x\r  y\n", `
0-19 an object "a: 1\rb: 2\r\nd: x\r  y"
  0-1 "a": 3-4 a number "1" = "1" plain
  5-6 "b": 8-9 a number "2" = "2" plain
  11-12 "d": 14-19 a string "x\r  y" = "x y" plain
`},
		{"no line break at the end", "a: b", `
0-4 an object "a: b"
  0-1 "a": 3-4 a string "b" plain
`},
		{"an empty file", "", `
0-0 null "" plain
`},
		{"an empty file with a byte order mark", "\ufeff", `
3-3 null "" plain
`},
		{"only comments", "# a\n\n# b\n", `
0-0 null "" plain
`},
		{"only the start of a document", "---\n# a\n", `
0-0 null "" plain
`},
		{"a directive and the marks of a document", "%YAML 1.2\n---\na: 1\n...\n# c\n", `
14-18 an object "a: 1"
  14-15 "a": 17-18 a number "1" = "1" plain
`},
		{"a text on the line of the mark", "--- a b\n...\n", `
4-7 a string "a b" plain
`},
		{"a second document", "a: 1\n--- # c\nb: [\n", `
0-4 an object "a: 1"
  0-1 "a": 3-4 a number "1" = "1" plain
5-8 multiple-documents "---": a second document begins here; expected one flow a file
`},
		{"a second document without a mark", "a: 1\n...\nb: 2\n", `
0-4 an object "a: 1"
  0-1 "a": 3-4 a number "1" = "1" plain
9-13 multiple-documents "b: 2": a second document begins here; expected one flow a file
`},
		{"a second document that is empty", "a: 1\n---\n", `
0-4 an object "a: 1"
  0-1 "a": 3-4 a number "1" = "1" plain
5-8 multiple-documents "---": a second document begins here; expected one flow a file
`},
	})
}
