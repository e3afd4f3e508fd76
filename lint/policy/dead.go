package policy

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A Dead is a name in a policy that matches nothing in a flow.
type Dead struct {
	Key  string // where it stands: "before", "require", "after" or "forbid"
	Name string
}

// Dead returns the names of the policy that match nothing, in the order of its keys.
func (p *Policy) Dead(g *Flow) []Dead {
	var all []Dead
	for _, side := range p.sides() {
		all = append(all, side.dead(g)...)
	}
	return all
}

// Beside returns those of the dead names that stand in a list, where others beside them may keep the policy from holding for no
// reason, and without which it demands less than its author believes.
func (p *Policy) Beside(g *Flow) []Dead {
	var all []Dead
	for _, side := range p.sides() {
		if len(side.names) > 1 && side.key != require {
			all = append(all, side.dead(g)...)
		}
	}
	return all
}

// A side is one key of a policy, with the names at it.
type side struct {
	key   string
	names []string
}

// require is the key of the names that a policy only gets stricter without.
const require = "require"

func (p *Policy) sides() [4]side {
	return [...]side{{"before", p.Before}, {require, p.Require}, {"after", p.After}, {"forbid", p.Forbid}}
}

func (s *side) dead(g *Flow) []Dead {
	var all []Dead
	for _, name := range s.names {
		d := Dead{s.key, name}
		if d.ofEdge() && !d.matchesEdge(g) || !d.ofEdge() && !d.matchesNode(g) {
			all = append(all, d)
		}
	}
	return all
}

// Weakens tells whether the policy demands less without the name, and not more.
func (d Dead) Weakens() bool { return d.Key != require }

func (d Dead) ofEdge() bool { return d.Key == require || d.Key == "after" }

func (d Dead) matchesNode(g *Flow) bool {
	return g.File.Node(d.Name) != nil || isPattern(d.Name) && len(nodes(g, []string{d.Name})) > 0
}

func (d Dead) matchesEdge(g *Flow) bool {
	p := newEdgePattern(d.Name, g.File.Catalog)
	return slices.ContainsFunc(p.origins(g), func(n *ast.Node) bool {
		for i := range n.Edges {
			if p.matches(g, n, &n.Edges[i]) {
				return true
			}
		}
		return false
	})
}

// origins returns the nodes that the pattern's edges may leave.
func (p *edgePattern) origins(g *Flow) []*ast.Node {
	if !p.byType && p.others == nil {
		if n := g.File.Node(p.from.text); n != nil {
			return []*ast.Node{n}
		}
		if !p.from.wild {
			return nil
		}
	}
	var all []*ast.Node
	for i := range g.File.Nodes {
		if n := &g.File.Nodes[i]; p.leaves(g, n) {
			all = append(all, n)
		}
	}
	return all
}

// Particular tells whether the name is that of a single node or outcome, so that its author must have meant one of this flow. A
// glob, or a type of which the flow has no node, may be meant for other flows.
func (d Dead) Particular(g *Flow) bool {
	if !d.ofEdge() {
		return !isPattern(d.Name)
	}
	p := newEdgePattern(d.Name, g.File.Catalog)
	return !p.from.wild && (!p.byType || !p.by.wild && len(p.origins(g)) > 0)
}

// Meant returns what the name was probably meant to be; empty when that is not clear. near finds the candidate that is nearest
// to a word, if one is near.
func (d Dead) Meant(g *Flow, near func(word string, candidates []string) (string, bool)) string {
	types := g.File.Catalog.NodeTypeNames()
	if !d.ofEdge() {
		if kind, ok := strings.CutPrefix(d.Name, "type:"); ok {
			return slip("type:", kind, "", types, near)
		}
		return slip("", d.Name, "", ids(g), near)
	}
	p := newEdgePattern(d.Name, g.File.Catalog)
	for _, other := range p.others {
		if g.File.Node(p.from.text) == nil && g.File.Node(other.from.text) != nil {
			p.reading, p.others = other, nil
		}
	}
	var outcomes []string
	for _, n := range p.origins(g) {
		for i := range n.Edges {
			if name := n.Edges[i].Name.Text; !slices.Contains(outcomes, name) && len(outcomes) < mostOutcomes {
				outcomes = append(outcomes, name)
			}
		}
	}
	if !p.byType && slices.ContainsFunc(g.File.Edges, func(e ast.Edge) bool { return e.Name.Text == d.Name }) {
		return "*." + d.Name
	}
	if outcomes != nil {
		return slip(d.Name[:len(d.Name)-len(p.by.text)], p.by.text, "", outcomes, near)
	}
	if kind, outcome, ok := strings.Cut(d.Name, ":"); ok && !p.byType {
		if meant := slip("", kind, ":"+outcome, types, near); meant != "" {
			return meant
		}
	}
	return slip("", p.from.text, strings.TrimPrefix(d.Name, p.from.text), ids(g), near)
}

// mostOutcomes is how many outcomes a misspelled one is compared with. All types together have far fewer named ones.
const mostOutcomes = 200

// slip replaces a word by the one that it was meant to be; it is empty when there is none. A glob is no word.
func slip(before, word, after string, candidates []string, near func(string, []string) (string, bool)) string {
	if newGlob(word).wild {
		return ""
	}
	if meant, ok := near(word, candidates); ok {
		return before + meant + after
	}
	return ""
}

func ids(g *Flow) []string {
	var all []string
	for i := range g.File.Nodes {
		if n := &g.File.Nodes[i]; n.HasID {
			all = append(all, n.ID.Text)
		}
	}
	return all
}

// isPattern tells whether a name of a node is a glob or names a type.
func isPattern(name string) bool {
	p := newNodePattern(name)
	return p.byType || p.name.wild
}
