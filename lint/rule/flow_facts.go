package rule

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/graph"
)

// flowFacts are what the graph rules need to know of a flow, among it what they must not hold against it: a node that
// cannot be reached because of a misspelled target is no finding of its own.
type flowFacts struct {
	starts, ends []int
	// meant holds, for an edge to no node, the node that its target is a misspelling of.
	meant map[*ast.Edge]int
	// reached is everything behind the start that does not lie only behind a node of unknown type.
	reached *graph.Search
}

func (p *Pass) facts() *flowFacts {
	if p.flow == nil {
		p.flow = p.newFacts()
	}
	return p.flow
}

func (p *Pass) newFacts() *flowFacts {
	f := &flowFacts{meant: map[*ast.Edge]int{}}
	var ids []string
	indexes := map[string]int{}
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec != nil && n.Spec.Role == catalog.Start {
			f.starts = append(f.starts, i)
		}
		if n.Spec != nil && n.Spec.Role == catalog.End {
			f.ends = append(f.ends, i)
		}
		if n.HasID {
			ids = append(ids, n.ID.Text)
			if _, twice := indexes[n.ID.Text]; !twice {
				indexes[n.ID.Text] = i
			}
		}
	}
	var names *nearest.Names
	for i := range p.File.Edges {
		e := &p.File.Edges[i]
		if e.To >= 0 {
			continue
		}
		if names == nil {
			names = nearest.NewNames(ids)
		}
		if near, ok := names.Of(e.Target.Text); ok {
			f.meant[e] = indexes[near]
		}
	}
	f.reached = p.Graph.Forward(f.starts, p.fromKnown)
	return f
}

// fromKnown keeps the edges that leave a node of known type.
func (p *Pass) fromKnown(e int32) bool { return p.node(p.Graph.Edge(e).From).Spec != nil }

func (p *Pass) node(i int32) *ast.Node { return &p.File.Nodes[i] }

// uncertain tells whether the node may lead to places that the graph does not know.
func (p *Pass) uncertain(n *ast.Node) bool {
	if n.Open {
		return true
	}
	for i := range n.Edges {
		if n.Edges[i].To < 0 {
			return true
		}
	}
	return false
}

// nameless tells whether no edge can lead to the node, for a reason that is reported already: it has no id, an empty one, or one that
// an earlier node has too.
func (p *Pass) nameless(i int) bool {
	n := &p.File.Nodes[i]
	return n.ID.Text == "" || p.File.Node(n.ID.Text) != n
}

// mightBe tells whether a node whose type is not known could be the one of the role that is not there.
func (p *Pass) mightBe(role catalog.Role) bool {
	names := p.File.Catalog.NodeTypeNames()
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec != nil {
			continue
		}
		for _, name := range []string{n.Type.Text, n.ID.Text} {
			if near, ok := nearest.Of(name, names); ok {
				name = near
			}
			if t := p.File.Catalog.NodeType(name); t != nil && t.Role == role {
				return true
			}
		}
		if n.Type.Text == "" {
			return true
		}
	}
	return false
}

// index returns the place of a node in the file; false for nil.
func (p *Pass) index(n *ast.Node) (int, bool) {
	if n == nil {
		return 0, false
	}
	if p.indexes == nil {
		p.indexes = make(map[*ast.Node]int, len(p.File.Nodes))
		for i := range p.File.Nodes {
			p.indexes[&p.File.Nodes[i]] = i
		}
	}
	return p.indexes[n], true
}
