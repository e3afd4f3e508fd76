package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

// shaped returns a flow of the usual shape: two or three ways on from a node to one of the next few, and now and then one
// back, so that some of it is in components of all sizes.
func shaped(nodes int) *ast.File {
	random := rand.New(rand.NewPCG(1, uint64(nodes)))
	var pairs []pair
	for i := range nodes - 1 {
		pairs = append(pairs, pair{i, i + 1})
		for range 1 + random.IntN(2) {
			pairs = append(pairs, pair{i, min(i+1+random.IntN(20), nodes-1)})
		}
		if random.IntN(20) == 0 {
			pairs = append(pairs, pair{i, max(0, i-random.IntN(30))})
		}
	}
	return build(nodes, pairs...)
}

// questions are the operations that are timed.
var questions = []struct {
	name string
	ask  func(g *graph.Graph)
}{
	{"New", func(g *graph.Graph) { graph.New(g.File) }},
	{"Forward", func(g *graph.Graph) { g.Forward([]int{0}, nil) }},
	{"Components", func(g *graph.Graph) { g.Components(nil) }},
	{"Dominators", func(g *graph.Graph) { g.Dominators(0) }},
	{"ShortestCycle", func(g *graph.Graph) {
		c := g.Components(nil)
		for i := range c.Len() {
			g.ShortestCycle(c, i, nil, nil)
		}
	}},
}

func BenchmarkGraph(b *testing.B) {
	for _, q := range questions {
		for _, nodes := range []int{1000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", q.name, nodes), func(b *testing.B) {
				g := graph.New(shaped(nodes))
				b.ReportAllocs()
				for b.Loop() {
					q.ask(g)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(nodes), "ns/node")
			})
		}
	}
}

// BenchmarkGrowth reports how many times as long ten times the nodes take.
func BenchmarkGrowth(b *testing.B) {
	for _, q := range questions {
		b.Run(q.name, func(b *testing.B) {
			small, large := graph.New(shaped(10_000)), graph.New(shaped(100_000))
			// Ten of the small ones against one of the large, turn by turn, so that noise meets both alike.
			var short, long time.Duration
			for b.Loop() {
				begin := time.Now()
				for range 10 {
					q.ask(small)
				}
				middle := time.Now()
				q.ask(large)
				short, long = short+middle.Sub(begin), long+time.Since(middle)
			}
			b.ReportMetric(10*float64(long)/float64(short), "time(10n)/time(n)")
		})
	}
}
