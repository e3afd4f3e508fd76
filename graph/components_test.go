package graph_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	dgraph "github.com/dominikbraun/graph"
	"pgregory.net/rapid"

	"github.com/fsflow/fsflow/graph"
)

func TestComponents(t *testing.T) {
	// 1 and 4 in a ring, 3 on its own loop, 2, 5 and 6 in a ring; 0 before all.
	g := graph.New(build(7, pair{0, 1}, pair{1, 4}, pair{4, 1}, pair{4, 2}, pair{3, 3}, pair{2, 6}, pair{6, 5}, pair{5, 2}))
	c := g.Components(nil)
	want := []struct {
		nodes  []int32
		cyclic bool
	}{{[]int32{0}, false}, {[]int32{1, 4}, true}, {[]int32{2, 5, 6}, true}, {[]int32{3}, true}}
	if c.Len() != len(want) {
		t.Fatalf("Len() = %d, want %d", c.Len(), len(want))
	}
	for i, w := range want {
		equal(t, "Nodes("+strconv.Itoa(i)+")", c.Nodes(i), w.nodes)
		if c.Cyclic(i) != w.cyclic {
			t.Errorf("Cyclic(%d) = %v, want %v", i, c.Cyclic(i), w.cyclic)
		}
		for _, node := range w.nodes {
			if c.Of(int(node)) != i {
				t.Errorf("Of(%d) = %d, want %d", node, c.Of(int(node)), i)
			}
		}
	}
}

func TestComponentsFilter(t *testing.T) {
	g := graph.New(build(3, pair{0, 1}, pair{1, 0}, pair{2, 2}, pair{2, 2}))
	if c := g.Components(func(e int32) bool { return e == 0 }); c.AnyCyclic() {
		t.Error("one edge from 0 to 1 is no cycle")
	}
	c := g.Components(func(e int32) bool { return e == 0 || e == 3 })
	if !c.AnyCyclic() {
		t.Error("the loop of 2 is not found")
	}
	if c.Len() != 3 || c.Cyclic(0) || c.Cyclic(1) || !c.Cyclic(2) {
		t.Errorf("%d components, cyclic %v %v %v; want 3, only the last cyclic", c.Len(), c.Cyclic(0), c.Cyclic(1), c.Cyclic(2))
	}
}

func TestComponentsAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g, keep := graph.New(f), drawFilter(t, f)
		c, distance := g.Components(keep), distances(f, keep)
		listed, smallest := 0, int32(-1)
		for i := range c.Len() {
			nodes := c.Nodes(i)
			if len(nodes) == 0 || nodes[0] <= smallest || !slices.IsSorted(nodes) {
				t.Fatalf("component %d is out of order: %v after the node %d", i, nodes, smallest)
			}
			smallest, listed = nodes[0], listed+len(nodes)
			for _, node := range nodes {
				if c.Of(int(node)) != i {
					t.Fatalf("Of(%d) = %d, but it is listed in %d", node, c.Of(int(node)), i)
				}
			}
			if cyclic := girth(f, keep, nodes) < far; c.Cyclic(i) != cyclic {
				t.Fatalf("Cyclic(%d) = %v, want %v", i, c.Cyclic(i), cyclic)
			}
		}
		if listed != g.Len() {
			t.Fatalf("%d of %d nodes are in a component", listed, g.Len())
		}
		for a := range g.Len() {
			for b := range g.Len() {
				if together := distance[a][b] < far && distance[b][a] < far; together != (c.Of(a) == c.Of(b)) {
					t.Fatalf("%d and %d reach each other: %v; components %d and %d", a, b, together, c.Of(a), c.Of(b))
				}
			}
		}
	})
}

func TestComponentsAgainstLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g := graph.New(f)
		directed, err := g.Directed()
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := dgraph.StronglyConnectedComponents(directed)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		c := g.Components(nil)
		for i := range c.Len() {
			var ids []string
			for _, node := range c.Nodes(i) {
				ids = append(ids, f.Nodes[node].ID.Text)
			}
			slices.Sort(ids)
			got = append(got, strings.Join(ids, " "))
		}
		for _, ids := range theirs {
			slices.Sort(ids)
			want = append(want, strings.Join(ids, " "))
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("components %q, the library says %q", got, want)
		}
	})
}
