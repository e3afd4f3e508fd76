package json_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// BenchmarkParse reads a flow of 10,000 nodes, and the same flow as YAML with the YAML library alone; x-faster is how many
// times the time of the latter. The bar is 2.
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
	var own, theirs time.Duration
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		if doc := parse(text); len(doc.Diagnostics) > 0 {
			b.Fatal(doc.Diagnostics)
		}
		own += time.Since(start)
		b.StopTimer()
		start = time.Now()
		var node yaml.Node
		if err := yaml.Unmarshal([]byte(yml.String()), &node); err != nil {
			b.Fatal(err)
		}
		theirs += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(theirs)/float64(own), "x-faster")
}
