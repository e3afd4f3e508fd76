// Package rule holds the rules: what is looked for in a flow, why, and how it is found.
//
// A rule is a record and a function. The function sees the syntax tree and the graph, and reports; it does not know who runs it, in
// what order, or what becomes of a finding. A rule stands in the file of its family: camera.go, data.go, security.go, and so on;
// conversation, data, graph and shape have several.
//
// What several rules ask of a file is worked out when it is first asked for, and kept in the Pass (pass.go):
//   - what is of the wrong shape, and where values of a meaning stand (shape.go)
//   - where the flow begins and ends, what is reached, and which edges lead nowhere (outline.go)
//   - what has happened on every path to a node, or on some path (dataflow.go)
//   - what is said, and what is waited for (talk.go); what is compared (data_comparisons.go); what data there is (session_data.go)
//   - which comments silence what (ignore.go), and what stands where in the text (extents.go)
//
// A finding that only follows from another one is none. So rules ask what a mistake was meant to be before they report what comes
// of it: for names that are misspelled (meant.go), for what stands in a wrong place (misplaced.go), and for the edges that a flow
// would have but for such mistakes (supposition.go).
//
// The rest is how findings are worded: related places (related.go), fixes (edit.go), and what to write instead in a notation
// (yaml_slips.go, flow_language.go).
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
	// Paths tells that it may find more in a flow with more edges. While mistakes in a flow cost it edges, a comment that ignores the
	// rule may be needed once they are mended, and is not called unused.
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
