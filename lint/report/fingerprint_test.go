package report_test

import (
	"encoding/json"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
)

// prints are the fingerprints of two findings of a text that say the same of the same word.
func prints(t *testing.T, name, text string, offsets ...int) []string {
	t.Helper()
	file := lint.FileResult{Name: name, Source: ast.NewSource(name, text)}
	for _, at := range offsets {
		file.Diagnostics = append(file.Diagnostics, ast.Diagnostic{Rule: "r", Message: text, Node: "n", Span: ast.Between(at, at+3)})
	}
	var issues []struct{ Fingerprint string }
	if err := json.Unmarshal([]byte(write(t, "gitlab", &lint.Result{Files: []lint.FileResult{file}}, report.Options{})), &issues); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range issues {
		all = append(all, i.Fingerprint)
	}
	return all
}

func TestFingerprints(t *testing.T) {
	before := prints(t, "a.flow", "abc abc", 0, 4)
	if len(before) != 2 || before[0] == before[1] {
		t.Fatalf("two findings have the fingerprints %q", before)
	}
	if moved := prints(t, "./a.flow", "# new\n\nabc\n  abc", 7, 13); moved[0] != before[0] || moved[1] != before[1] {
		t.Errorf("moved down, they are %q; want %q", moved, before)
	}
	if other := prints(t, "b.flow", "abc abc", 0, 4); other[0] == before[0] {
		t.Error("two files have the same fingerprint")
	}
	if other := prints(t, "a.flow", "abd", 0); other[0] == before[0] {
		t.Error("two texts have the same fingerprint")
	}
}
