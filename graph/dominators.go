package graph

// Dominators tell which nodes every path from a root must pass: a dominates b when b can be reached and every path from
// the root to b goes through a.
type Dominators struct {
	immediate []int32 // -1 for the root and unreached nodes
	// A node and those below it in the dominator tree are the nodes whose rank is in [rank, rank+size) of that node.
	rank, size []int32 // size is 0 for unreached nodes
}

// Dominators finds the dominators of all nodes that the root reaches (Lengauer and Tarjan's algorithm with path
// compression). A root that the graph does not have reaches nothing.
func (g *Graph) Dominators(root int) *Dominators {
	n := g.Len()
	table := make([]int32, 3*n)
	d := &Dominators{immediate: table[:n], rank: table[n : 2*n], size: table[2*n:]}
	for node := range d.immediate {
		d.immediate[node] = -1
	}
	if g.has(root) {
		l := g.spanningTree(int32(root))
		l.run()
		d.fill(l)
	}
	return d
}

// Immediate returns the node's closest dominator other than itself, or -1 for the root and unreached nodes.
func (d *Dominators) Immediate(node int) int {
	if !d.reached(node) {
		return -1
	}
	return int(d.immediate[node])
}

// Dominates tells whether every path from the root to b goes through a. Each reached node dominates itself. It is false
// when b is not reached.
func (d *Dominators) Dominates(a, b int) bool {
	return d.reached(a) && d.reached(b) && d.rank[a] <= d.rank[b] && d.rank[b] < d.rank[a]+d.size[a]
}

func (d *Dominators) reached(node int) bool {
	return 0 <= node && node < len(d.size) && d.size[node] > 0
}

// fill takes over the dominator tree. A node comes after its dominators in depth-first order, so two passes are enough.
func (d *Dominators) fill(l *lengauerTarjan) {
	for i := len(l.node) - 1; i >= 0; i-- {
		node := l.node[i]
		d.size[node]++
		if i > 0 {
			above := l.node[l.dominator[i]]
			d.immediate[node] = above
			d.size[above] += d.size[node]
		}
	}
	free := make([]int32, len(l.node)) // by order: the rank of the next child
	for i, node := range l.node {
		if i > 0 {
			above := l.dominator[i]
			d.rank[node] = free[above]
			free[above] += d.size[node]
		}
		free[i] = d.rank[node] + 1
	}
}

// lengauerTarjan is the state of the algorithm. Nodes are named by their place in the depth-first order, the root being 0.
type lengauerTarjan struct {
	g         *Graph
	order     []int32 // the place of each node of the graph; -1 when it is not reached
	node      []int32 // the node at each place
	parent    []int32 // in the depth-first tree
	semi      []int32 // the semidominator
	ancestor  []int32 // in the forest of the nodes processed; -1 for the root of a tree
	label     []int32 // the node with the smallest semidominator on the compressed way up
	dominator []int32
	bucket    []int32 // the first of the nodes that have this one as their semidominator; -1 for none
	following []int32 // the next in the same bucket
	path      []int32 // scratch of compress
}

// spanningTree walks the graph depth first from the root.
func (g *Graph) spanningTree(root int32) *lengauerTarjan {
	l := &lengauerTarjan{g: g, order: make([]int32, g.Len())}
	for node := range l.order {
		l.order[node] = -1
	}
	var path, next []int32
	enter := func(node, parent int32) {
		l.order[node] = int32(len(l.node))
		path, next = append(path, l.order[node]), append(next, 0)
		l.node, l.parent = append(l.node, node), append(l.parent, parent)
	}
	enter(root, -1)
	for len(path) > 0 {
		top := len(path) - 1
		edges := g.out.of(l.node[path[top]])
		if int(next[top]) == len(edges) {
			path, next = path[:top], next[:top]
			continue
		}
		to := g.to[edges[next[top]]]
		next[top]++
		if l.order[to] < 0 {
			enter(to, path[top])
		}
	}
	return l
}

// run works out dominator from the spanning tree.
func (l *lengauerTarjan) run() {
	n := len(l.node)
	table := make([]int32, 6*n)
	for _, part := range []*[]int32{&l.semi, &l.label, &l.dominator, &l.ancestor, &l.bucket, &l.following} {
		*part, table = table[:n:n], table[n:]
	}
	for v := range int32(n) {
		l.semi[v], l.label[v], l.ancestor[v], l.bucket[v] = v, v, -1, -1
	}
	for v := int32(n) - 1; v > 0; v-- {
		for _, e := range l.g.in.of(l.node[v]) {
			if u := l.order[l.g.from[e]]; u >= 0 {
				l.semi[v] = min(l.semi[v], l.semi[l.lowest(u)])
			}
		}
		l.following[v], l.bucket[l.semi[v]] = l.bucket[l.semi[v]], v
		parent := l.parent[v]
		l.ancestor[v] = parent
		for w := l.bucket[parent]; w >= 0; w = l.following[w] {
			// Where the smallest semidominator on the way is not the parent, the dominator is that of the node which has it,
			// and is looked up below.
			l.dominator[w] = parent
			if u := l.lowest(w); l.semi[u] < l.semi[w] {
				l.dominator[w] = u
			}
		}
		l.bucket[parent] = -1
	}
	for v := 1; v < n; v++ {
		if l.dominator[v] != l.semi[v] {
			l.dominator[v] = l.dominator[l.dominator[v]]
		}
	}
}

// lowest returns the node with the smallest semidominator on the way from v up to, and without, the root of its tree.
func (l *lengauerTarjan) lowest(v int32) int32 {
	l.path = l.path[:0]
	for u := v; l.ancestor[u] >= 0; u = l.ancestor[u] {
		l.path = append(l.path, u)
	}
	// From the top down, each node takes over the label of the one above it, and is hung from the root of the tree.
	for i := len(l.path) - 2; i >= 0; i-- {
		u := l.path[i]
		above := l.ancestor[u]
		if l.semi[l.label[above]] < l.semi[l.label[u]] {
			l.label[u] = l.label[above]
		}
		l.ancestor[u] = l.ancestor[above]
	}
	return l.label[v]
}
