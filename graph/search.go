package graph

// A Search is what can be reached from the roots of the search or, after Backward, what can reach them. A node that the graph
// does not have is not reached.
type Search struct {
	graph    *Graph
	backward bool
	order    []int32
	distance []int32 // -1 where not reached
	via      []int32 // the edge by which the node was reached; -1 for roots, without meaning where not reached
	rims     map[int32][]int32
}

// Forward finds what can be reached from the nodes, breadth first, so that paths are shortest. Of several shortest paths
// it takes the one whose edges come first in the source. Roots that the graph does not have are left out.
func (g *Graph) Forward(from []int, keep Filter) *Search {
	s := g.newSearch(from)
	for i := 0; i < len(s.order); i++ {
		node := s.order[i]
		for _, e := range g.out.of(node) {
			if to := g.to[e]; s.distance[to] < 0 && keep.allows(e) {
				s.reach(to, e, s.distance[node]+1)
			}
		}
	}
	return s
}

// Backward finds what can reach the nodes, breadth first, as Forward does.
func (g *Graph) Backward(to []int, keep Filter) *Search {
	s := g.newSearch(to)
	s.backward = true
	for i := 0; i < len(s.order); i++ {
		node := s.order[i]
		distance := s.distance[node] + 1
		for _, e := range g.in.of(node) {
			from := g.from[e]
			// A path is walked from its far end, so the first edge in the source is found there, and not by the order in
			// which this search comes along.
			first := s.distance[from] == distance && e < s.via[from]
			if (s.distance[from] < 0 || first) && keep.allows(e) {
				if first {
					s.via[from] = e
				} else {
					s.reach(from, e, distance)
				}
			}
		}
	}
	return s
}

func (g *Graph) newSearch(roots []int) *Search {
	n := g.Len()
	table := make([]int32, 3*n)
	s := &Search{graph: g, distance: table[:n:n], via: table[n : 2*n : 2*n], order: table[2*n : 2*n]}
	for node := range s.distance {
		s.distance[node] = -1
	}
	for _, root := range roots {
		if g.has(root) && s.distance[root] < 0 {
			s.reach(int32(root), -1, 0)
		}
	}
	return s
}

func (g *Graph) has(node int) bool { return 0 <= node && node < g.Len() }

func (s *Search) reach(node, via, distance int32) {
	s.distance[node], s.via[node] = distance, via
	s.order = append(s.order, node)
}

// Reached tells whether there is a path between the node and a root. A root is reached.
func (s *Search) Reached(node int) bool { return s.Distance(node) >= 0 }

// Distance returns the number of edges between the node and the nearest root, or -1 when it is not reached.
func (s *Search) Distance(node int) int {
	if node < 0 || node >= len(s.distance) {
		return -1
	}
	return int(s.distance[node])
}

// Via returns the edge between the node and the one before it on the way from the root: the last edge of its path after Forward,
// the first after Backward. It is -1 for a root and for a node that is not reached. As Order has each node after the one before
// it, something can be worked out for all nodes in one pass.
func (s *Search) Via(node int) int32 {
	if !s.Reached(node) {
		return -1
	}
	return s.via[node]
}

// Path returns the edges of a shortest path in the order in which they are walked: from a root to the node after
// Forward, from the node to a root after Backward. It is empty for a root, and nil when the node is not reached.
func (s *Search) Path(node int) []int32 {
	distance := s.Distance(node)
	if distance < 0 {
		return nil
	}
	path := make([]int32, distance)
	if s.backward {
		for i := range path {
			path[i] = s.via[node]
			node = int(s.graph.to[path[i]])
		}
		return path
	}
	for i := distance - 1; i >= 0; i-- {
		path[i] = s.via[node]
		node = int(s.graph.from[path[i]])
	}
	return path
}

// PathEnds returns the first and the last most edges of Path, without walking along all of it: in a long chain with a finding at
// every node, that would take time that grows with the square of its length. The path must have at least that many edges.
func (s *Search) PathEnds(node, most int) (first, last []int32) {
	far := s.trail(node, most)
	near := s.trail(s.rim(node, int32(most)), most)
	if s.backward {
		return far, near
	}
	return near, far
}

// trail returns most edges of the path of a node, those nearest to the node, in walking order.
func (s *Search) trail(node, most int) []int32 {
	edges := make([]int32, most)
	for i := range edges {
		e := s.via[node]
		if s.backward {
			edges[i], node = e, int(s.graph.to[e])
		} else {
			edges[most-1-i], node = e, int(s.graph.from[e])
		}
	}
	return edges
}

// Root returns the root that the path of a node begins with after Forward, and ends with after Backward. The node must be
// reached.
func (s *Search) Root(node int) int { return s.rim(node, 0) }

// rim returns the node on the path of a node that lies at the distance from the root. It is worked out for all nodes at once.
func (s *Search) rim(node int, distance int32) int {
	of := s.rims[distance]
	if of == nil {
		of = make([]int32, len(s.distance))
		for _, n := range s.order {
			switch d := s.distance[n]; {
			case d == distance:
				of[n] = n
			case d > distance && s.backward:
				of[n] = of[s.graph.to[s.via[n]]]
			case d > distance:
				of[n] = of[s.graph.from[s.via[n]]]
			}
		}
		if s.rims == nil {
			s.rims = make(map[int32][]int32)
		}
		s.rims[distance] = of
	}
	return int(of[node])
}

// Order returns the reached nodes in the order in which they were reached, the roots first. It must not be changed.
func (s *Search) Order() []int32 { return s.order }
