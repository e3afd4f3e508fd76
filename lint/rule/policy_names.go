package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/policy"
)

// A lostName is a name in a policy that matches nothing in the flow.
type lostName struct {
	policy.Dead
	meant string // what it was probably meant to be; empty for nothing
	// vacuous tells that no other name stands in for it, so that the policy would hold for no reason.
	vacuous bool
}

// lostNames returns the names of a policy that match nothing. unmatched are those because of which it would hold for no reason.
func (p *Pass) lostNames(demand *policy.Policy, unmatched []string) []lostName {
	if p.File.Incomplete || len(p.File.Nodes) == 0 || p.hasGaps() {
		return nil
	}
	var all []lostName
	for _, d := range demand.Dead(p.policyFlow()) {
		if node, _, _ := strings.Cut(d.Name, "."); p.outline().missing[node] {
			continue // the rule dangling-target says that there is no such node
		}
		all = append(all, lostName{d, d.Meant(p.policyFlow(), p.near), d.Weakens() && slices.Contains(unmatched, d.Name)})
	}
	return all
}

// reportLost reports the names because of which the policy would hold for no reason, all in one finding, which is an error. Of the
// others it warns when they name a single thing or are misspelled, except for required edges of a policy that does not hold: the
// violation speaks of those.
func (p *Pass) reportLost(demand *policy.Policy, written *ast.Value, lost []lostName, holds bool) {
	var together []lostName
	for _, l := range lost {
		switch {
		case l.vacuous:
			together = append(together, l)
		case !l.Weakens() && !holds:
		case l.meant != "" || l.Particular(p.policyFlow()):
			p.reportNames(ast.Warning, demand, written, []lostName{l}, removeName)
		}
	}
	if together != nil {
		p.reportNames(p.rule.Severity, demand, written, together, "name nodes and outcomes that are there, or remove the policy")
	}
}

const removeName = "remove the name, or write one that is there"

// reasons says which names of required edges match nothing.
func reasons(lost []lostName) []string {
	var all []string
	for _, l := range lost {
		switch {
		case l.Weakens() || len(all) > ast.MostListed:
		case l.meant != "":
			all = append(all, fmt.Sprintf("%s matches nothing in this flow; is it meant to be %s?", ast.Quote(l.Name), ast.Quote(l.meant)))
		default:
			all = append(all, fmt.Sprintf("%s matches nothing in this flow", ast.Quote(l.Name)))
		}
	}
	return all
}

func (p *Pass) reportNames(severity ast.Severity, demand *policy.Policy, written *ast.Value, lost []lostName, help string) {
	var names []string
	for _, l := range lost {
		names = append(names, l.Name)
	}
	what, match := ast.And(names), "matches"
	switch {
	case len(names) > ast.MostListed:
		what, match = fmt.Sprintf("%s and %d more", ast.Quote(names[0]), len(names)-1), "match"
	case len(names) > 1:
		match = "match"
	}
	side := written.Get(lost[0].Key)
	at := placeIn(side, lost[0].Name)
	policies := p.File.Body.Get(catalog.Policies.Name)
	out := ast.Diagnostic{
		Message: fmt.Sprintf("the policy %s names %s, which %s nothing in this flow", ast.Quote(demand.Name), what, match),
		Span:    at.Span, Related: through(policies.Via, written.Via, side.Via, at.Via),
	}
	if lost[0].vacuous {
		out.Message += ", so it would hold for no reason"
	}
	for _, l := range lost {
		switch {
		case l.meant == "" || len(out.Help) > ast.MostListed:
		case len(lost) > 1:
			out.Help = append(out.Help, fmt.Sprintf("is %s meant to be %s?", ast.Quote(l.Name), ast.Quote(l.meant)))
		default:
			out.Help = append(out.Help, ast.DidYouMean(l.meant))
		}
	}
	if out.Help == nil {
		out.Help = []string{help}
	}
	p.ReportAs(severity, out)
}

// placeIn is the value that holds a name, given the value of one key of a policy: one name, or a list of them.
func placeIn(side *ast.Value, name string) *ast.Value {
	for i := range side.Items {
		if side.Items[i].Text == name {
			return &side.Items[i]
		}
	}
	return side
}
