package graph_test

import (
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

// The flows that break what recurses, or is quadratic. A ring is a chain whose last node leads to the first.
func chain(nodes int, ring bool) *ast.File {
	pairs := make([]pair, 0, nodes)
	for i := range nodes - 1 {
		pairs = append(pairs, pair{i, i + 1})
	}
	if ring {
		pairs = append(pairs, pair{nodes - 1, 0})
	}
	return build(nodes, pairs...)
}

const million = 1_000_000

func TestLongChain(t *testing.T) {
	g := graph.New(chain(million, false))
	if d := len(g.Forward([]int{0}, nil).Path(million - 1)); d != million-1 {
		t.Errorf("forward path of %d edges", d)
	}
	if d := len(g.Backward([]int{million - 1}, nil).Path(0)); d != million-1 {
		t.Errorf("backward path of %d edges", d)
	}
	if n := g.Components(nil).Len(); n != million {
		t.Errorf("%d components", n)
	}
	if d := g.Dominators(0); d.Immediate(million-1) != million-2 || !d.Dominates(1, million-1) || d.Dominates(million-1, 1) {
		t.Error("the dominators of a chain are wrong")
	}
}

func TestLongRing(t *testing.T) {
	g := graph.New(chain(million, true))
	c := g.Components(nil)
	if c.Len() != 1 || !c.Cyclic(0) {
		t.Fatalf("%d components", c.Len())
	}
	cycle := g.ShortestCycle(c, 0, nil, func(node int) int { return (node + million/2) % million })
	if len(cycle) != million || cycle[0] != million/2 {
		t.Errorf("a cycle of %d edges that begins with %d", len(cycle), cycle[0])
	}
	if g.Dominators(7).Immediate(6) != 5 {
		t.Error("the dominators of a ring are wrong")
	}
}

// Each node of a ladder leads to the next by two ways, and the last to the first: 2^n cycles, all of them long.
func TestLongLadder(t *testing.T) {
	const rungs = 100_000
	pairs := make([]pair, 0, 4*rungs)
	for i := range rungs {
		pairs = append(pairs, pair{3 * i, 3*i + 1}, pair{3 * i, 3*i + 2}, pair{3*i + 1, 3 * (i + 1) % (3 * rungs)}, pair{3*i + 2, 3 * (i + 1) % (3 * rungs)})
	}
	g := graph.New(build(3*rungs, pairs...))
	if n := len(g.ShortestCycle(g.Components(nil), 0, nil, nil)); n != 2*rungs {
		t.Errorf("a cycle of %d edges, want %d", n, 2*rungs)
	}
}

// A long ring, at the far end of which two nodes go to and fro.
func TestShortCycleInLongRing(t *testing.T) {
	f := chain(million, true)
	f.Edges = append(f.Edges, ast.Edge{From: million - 1, To: million - 2})
	g := graph.New(f)
	equal(t, "ShortestCycle", g.ShortestCycle(g.Components(nil), 0, nil, nil), []int32{million - 2, million})
}

// Many small components must not each cost as much as the whole graph.
func TestManyComponents(t *testing.T) {
	const rings = 200_000
	pairs := make([]pair, 0, 2*rings)
	for i := range rings {
		pairs = append(pairs, pair{2 * i, 2*i + 1}, pair{2*i + 1, 2 * i})
	}
	g := graph.New(build(2*rings, pairs...))
	c := g.Components(nil)
	if c.Len() != rings {
		t.Fatalf("%d components", c.Len())
	}
	for i := range c.Len() {
		if cycle := g.ShortestCycle(c, i, nil, nil); len(cycle) != 2 || cycle[0] != int32(2*i) {
			t.Fatalf("component %d: cycle %v", i, cycle)
		}
	}
}

func TestCompleteGraph(t *testing.T) {
	const n = 1000
	var pairs []pair
	for a := range n {
		for b := range n {
			if a != b {
				pairs = append(pairs, pair{a, b})
			}
		}
	}
	g := graph.New(build(n, pairs...))
	c := g.Components(nil)
	if c.Len() != 1 {
		t.Fatalf("%d components", c.Len())
	}
	if cycle := g.ShortestCycle(c, 0, nil, nil); len(cycle) != 2 {
		t.Errorf("a cycle of %d edges", len(cycle))
	}
	if d := g.Dominators(5); d.Immediate(999) != 5 || d.Dominates(1, 2) {
		t.Error("in a complete graph, something other than the root dominates")
	}
	if s := g.Forward([]int{0}, nil); s.Distance(n-1) != 1 {
		t.Errorf("distance %d", s.Distance(n-1))
	}
}

// Layers each of which leads to all of the next, in a ring: every cycle is long, and there are many back edges.
func TestDenseLayers(t *testing.T) {
	const layers, width = 30, 60
	var pairs []pair
	for l := range layers {
		for a := range width {
			for b := range width {
				pairs = append(pairs, pair{l*width + a, (l+1)%layers*width + b})
			}
		}
	}
	g := graph.New(build(layers*width, pairs...))
	if n := len(g.ShortestCycle(g.Components(nil), 0, nil, nil)); n != layers {
		t.Errorf("a cycle of %d edges, want %d", n, layers)
	}
}

func TestStar(t *testing.T) {
	const n = 100_000
	var pairs []pair
	for i := 1; i < n; i++ {
		pairs = append(pairs, pair{0, i}, pair{i, 0})
	}
	g := graph.New(build(n, pairs...))
	equal(t, "ShortestCycle", g.ShortestCycle(g.Components(nil), 0, nil, nil), []int32{0, n - 1})
	if d := g.Dominators(0); d.Immediate(n-1) != 0 || d.Dominates(1, 2) {
		t.Error("the dominators of a star are wrong")
	}
}
