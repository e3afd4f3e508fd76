package json_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/internal/yardstick"
)

// BenchmarkParse reads a flow of 10,000 nodes, and the same flow as YAML with the YAML library alone; x-yaml is how many
// times as long it takes; design.md, section 6, asks for half at most.
func BenchmarkParse(b *testing.B) {
	json, yml := []string{}, strings.Builder{}
	yml.WriteString("flow:\n")
	for i := range 10_000 {
		prompt := fmt.Sprintf("Warmly greet the user number %d and ask whether they are ready to verify their identity.", i)
		json = append(json, fmt.Sprintf(`    {
      "id": "node-%d",
      "type": "conversation",
      "prompt": "%s",
      "outcomes": [
        {
          "id": "the-user-is-ready",
          "condition": "the user is ready",
          "targetNodeId": "node-%d"
        },
        {
          "id": "gone",
          "condition": "the user refuses, or does not answer",
          "targetNodeId": "goodbye"
        }
      ]
    }`, i, prompt, i+1))
		fmt.Fprintf(&yml, "  node-%d:\n    type: conversation\n    prompt: %s\n    outcomes:\n      the user is ready: node-%d\n      the user refuses, or does not answer: goodbye\n", i, prompt, i+1)
	}
	text := "{\n  \"flow\": [\n" + strings.Join(json, ",\n") + "\n  ]\n}\n"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	yardstick.Ratio(b, "x-yaml", func() {
		if doc := parse(text); len(doc.Diagnostics) > 0 {
			b.Fatal(doc.Diagnostics)
		}
	}, func() { yardstick.Nodes([]byte(yml.String())) })
}
