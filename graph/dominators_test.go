package graph_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/fsflow/fsflow/graph"
)

func TestDominators(t *testing.T) {
	// A branch at 1 that meets again at 4, a way back from 5 to 1, and 6, which leads in but is not reached.
	g := graph.New(build(7, pair{0, 1}, pair{1, 2}, pair{1, 3}, pair{2, 4}, pair{3, 4}, pair{4, 5}, pair{5, 1}, pair{6, 4}))
	d := g.Dominators(0)
	for node, want := range []int{-1, 0, 1, 1, 1, 4, -1} {
		if got := d.Immediate(node); got != want {
			t.Errorf("Immediate(%d) = %d, want %d", node, got, want)
		}
	}
	for _, test := range []struct {
		a, b int
		want bool
	}{{0, 0, true}, {0, 5, true}, {1, 4, true}, {2, 4, false}, {4, 1, false}, {5, 5, true}, {6, 6, false}, {6, 4, false}, {0, 6, false}, {-1, 0, false}, {0, 7, false}} {
		if got := d.Dominates(test.a, test.b); got != test.want {
			t.Errorf("Dominates(%d, %d) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

func TestDominatorsWithoutRoot(t *testing.T) {
	for _, root := range []int{-1, 2} {
		d := graph.New(build(2, pair{0, 1})).Dominators(root)
		if d.Immediate(1) != -1 || d.Dominates(0, 1) || d.Dominates(0, 0) {
			t.Errorf("root %d: something is reached", root)
		}
	}
}

// By definition: a dominates b when b is out of reach without a.
func TestDominatorsAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFlow(t)
		g := graph.New(f)
		root := rapid.IntRange(0, g.Len()-1).Draw(t, "root")
		d, whole := g.Dominators(root), distances(f, nil)[root]
		dominates := make([][]bool, g.Len())
		for a := range dominates {
			dominates[a] = make([]bool, g.Len())
			rest := distances(without(f, nil, a), nil)[root]
			for b := range dominates[a] {
				dominates[a][b] = whole[b] < far && (a == b || a == root || rest[b] >= far)
				if got := d.Dominates(a, b); got != dominates[a][b] {
					t.Fatalf("Dominates(%d, %d) = %v, want %v", a, b, got, dominates[a][b])
				}
			}
		}
		for b := range g.Len() {
			want := -1
			for a := range dominates {
				// Of the strict dominators, the closest one is dominated by all the others.
				if a != b && dominates[a][b] && (want < 0 || dominates[want][a]) {
					want = a
				}
			}
			if got := d.Immediate(b); got != want {
				t.Fatalf("Immediate(%d) = %d, want %d", b, got, want)
			}
		}
	})
}
