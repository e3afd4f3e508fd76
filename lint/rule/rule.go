// Package rule holds the rules: what is looked for in a flow, why, and how it is found.
//
// A rule is a record and a function. The function sees the syntax tree and the graph, and reports; it does not know who
// runs it, in what order, or what is done with a finding. Families share what they all need through the Pass.
package rule

import (
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
	"github.com/fsflow/fsflow/lint/policy"
)

// A Rule is one thing to look for.
type Rule struct {
	ID       string // as in "dangling-target"
	Family   string // "syntax", "shape", "graph", …
	Severity ast.Severity
	Summary  string // what it finds, in one line, lower case, no full stop
	Doc      string // why that matters in front of the camera and what to do, in a few sentences of plain text
	// Bad gives this finding and no other, Good gives none at all. Both are whole files.
	Bad, Good Example
	// Check reports what it finds. A finding takes the rule's id, and its severity unless Check chose a milder one.
	Check func(*Pass)
}

// A Pass is one run of the rules over one file. It is used by one goroutine.
type Pass struct {
	File  *ast.File
	Graph *graph.Graph

	known     []*Rule // all there are, whether they run or not
	running   []*Rule
	rule      *Rule
	found     []ast.Diagnostic
	policies  []policy.Policy
	unmatched []bool
	findings  // what several rules look at, worked out once
}

// InternalError is what a finding has in place of a rule's id when it is a defect of this tool.
const InternalError = "internal-error"

// Run runs the rules over a file, and holds it to the policies besides its own. It returns what was found, less what
// comments in the file silence, in no order; and for each of the policies whether it matches nothing in this file. A
// panic in a rule is a finding of its own: it must not hide what the other rules have to say.
func Run(rules []*Rule, file *ast.File, policies []policy.Policy) (found []ast.Diagnostic, unmatched []bool) {
	p := &Pass{File: file, Graph: graph.New(file), known: all(), running: rules, policies: policies, unmatched: make([]bool, len(policies))}
	p.run(rules, func(r *Rule) bool { return r.Family != toolFamily })
	p.found = p.silence(p.found)
	rest := len(p.found)
	p.run(rules, func(r *Rule) bool { return r.Family == toolFamily })
	return append(p.found[:rest:rest], p.silence(p.found[rest:])...), p.unmatched
}

func (p *Pass) run(rules []*Rule, which func(*Rule) bool) {
	for _, r := range rules {
		if which(r) {
			p.check(r)
		}
	}
}

func (p *Pass) check(r *Rule) {
	defer func() {
		if reason := recover(); reason != nil {
			p.found = append(p.found, Defect(fmt.Sprintf("the rule %q", r.ID), reason))
		}
	}()
	p.rule = r
	r.Check(p)
}

// Defect is the finding that something of this tool panicked.
func Defect(what string, reason any) ast.Diagnostic {
	return ast.Diagnostic{
		Rule: InternalError, Severity: ast.Error, Message: fmt.Sprintf("%s failed: %v", what, reason),
		Help: []string{"this is a defect of fsflow, not of the flow; please report it with the flow and this trace:\n" + string(debug.Stack())},
	}
}

// Report reports a finding of the running rule, with the rule's severity.
func (p *Pass) Report(d ast.Diagnostic) { p.ReportAs(p.rule.Severity, d) }

// ReportAs reports a finding of the running rule with a severity of its own.
func (p *Pass) ReportAs(s ast.Severity, d ast.Diagnostic) {
	d.Rule, d.Severity = p.rule.ID, s
	p.found = append(p.found, d)
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
