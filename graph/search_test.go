package graph_test

import (
	"slices"
	"strconv"
	"testing"

	dgraph "github.com/dominikbraun/graph"
	"pgregory.net/rapid"

	"github.com/fsflow/fsflow/graph"
)

// Two ways of equal length from 0 to 3 and a longer one, a parallel edge, a node that only leads in, and one apart.
//
//	0: 0->4  1->1  2->2    1: 3->3  4->3    2: 5->3    4: 6->2    5: 7->0    6: none
func searched() *graph.Graph {
	return graph.New(build(7, pair{0, 4}, pair{0, 1}, pair{0, 2}, pair{1, 3}, pair{1, 3}, pair{2, 3}, pair{4, 2}, pair{5, 0}))
}

func TestForward(t *testing.T) {
	s := searched().Forward([]int{0}, nil)
	equal(t, "Order", s.Order(), []int32{0, 4, 1, 2, 3})
	for node, want := range [][]int32{{}, {1}, {2}, {1, 3}, {0}, nil, nil} {
		path := s.Path(node)
		equal(t, "Path("+strconv.Itoa(node)+")", path, want)
		if (path == nil) != (want == nil) || s.Reached(node) != (want != nil) {
			t.Errorf("node %d: path %#v, reached %v", node, path, s.Reached(node))
		}
	}
	if d := s.Distance(3); d != 2 {
		t.Errorf("Distance(3) = %d, want 2", d)
	}
	for _, absent := range []int{-1, 5, 7} {
		if s.Distance(absent) != -1 || s.Reached(absent) || s.Path(absent) != nil {
			t.Errorf("node %d is reached", absent)
		}
	}
}

func TestBackward(t *testing.T) {
	s := searched().Backward([]int{3}, nil)
	equal(t, "Order", s.Order(), []int32{3, 1, 2, 0, 4, 5})
	for node, want := range [][]int32{{1, 3}, {3}, {5}, {}, {6, 5}, {7, 1, 3}, nil} {
		path := s.Path(node)
		equal(t, "Path("+strconv.Itoa(node)+")", path, want)
		if (path == nil) != (want == nil) {
			t.Errorf("Path(%d) = %#v, want %#v", node, path, want)
		}
	}
}

// The search comes to node 0 by node 2 first, but the edge to node 1 is the first in the source.
func TestBackwardTieBySource(t *testing.T) {
	g := graph.New(build(5, pair{0, 1}, pair{0, 2}, pair{1, 4}, pair{2, 3}))
	equal(t, "Path(0)", g.Backward([]int{3, 4}, nil).Path(0), []int32{0, 2})
}

func TestSearchFilter(t *testing.T) {
	g := searched()
	keep := func(e int32) bool { return e != 1 && e != 2 }
	equal(t, "Forward", g.Forward([]int{0}, keep).Path(3), []int32{0, 6, 5})
	equal(t, "Backward", g.Backward([]int{3}, keep).Path(0), []int32{0, 6, 5})
}

func TestSearchSeveralRoots(t *testing.T) {
	s := searched().Forward([]int{2, 0, 2, -1, 99}, nil)
	equal(t, "Order", s.Order(), []int32{2, 0, 3, 4, 1})
	equal(t, "Path(3)", s.Path(3), []int32{5})
	equal(t, "Path(2)", s.Path(2), []int32{})
}

func TestVia(t *testing.T) {
	g := searched()
	for _, test := range []struct {
		name string
		s    *graph.Search
		want []int32
	}{
		{"forward", g.Forward([]int{0}, nil), []int32{-1, 1, 2, 3, 0, -1, -1}},
		{"backward", g.Backward([]int{3}, nil), []int32{1, 3, 5, -1, 6, 7, -1}},
	} {
		for node, want := range test.want {
			if got := test.s.Via(node); got != want {
				t.Errorf("%s: Via(%d) = %d, want %d", test.name, node, got, want)
			}
		}
		if test.s.Via(-1) != -1 || test.s.Via(7) != -1 {
			t.Errorf("%s: a node that is not there has an edge", test.name)
		}
	}
}

func TestSearchAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g, keep := graph.New(f), drawFilter(t, f)
		roots := rapid.SliceOfN(rapid.IntRange(0, g.Len()-1), 0, 3).Draw(t, "roots")
		distance := distances(f, keep)
		forward, backward := g.Forward(roots, keep), g.Backward(roots, keep)
		for node := range g.Len() {
			ahead, behind := far, far
			for _, root := range roots {
				ahead, behind = min(ahead, distance[root][node]), min(behind, distance[node][root])
			}
			checkSearch(t, forward, node, ahead)
			checkSearch(t, backward, node, behind)
			if path := forward.Path(node); path != nil {
				from := node
				if len(path) > 0 {
					from = int(g.Edge(path[0]).From)
				}
				isRoot(t, roots, from)
				walk(t, g, keep, path, from, node)
			}
			if path := backward.Path(node); path != nil {
				to := node
				if len(path) > 0 {
					to = int(g.Edge(path[len(path)-1]).To)
				}
				isRoot(t, roots, to)
				walk(t, g, keep, path, node, to)
				checkFirstPath(t, g, keep, backward, path)
			}
		}
		checkOrder(t, forward)
		checkOrder(t, backward)
		checkEnds(t, g, forward)
		checkEnds(t, g, backward)
	})
}

func checkSearch(t *rapid.T, s *graph.Search, node, want int) {
	if want >= far {
		want = -1
	}
	if s.Distance(node) != want || s.Reached(node) != (want >= 0) || len(s.Path(node)) != max(want, 0) || (s.Path(node) == nil) != (want < 0) {
		t.Fatalf("node %d: distance %d, reached %v, path %v, want distance %d", node, s.Distance(node), s.Reached(node), s.Path(node), want)
	}
}

func isRoot(t *rapid.T, roots []int, node int) {
	if !slices.Contains(roots, node) {
		t.Fatalf("the path begins or ends at %d, which is no root", node)
	}
}

// checkFirstPath checks that no edge before the one taken would have done as well.
func checkFirstPath(t *rapid.T, g *graph.Graph, keep graph.Filter, s *graph.Search, path []int32) {
	for i, taken := range path {
		for _, e := range g.Out(int(g.Edge(taken).From)) {
			if (keep == nil || keep(e)) && s.Distance(int(g.Edge(e).To)) == len(path)-i-1 {
				if e != taken {
					t.Fatalf("the path %v takes edge %d, though %d comes before it", path, taken, e)
				}
				break
			}
		}
	}
}

func checkOrder(t *rapid.T, s *graph.Search) {
	last := 0
	for _, node := range s.Order() {
		if d := s.Distance(int(node)); d < last {
			t.Fatalf("the order %v is not by distance", s.Order())
		} else {
			last = d
		}
	}
}

// The library's BFSWithDepth counts vertices where it says depth, and its ShortestPath is right.
func TestSearchAgainstLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g := graph.New(f)
		directed, err := g.Directed()
		if err != nil {
			t.Fatal(err)
		}
		root := rapid.IntRange(0, g.Len()-1).Draw(t, "root")
		forward := g.Forward([]int{root}, nil)
		reached := map[string]bool{}
		if err := dgraph.BFS(directed, f.Nodes[root].ID.Text, func(id string) bool { reached[id] = true; return false }); err != nil {
			t.Fatal(err)
		}
		for node := range g.Len() {
			id := f.Nodes[node].ID.Text
			if forward.Reached(node) != reached[id] {
				t.Fatalf("node %d: reached %v, the library says %v", node, forward.Reached(node), reached[id])
			}
			path, err := dgraph.ShortestPath(directed, f.Nodes[root].ID.Text, id)
			if want := len(path) - 1; err == nil && forward.Distance(node) != want || err != nil && forward.Distance(node) != -1 {
				t.Fatalf("node %d: distance %d, the library says %d, %v", node, forward.Distance(node), want, err)
			}
		}
	})
}

// The ends of a path are those of the path, and its root is where it begins or ends.
func checkEnds(t *rapid.T, g *graph.Graph, s *graph.Search) {
	for _, node := range s.Order() {
		path := s.Path(int(node))
		for most := 1; most <= len(path); most++ {
			first, last := s.PathEnds(int(node), most)
			if !slices.Equal(first, path[:most]) || !slices.Equal(last, path[len(path)-most:]) {
				t.Fatalf("the ends of %v are %v and %v", path, first, last)
			}
		}
		ends := []int{int(node)}
		if len(path) > 0 {
			ends = []int{int(g.Edge(path[0]).From), int(g.Edge(path[len(path)-1]).To)}
		}
		if !slices.Contains(ends, s.Root(int(node))) || s.Distance(s.Root(int(node))) != 0 {
			t.Fatalf("%d is not the root of %d", s.Root(int(node)), node)
		}
	}
}
