package graph_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

// A pair is an edge from the first node to the second; to -1, it dangles.
type pair [2]int

// build returns a flow with so many nodes, "n0" and on, and these edges, which are put in the order of a file: node by node.
func build(nodes int, pairs ...pair) *ast.File {
	f := &ast.File{Nodes: make([]ast.Node, nodes), Edges: make([]ast.Edge, len(pairs))}
	pairs = slices.Clone(pairs)
	slices.SortStableFunc(pairs, func(a, b pair) int { return a[0] - b[0] })
	for i := range f.Nodes {
		f.Nodes[i].ID.Text, f.Nodes[i].HasID = "n"+strconv.Itoa(i), true
	}
	first := 0
	for e, p := range pairs {
		f.Edges[e] = ast.Edge{From: int32(p[0]), To: int32(p[1]), Name: ast.Text{Text: "e" + strconv.Itoa(e)}}
		if e+1 == len(pairs) || pairs[e+1][0] != p[0] {
			f.Nodes[p[0]].Edges = f.Edges[first : e+1 : e+1]
			first = e + 1
		}
	}
	return f
}

// drawFlow draws a flow with self-loops, parallel and dangling edges: a small one that can be made smaller when a test
// fails, or a larger one with few edges, in which paths and cycles are long.
func drawFlow(t *rapid.T) *ast.File {
	if rapid.Bool().Draw(t, "sparse") {
		return drawSparse(t)
	}
	nodes := rapid.IntRange(1, 9).Draw(t, "nodes")
	edge := rapid.Custom(func(t *rapid.T) pair {
		return pair{rapid.IntRange(0, nodes-1).Draw(t, "from"), rapid.IntRange(-1, nodes-1).Draw(t, "to")}
	})
	return build(nodes, rapid.SliceOfN(edge, 0, 3*nodes).Draw(t, "edges")...)
}

// drawSparse draws a tree, and some edges besides. Its numbers come from a seed: rapid prefers small ones, which would all
// lead to the first nodes.
func drawSparse(t *rapid.T) *ast.File {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	nodes := 10 + random.IntN(20)
	name := random.Perm(nodes)
	var pairs []pair
	for i := 1; i < nodes; i++ {
		pairs = append(pairs, pair{name[max(0, i-1-random.IntN(4))], name[i]})
	}
	for range random.IntN(nodes) {
		pairs = append(pairs, pair{random.IntN(nodes), random.IntN(nodes+1) - 1})
	}
	return build(nodes, pairs...)
}

// drawFilter draws nil, or a filter that leaves some edges out.
func drawFilter(t *rapid.T, f *ast.File) graph.Filter {
	if rapid.Bool().Draw(t, "all edges") {
		return nil
	}
	kept := rapid.SliceOfN(rapid.Bool(), len(f.Edges), len(f.Edges)).Draw(t, "kept")
	return func(e int32) bool { return kept[e] }
}

// without returns the flow with only the edges that are kept and, when node is not negative, none of the node's.
func without(f *ast.File, keep graph.Filter, node int) *ast.File {
	var pairs []pair
	for e, edge := range f.Edges {
		if (keep == nil || keep(int32(e))) && int(edge.From) != node && int(edge.To) != node {
			pairs = append(pairs, pair{int(edge.From), int(edge.To)})
		}
	}
	return build(len(f.Nodes), pairs...)
}

// distances returns the number of edges from each node to each, by relaxing until nothing changes; far for no path.
// The way from a node to itself is 0.
func distances(f *ast.File, keep graph.Filter) [][]int {
	n := len(f.Nodes)
	d := make([][]int, n)
	for i := range d {
		d[i] = slices.Repeat([]int{far}, n)
		d[i][i] = 0
	}
	for range n {
		for e, edge := range f.Edges {
			if edge.To < 0 || keep != nil && !keep(int32(e)) {
				continue
			}
			for i := range d {
				d[i][edge.To] = min(d[i][edge.To], d[i][edge.From]+1)
			}
		}
	}
	return d
}

const far = 1 << 20

// walk checks that the edges are a way from one node to another through edges that are kept.
func walk(t interface{ Fatalf(string, ...any) }, g *graph.Graph, keep graph.Filter, path []int32, from, to int) {
	for _, e := range path {
		if int(g.Edge(e).From) != from || keep != nil && !keep(e) {
			t.Fatalf("the path %v is none: edge %d leads from %d, not from %d, or is filtered out", path, e, g.Edge(e).From, from)
		}
		from = int(g.Edge(e).To)
	}
	if from != to {
		t.Fatalf("the path %v ends at %d, not at %d", path, from, to)
	}
}

func equal(t *testing.T, what string, got, want []int32) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}
