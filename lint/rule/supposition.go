package rule

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/shape"
)

// What a flow would be if the mistakes in it that are reported were mended: a finding that only follows from one of them is none. Which
// keys of an object are misspelled is worked out by slips.

// findMentioned finds the nodes to which a node may have been meant to lead, although it does not: those that are named under keys
// that it does not know, and by anything in a node of unknown type.
func (p *Pass) findMentioned() map[*ast.Node][]*ast.Node {
	all := map[*ast.Node][]*ast.Node{}
	for d := range p.defects(shape.UnknownKey) {
		if d.Node != nil && !isOutcome(p.File, d) {
			p.findNamed(&d.Member.Value, d.Node, all)
		}
	}
	for i := range p.File.Nodes {
		if n := &p.File.Nodes[i]; n.Spec == nil {
			p.findNamed(&n.Object, n, all)
		}
	}
	return all
}

// findNamed adds the nodes that are named in a value of the node.
func (p *Pass) findNamed(v *ast.Value, n *ast.Node, all map[*ast.Node][]*ast.Node) {
	if to := p.File.Node(v.Text); v.Kind == ast.String && to != nil && to != n {
		all[n] = append(all[n], to)
	}
	for i := range v.Items {
		p.findNamed(&v.Items[i], n, all)
	}
	for i := range v.Members {
		p.findNamed(&v.Members[i].Value, n, all)
	}
}

// uncertain tells whether the node may lead to places that the graph does not know.
func (p *Pass) uncertain(n *ast.Node) bool {
	outline := p.outline()
	if n.Open || outline.mentioned[n] != nil {
		return true
	}
	if outline.dangling == nil && outline.doubled == nil {
		return false
	}
	for i := range n.Edges {
		if e := &n.Edges[i]; e.To < 0 || outline.isDoubled(e) {
			return true
		}
	}
	return false
}

// supposed calls visit with each node to which n was probably meant to lead, although it does not because of a mistake that is
// reported: a target or a key is misspelled. It reports true when the mistake does not tell, so that n may lead anywhere.
func (p *Pass) supposed(n *ast.Node, visit func(to int)) (anywhere bool) {
	outline := p.outline()
	anywhere = n.Open && (n.Spec != nil || len(n.Edges) == 0)
	if outline.dangling != nil {
		for k := range n.Edges {
			e := &n.Edges[k]
			if e.To >= 0 {
				continue
			}
			meant := outline.meant[e]
			anywhere = anywhere || meant == nil
			for _, id := range meant {
				visit(p.File.Node(id).Index)
			}
		}
	}
	for _, to := range outline.mentioned[n] {
		visit(to.Index)
	}
	return anywhere
}

// A supposition is a search along the edges of a flow that takes every misspelled target for what it was meant to be.
type supposition struct {
	pass     *Pass
	reached  []bool
	anywhere bool // an edge of a node that is reached may lead to any other
	queue    []int32
}

func (s *supposition) visit(i int) {
	if !s.reached[i] {
		s.reached[i] = true
		s.queue = append(s.queue, int32(i))
	}
}

// run goes on until nothing more can be reached.
func (s *supposition) run() {
	for len(s.queue) > 0 {
		n := s.pass.node(s.queue[0])
		s.queue = s.queue[1:]
		if s.pass.supposed(n, s.visit) {
			s.anywhere = true
		}
		for k := range n.Edges {
			if to := n.Edges[k].To; to >= 0 {
				s.visit(int(to))
			}
		}
	}
}

// supposedlyReached marks what can be reached when every misspelled target is taken for what it was meant to be. It reports false
// when an edge may lead anywhere: then nothing is certain to be cut off.
func (p *Pass) supposedlyReached() ([]bool, bool) {
	s := supposition{pass: p, reached: make([]bool, p.Graph.Len())}
	for _, start := range p.outline().starts {
		s.visit(start)
	}
	for i := range p.File.Nodes {
		// Nothing can lead to these, which is reported already; what they lead to is not to blame. Nothing is said of nodes
		// of unknown type and of what lies behind them.
		if p.nameless(i) || p.File.Nodes[i].Spec == nil {
			s.visit(i)
		}
	}
	s.run()
	return s.reached, !s.anywhere
}

// supposedRoots returns the nodes, in source order, from which all others can be reached that are not reached already, when every
// misspelled target is taken for what it was meant to be. Of nodes that lead to each other it keeps the first.
//
// In a pass over the nodes, none leads to one at which a later search begins. A second pass in the opposite order therefore begins
// its searches only where no other node leads to.
func (p *Pass) supposedRoots(reached []bool) []int {
	var heads []int
	for i, is := range reached {
		if !is {
			heads = append(heads, i)
		}
	}
	for range 2 {
		s := supposition{pass: p, reached: append([]bool(nil), reached...)}
		var roots []int
		for _, head := range heads {
			if !s.reached[head] {
				roots = append(roots, head)
				s.visit(head)
				s.run()
			}
		}
		heads = roots
		slices.Reverse(heads)
	}
	return heads
}
