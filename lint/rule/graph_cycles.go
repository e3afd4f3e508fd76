package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/graph"
)

var graphCycleRules = []*Rule{
	{
		ID: "silent-cycle", Family: "graph", Severity: ast.Error, Paths: true,
		Summary: "a cycle on which nothing waits for a person or an outside answer",
		Doc: "Conditions, validations and conversations that need no reply go on at once. When they lead back to each other the " +
			"session can spin forever, and the person looks at an avatar that hangs. Put a node on the cycle that waits, or break it.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: again}
  again: {type: conversation, say: One moment., doesNotRequireReply: true, outcomes: check}
  check:
    type: field_condition
    rules:
      - {left: $providedData.name, operator: exists, outcome: done}
    default: again
  done: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: check}
  check:
    type: field_condition
    rules:
      - {left: $providedData.name, operator: exists, outcome: done}
    default: mail
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: done}}
  done: {type: end}
`),
		Check: checkSilentCycle,
	},
	{
		ID: "cycle", Family: "graph", Severity: ast.Warning, Paths: true,
		Summary: "nodes lead back to each other",
		Doc: "Trying again is often meant, but a flow has no counter: nothing ends the tries unless an outcome does, so a person can go " +
			"round for as long as the session lives. Let an outcome lead out after some tries. One finding stands for all nodes that " +
			"can reach each other, and shows a shortest cycle.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}}
  done: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkCycle,
	},
}

// loops are the edges along which cycles of some sort are looked for, and the components that they make.
type loops struct {
	edges      []bool
	components *graph.Components
}

func (l *loops) keep(e int32) bool { return l.edges[e] }

// cycles are the loops of a flow, by the edges that a session can take as far as that is known.
type cycles struct {
	// repeatable are the edges that do not lead back into the start. Those are reported by the rule start-as-target, and the cycles
	// that they close only follow from that.
	repeatable loops
	// silent are those that are taken without waiting for anybody.
	silent loops
}

func (p *Pass) cycles() *cycles {
	if p.memo.cycles != nil {
		return p.memo.cycles
	}
	c, outline := &cycles{}, p.outline()
	c.repeatable.edges, c.silent.edges = make([]bool, len(p.File.Edges)), make([]bool, len(p.File.Edges))
	// Everything lies behind a start that is not known for one, because its type is misspelled.
	hidden := len(outline.starts) == 0 && p.mightBe(catalog.Start)
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec == nil || hidden || len(outline.starts) > 0 && !outline.reached.Reached(i) {
			continue
		}
		atOnce := instant(n)
		for _, e := range p.Graph.Out(i) {
			if outline.isDoubled(p.Graph.Edge(e)) {
				continue // it may be meant for a node that leads on
			}
			c.repeatable.edges[e] = true
			c.silent.edges[e] = atOnce && !p.Graph.Edge(e).Waits
		}
	}
	backToStart := false
	for _, s := range outline.starts {
		for _, e := range p.Graph.In(s) {
			c.repeatable.edges[e], backToStart = false, true
		}
	}
	c.repeatable.components = p.Graph.Components(c.repeatable.keep)
	if c.silent.components = c.repeatable.components; backToStart || c.repeatable.components.AnyCyclic() {
		c.silent.components = p.Graph.Components(c.silent.keep)
	}
	p.memo.cycles = c
	return c
}

func checkSilentCycle(p *Pass) {
	silent := &p.cycles().silent
	components := silent.components
	for c := range components.Len() {
		if !components.Cyclic(c) {
			continue
		}
		cycle := p.Graph.ShortestCycle(components, c, silent.keep, p.rank())
		out := p.cycleFinding(cycle)
		if len(cycle) > 1 {
			out.Message += fmt.Sprintf(", and nothing on the cycle of %d nodes waits for a person or an answer: it can spin forever", len(cycle))
		} else {
			out.Message += " without waiting for a person or an answer: it can spin forever"
		}
		out.Help = []string{"put a node on it that waits, or lead this edge elsewhere"}
		p.Report(out)
	}
}

func checkCycle(p *Pass) {
	repeatable, silent := &p.cycles().repeatable, p.cycles().silent.components
	components := repeatable.components
	for c := range components.Len() {
		if !components.Cyclic(c) || p.spins(components.Nodes(c), silent) {
			continue
		}
		exits, closed := p.exits(components, c)
		if closed {
			continue // the rule no-path-to-end shows it
		}
		out := p.cycleFinding(p.Graph.ShortestCycle(components, c, repeatable.keep, p.rank()))
		if nodes := len(components.Nodes(c)); nodes > 1 {
			out.Message += fmt.Sprintf("; %d nodes can be repeated", nodes)
		}
		out.Message += "; " + waysOut(exits)
		out.Help = []string{"if trying again is meant, let an outcome lead out after some tries; nothing else counts them"}
		p.Report(out)
	}
}

// spins tells whether a silent cycle, which has a finding of its own, goes through one of the nodes.
func (p *Pass) spins(nodes []int32, silent *graph.Components) bool {
	for _, i := range nodes {
		if silent.Cyclic(silent.Of(int(i))) {
			return true
		}
	}
	return false
}

// exits returns the edges that leave a component, and whether it is closed: nothing leaves it, and surely so.
func (p *Pass) exits(components *graph.Components, c int) (exits []string, closed bool) {
	closed = true
	for _, i := range components.Nodes(c) {
		n := p.node(i)
		closed = closed && !p.uncertain(n)
		for k := range n.Edges {
			if e := &n.Edges[k]; e.To < 0 || components.Of(int(e.To)) != c {
				exits = append(exits, n.ID.Text+"."+e.Name.Text)
			}
		}
	}
	return exits, closed && len(exits) == 0
}

// waysOut lists the first few edges that leave a cycle and counts the rest.
func waysOut(names []string) string {
	const most = 5
	switch {
	case len(names) == 0:
		return "no way out is known"
	case len(names) == 1:
		return "the way out is " + ast.Quote(names[0])
	case len(names) > most:
		list := make([]string, most)
		for i := range list {
			list[i] = ast.Quote(names[i])
		}
		return fmt.Sprintf("the ways out are %s and %s", strings.Join(list, ", "), ast.Count(len(names)-most, "more edge"))
	}
	return "the ways out are " + ast.And(names)
}

// cycleFinding is a finding at the edge that closes a cycle, with every edge of it as a related place.
func (p *Pass) cycleFinding(cycle []int32) ast.Diagnostic {
	closing := p.Graph.Edge(cycle[len(cycle)-1])
	from, to := p.node(closing.From), p.node(closing.To)
	out := ast.Diagnostic{Message: fmt.Sprintf("%s leads back to %s", nameOf(from), nameOf(to)), Span: closing.Span, Node: idOf(from)}
	if from == to {
		out.Message = nameOf(from) + " leads back to itself"
	}
	out.Related = append(p.edgePlaces(cycle), through(from.Object.Via, closing.Target.Via)...)
	return out
}
