package yaml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// lines joins n lines of the format, each with its number.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// bomb is n anchors, each a list of ten aliases of the one before.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 lol\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	const million = 1_000_000
	long := strings.Repeat("x", 2_000_000)
	indented := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%*sa:\n", i, "")
		}
		return b.String()
	}
	tests := []struct {
		name, text, finding string // no finding: it can be read
		at                  int
	}{
		{"list brackets", strings.Repeat("[", million), "nested too deeply: more than 500 levels of lists and objects", 500},
		{"object brackets", strings.Repeat("{", million), "nested too deeply: more than 500 levels of lists and objects", 500},
		{"pairs", strings.Repeat("[a: ", million/2), "nested too deeply: more than 500 levels of lists and objects", 4 * 250},
		{"dashes", strings.Repeat("- ", million), "nested too deeply: more than 500 levels of lists and objects", 1000},
		{"question marks", strings.Repeat("? ", million), "nested too deeply: more than 500 levels of lists and objects", 1000},
		{"question marks in brackets", "[" + strings.Repeat("? ", million), `unexpected "?"; expected a value`, 3},
		{"anchors", strings.Repeat("&a ", million), `unexpected "&a"; expected the end of the line`, 3},
		{"tags", strings.Repeat("!a ", million), `unexpected "!a"; expected the end of the line`, 3},
		{"colons", strings.Repeat(": ", million), `":" without a key before it`, 0},
		{"commas", "[" + strings.Repeat(",", million), `"," without a value before it`, 1},
		{"an open quotation mark", `a: "` + long, "this quotation mark is never closed", 3},
		{"brackets with a fault at the end", strings.Repeat("[", 400) + strings.Repeat("a, ", million/3) + "'", "this quotation mark is never closed", 400 + million - 1},
		{"comments under lists that are too deep", strings.Repeat("- ", 9000) + "a\n" + strings.Repeat("# c\n  # d\n", million/4), "nested too deeply: more than 500 levels of lists and objects", 1000},
		{"indentation", indented(600), "nested too deeply: more than 500 levels of lists and objects", 500*499/2 + 3*500 + 500},
		{"aliases in aliases", bomb(9), "more than 10000 aliases, with those inside of other aliases written out", -1},
		{"many aliases", "a: &a x\nb: [" + strings.Repeat("*a, ", ast.MaxAliases+1) + "]", "more than 10000 aliases, with those inside of other aliases written out", 12 + 4*ast.MaxAliases},
		{"merges of a large object", "a: &a {" + lines(20_000, "k%d: 1, ") + "}\nb:\n" + lines(1000, "- {<<: *a, x%d: 1}\n"), "the document holds more than 10000000 values, with every alias written out", -1},
		{"a chain of deep aliases", "a: &a " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "\nb: " + strings.Repeat("[", 250) + "*a" + strings.Repeat("]", 250), "nested too deeply: more than 500 levels of lists and objects", 6 + 600 + 4 + 250},
		{"more commas than values are read", "[" + strings.Repeat("a,", ast.MaxValues+1) + "]", "the document holds more than 10000000 values, with every alias written out", 0},

		{"500 lists", strings.Repeat("[", 500) + strings.Repeat("]", 500), "", 0},
		{"500 dashes", strings.Repeat("- ", 500), "", 0},
		{"10,000 aliases", "a: &a x\nb: [" + strings.Repeat("*a, ", ast.MaxAliases) + "]", "", 0},
		{"60,000 keys on a line", "{" + lines(60_000, "k%d: v, ") + "}", "", 0},
		{"60,000 keys on a line that is not ASCII", "{" + lines(60_000, "ключ%d: ё, ") + "}", "", 0},
		{"60,000 keys on lines", lines(60_000, "k%d: v\n"), "", 0},
		{"900,000 values", "[" + strings.Repeat("a, ", 900_000) + "]", "", 0},
		{"comments", strings.Repeat("# c\n", million/2) + "a: 1\n" + strings.Repeat("   # c\n\n", million/4), "", 0},
		{"comments under deep lists", strings.Repeat("- ", 499) + "a\n" + strings.Repeat("# c\n  # d\n", million/4), "", 0},
		{"lines that end with U+0085", strings.Repeat("- a\u0085", million/4), "", 0},
		{"300,000 anchors", lines(300_000, "- &a%d x\n"), "", 0},
		{"a large text in many aliases", "a: &a '" + long + "'\n" + "b: [" + strings.Repeat("*a, ", 9_000) + "]\n",
			"the document holds more than 128 MiB of text, with every alias written out", -1},
		{"empty lines", "a: 1\n" + strings.Repeat("\n", 4*million) + "b: 2\n", "", 0},
		{"a long text", "a: " + long + "\nb: '" + long + "'\nc: |\n  " + long + "\n", "", 0},
		{"a folded text", "a:\n" + strings.Repeat("  word\n", million/2), "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := Parse(ast.NewSource("hostile", test.text))
			if test.finding == "" {
				if len(doc.Diagnostics) > 0 || doc.Root.Kind == ast.Absent {
					t.Fatalf("found %v", doc.Diagnostics)
				}
				return
			}
			if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Message != test.finding || doc.Root.Kind != ast.Absent || !doc.Incomplete {
				t.Fatalf("found %v, want %q", doc.Diagnostics, test.finding)
			}
			if at := int(doc.Diagnostics[0].Span.Start); test.at >= 0 && at != test.at {
				t.Errorf("found at %d, want %d", at, test.at)
			}
		})
	}
}

// As many findings as there are mistakes take no longer for standing on one long line, or behind a long text.
func TestManyMistakes(t *testing.T) {
	const many = 100_000
	for _, test := range []struct{ name, text string }{
		{"keys given twice on a line", "[" + strings.Repeat("{a: 1, b: 1, a: 2}, ", many) + "]"},
		{"merges of what is no object", strings.Repeat("- <<: aa\n", many)},
		{"keys without a colon", strings.Repeat("- a {b: c}\n", many)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if found := len(Parse(ast.NewSource("hostile", test.text)).Diagnostics); found != many {
				t.Errorf("%d findings, want %d", found, many)
			}
		})
	}
}

// Of more mistakes than anyone reads, only the first are kept.
func TestMoreMistakesThanAreKept(t *testing.T) {
	doc := Parse(ast.NewSource("hostile", "["+strings.Repeat("{a: 1, b: 1, a: 2}, ", ast.MaxFindings+9)+"]"))
	if found := len(doc.Diagnostics); found != ast.MaxFindings || len(doc.Root.Items) != ast.MaxFindings+9 {
		t.Errorf("%d findings in %d objects, want %d", found, len(doc.Root.Items), ast.MaxFindings)
	}
}
