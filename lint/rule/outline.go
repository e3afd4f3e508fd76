package rule

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/graph"
)

// An outline is what the rules need to know of a flow as a whole, including what they must not hold against it: a node that cannot be
// reached because of a misspelled target is no finding of its own.
type outline struct {
	starts, ends []int
	// reached is everything that can be reached from the start other than through a node of unknown type.
	reached *graph.Search
	// unnamed tells that a node has no id, or an empty one, so that an edge to no node may be meant for it.
	unnamed  bool
	dangling []*ast.Edge     // those that lead to no node
	missing  map[string]bool // what they name
	// meant holds, for an edge to no node, the ids that its target may be a misspelling of.
	meant map[*ast.Edge][]string
	// doubled marks the nodes whose id another one has as well, so that an edge to it may be meant for that one; nil for none.
	doubled []bool
	// twice is a node with the id of an earlier one, which may be what an edge to no node was meant for; nil for none.
	twice *ast.Node
	// ids are those of the flow, each once, where an edge leads to no node: as many as a message lists and one more.
	ids []string
	// first holds the first node of each type that has an id, where an edge leads to no node.
	first map[*catalog.NodeType]*ast.Node
	// mentioned are the nodes to which a node may have been meant to lead, although it does not: see findMentioned.
	mentioned map[*ast.Node][]*ast.Node
	// strays are the types of the nodes that stand beside the flow, by id: an edge to one of them is right.
	strays map[string]*catalog.NodeType
}

func (p *Pass) outline() *outline {
	if p.memo.outline == nil {
		p.memo.outline = p.newOutline()
	}
	return p.memo.outline
}

func (p *Pass) newOutline() *outline {
	o := &outline{}
	known := graph.Filter(nil)
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		o.unnamed = o.unnamed || n.ID.Text == ""
		switch {
		case n.Spec == nil:
			known = p.fromKnown
		case n.Spec.Role == catalog.Start:
			o.starts = append(o.starts, i)
		case n.Spec.Role == catalog.End:
			o.ends = append(o.ends, i)
		}
	}
	for i := range p.File.Edges {
		if e := &p.File.Edges[i]; e.To < 0 {
			o.dangling = append(o.dangling, e)
		}
	}
	o.findDoubled(p.File)
	o.findMeant(p.File)
	o.mentioned = p.findMentioned()
	o.strays = p.strayNodes()
	o.reached = p.Graph.Forward(o.starts, known)
	return o
}

// findDoubled finds the nodes of which there are two with one id. Starts are none: whichever of them is kept, an edge leads to it.
func (o *outline) findDoubled(file *ast.File) {
	mark := func(n *ast.Node) {
		if o.doubled == nil {
			o.doubled = make([]bool, len(file.Nodes))
		}
		o.doubled[n.Index] = true
	}
	for i := range file.Nodes {
		n := &file.Nodes[i]
		if first := sameID(file, n); first != nil {
			mark(first)
		}
	}
	if len(file.Diagnostics) == 0 {
		return
	}
	// Where the ids are keys, only the first of the nodes is kept.
	keys := map[ast.Span]bool{}
	for i := range file.Diagnostics {
		if d := &file.Diagnostics[i]; d.Rule == ast.DuplicateKey && len(d.Related) > 0 {
			keys[d.Related[0].Span] = true
		}
	}
	for i := range file.Nodes {
		if n := &file.Nodes[i]; keys[n.ID.Span] {
			mark(n)
		}
	}
}

// isDoubled tells whether the edge leads to an id that two nodes have, so that it is not known where it leads.
func (o *outline) isDoubled(e *ast.Edge) bool {
	return o.doubled != nil && e.To >= 0 && o.doubled[e.To]
}

// sameID returns the first node with the id of n where that is another one; else nil. A second start with the id of the first is no
// such node: that it is a start is what is wrong with it.
func sameID(file *ast.File, n *ast.Node) *ast.Node {
	if !n.HasID || n.ID.Text == "" {
		return nil
	}
	first := file.Node(n.ID.Text)
	if first == n || n.Spec != nil && n.Spec.Role == catalog.Start && first.Spec == n.Spec {
		return nil
	}
	return first
}

// findMeant finds the nodes that dangling targets may have been meant to name.
func (o *outline) findMeant(file *ast.File) {
	if o.dangling == nil {
		return
	}
	var ids []string
	o.first = make(map[*catalog.NodeType]*ast.Node)
	for i := range file.Nodes {
		n := &file.Nodes[i]
		if !n.HasID {
			continue
		}
		ids = append(ids, n.ID.Text)
		if n.ID.Text == "" {
			continue
		}
		if isFirst := file.Node(n.ID.Text) == n; !isFirst && o.twice == nil {
			o.twice = n
		} else if isFirst && len(o.ids) <= ast.MostListed {
			o.ids = append(o.ids, n.ID.Text)
		}
		if o.first[n.Spec] == nil {
			o.first[n.Spec] = n
		}
	}
	names := nearest.NewNames(ids)
	o.meant, o.missing = make(map[*ast.Edge][]string), make(map[string]bool)
	for _, e := range o.dangling {
		o.missing[e.Target.Text] = true
		from := &file.Nodes[e.From]
		near := names.All(e.Target.Text)
		if instant(from) { // it would spin forever
			near = slices.DeleteFunc(near, func(id string) bool { return id == from.ID.Text })
		}
		if len(near) > 0 {
			o.meant[e] = near
		}
	}
}

// leftOut returns the one node that no edge leads to, where all edges that lead to no node and are near no id name the same: it was
// renamed, and they were not. It is nil when there is none, or more than one.
func (p *Pass) leftOut() *ast.Node {
	outline, target := p.outline(), ""
	for _, e := range outline.dangling {
		if outline.meant[e] != nil {
			continue
		}
		if e.Target.Text == "" || target != "" && e.Target.Text != target {
			return nil
		}
		target = e.Target.Text
	}
	var out *ast.Node
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec == nil || n.Spec.Role == catalog.Start || !n.HasID || p.nameless(i) || slices.ContainsFunc(p.Graph.In(i), func(e int32) bool { return int(p.Graph.Edge(e).From) != i }) {
			continue
		}
		if out != nil {
			return nil
		}
		out = n
	}
	return out
}

// fromKnown keeps the edges that leave a node of known type.
func (p *Pass) fromKnown(e int32) bool { return p.node(p.Graph.Edge(e).From).Spec != nil }

func (p *Pass) node(i int32) *ast.Node { return &p.File.Nodes[i] }

// nameless tells whether no edge can lead to the node for a reason that is reported already: it has no id, an empty one, or one that
// an earlier node has as well.
func (p *Pass) nameless(i int) bool {
	n := &p.File.Nodes[i]
	return n.ID.Text == "" || p.File.Node(n.ID.Text) != n
}

// mightBe tells whether a node of unknown type, or one that stands beside the flow, could be the missing node with the role.
func (p *Pass) mightBe(role catalog.Role) bool {
	for _, t := range p.outline().strays {
		if t.Role == role {
			return true
		}
	}
	names := p.File.Catalog.NodeTypeNames()
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec != nil {
			continue
		}
		meant := func(name string) *catalog.NodeType {
			if near, ok := p.near(name, names); ok {
				name = near
			}
			return p.File.Catalog.NodeType(name)
		}
		t, named := meant(n.Type.Text), meant(n.ID.Text)
		if t != nil && t.Role == role || named != nil && named.Role == role {
			return true
		}
		if n.Type.Text == "" || role == catalog.End && len(n.Edges) == 0 || role == catalog.Start && t == nil && len(p.Graph.In(i)) == 0 {
			return true
		}
	}
	return false
}
