package lint_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/flowgen"
	"github.com/fsflow/fsflow/lint"
	"golang.org/x/sync/errgroup"
	"gopkg.in/yaml.v3"
)

// The benchmarks hold linting to the yardstick of design.md, section 6: the YAML library alone, on the same bytes in the
// same run. Each prints the ratio to it, and none can fail for it.

// decode reads YAML as the library does for whoever wants the nodes and nothing else.
func decode(text []byte) *yaml.Node {
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		panic(err)
	}
	return &node
}

func lintAll(b *testing.B, inputs []lint.Input) {
	result, err := lint.Run(context.Background(), inputs, lint.Options{})
	if err != nil || result.Has(ast.Error) {
		b.Fatal("the generated flow is not right: ", err)
	}
}

// compare runs the work and the yardstick in turns, and reports the ratio of their medians.
func compare(b *testing.B, bytes int, work, yardstick func()) {
	b.SetBytes(int64(bytes))
	var ours, theirs []time.Duration
	for b.Loop() {
		ours = append(ours, timed(work))
		b.StopTimer()
		theirs = append(theirs, timed(yardstick))
		b.StartTimer()
	}
	b.ReportMetric(float64(median(ours))/float64(median(theirs)), "x-yaml")
}

func timed(work func()) time.Duration {
	runtime.GC()
	start := time.Now()
	work()
	return time.Since(start)
}

func median(all []time.Duration) time.Duration {
	for i := 1; i < len(all); i++ {
		for k := i; k > 0 && all[k] < all[k-1]; k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	return all[len(all)/2]
}

func BenchmarkLintThousandFiles(b *testing.B) {
	var inputs []lint.Input
	var texts [][]byte
	size := 0
	for _, f := range flowgen.Corpus(1000) {
		inputs = append(inputs, lint.Text(f.Name, ast.YAML, f.Text))
		texts = append(texts, f.Text)
		size += len(f.Text)
	}
	compare(b, size, func() { lintAll(b, inputs) }, func() {
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, text := range texts {
			group.Go(func() error { decode(text); return nil })
		}
		_ = group.Wait()
	})
}

func BenchmarkLintTenThousandNodes(b *testing.B) {
	flow := flowgen.Flow(10_000, 1)
	yardstick := flow.YAML()
	for _, notation := range []struct {
		language ast.Language
		text     []byte
	}{{ast.YAML, flow.YAML()}, {ast.Flow, flow.Flow()}, {ast.JSON, flow.JSON()}} {
		b.Run(notation.language.String(), func(b *testing.B) {
			inputs := []lint.Input{lint.Text("flow", notation.language, notation.text)}
			compare(b, len(notation.text), func() { lintAll(b, inputs) }, func() { decode(yardstick) })
		})
	}
}

// BenchmarkGrowth reports how much longer ten times the nodes take.
func BenchmarkGrowth(b *testing.B) {
	for _, nodes := range []int{1_000, 10_000} {
		b.Run(fmt.Sprintf("%d-to-%d", nodes, 10*nodes), func(b *testing.B) {
			small := []lint.Input{lint.Text("flow", ast.YAML, flowgen.Flow(nodes, 1).YAML())}
			large := []lint.Input{lint.Text("flow", ast.YAML, flowgen.Flow(10*nodes, 1).YAML())}
			var before, after []time.Duration
			for b.Loop() {
				before = append(before, timed(func() { lintAll(b, small) }))
				after = append(after, timed(func() { lintAll(b, large) }))
			}
			b.ReportMetric(float64(median(after))/float64(median(before)), "x-growth")
		})
	}
}

// BenchmarkMemory reports what the tree of a flow of 10,000 nodes takes, and what is allocated on the way, by what the
// nodes of the library do.
func BenchmarkMemory(b *testing.B) {
	text := flowgen.Flow(10_000, 1).YAML()
	var held, allocated float64
	for b.Loop() {
		ours, oursAll := heap(func() any { return dsl.Parse("flow", text, ast.YAML) })
		theirs, theirsAll := heap(func() any { return decode(text) })
		held, allocated = ours/theirs, oursAll/theirsAll
	}
	b.ReportMetric(held, "x-held")
	b.ReportMetric(allocated, "x-allocated")
}

func heap(work func() any) (held, allocated float64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	result := work()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(result)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc), float64(after.TotalAlloc - before.TotalAlloc)
}
