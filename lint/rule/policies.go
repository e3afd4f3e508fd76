package rule

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/policy"
)

var policyRules = []*Rule{
	{
		ID: "policy", Family: "security", Severity: ast.Error, Paths: true,
		Summary: "a policy does not hold",
		Doc: "A policy is what must hold on every path: nobody reaches one node without an outcome of another before, or no path that begins " +
			"with an outcome reaches a node. It is proved on the whole graph, and where it does not hold the shortest path that breaks it " +
			"is shown. A policy that matches nothing is an error as well: it would hold for no reason.",
		Bad: yaml(`
policies:
  - {name: nobody is done without a liveness check, before: done, require: "*.livenessDetected"}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good: yaml(`
policies:
  - {name: nobody is done without a liveness check, before: done, require: "*.livenessDetected"}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: gone, noFace: gone, inconclusive: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkPolicy,
	},
}

func checkPolicy(p *Pass) {
	for i := range p.policies {
		p.matches[i] = p.holdTo(&p.policies[i], nil)
	}
	m := p.File.Body.Member(catalog.Policies.Name)
	if m == nil {
		return
	}
	written := policy.Read(m) // what is wrong with the others, the shape rules say
	for i := range written {
		w := &written[i]
		if !w.Complete() {
			p.Report(ast.Diagnostic{Message: w.Mixture(), Span: w.Span, Related: through(m.Value.Via, w.Value.Via)})
			continue
		}
		p.holdTo(&w.Policy, w.Value)
	}
}

// Unmatched is the finding that a configuration's policy matches nothing in any flow.
func Unmatched(w *policy.Written) ast.Diagnostic {
	return ast.Diagnostic{
		Rule: "policy", Severity: ast.Error, Message: fmt.Sprintf("the policy %s matches nothing, so it would hold for no reason", ast.Quote(w.Name)), Span: w.Span,
		Help: []string{"name nodes and outcomes that are there, or remove the policy"},
	}
}

// UnmatchedName is the finding that one name of a configuration's policy matches nothing in any flow. meant is what it was probably
// meant to be; empty for nothing.
func UnmatchedName(w *policy.Written, d policy.Dead, meant string) ast.Diagnostic {
	out := ast.Diagnostic{
		Rule: "policy", Severity: ast.Warning, Message: fmt.Sprintf("the policy %s names %s, which matches nothing in any flow here", ast.Quote(w.Name), ast.Quote(d.Name)),
		Span: placeIn(w.Value.Get(d.Key), d.Name).Span, Help: []string{removeName},
	}
	if meant != "" {
		out.Help = []string{ast.DidYouMean(meant)}
	}
	return out
}

// holdTo reports where the policy does not hold, and, of one that is written in the flow, which of its names match nothing.
// It returns what the policy matches, where it is not the flow's own.
func (p *Pass) holdTo(demand *policy.Policy, written *ast.Value) (match Match) {
	if !p.affords(demand, written) {
		return match
	}
	violations, unmatched := demand.Check(p.policyFlow())
	var lost []lostName
	if written != nil || len(violations) > 0 { // otherwise nobody is told of them
		lost = p.lostNames(demand, unmatched)
	}
	if written != nil {
		p.reportLost(demand, written, lost, len(violations) == 0)
	} else {
		match = Match{unmatched != nil, demand.Beside(p.policyFlow())}
	}
	why := reasons(lost)
	room := max(mostViolations-p.spent.broken, 1)
	for i, v := range violations[:min(room, len(violations))] {
		n := &p.File.Nodes[v.Node]
		how, help := "without "+ast.OneOf(demand.Require), "lead the path shown through a required outcome, or elsewhere"
		if len(demand.After) > 0 {
			how, help = "after "+ast.OneOf(demand.After), "lead the path shown elsewhere"
		}
		out := ast.Diagnostic{
			Message: fmt.Sprintf("the policy %s does not hold: %s can be reached %s", ast.Quote(demand.Name), nameOf(n), how), Span: n.ID.Span, Node: idOf(n),
			Related: append(p.edgePlaces(v.First), p.related(v.Search, v.Node)...), Help: []string{help},
		}
		if more := len(violations) - room; i+1 == room && more > 0 {
			out.Message += ", and so can " + ast.Count(more, "more node")
		}
		if written != nil {
			out.Related = append(out.Related, ast.Related{Message: "the policy", Span: written.Span})
		}
		out.Related = append(out.Related, through(n.ID.Via)...)
		out.Help = append(out.Help, why...)
		if demand.Where != "" {
			out.Help = append(out.Help, "the policy stands at "+demand.Where)
		}
		p.Report(out)
	}
	p.spent.broken += min(room, len(violations))
	return match
}

// mostViolations is how many violations of policies are shown for one file, each as a finding with its path. Beyond that a policy
// has one finding, which counts the rest: a thousand policies may each be broken at each of thousands of nodes.
const mostViolations = 10_000

// affords tells whether there is still time to check the policy. The first one for which there is none is reported as an error:
// nobody must believe that it was proved.
func (p *Pass) affords(demand *policy.Policy, written *ast.Value) bool {
	if p.spent.work > policy.MostWork {
		return false
	}
	if p.spent.work += demand.Work(p.policyFlow()); p.spent.work <= policy.MostWork {
		return true
	}
	out := ast.Diagnostic{
		Message: fmt.Sprintf("the policy %s and those after it are not checked: they name too much for a flow of this size", ast.Quote(demand.Name)),
		Help:    []string{"name fewer nodes and outcomes, or use fewer wildcards"},
	}
	if written != nil {
		out.Span = written.Span
	} else {
		out.Help = append(out.Help, "the policy stands at "+demand.Where)
	}
	p.Report(out)
	return false
}

// policyFlow is what policies are held against: the graph, with the misspelled types and outcomes as they were meant.
func (p *Pass) policyFlow() *policy.Flow {
	if p.memo.policyFlow != nil {
		return p.memo.policyFlow
	}
	f := &policy.Flow{Graph: p.Graph}
	p.memo.policyFlow = f
	types := p.File.Catalog.NodeTypeNames()
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec == nil {
			if meant, ok := p.near(n.Type.Text, types); ok {
				if f.Types == nil {
					f.Types = make(map[*ast.Node]string)
				}
				f.Types[n] = meant
			}
			continue
		}
		outcomes := n.Spec.Outcomes()
		if outcomes == nil {
			continue
		}
		for k := range n.Edges {
			e := &n.Edges[k]
			if e.Field != nil {
				continue
			}
			meant := p.slips(n.Object.Get(outcomes.Name), outcomes.Type)[e.Name.Text].field()
			if meant == "" {
				meant = p.slips(&n.Object, n.Spec.Type)[e.Name.Text].field() // where the flow language has it
			}
			if meant != "" {
				if f.Outcomes == nil {
					f.Outcomes = make(map[*ast.Edge]string)
				}
				f.Outcomes[e] = meant
			}
		}
	}
	return f
}
