package lint_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// A hundred and ten policies are broken at each of a hundred nodes: every one of them is found, and ten thousand findings show it.
func TestManyViolationsOfPolicies(t *testing.T) {
	var text strings.Builder
	for i := range 110 {
		fmt.Fprintf(&text, "policy \"p%d\" { after start.outcome forbid \"n*\" }\n", i)
	}
	text.WriteString("start -> n0\n")
	for i := range 99 {
		fmt.Fprintf(&text, "n%d: external_call -> n%d { request: { url: \"https://a.example/\" } }\n", i, i+1)
	}
	text.WriteString("n99: end\n")
	found := policyFindings(t, text.String())
	if len(found) != 10_000+10 {
		t.Fatalf("%d findings; want 10010", len(found))
	}
	want := `the policy "p100" does not hold: "n0" can be reached after "start.outcome", and so can 99 more nodes`
	if n := counting(found, want); n != 1 {
		t.Errorf("%d findings say %q; want 1", n, want)
	}
	if n := counting(found, `the policy "p99" does not hold: "n99" can be reached after "start.outcome"`); n != 1 {
		t.Errorf("%d findings about the last node of the last policy that is shown whole; want 1", n)
	}
}

// Policies for which there is no time are no policies that hold.
func TestPoliciesThatNameTooMuch(t *testing.T) {
	text := "policy \"first\" { before done require start.outcome }\npolicy \"large\" { before [" + strings.Repeat("done ", 50_000) +
		"] require start.outcome }\npolicy \"last\" { before done require done.outcome }\nstart -> done\ndone: end\n"
	found := policyFindings(t, text)
	want := `the policy "large" and those after it are not checked: they name too much for a flow of this size`
	if len(found) != 1 || found[0].Message != want || found[0].Severity != ast.Error || int(found[0].Span.Start) != strings.Index(text, `policy "large"`) {
		t.Errorf("found %.300v; want %q", found, want)
	}
}

func policyFindings(t *testing.T, text string) []ast.Diagnostic {
	t.Helper()
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow", ast.Flow, []byte(text))}, lint.Options{MaxFindings: -1})
	if err != nil {
		t.Fatal(err)
	}
	var found []ast.Diagnostic
	for _, d := range result.Files[0].Diagnostics {
		if d.Rule == "policy" {
			found = append(found, d)
		}
	}
	return found
}

func counting(found []ast.Diagnostic, message string) int {
	n := 0
	for i := range found {
		if found[i].Message == message {
			n++
		}
	}
	return n
}
