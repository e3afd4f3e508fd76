package rule

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

var graphEdgeRules = []*Rule{
	{
		ID: "dangling-target", Family: "graph", Severity: ast.Error,
		Summary: "a target is no node of the flow",
		Doc:     "The server takes it, and the session stops where the edge was to be taken. Most often it is a misspelled id.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: helo}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkDanglingTarget,
	},
	{
		ID: "start-as-target", Family: "graph", Severity: ast.Warning, Paths: true,
		Summary: "an edge leads back into the start",
		Doc: "The start is where a session begins, not a place to come back to. To begin again, lead to the node after it: that says " +
			"what is repeated, and the path is the same.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: start}}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkStartAsTarget,
	},
}

func checkDanglingTarget(p *Pass) {
	if p.File.Incomplete {
		return
	}
	outline := p.outline()
	var renamed *ast.Node
	if len(outline.dangling) > 0 {
		renamed = p.leftOut()
	}
	for _, e := range outline.dangling {
		n := p.node(e.From)
		meant := outline.meant[e]
		if n.Spec == nil || outline.unnamed && meant == nil || outline.strays[e.Target.Text] != nil {
			continue
		}
		out := ast.Diagnostic{Message: fmt.Sprintf("%s is no node of this flow", ast.Quote(e.Target.Text)), Span: e.Target.Span, Node: idOf(n)}
		if e.Target.Text == "" {
			out.Message = "the target is empty; expected the id of a node"
		}
		if meant != nil {
			respell(&out, p.File, "change", e.Target.Span, meant)
			for _, id := range meant[:min(len(meant), ast.MostMeant)] {
				out.Related = append(out.Related, ast.Related{Message: "the node", Span: p.File.Node(id).ID.Span})
			}
		} else if renamed != nil && int(e.From) != renamed.Index {
			out.Help = []string{ast.DidYouMean(renamed.ID.Text) + " no edge leads to it"}
			out.Related = append(out.Related, ast.Related{Message: "the node", Span: renamed.ID.Span})
		} else if help := p.targetHelp(e.Target.Text); help != "" {
			out.Help = []string{help}
		}
		if outline.twice != nil && e.Target.Text != "" {
			out.Help = append(out.Help, fmt.Sprintf("or give this id to the second node that has the id %s", ast.Quote(outline.twice.ID.Text)))
			out.Related = append(out.Related, ast.Related{Message: "the second", Span: outline.twice.ID.Span})
			out.Fixes = nil // nobody knows which of the two was meant
		}
		out.Related = append(out.Related, through(n.Object.Via, e.Target.Via)...)
		p.Report(out)
	}
}

// targetHelp says what to do about a target that is near no id; it is empty when there is nothing to add to the message.
func (p *Pass) targetHelp(target string) string {
	if p.isManyOutcomes(target) {
		return "write each outcome on a line of its own, as in the user is ready: done, with a space behind the colon"
	}
	if t := p.File.Catalog.NodeType(target); t != nil {
		return p.typeHelp(t)
	}
	if ids := p.outline().ids; len(ids) <= ast.MostListed {
		return "the flow has " + ast.And(ids)
	}
	return ""
}

// typeHelp says what to do about a target that is the name of a node type.
func (p *Pass) typeHelp(t *catalog.NodeType) string {
	if n := p.outline().first[t]; n != nil {
		return fmt.Sprintf("this is a type of nodes; lead to the id of one, as %s", ast.Quote(n.ID.Text))
	}
	return "this is a type of nodes; add one, and lead to its id"
}

func checkStartAsTarget(p *Pass) {
	starts := p.outline().starts
	for _, s := range starts[:min(1, len(starts))] { // another one is reported, and may be of the wrong type
		start := &p.File.Nodes[s]
		for _, in := range p.Graph.In(s) {
			e := p.Graph.Edge(in)
			from := p.node(e.From)
			if from.Spec == nil || p.outline().isDoubled(e) {
				continue
			}
			out := ast.Diagnostic{
				Message: fmt.Sprintf("the edge leads back into the start, %s", nameOf(start)), Span: e.Target.Span, Node: idOf(from),
				Related: append([]ast.Related{{Message: "the start", Span: start.ID.Span}}, through(from.Object.Via, e.Target.Via)...),
			}
			if len(start.Edges) == 1 && start.Edges[0].To >= 0 && start.Edges[0].To != e.To {
				out.Help = []string{fmt.Sprintf("lead to %s, where the start goes", ast.Quote(start.Edges[0].Target.Text))}
			}
			p.Report(out)
		}
	}
}
