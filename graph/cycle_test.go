package graph_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

// girth is the length of a shortest cycle through these nodes that uses kept edges: one edge, and the shortest way back.
func girth(f *ast.File, keep graph.Filter, nodes []int32) int {
	inside := map[int32]bool{}
	for _, node := range nodes {
		inside[node] = true
	}
	distance, shortest := distances(f, keep), far
	for e, edge := range f.Edges {
		if (keep == nil || keep(int32(e))) && inside[edge.From] && inside[edge.To] {
			shortest = min(shortest, 1+distance[edge.To][edge.From])
		}
	}
	return shortest
}

func TestShortestCycle(t *testing.T) {
	later := func(node int) int { return -node }
	tests := []struct {
		name  string
		nodes int
		edges []pair
		keep  graph.Filter
		rank  func(int) int
		want  []int32
	}{
		{"none", 2, []pair{{0, 1}}, nil, nil, nil},
		{"one node without an edge", 1, nil, nil, nil, nil},
		{"self-loop", 1, []pair{{0, 0}}, nil, nil, []int32{0}},
		{"first of two self-loops", 1, []pair{{0, 0}, {0, 0}}, nil, nil, []int32{0}},
		{"self-loop rather than a ring", 2, []pair{{0, 1}, {1, 0}, {1, 1}}, nil, nil, []int32{2}},
		{"two nodes", 2, []pair{{0, 1}, {1, 0}}, nil, nil, []int32{0, 1}},
		{"first of parallel edges", 2, []pair{{0, 1}, {0, 1}, {1, 0}, {1, 0}}, nil, nil, []int32{0, 2}},
		{"ring", 4, []pair{{0, 1}, {1, 2}, {2, 3}, {3, 0}}, nil, nil, []int32{0, 1, 2, 3}},
		{"ring by rank", 4, []pair{{0, 1}, {1, 2}, {2, 3}, {3, 0}}, nil, later, []int32{3, 0, 1, 2}},
		{"equal ranks go by index", 3, []pair{{0, 2}, {1, 0}, {2, 1}}, nil, func(int) int { return 7 }, []int32{0, 2, 1}},
		{"two rings", 5, []pair{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}, {4, 0}}, nil, nil, []int32{4, 5}},
		{"two rings, the shorter one cut", 5, []pair{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}, {4, 0}},
			func(e int32) bool { return e != 5 }, nil, []int32{0, 1, 2}},
		{"the last component, entered at a later node", 6, []pair{{0, 3}, {1, 2}, {2, 5}, {3, 4}, {3, 1}, {4, 3}, {5, 1}, {5, 3}}, nil, nil, []int32{3, 5}},
		{"only edges kept", 2, []pair{{0, 1}, {0, 1}, {1, 0}, {1, 0}}, func(e int32) bool { return e == 1 || e == 3 }, nil, []int32{1, 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := graph.New(build(test.nodes, test.edges...))
			c := g.Components(test.keep)
			got := g.ShortestCycle(c, c.Len()-1, test.keep, test.rank)
			equal(t, "ShortestCycle", got, test.want)
			if (got == nil) != (test.want == nil) {
				t.Errorf("ShortestCycle = %#v, want %#v", got, test.want)
			}
		})
	}
}

func TestShortestCycleAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g, keep := graph.New(f), drawFilter(t, f)
		rank := rapid.SliceOfN(rapid.IntRange(0, 3), g.Len(), g.Len()).Draw(t, "rank")
		c := g.Components(keep)
		for i := range c.Len() {
			got := g.ShortestCycle(c, i, keep, func(node int) int { return rank[node] })
			want := girth(f, keep, c.Nodes(i))
			if want >= far {
				if got != nil {
					t.Fatalf("component %d: cycle %v, want none", i, got)
				}
				continue
			}
			if len(got) != want {
				t.Fatalf("component %d: cycle %v, want one of %d edges", i, got, want)
			}
			first := int(g.Edge(got[0]).From)
			walk(t, g, keep, got, first, first)
			for _, e := range got {
				node := int(g.Edge(e).From)
				if c.Of(node) != i || rank[node] < rank[first] || rank[node] == rank[first] && node < first {
					t.Fatalf("component %d: cycle %v begins at %d and goes through %d", i, got, first, node)
				}
			}
		}
	})
}
