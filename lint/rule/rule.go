// Package rule holds the rules: what is looked for in a flow, why, and how it is found.
//
// A rule is a record and a function. The function sees the syntax tree and the graph, and reports; it does not know who runs it, in
// what order, or what becomes of a finding. What rules share is in the Pass (pass.go). A rule stands in the file of its family:
// camera.go, data.go, security.go, and so on; conversation, data, graph and shape have several.
package rule

import (
	"slices"
	"sync"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A Rule is one thing to look for.
type Rule struct {
	ID       string // as in "dangling-target"
	Family   string // "syntax", "shape", "graph", …
	Severity ast.Severity
	Summary  string // what it finds, in one line, lower case, no full stop
	Doc      string // why it matters in front of the camera and what to do, in a few sentences of plain text
	// Bad gives this finding and no other, Good gives none at all. Both are whole files.
	Bad, Good Example
	// Paths tells that an edge more may make it find more, as one does that leads nowhere yet or has a misspelled name.
	Paths bool
	// Check reports what it finds. A finding gets the rule's id, and the rule's severity unless Check chose a milder one.
	Check func(*Pass)
}

// All returns the rules, family by family in the order of the documentation. The list is the caller's own.
func All() []*Rule { return slices.Clone(all()) }

var all = sync.OnceValue(func() []*Rule {
	return slices.Concat(syntaxRules, shapeFieldRules, shapeOutcomeRules, graphNodeRules, graphEdgeRules, graphPathRules, graphCycleRules,
		conversationRules, conversationExitRules, conversationPromptRules, cameraRules, securityRules, policyRules, dataRules, comparisonRules, sessionRules, toolRules)
})

// Find returns the rule with the id, or nil.
func Find(id string) *Rule {
	for _, r := range all() {
		if r.ID == id {
			return r
		}
	}
	return nil
}
