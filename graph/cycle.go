package graph

import "math"

// maxCycleSteps bounds the search for a cycle shorter than the first one: how many edges it looks at. That takes some tens of
// milliseconds, and is enough for all but components made to be hard.
const maxCycleSteps = 4 << 20

// ShortestCycle returns the edges of a shortest cycle that stays inside the component, in walking order, and nil when
// there is none. The walk begins at the node of the cycle for which rank is smallest, or of several such at the one with the
// smallest index, so that the last edge is the one that closes the cycle. With a nil rank it begins at the smallest index.
//
// keep is the filter that c was made with. The result is certainly a shortest cycle, unless the component is so large and dense
// that finding one would take more than a few million steps; then it is the shortest one found so far.
func (g *Graph) ShortestCycle(c *Components, component int, keep Filter, rank func(node int) int) []int32 {
	if !c.Cyclic(component) {
		return nil
	}
	s := newCycleSearch(g, c, int32(component), keep)
	s.search()
	return g.rotate(s.best, rank)
}

// rotate makes the cycle begin at its first node in rank order.
func (g *Graph) rotate(cycle []int32, rank func(node int) int) []int32 {
	if rank == nil {
		rank = func(node int) int { return node }
	}
	first, node, lowest := 0, int32(math.MaxInt32), math.MaxInt
	for i, e := range cycle {
		from := g.from[e]
		if r := rank(int(from)); r < lowest || r == lowest && from < node {
			first, node, lowest = i, from, r
		}
	}
	return append(cycle[first:len(cycle):len(cycle)], cycle[:first]...)
}

// A cycleSearch looks for the shortest cycle of one component.
//
// Number the nodes in the order in which a depth-first search leaves them. The node of a cycle that was left last is
// entered, on the cycle, by an edge from a node that was left before it: a back edge. So a search from each head of a back
// edge, through nodes that were left before it, finds every cycle exactly once; and most flows have few back edges. The
// searches are breadth first and go no deeper than the best cycle so far. To come upon a short cycle early in dense
// components, all searches begin shallow, then go twice as deep, and so on.
//
// The slices are indexed by a node's place in the component, so that many small components cost no more than one.
type cycleSearch struct {
	g         *Graph
	c         *Components
	component int32
	keep      Filter
	steps     int

	best    []int32 // the shortest cycle found
	head    int32   // where the running search begins
	round   int32   // number of the running search, from 1
	seen    []int32 // the search that has last seen the node
	via     []int32 // by which edge it did
	closer  []int32 // the search whose head the node has an edge to
	closing []int32 // that edge
	queue   []int32 // the nodes seen, by their index in the graph
}

func newCycleSearch(g *Graph, c *Components, component int32, keep Filter) *cycleSearch {
	n := len(c.nodes.of(component))
	table := make([]int32, 4*n)
	return &cycleSearch{
		g: g, c: c, component: component, keep: keep,
		seen: table[:n], via: table[n : 2*n], closer: table[2*n : 3*n], closing: table[3*n:],
	}
}

func (s *cycleSearch) search() {
	heads := s.heads()
	if len(heads) == 0 {
		return
	}
	// The head that was left last of all can reach every node: there is a cycle through it, however deep.
	s.from(heads[0], math.MaxInt)
	s.steps, heads = 0, heads[1:]
	for depth := 2; len(heads) > 0 && len(s.best) != 1; depth *= 2 {
		left := heads[:0]
		for _, head := range heads {
			if s.steps > maxCycleSteps {
				return
			}
			if !s.from(head, depth) {
				left = append(left, head)
			}
		}
		heads = left
	}
}

// heads returns the nodes that a back edge leads to, the one that was left last first, the rest in source order.
func (s *cycleSearch) heads() []int32 {
	var heads []int32
	last := 0
	for _, node := range s.c.nodes.of(s.component) {
		for _, e := range s.g.in.of(node) {
			// What leads here and was left before is inside of the component.
			if s.c.finished[s.g.from[e]] <= s.c.finished[node] && s.keep.allows(e) {
				if len(heads) > 0 && s.c.finished[node] > s.c.finished[heads[last]] {
					last = len(heads)
				}
				heads = append(heads, node)
				break
			}
		}
	}
	if last > 0 {
		node := heads[last]
		copy(heads[1:], heads[:last])
		heads[0] = node
	}
	return heads
}

// from looks for a cycle through the head that is shorter than the best and has at most depth edges. It tells whether nothing
// more can be found there at any depth.
func (s *cycleSearch) from(head int32, depth int) bool {
	s.head = head
	s.round++
	if s.best != nil {
		depth = min(depth, len(s.best)-1)
	}
	if loop := s.markClosing(); loop >= 0 {
		s.best = []int32{loop}
		return true
	}
	s.queue = append(s.queue[:0], head)
	level, next := 0, 1
	for length := 2; level < next; length++ {
		if length > depth {
			return s.best != nil && length >= len(s.best)
		}
		for _, node := range s.queue[level:next] {
			if closing := s.expand(node); closing >= 0 {
				s.record(closing, length)
				return true
			}
		}
		level, next = next, len(s.queue)
	}
	return true
}

// markClosing marks the nodes from which an edge leads to the head, so that a cycle is found one step before it closes.
// It returns an edge from the head to itself, or -1.
func (s *cycleSearch) markClosing() int32 {
	edges := s.g.in.of(s.head)
	s.steps += len(edges)
	for _, e := range edges {
		from := s.g.from[e]
		if s.c.finished[from] > s.c.finished[s.head] || !s.keep.allows(e) {
			continue
		}
		if from == s.head {
			return e
		}
		if place := s.c.place[from]; s.closer[place] != s.round {
			s.closer[place], s.closing[place] = s.round, e
		}
	}
	return -1
}

// expand adds to the queue what the node leads to. It returns the edge that closes a cycle as soon as there is one, else -1.
func (s *cycleSearch) expand(node int32) int32 {
	edges := s.g.out.of(node)
	s.steps += len(edges)
	for _, e := range edges {
		to := s.g.to[e]
		if s.c.of[to] != s.component || s.c.finished[to] >= s.c.finished[s.head] {
			continue
		}
		place := s.c.place[to]
		if s.seen[place] == s.round || !s.keep.allows(e) {
			continue
		}
		s.seen[place], s.via[place] = s.round, e
		if s.closer[place] == s.round {
			return s.closing[place]
		}
		s.queue = append(s.queue, to)
	}
	return -1
}

// record makes the way to the closing edge, and that edge, the best cycle.
func (s *cycleSearch) record(closing int32, length int) {
	s.best = make([]int32, length)
	s.best[length-1] = closing
	node := s.g.from[closing]
	for i := length - 2; i >= 0; i-- {
		s.best[i] = s.via[s.c.place[node]]
		node = s.g.from[s.best[i]]
	}
}
