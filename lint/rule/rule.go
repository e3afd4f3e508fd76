// Package rule holds the rules: what is looked for in a flow, why, and how it is found.
//
// A rule is a record and a function. The function sees the syntax tree and the graph, and reports; it does not know who
// runs it, in what order, or what is done with a finding. Families share what they all need through the Pass.
package rule

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
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

// An Example is a source that shows a rule.
type Example struct {
	Language ast.Language
	Text     string
}

// A Pass is one run of the rules over one file. It is used by one goroutine.
type Pass struct {
	File  *ast.File
	Graph *graph.Graph

	rule     *Rule
	report   func(ast.Diagnostic)
	findings // what several rules look at, worked out once
}

// Run runs the rules over a file, and calls report for each finding. A panic in a rule goes through to the caller;
// during names the rule that is running.
func Run(rules []*Rule, file *ast.File, during func(*Rule), report func(ast.Diagnostic)) {
	p := &Pass{File: file, Graph: graph.New(file), report: report}
	for _, r := range rules {
		p.rule = r
		during(r)
		r.Check(p)
	}
}

// Report reports a finding of the running rule, with the rule's severity.
func (p *Pass) Report(d ast.Diagnostic) { p.ReportAs(p.rule.Severity, d) }

// ReportAs reports a finding of the running rule with a severity of its own.
func (p *Pass) ReportAs(s ast.Severity, d ast.Diagnostic) {
	d.Rule, d.Severity = p.rule.ID, s
	p.report(d)
}

// All returns the rules, family by family in the order of the documentation.
func All() []*Rule {
	return slices.Concat(syntaxRules, shapeRules, graphRules)
}

// Find returns the rule with the id, or nil.
func Find(id string) *Rule {
	for _, r := range All() {
		if r.ID == id {
			return r
		}
	}
	return nil
}
