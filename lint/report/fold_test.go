package report

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

func TestFold(t *testing.T) {
	for _, test := range []struct {
		line, want        string
		page, first, rest int
	}{
		{"one two three", "one two three", 0, 0, 0},
		{"one two three", "one two three", 13, 0, 0},
		{"one two three", "one two|three", 12, 0, 0},
		{"one two three", "one|two three", 12, 6, 2},
		{": one two", ": one|two", 8, 0, 0},
		{"averylongword and", "averylongword|and", 8, 0, 0},
		{"世界 世界 世界", "世界 世界|世界", 9, 0, 0},
		{": averylongword", ": averylongword", 8, 0, 0},
		{"one twothree six", "one|twothree|six", 11, 0, 0},
		{"", "", 5, 0, 0},
	} {
		if got := strings.Join(Fold(test.line, test.page, test.first, test.rest), "|"); got != test.want {
			t.Errorf("%q on a page of %d: got %q, want %q", test.line, test.page, got, test.want)
		}
	}
}

func TestTextStaysWithinItsPage(t *testing.T) {
	text := "hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}"
	at := int32(strings.Index(text, "done"))
	found := &lint.Result{Files: []lint.FileResult{{Name: "a.flow.yaml", Source: ast.NewSource("a.flow.yaml", text), Applied: 2, Diagnostics: []ast.Diagnostic{{
		Rule: "dangling-target", Severity: ast.Error, Message: `"done" is no node of this flow`, Span: ast.Span{Start: at, End: at + 4},
		Help: []string{"lead it to a node that is there, or add one"},
	}}}}}
	var out strings.Builder
	if err := Text(&out, found, Options{Width: 40, Fixed: true}); err != nil {
		t.Fatal(err)
	}
	want := `error[dangling-target]: "done" is no
    node of this flow
  --> a.flow.yaml:1:79
   |
 1 | …quireReply: true, outcomes: done}
   |                              ^^^^
   = help: lead it to a node that is
       there, or add one
1 error, 0 warnings in 1 file (2 fixed)
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// However a line is made up, and wherever the place in it is, the snippet stays within the page, and the marks stand under it.
func TestSnippetsStayWithinTheirPage(t *testing.T) {
	for _, piece := range []string{"x", "日", "e\u0301", "\t", "👩\u200d👧", "a日\t"} {
		for _, before := range []int{0, 1, 7, 60, 300} {
			for _, after := range []int{0, 1, 60, 300} {
				text := strings.Repeat(piece, before) + "(" + strings.Repeat(piece, 3) + ")" + strings.Repeat(piece, after)
				span := ast.Between(strings.Index(text, "("), strings.Index(text, ")")+1)
				for _, most := range []int{10, 40, 80} {
					s := snip(ast.NewSource("a.flow", text), span, nil, most)
					if total := across(s.text); total > most+2 {
						t.Errorf("%d of %q, and %d: %d columns; want %d: %q", before, piece, after, total, most, s.text)
					}
					open := strings.Index(s.text, "(")
					if open < 0 || across(s.text[:open]) != s.before {
						t.Errorf("%d of %q, and %d: the marks begin in column %d of %q", before, piece, after, s.before, s.text)
					}
					if end := strings.Index(s.text, ")"); end > 0 && across(s.text[open:end+1]) != s.marked {
						t.Errorf("%d of %q, and %d: %d columns are marked of %q", before, piece, after, s.marked, s.text)
					}
				}
			}
		}
	}
}

// across returns the columns that a text takes.
func across(text string) int {
	total := 0
	for _, r := range text {
		total += width(r)
	}
	return total
}
