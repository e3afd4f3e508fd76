package graph

import "slices"

// Components are the strongly connected components of a graph: the largest sets of nodes in which each node can reach every
// other. A node that is on no cycle is a component of its own.
type Components struct {
	of     []int32 // the component of each node
	nodes  groups  // the nodes of each component
	cyclic []bool
	// finished numbers the nodes in the order in which a depth-first search leaves them, and place within their component.
	// ShortestCycle needs both.
	finished, place []int32
}

// Components finds the strongly connected components (Tarjan's algorithm).
func (g *Graph) Components(keep Filter) *Components {
	t := newTarjan(g, keep)
	for root := range int32(g.Len()) {
		if t.number[root] == 0 {
			t.walk(root)
		}
	}
	c := &Components{of: t.component, finished: t.finished}
	c.renumber(t.components)
	for node := range int32(g.Len()) {
		component := c.of[node]
		if c.nodes.start[component+1]-c.nodes.start[component] > 1 {
			c.cyclic[component] = true
			continue
		}
		for _, e := range g.out.of(node) {
			if g.to[e] == node && keep.allows(e) {
				c.cyclic[component] = true
			}
		}
	}
	return c
}

// renumber counts the components by their smallest nodes, and lists the nodes of each.
func (c *Components) renumber(components int32) {
	c.place = make([]int32, len(c.of))
	renamed := make([]int32, components) // from 1, so that 0 is none
	size := make([]int32, 0, components)
	for node, old := range c.of {
		if renamed[old] == 0 {
			size = append(size, 0)
			renamed[old] = int32(len(size))
		}
		c.of[node] = renamed[old] - 1
		c.place[node] = size[c.of[node]]
		size[c.of[node]]++
	}
	c.cyclic = make([]bool, components)
	c.nodes = groups{start: make([]int32, components+1), items: make([]int32, len(c.of))}
	for i, s := range size {
		c.nodes.start[i+1] = c.nodes.start[i] + s
	}
	for node, component := range c.of {
		c.nodes.items[c.nodes.start[component]+c.place[node]] = int32(node)
	}
}

// Of returns the index of the node's component.
func (c *Components) Of(node int) int { return int(c.of[node]) }

// Len returns how many components there are.
func (c *Components) Len() int { return len(c.cyclic) }

// Nodes returns the nodes of the component in ascending order. Components are numbered by their smallest node. The nodes
// must not be changed.
func (c *Components) Nodes(component int) []int32 { return c.nodes.of(int32(component)) }

// Cyclic tells whether there is a cycle in the component: whether it has more than one node, or an edge from its node to
// itself.
func (c *Components) Cyclic(component int) bool { return c.cyclic[component] }

// AnyCyclic tells whether there is a cycle at all.
func (c *Components) AnyCyclic() bool { return slices.Contains(c.cyclic, true) }

// tarjan is the state of Tarjan's algorithm, with a stack of its own in place of recursion.
type tarjan struct {
	g          *Graph
	keep       Filter
	number     []int32 // in which order the nodes were entered, from 1; 0 for not yet
	low        []int32 // the smallest number known to be in the node's component
	next       []int32 // how many of the node's edges were looked at
	path       []int32 // the nodes from the root to the current one
	open       []int32 // the nodes entered whose component is not complete
	component  []int32 // -1 until complete
	finished   []int32
	entered    int32
	left       int32
	components int32
}

func newTarjan(g *Graph, keep Filter) *tarjan {
	n := g.Len()
	room := make([]int32, 7*n) // one piece of memory for all: most graphs are small
	part := func() []int32 {
		p := room[:n:n]
		room = room[n:]
		return p
	}
	t := &tarjan{
		g: g, keep: keep, number: part(), low: part(), next: part(), path: part()[:0], open: part()[:0], component: part(), finished: part(),
	}
	for node := range t.component {
		t.component[node] = -1
	}
	return t
}

// walk finds the components of what can be reached from the root and was not entered before.
func (t *tarjan) walk(root int32) {
	t.enter(root)
	for len(t.path) > 0 {
		node := t.path[len(t.path)-1]
		edges := t.g.out.of(node)
		if int(t.next[node]) == len(edges) {
			t.leave(node)
			continue
		}
		e := edges[t.next[node]]
		t.next[node]++
		if !t.keep.allows(e) {
			continue
		}
		switch to := t.g.to[e]; {
		case t.number[to] == 0:
			t.enter(to)
		case t.component[to] < 0:
			t.low[node] = min(t.low[node], t.number[to])
		}
	}
}

func (t *tarjan) enter(node int32) {
	t.entered++
	t.number[node], t.low[node] = t.entered, t.entered
	t.path, t.open = append(t.path, node), append(t.open, node)
}

func (t *tarjan) leave(node int32) {
	t.finished[node] = t.left
	t.left++
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		before := t.path[len(t.path)-1]
		t.low[before] = min(t.low[before], t.low[node])
	}
	if t.low[node] != t.number[node] {
		return
	}
	for {
		last := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.component[last] = t.components
		if last == node {
			break
		}
	}
	t.components++
}
