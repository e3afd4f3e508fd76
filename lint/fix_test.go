package lint_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/google/go-cmp/cmp"
)

const mistakes = "# A mail, and out.\r\n" +
	"flow:\r\n" +
	"  start: {type: start, outcome: mial} # the only way\r\n" +
	"  mail: {type: enter_email, outcomes: {emailEntered: done, cancelled: 'dne'}}\r\n" +
	"  done: {type: end}\r\n"

func TestFix(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		fixes            lint.Fixing
		applied          int
	}{
		{"none", mistakes, "", lint.NoFixes, 0},
		{"safe", mistakes, strings.Replace(mistakes, "cancelled", "canceled", 1), lint.SafeFixes, 1},
		{"all", "\uFEFF" + mistakes, "\uFEFF" + strings.NewReplacer("cancelled", "canceled", "mial", "mail", "'dne'", "'done'").Replace(mistakes), lint.AllFixes, 3},
		{"everything goes", "# fsflow:ignore-file cycle\n", "", lint.SafeFixes, 1},
		{"what cannot be parsed stays", "flow: {start: {type: start, outcome: mial}", "", lint.AllFixes, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := fixed(t, test.text, ast.YAML, test.fixes)
			if diff := cmp.Diff(test.want, got.Fixed); diff != "" || got.Applied != test.applied {
				t.Errorf("%d applied, want %d; the text (-want +got):\n%s", got.Applied, test.applied, diff)
			}
		})
	}
}

const linedUp = `start -> mail
mail: enter_email {
  emailEntered -> scan
  cancelled    -> gone # never
}
scan: document_scan {
  scanningMode: single
  allowedDocumentTypes: [passport]
  scanSucess     -> code
  userCancelledd -> gone
  scanTimeout    -> gone
}
code: two_factor_sms { verified -> again delivery_failed -> gone failed_unverifed -> gone cancelled -> gone error -> gone }
again: enter_email {
  emailEntered -> done
  cancelled -> gone
}
done: end
gone: end
`

// TestFixKeepsColumns: arrows that are lined up stay so, and others stay with a single space before them.
func TestFixKeepsColumns(t *testing.T) {
	want := strings.NewReplacer("cancelled    ->", "canceled     ->", "scanSucess     ->", "scanSuccess    ->", "userCancelledd ->", "userCancelled  ->",
		"failed_unverifed", "failed_unverified", "  cancelled -> gone\n", "  canceled -> gone\n").Replace(linedUp)
	if diff := cmp.Diff(want, fixed(t, linedUp, ast.Flow, lint.AllFixes).Fixed); diff != "" {
		t.Errorf("the text (-want +got):\n%s", diff)
	}
}

// letters are rules that find a letter, and each of them changes it into others.
func letters(changes map[string]string) []*rule.Rule {
	var rules []*rule.Rule
	for from, to := range changes {
		rules = append(rules, &rule.Rule{ID: "letter-" + from, Severity: ast.Warning, Check: func(p *rule.Pass) {
			for at := 0; ; at++ {
				k := strings.Index(p.File.Source.Text[at:], from)
				if k < 0 {
					return
				}
				at += k
				span := ast.Between(at, at+len(from))
				p.Report(ast.Diagnostic{Message: "found", Span: span, Fixes: []ast.Fix{{Safe: true, Edits: []ast.Edit{{Span: span, Text: to}}}}})
			}
		}})
	}
	return append(rules, &rule.Rule{ID: "no-x", Severity: ast.Error, Check: func(p *rule.Pass) {
		for range strings.Count(p.File.Source.Text, "X") {
			p.Report(ast.Diagnostic{Message: "an X"})
		}
	}})
}

func TestFixesThatDoHarmKeepNoOthersBack(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		changes          map[string]string
	}{
		{"one of many", "# aaaaaaaaaaaabaaaaaaaaaaaa\n", "# cccccccccccccccccccccccc", map[string]string{"a": "c", "b": "X"}},
		{"overlapping ones, in turns", "# abab\n", "# dd\n", map[string]string{"ab": "c", "c": "d", "b": "e"}},
		{"one that makes the text unreadable", "# ab\n", "# cb\n", map[string]string{"a": "c", "b": "\n\x00"}},
		{"one that changes nothing", "# ab\n", "# cb\n", map[string]string{"a": "c", "b": "b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Contains(test.text, "aaa") {
				test.want = strings.NewReplacer("a", "c").Replace(test.text)
			}
			input := lint.Text("a.flow.yaml", ast.YAML, []byte(test.text))
			result, err := lint.Run(context.Background(), []lint.Input{input}, lint.Options{Rules: letters(test.changes), Fix: lint.SafeFixes})
			if err != nil {
				t.Fatal(err)
			}
			if got := result.Files[0].Fixed; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFixingEndsThoughItNeverWouldByItself(t *testing.T) {
	rules := letters(map[string]string{"a": "b", "b": "a"})
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte("# a\n"))}, lint.Options{Rules: rules, Fix: lint.SafeFixes})
	if err != nil {
		t.Fatal(err)
	}
	if got := result.Files[0]; got.Applied != 10 {
		t.Errorf("%d applied, want 10", got.Applied)
	}
}

func TestAPreviewLeavesTheFindingsAsTheyAre(t *testing.T) {
	input := []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte(mistakes))}
	result, err := lint.Run(context.Background(), input, lint.Options{Fix: lint.AllFixes, Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := &result.Files[0]; got.Applied != 3 || got.Count(ast.Error) != 3 || got.Source.Text != mistakes {
		t.Errorf("%d applied, %d errors, in\n%s", got.Applied, got.Count(ast.Error), got.Source.Text)
	}
}

// What a baseline knows is not shown, and so it is not fixed either.
func TestFixesLeaveTheBaselineAlone(t *testing.T) {
	input := []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte(mistakes))}
	known, err := lint.Run(context.Background(), input, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(context.Background(), input, lint.Options{Fix: lint.AllFixes, Baseline: lint.NewBaseline(known, ".")})
	if err != nil {
		t.Fatal(err)
	}
	if got := &result.Files[0]; got.Applied != 0 || len(got.Diagnostics) != 0 {
		t.Errorf("%d applied, %d findings", got.Applied, len(got.Diagnostics))
	}
}

func TestApplyTakesEditsInAnyOrder(t *testing.T) {
	at := func(start, end int32, text string) ast.Edit {
		return ast.Edit{Span: ast.Span{Start: start, End: end}, Text: text}
	}
	fixes := []ast.Fix{{Edits: []ast.Edit{at(4, 5, "E"), at(0, 0, "<")}}, {Edits: []ast.Edit{at(6, 6, ">"), at(2, 4, "")}}}
	if got, want := lint.Apply("abcdef", fixes), "<abEf>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
