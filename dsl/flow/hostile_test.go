package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// TestHostile reads what nobody writes by hand. Where the reading took more than a time that grows with the text, the test
// would not end; where it took the stack, it would crash.
func TestHostile(t *testing.T) {
	const many = 300_000
	var keys strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&keys, "k%d: %d,\n", i, i)
	}
	tests := []struct {
		name, text string
		nodes      int // -1: as many as there are
		findings   int // -1: some
	}{
		{"brackets", strings.Repeat("[", many), 0, -1},
		{"braces", strings.Repeat("{", many), 0, -1},
		{"brackets in a node", "a: end {\n  x: " + strings.Repeat("[", many) + "\nb: end\n", 2, 1},
		{"objects in a node", "a: end {\n" + strings.Repeat("x: {", many) + "\nb: end\n", 2, 1},
		{"closed brackets in a node", "a: end {\n  x: " + strings.Repeat("[", many) + strings.Repeat("]", many) + "\n}\nb: end\n", 2, 1},
		{"closing braces", strings.Repeat("}", many), 0, -1},
		{"closing braces on lines", strings.Repeat("}\n", many), 0, -1},
		{"closing braces behind nodes", strings.Repeat("  a: b\n }\n", many/4), many / 4, many / 4},
		{"closing braces behind all nodes", strings.Repeat("  a: b\n", many/4) + strings.Repeat(" }\n", many/4), many / 4, -1},
		{"closing braces in a row behind nodes", strings.Repeat("  a: b\n", many/4) + strings.Repeat("}", many/4), many / 4, -1},
		{"closing brackets", strings.Repeat("]", many), 0, -1},
		{"words on a line", strings.Repeat("a ", many), -1, -1},
		{"words on lines", strings.Repeat("a\n", many), 0, -1},
		{"illegal characters", strings.Repeat("@ ", many), 0, -1},
		{"illegal characters in a row", strings.Repeat("@", many) + "\nb: end\n", 1, 1},
		{"a NUL at the end", "@\x00", 0, 1},
		{"comments of other languages without an end", strings.Repeat("/* ", many), 0, 1},
		{"comments of other languages on lines without an end", strings.Repeat("/*\n", many), 0, -1},
		{"comments of other languages", strings.Repeat("/**/", many), 0, -1},
		{"lists without an end", "a: b {\n" + strings.Repeat("  x: [1\n", many/3) + "}\n", 1, ast.MaxFindings + 1},
		{"sessions without a brace", strings.Repeat("session\n", many/10), 0, many / 10},
		{"semicolons", strings.Repeat("; ", many), 0, -1},
		{"apostrophes", strings.Repeat("'", many), -1, -1},
		{"unclosed apostrophes", strings.Repeat("'a ", many), 0, -1},
		{"marks of text", strings.Repeat(`"""`, many), -1, -1},
		{"marks of text on lines", strings.Repeat("a: b\nc: \"\"\"\n", many/4), -1, -1},
		{"marks of text behind backslashes", strings.Repeat("a: b\n\\\"\"\"\n", many/3), -1, -1},
		{"marks of text behind backslashes, and one before nothing", strings.Repeat("a: b\n\\\"\"\"\n", many/3) + "c: \"\"\"\n", -1, -1},
		{"marks of text alone on their lines", "a: b {\n" + strings.Repeat("x\n\"\"\"\n", many/4), -1, -1},
		{"damaged marks of text", "a: b {\n" + strings.Repeat("x: \"\"\ny\n", many/4) + "\"\"\"\n}\n", -1, -1},
		{"damaged marks of text before blanks", "a: b {\n" + strings.Repeat("x: \"\"\ny\n", many/4) + strings.Repeat(" ", many) + "\"\"\"\n}\n", -1, -1},
		{"quotation marks in words", "a: b { " + strings.Repeat("a\"", many), -1, -1},
		{"marks in words", "a: b { " + strings.Repeat("a;", many), -1, -1},
		{"ids before conditions without quotation marks", "a: b {\n" + strings.Repeat("x: on a a a ", many/10), -1, -1},
		{"quotation marks within strings", "a: b { " + strings.Repeat("x: \"a\"b ", many), -1, -1},
		{"text of several lines in YAML", "a: b {\n" + strings.Repeat("x: |\n  y\n", many/4), -1, -1},
		{"backquotes that are not closed", "a: b {\n" + strings.Repeat("x: `\n", many/4), -1, -1},
		{"nodes of YAML", strings.Repeat("a:\n  type: b\n", many/10), many / 10, many / 10},
		{"nodes of YAML in each other", strings.Repeat("- id: b ", many/10), -1, -1},
		{"strings", strings.Repeat("\"\n", many), 0, -1},
		{"numbers that are none, behind many blanks", "a: b {" + strings.Repeat(" ", many) + strings.Repeat("1a ", many/3) + "}", 1, -1},
		{"a bracket in the first word", "a{b: end\nc: end\n", 2, 1},
		{"a bracket in the last word", "a: b { c -> d[e", 1, 2},
		{"a bracket at the end", "a: b { c{", 1, -1},
		{"arrows behind on", "a: conversation {" + strings.Repeat(" on -> b", many/3) + "\n}\n", 1, -1},
		{"arrows behind on, and nothing else on the line", "a: conversation {\n" + strings.Repeat("on ->\n", many/3) + "}\n", 1, -1},
		{"conditions without words", "a: conversation {\n" + strings.Repeat("always on ", many) + "\n}\n", 1, -1},
		{"text without an end behind names", "session {\n" + strings.Repeat("end x ' ,", many/2) + "\n}\n", 0, -1},
		{"brackets in words", "a: b {" + strings.Repeat("a{b ", many/4) + "}", -1, -1},
		{"escapes", `a: end { x: "` + strings.Repeat(`\q`, many) + `" }`, 1, -1},
		{"nodes without an end", strings.Repeat("a: b {\n  x: 1\n", many/10), many / 10, many / 10},
		{"objects without an end", strings.Repeat("a: b {\n  x: {\n  y: 1\n", many/10), many / 10, -1},
		{"nodes that lack a bracket in the middle", strings.Repeat("a: b { x: { y: { z: 1 } -> c }\n", many/10), many / 10, -1},
		{"broken members", "a: b {\n" + strings.Repeat("x y\n", many/10) + "}\n", 1, many / 10},
		{"broken members on a line", "a: b { " + strings.Repeat("x 1 ", many/10) + "}\n", 1, 1},
		{"broken pairs", "a: b { x: {\n" + strings.Repeat("x 1,\n", many/10) + "} }\n", 1, many / 10},
		{"broken nodes in too many braces", strings.Repeat("  a: b { x 1 }\n", many/10) + "}\n", -1, -1},
		{"texts on a line", "a: b { " + strings.Repeat("x: a b ", many/3) + "}\n", 1, 1},
		{"texts in an object on a line", "a: b { x: { " + strings.Repeat("x: a b ", many/3) + "} }\n", 1, -1},
		{"keys without values", "a: b {\n" + strings.Repeat("x:\n", many/3) + "}\n", 1, -1},
		{"brackets in text without quotation marks", "a: b {\n" + strings.Repeat("  x: Tell the use[ that they\n", many/10) + "}\n", 1, -1},
		{"lists of another language", "a: b {\n" + strings.Repeat("x:\n - y\n", many/10) + "}\n", 1, many / 10},
		{"edges outside", strings.Repeat("a -> b\n", many/10), 1, many / 10},
		{"names with blanks", strings.Repeat("a b: c\n", many/10), many / 10, many / 10},
		{"crossed brackets on a line", strings.Repeat(" ", 10*many) + strings.Repeat("a: b { x: [ } ", many/10), many / 10, many / 10},
		{"nodes at two columns", strings.Repeat("a: end\n b: end\n", many), 2 * many, 0},
		{"nodes without a brace", strings.Repeat("a: b\n  c: 1\n", many/10), many / 10, many / 10},
		{"targets that are missing", "a: b {\n" + strings.Repeat("on \"x\" ->\n", many/10) + "}\n", 1, many / 10},
		{"words misspelled", "a: b {\n" + strings.Repeat("alwys b\n", many/10) + "}\n", 1, many / 10},
		{"words misspelled on a line", "a: b {\n" + strings.Repeat("alwys b ", many/10) + "}\n", 1, -1},
		{"parentheses", "a: b { if " + strings.Repeat("( ", many/10) + "}\n", 1, -1},
		{"arrows with blanks", "a: b {" + strings.Repeat(" - > - ", many/10) + strings.Repeat(" ", many) + "}\n", 1, -1},
		{"members without a sign on a line", "a: b { " + strings.Repeat("x y z w: 1 ", many/10) + "}\n", 1, -1},
		{"keys", "session { metadata: {\n" + keys.String() + "} }\na: b {\n" + strings.ReplaceAll(keys.String(), ",", "") + "}\n", 1, 0},
		{"the same key", "a: b {\n" + strings.Repeat("x: 1\n", many/10) + "}\n", 1, many/10 - 1},
		{"a long list", "a: b { x: [" + strings.Repeat("0,", many) + "] }", 1, 0},
		{"a list longer than participle counts", "a: b { x: [" + strings.Repeat("0,", 1_000_001) + "] }", 1, 0},
		{"brackets that are crossed in a part", "a: b {\n  x y\n  x y\n  x: " + strings.Repeat("[", 10_000) + strings.Repeat("}", 10_000) + "\n", 1, -1},
		{"crossed brackets in parts", strings.Repeat("a: b {\n  x: {y: [[[[{{{{ }}] }\n  z: [}\n}\n", many/30), many / 30, -1},
		{"points", "a: b { x: " + strings.Repeat("a.", many) + " }", 1, -1},
		{"arrows", "a: b { " + strings.Repeat("->", many) + " }", 1, -1},
		{"comments", strings.Repeat("a: # x\n", many/10), -1, -1},
		{"small nodes", smallNodes(900_000), 900_000, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := Parse(catalog.Default(), ast.NewSource("hostile.flow", test.text))
			nodes := 0
			if flow := doc.Root.Get("flow"); flow != nil {
				nodes = len(flow.Members)
			}
			if test.nodes >= 0 && nodes != test.nodes {
				t.Errorf("%d nodes; want %d", nodes, test.nodes)
			}
			if n := len(doc.Diagnostics); test.findings >= 0 && n != test.findings || test.findings < 0 && (n == 0 || n > ast.MaxFindings+1) {
				t.Errorf("%d findings; want %d; the first: %+v", n, test.findings, doc.Diagnostics[:min(n, 2)])
			}
		})
	}
}

// TestTooManyMistakes shows where the findings end: at the first mistake that is not shown.
func TestTooManyMistakes(t *testing.T) {
	const head, broken = "a: b {\n", "x y\n"
	doc := Parse(catalog.Default(), ast.NewSource("a.flow", head+strings.Repeat(broken, ast.MaxFindings+9)+"}\n"))
	if n := len(doc.Diagnostics); n != ast.MaxFindings+1 {
		t.Fatalf("%d findings; want %d", n, ast.MaxFindings+1)
	}
	start := len(head) + ast.MaxFindings*len(broken) + len("x ")
	want := ast.Diagnostic{
		Rule: "syntax", Severity: ast.Error, Span: ast.Between(start, start+1),
		Message: "the file has more than 100000 mistakes; those from here on are not shown",
	}
	if diff := cmp.Diff(want, doc.Diagnostics[ast.MaxFindings]); diff != "" || !doc.Incomplete {
		t.Error(diff, doc.Incomplete)
	}
}

func smallNodes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "n%d: end\n", i)
	}
	return b.String()
}

// An item that has no end takes no memory without end.
func TestEndlessItem(t *testing.T) {
	source := ast.NewSource("a.flow", "start -> a\na: end { x: [1 2 3 4 5 6 7 8 9] }\nb: end\n")
	c := newCutter(catalog.Default(), source.Text)
	c.most = 8
	doc := parse(source, c)
	want := ast.Diagnostic{
		Rule: "syntax", Severity: ast.Error, Span: ast.Span{Start: 11, End: 12},
		Message: "more than 8 words and marks belong together here; the file is not read from here on",
	}
	if diff := cmp.Diff([]ast.Diagnostic{want}, doc.Diagnostics); diff != "" {
		t.Error(diff)
	}
	if flow := doc.Root.Get("flow"); !doc.Incomplete || flow == nil || len(flow.Members) != 1 || flow.Members[0].Key != "start" {
		t.Errorf("incomplete is %v, and the flow is %v", doc.Incomplete, flow)
	}
}
