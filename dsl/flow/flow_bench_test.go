package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/internal/yardstick"
)

// bothNotations writes the same flow of n nodes in the flow language and in YAML. Where they are to be unlike, each
// conversation has fields of the author's own in an order that no other has.
func bothNotations(n int, unlike bool) (flow, asYAML string) {
	var f, y strings.Builder
	f.WriteString("session {\n  clientReferenceId: \"user-123\"\n}\n\nstart -> n0\n\n")
	y.WriteString("clientReferenceId: user-123\nflow:\n  start: {type: start, outcome: n0}\n")
	for i := range n - 2 {
		next := i + 1
		switch i % 5 {
		case 0, 1, 2:
			inFlow, inYAML := "", ""
			if unlike {
				inFlow, inYAML = fieldsLike(i)
			}
			fmt.Fprintf(&f, "n%d: conversation {\n  prompt: \"Ask the person for detail number %d and wait until it has been given.\"\n%s"+
				"  on \"the person gives detail number %d\" -> n%d\n  on \"the person refuses or does not answer\" -> done\n}\n\n", i, i, inFlow, i, next)
			fmt.Fprintf(&y, "  n%d:\n    type: conversation\n    prompt: Ask the person for detail number %d and wait until it has been given.\n%s"+
				"    outcomes:\n      the person gives detail number %d: n%d\n      the person refuses or does not answer: done\n", i, i, inYAML, i, next)
		case 3:
			fmt.Fprintf(&f, "n%d: liveness_detection {\n  livenessDetected -> n%d\n  deepfakeDetected -> done\n  noFace -> done\n  inconclusive -> done\n}\n\n", i, next)
			fmt.Fprintf(&y, "  n%d:\n    type: liveness_detection\n    outcomes:\n      livenessDetected: n%d\n      deepfakeDetected: done\n      noFace: done\n      inconclusive: done\n", i, next)
		case 4:
			fmt.Fprintf(&f, "n%d: field_condition {\n  if providedData.score >= %d -> n%d\n  else -> done\n}\n\n", i, i, next)
			fmt.Fprintf(&y, "  n%d:\n    type: field_condition\n    rules:\n      - {left: $providedData.score, operator: gte, right: %d, outcome: n%d}\n    default: done\n", i, i, next)
		}
	}
	fmt.Fprintf(&f, "n%d: end\ndone: end\n", n-2)
	fmt.Fprintf(&y, "  n%d: {type: end}\n  done: {type: end}\n", n-2)
	return f.String(), y.String()
}

// fieldsLike writes a member whose shape says the number.
func fieldsLike(number int) (inFlow, inYAML string) {
	bits := fmt.Sprintf("%b", number)
	items := strings.NewReplacer("0", "a, ", "1", "[], ").Replace(bits)
	return "  x: [" + items + "]\n", "    x: [" + items + "]\n"
}

// BenchmarkParse reads a flow of 10,000 nodes. Its metric x-yaml is the time it takes over what yaml.v3 takes to make Nodes
// of the same flow: design.md, section 6, asks for no more than 1. In the flow "unlike", no two nodes have the same shape.
func BenchmarkParse(b *testing.B) {
	for _, unlike := range []bool{false, true} {
		name := "alike"
		if unlike {
			name = "unlike"
		}
		b.Run(name, func(b *testing.B) { benchmarkParse(b, unlike) })
	}
}

func benchmarkParse(b *testing.B, unlike bool) {
	flow, asYAML := bothNotations(10_000, unlike)
	source := ast.NewSource("bench.flow", flow)
	b.SetBytes(int64(len(flow)))
	b.ReportAllocs()
	yardstick.Ratio(b, "x-yaml", func() {
		if doc := Parse(catalog.Default(), source); len(doc.Diagnostics) != 0 {
			b.Fatal(doc.Diagnostics[0])
		}
	}, func() { yardstick.Nodes([]byte(asYAML)) })
}

// BenchmarkGrowth shows how the time grows with the flow: the metric is nanoseconds a node.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			flow, _ := bothNotations(n, false)
			source := ast.NewSource("bench.flow", flow)
			for b.Loop() {
				Parse(catalog.Default(), source)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/node")
		})
	}
}
