package rule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

// Each of very many fields is looked for in very much that is not known. Were all of that gone through for each of them, the test would
// not end.
func TestManyFieldsAndMuchUnknown(t *testing.T) {
	var text strings.Builder
	text.WriteString("extractionSchema:\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "  - {fieldName: field%dx, type: string}\n", i)
	}
	text.WriteString("flow:\n  start: {type: start, outcome: odd}\n  odd: {type: nothing_known, text: \"" + strings.Repeat("abcdefghi fielx ", 100_000) + "field7x\"}\n")
	found, _ := Run(All(), dsl.Parse("a.yaml", []byte(text.String()), ast.YAML), nil)
	if unused := count(found, "unused-field"); unused != 20_000-1 {
		t.Errorf("%d fields are unused; want all but one", unused)
	}
}

// Each of very many targets leads to no node, and what there is to lead to is listed. Were all nodes gone through for each of them, the
// test would not end.
func TestManyTargetsAndOneName(t *testing.T) {
	const n = 100_000
	text := "start -> done\ndone: end\n" + strings.Repeat("same: permissions { -> nowhere }\n", n)
	found, _ := Run(All(), dsl.Parse("a.flow", []byte(text), ast.Flow), nil)
	if dangling := count(found, "dangling-target"); dangling != n {
		t.Errorf("%d targets are no nodes; want %d", dangling, n)
	}
}

// Each of very many outcomes lacks its target, beside very many fields that the node does not have. Were all of those gone through for
// each outcome, the test would not end.
func TestManyOutcomesAndMuchUnknown(t *testing.T) {
	const n = 60_000
	var text strings.Builder
	text.WriteString("flow:\n  start: {type: start, outcome: talk}\n  talk:\n    type: conversation\n    prompt: Talk.\n")
	for i := range n {
		fmt.Fprintf(&text, "    k%d: 1\n", i)
	}
	text.WriteString("    outcomes:\n" + strings.Repeat("      - {condition: the user talks}\n", n))
	found, _ := Run(All(), dsl.Parse("a.yaml", []byte(text.String()), ast.YAML), nil)
	if missing := count(found, "missing-field"); missing != n {
		t.Errorf("%d targets are missing; want %d", missing, n)
	}
}

// count returns how many of the findings are of the rule.
func count(found []ast.Diagnostic, rule string) (n int) {
	for _, d := range found {
		if d.Rule == rule {
			n++
		}
	}
	return n
}
