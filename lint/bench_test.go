package lint_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/flowgen"
	"github.com/fsflow/fsflow/internal/yardstick"
	"github.com/fsflow/fsflow/lint"
	"golang.org/x/sync/errgroup"
)

// The benchmarks hold linting to the yardstick of design.md, section 6: the YAML library alone, on the same bytes in the
// same run. Each prints the ratio to it, and none can fail for it.

func lintAll(inputs []lint.Input) {
	result, err := lint.Run(context.Background(), inputs, lint.Options{})
	if err != nil || result.Has(ast.Error) {
		panic(fmt.Sprint("the generated flow is not right: ", err))
	}
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
	b.SetBytes(int64(size))
	yardstick.Ratio(b, "x-yaml", func() { lintAll(inputs) }, func() {
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, text := range texts {
			group.Go(func() error { yardstick.Nodes(text); return nil })
		}
		_ = group.Wait()
	})
}

func BenchmarkLintTenThousandNodes(b *testing.B) {
	flow := flowgen.Flow(10_000, 1)
	text := flow.YAML()
	ours := []lint.Input{lint.Text("flow", ast.YAML, text)}
	b.Run("yaml", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		yardstick.Ratio(b, "x-yaml", func() { lintAll(ours) }, func() { yardstick.Nodes(text) })
	})
	b.Run("yaml-with-policies", func(b *testing.B) {
		guarded := slices.Concat([]byte(tenPolicies), text)
		b.SetBytes(int64(len(guarded)))
		inputs := []lint.Input{lint.Text("flow", ast.YAML, guarded)}
		yardstick.Ratio(b, "x-yaml", func() { lintAll(inputs) }, func() { yardstick.Nodes(guarded) })
	})
	// The other notations are held to our own YAML.
	for _, notation := range []struct {
		language ast.Language
		text     []byte
	}{{ast.Flow, flow.Flow()}, {ast.JSON, flow.JSON()}} {
		b.Run(notation.language.String(), func(b *testing.B) {
			b.SetBytes(int64(len(notation.text)))
			inputs := []lint.Input{lint.Text("flow", notation.language, notation.text)}
			yardstick.Ratio(b, "x-our-yaml", func() { lintAll(inputs) }, func() { lintAll(ours) })
		})
	}
}

// tenPolicies hold for the generated flow. Each is proved by a search of its own.
var tenPolicies = func() string {
	var text strings.Builder
	text.WriteString("policies:\n")
	for i := range 5 {
		fmt.Fprintf(&text, "  - {name: before %d, before: \"type:end\", require: \"start.outcome\"}\n", i)
		fmt.Fprintf(&text, "  - {name: after %d, after: \"start.outcome\", forbid: start}\n", i)
	}
	return text.String()
}()

// BenchmarkGrowth reports how much longer ten times the nodes take.
func BenchmarkGrowth(b *testing.B) {
	for _, nodes := range []int{1_000, 10_000} {
		b.Run(fmt.Sprintf("%d-to-%d", nodes, 10*nodes), func(b *testing.B) {
			small := []lint.Input{lint.Text("flow", ast.YAML, flowgen.Flow(nodes, 1).YAML())}
			large := []lint.Input{lint.Text("flow", ast.YAML, flowgen.Flow(10*nodes, 1).YAML())}
			yardstick.Ratio(b, "x-growth", func() { lintAll(large) }, func() { lintAll(small) })
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
		theirs, theirsAll := heap(func() any { return yardstick.Nodes(text) })
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
