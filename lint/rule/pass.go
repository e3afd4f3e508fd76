package rule

import (
	"fmt"
	"runtime/debug"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/graph"
	"github.com/fsflow/fsflow/lint/policy"
)

// A Pass is one run of the rules over one file. It is used by one goroutine only.
type Pass struct {
	File  *ast.File
	Graph *graph.Graph

	known    []*Rule // all there are, whether they run or not: a rule cannot ask for the list that it stands in itself
	running  []*Rule
	rule     *Rule // the one that is at work
	found    []ast.Diagnostic
	policies []policy.Policy
	matches  []Match // of each policy
	memo     memo
	spent    spent
}

// A memo holds what several rules look at, each part worked out when it is first asked for. Only the method of Pass that returns a
// part touches it.
type memo struct {
	survey      *shape.Survey
	outline     *outline
	dataflow    *dataflow
	cycles      *cycles
	policyFlow  *policy.Flow
	talks       []talk
	comparisons []comparison
	given       *vocabulary
	extracted   *schema
	ignores     []ignore
	extents     *extents
	slips       map[*ast.Value]map[string]slip // by object
	blocks      map[*ast.Node]*block
	unindented  *unindented
	lacksFlow   *bool
	gaps        *bool              // whether a part of a node could not be read
	misplaced   map[*ast.Node]bool // whether the node has a misplaced outcome
}

// spent counts what has been spent of each budget that a file has.
type spent struct {
	shown    int // edges of paths, see related
	work     int // on policies, see affords
	broken   int // violations of policies that are shown
	compared int // pairs of words, see near
}

// A Match says how far a policy that is not the flow's own matches something in it.
type Match struct {
	Nothing bool          // it would hold for no reason
	Dead    []policy.Dead // the names beside others that match nothing, see policy.Beside
}

// InternalError is what a finding has in place of a rule's id when it is a defect of this tool.
const InternalError = "internal-error"

// Run runs the rules over a file, and holds it to the policies in addition to its own. It returns what was found, without what
// comments in the file silence, in no particular order; and what each of the policies matches in this file. A panic in a rule
// becomes a finding: it must not hide what the other rules have to say.
func Run(rules []*Rule, file *ast.File, policies []policy.Policy) (found []ast.Diagnostic, matches []Match) {
	p := &Pass{File: file, Graph: graph.New(file), known: all(), running: rules, policies: policies, matches: make([]Match, len(policies))}
	p.run(rules, func(r *Rule) bool { return r.Family != toolFamily })
	p.found = p.silence(p.found)
	rest := len(p.found)
	p.run(rules, func(r *Rule) bool { return r.Family == toolFamily })
	return append(p.found[:rest:rest], p.silence(p.found[rest:])...), p.matches
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
			p.found = append(p.found, Crash(fmt.Sprintf("the rule %q", r.ID), reason))
		}
	}()
	p.rule = r
	r.Check(p)
}

// Crash is the finding that a part of this tool panicked, for the reason that recover returned.
func Crash(what string, reason any) ast.Diagnostic {
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
