package lint_test

import (
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// TestExamples holds every rule to its own examples: the bad one gives this finding and no other, the good one gives none.
func TestExamples(t *testing.T) {
	for _, r := range rule.All() {
		t.Run(r.ID, func(t *testing.T) {
			bad := check(r.Bad)
			if len(bad) == 0 {
				t.Errorf("the bad example gives no finding:\n%s", r.Bad.Text())
			}
			worst := ast.Info
			for _, d := range bad {
				worst = max(worst, d.Severity)
				if d.Rule != r.ID {
					t.Errorf("the bad example gives another finding, %s: %s", d.Rule, d.Message)
				}
			}
			if len(bad) > 0 && worst != r.Severity {
				t.Errorf("the bad example shows the severity %s; the rule's is %s", worst, r.Severity)
			}
			for _, d := range check(r.Good) {
				t.Errorf("the good example gives a finding, %s: %s", d.Rule, d.Message)
			}
		})
	}
}

func check(e rule.Example) []ast.Diagnostic {
	return lint.Check(dsl.Parse("example", []byte(e.Text()), e.Language), rule.All())
}

// TestRecords holds every rule to a record that documentation can be made from.
func TestRecords(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rule.All() {
		if seen[r.ID] {
			t.Errorf("%s: two rules have this id", r.ID)
		}
		seen[r.ID] = true
		if r.Family == "" || r.Summary == "" || r.Doc == "" || r.Check == nil || r.Bad.Text() == "" || r.Good.Text() == "" {
			t.Errorf("%s: the record has an empty field", r.ID)
		}
		if rule.Find(r.ID) != r {
			t.Errorf("%s: Find does not find it", r.ID)
		}
	}
	if rule.Find("no-such-rule") != nil {
		t.Error("Find finds a rule that is not there")
	}
}
