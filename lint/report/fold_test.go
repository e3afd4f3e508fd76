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
		{"", "", 5, 0, 0},
	} {
		if got := strings.Join(fold(test.line, test.page, test.first, test.rest), "|"); got != test.want {
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
