package rule

import (
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

var graphPathRules = []*Rule{
	{
		ID: "unreachable-node", Family: "graph", Severity: ast.Warning, Paths: true,
		Summary: "no path from the start leads to a node",
		Doc: "No session will ever get there. Either an edge to the node was forgotten, and people end up elsewhere, or the node is left " +
			"over. Of a whole region that is cut off, only the head is reported.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  sorry: {type: conversation, say: Sorry., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkUnreachableNode,
	},
	{
		ID: "no-path-to-end", Family: "graph", Severity: ast.Error, Paths: true,
		Summary: "no end can be reached from a node",
		Doc: "Whoever comes there cannot leave: the session stays incomplete until the person gives up. One finding stands for the " +
			"whole trap, and shows the cycle that people would go round in.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: sure}}
  sure: {type: enter_email, outcomes: {emailEntered: again, canceled: again}}
  again: {type: enter_email, outcomes: {emailEntered: sure, canceled: sure}}
  done: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkNoPathToEnd,
	},
}

func checkUnreachableNode(p *Pass) {
	outline := p.outline()
	if len(outline.starts) == 0 || p.File.Incomplete || len(outline.reached.Order()) == p.Graph.Len() {
		return
	}
	reached, sure := p.supposedlyReached()
	if !sure {
		return
	}
	heads := p.supposedRoots(reached)
	behind := p.behind(heads, func(e int32) bool { return !reached[p.Graph.Edge(e).To] })
	for _, head := range heads {
		n := &p.File.Nodes[head]
		out := ast.Diagnostic{
			Message: fmt.Sprintf("no path from the start leads to %s", nameOf(n)), Span: n.ID.Span, Node: idOf(n), Related: through(n.ID.Via),
			Help: []string{"lead to it from a node that can be reached, or remove it"},
		}
		if behind[head] > 0 {
			out.Message += ", nor to the " + nodesBehind(behind[head])
		}
		p.Report(out)
	}
}

// behind counts the nodes that can be reached from each head. A node behind several heads counts for the nearest.
func (p *Pass) behind(heads []int, keep graph.Filter) []int {
	search := p.Graph.Forward(heads, keep)
	head, behind := make([]int32, p.Graph.Len()), make([]int, p.Graph.Len())
	for _, n := range search.Order() {
		head[n] = n
		if e := search.Via(int(n)); e >= 0 {
			head[n] = head[p.Graph.Edge(e).From]
			behind[head[n]]++
		}
	}
	return behind
}

func nodesBehind(n int) string {
	if n == 1 {
		return "node behind it"
	}
	return fmt.Sprintf("%d nodes behind it", n)
}

func checkNoPathToEnd(p *Pass) {
	outline := p.outline()
	if len(outline.starts) == 0 || len(outline.ends) == 0 || p.File.Incomplete {
		return
	}
	exits := slices.Clone(outline.ends)
	for i := range p.File.Nodes {
		if p.uncertain(&p.File.Nodes[i]) {
			exits = append(exits, i)
		}
	}
	leaves := p.Graph.Backward(exits, nil)
	trapped := func(i int) bool { return outline.reached.Reached(i) && !leaves.Reached(i) }
	inTrap := func(e int32) bool {
		edge := p.Graph.Edge(e)
		return trapped(int(edge.From)) && trapped(int(edge.To))
	}
	var components *graph.Components // and seen: made when there is a trap
	var seen []bool
	for i := range p.File.Nodes {
		if !trapped(i) {
			continue
		}
		if components == nil {
			components, seen = p.Graph.Components(inTrap), make([]bool, p.Graph.Len())
		}
		if !seen[i] {
			p.reportTrap(p.region(i, inTrap, seen), components, inTrap)
		}
	}
}

// region returns the nodes that are connected with a node by the edges kept, in either direction, in source order.
func (p *Pass) region(node int, keep graph.Filter, seen []bool) []int32 {
	seen[node] = true
	region := []int32{int32(node)}
	visit := func(i int32) {
		if !seen[i] {
			seen[i] = true
			region = append(region, i)
		}
	}
	for k := 0; k < len(region); k++ {
		for _, e := range p.Graph.Out(int(region[k])) {
			if keep(e) {
				visit(p.Graph.Edge(e).To)
			}
		}
		for _, e := range p.Graph.In(int(region[k])) {
			if keep(e) {
				visit(p.Graph.Edge(e).From)
			}
		}
	}
	slices.Sort(region)
	return region
}

func (p *Pass) reportTrap(region []int32, components *graph.Components, inTrap graph.Filter) {
	first := p.node(region[0])
	out := ast.Diagnostic{
		Message: fmt.Sprintf("no end can be reached from %s", nameOf(first)), Span: first.ID.Span, Node: idOf(first), Related: through(first.ID.Via),
		Help: []string{"lead one of its outcomes to an end, or to a node that leads there"},
	}
	switch others := len(region) - 1; {
	case others == 1:
		out.Message += ", nor from " + nameOf(p.node(region[1]))
	case others > 1:
		out.Message += fmt.Sprintf(", nor from %d nodes that it is connected with", others)
	}
	for _, i := range region[1:] {
		out.Related = append(out.Related, ast.Related{Message: nameOf(p.node(i)) + " is in the same trap", Span: p.node(i).ID.Span})
	}
	for _, i := range region {
		if c := components.Of(int(i)); components.Cyclic(c) {
			out.Related = append(out.Related, p.edgePlaces(p.Graph.ShortestCycle(components, c, inTrap, p.rank()))...)
			break
		}
	}
	p.Report(out)
}

// rank orders nodes by their distance from the start, so that a cycle is shown from where people enter it.
func (p *Pass) rank() func(int) int {
	outline := p.outline()
	if len(outline.starts) == 0 {
		return nil
	}
	return outline.reached.Distance
}
