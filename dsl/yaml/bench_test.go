package yaml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/yardstick"
)

// largeFlow returns a flow of n nodes in the style of language.md; 10,000 are 1.9 MB.
func largeFlow(n int) string {
	var b strings.Builder
	b.WriteString("# A flow for measuring.\nclientReferenceId: user-123\nmetadata: {source: web-app}\nflow:\n  start: {type: start, outcome: node-0}\n")
	for i := range n {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, `  node-%d:
    type: conversation
    prompt: Warmly greet the user and ask whether they are ready to verify their identity, step %d.
    outcomes:
      the user is ready: node-%d
      the user refuses, or does not answer after 3 attempts: goodbye
`, i, i, i+1)
		case 1:
			fmt.Fprintf(&b, `  node-%d:
    type: liveness_detection
    outcomes: {livenessDetected: node-%d, deepfakeDetected: goodbye, noFace: goodbye, inconclusive: goodbye}
`, i, i+1)
		default:
			fmt.Fprintf(&b, "  node-%d: {type: conversation, prompt: \"Tell the user that step %d is done.\", doesNotRequireReply: true, outcomes: node-%d}\n", i, i, i+1)
		}
	}
	fmt.Fprintf(&b, "  node-%d: {type: end}\n  goodbye: {type: end}\n", n)
	return b.String()
}

// BenchmarkParse measures Parse against the library alone, on the same bytes in the same run. The ratio is the metric.
func BenchmarkParse(b *testing.B) {
	text := largeFlow(10_000)
	source := ast.NewSource("large.flow.yaml", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	yardstick.Ratio(b, "x-yaml", func() {
		if doc := Parse(source); len(doc.Diagnostics) > 0 {
			b.Fatal(doc.Diagnostics[0].Message)
		}
	}, func() { yardstick.Nodes([]byte(text)) })
}

// BenchmarkConvert measures what comes on top of the library.
func BenchmarkConvert(b *testing.B) {
	text := largeFlow(10_000)
	root, err := decode(text)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		c := converter{text: text, lines: lineCursor{text: text}}
		var v ast.Value
		if !c.value(root, &v) {
			b.Fatal("no value")
		}
	}
}
