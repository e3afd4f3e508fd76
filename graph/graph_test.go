package graph_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

func TestAdjacency(t *testing.T) {
	g := graph.New(build(4, pair{0, 1}, pair{0, -1}, pair{0, 1}, pair{1, 1}, pair{2, 0}, pair{2, 1}))
	for node, want := range []struct{ out, in []int32 }{
		{out: []int32{0, 2}, in: []int32{4}},
		{out: []int32{3}, in: []int32{0, 2, 3, 5}},
		{out: []int32{4, 5}},
		{},
	} {
		equal(t, "Out", g.Out(node), want.out)
		equal(t, "In", g.In(node), want.in)
	}
	if g.Len() != 4 {
		t.Errorf("Len() = %d, want 4", g.Len())
	}
	if e := g.Edge(1); e.From != 0 || e.To != -1 {
		t.Errorf("Edge(1) = %+v, want the dangling edge of node 0", e)
	}
}

func TestNoNodes(t *testing.T) {
	for name, g := range map[string]*graph.Graph{"zero": {}, "empty file": graph.New(&ast.File{})} {
		t.Run(name, func(t *testing.T) {
			if g.Len() != 0 || g.Components(nil).Len() != 0 {
				t.Error("there are nodes or components")
			}
			for _, s := range []*graph.Search{g.Forward([]int{-1, 0}, nil), g.Backward([]int{0}, nil)} {
				if s.Reached(0) || s.Distance(-1) != -1 || s.Path(0) != nil || len(s.Order()) != 0 {
					t.Error("something is reached")
				}
			}
			if d := g.Dominators(0); d.Immediate(0) != -1 || d.Dominates(0, 0) {
				t.Error("something is dominated")
			}
			if d, err := g.Directed(); err != nil {
				t.Error(err)
			} else if n, _ := d.Order(); n != 0 {
				t.Errorf("Directed() has %d vertices", n)
			}
		})
	}
}

// Each edge that leads to a node is in exactly one Out and one In, and each of these is in source order.
func TestAdjacencyHoldsEveryEdge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g := graph.New(f)
		check := func(of func(int) []int32, end func(*ast.Edge) int32) {
			seen := map[int32]bool{}
			for node := range g.Len() {
				last := int32(-1)
				for _, e := range of(node) {
					if end(g.Edge(e)) != int32(node) || e <= last || g.Edge(e).To < 0 {
						t.Fatalf("edge %d is out of place at node %d", e, node)
					}
					last, seen[e] = e, true
				}
			}
			for e := range f.Edges {
				if leads := f.Edges[e].To >= 0; leads != seen[int32(e)] {
					t.Fatalf("edge %d: leads to a node %v, listed %v", e, leads, seen[int32(e)])
				}
			}
		}
		check(g.Out, func(e *ast.Edge) int32 { return e.From })
		check(g.In, func(e *ast.Edge) int32 { return e.To })
	})
}
