package lint_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// TestGrowth holds the work on large and wrong flows to grow as they do. It counts what is allocated, which is the same at
// every run, and not the time: what is made anew for each finding, from all of the file, shows in it.
func TestGrowth(t *testing.T) {
	const farewell = "  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}\n  done: {type: end}\n"
	for _, c := range []struct {
		name     string
		language ast.Language
		flow     func(n int) string
	}{
		{"dangling targets", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: n0}\n  done: {type: end}\n" +
				repeated(n, "  n#: {type: enter_email, outcomes: {emailEntered: far-away-#, canceled: done}}\n")
		}},
		{"duplicate ids", ast.JSON, func(n int) string {
			return `[{"id": "start", "type": "start", "outcome": "a"}` + repeated(n, `, {"id": "a", "type": "end"}`) + "]"
		}},
		{"duplicate keys", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: hello}\n" + farewell + repeated(n, "  done: {type: end}\n")
		}},
		{"nodes without an edge", ast.JSON, func(n int) string {
			return `[{"id": "start", "type": "start", "outcome": "n0"}` + repeated(n, `, {"id": "n#", "type": "end"}`) + "]"
		}},
		{"outcomes of one node", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: c}\n  done: {type: end}\n  c:\n    type: conversation\n    prompt: Ask.\n    outcomes:\n" +
				repeated(n, "      the user answers #: done\n")
		}},
		{"outcomes with one id", ast.JSON, func(n int) string {
			return `[{"id": "start", "type": "start", "outcome": "c"}, {"id": "done", "type": "end"}, {"id": "c", "type": "conversation", "prompt": "Ask.", "outcomes": [{}` +
				repeated(n, `, {"id": "a", "condition": "b", "targetNodeId": "done"}`) + "]}]"
		}},
		{"rules of one node", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: c}\n  done: {type: end}\n  c:\n    type: field_condition\n    default: done\n    rules:\n" +
				repeated(n, "      - {left: $providedData.a#, operator: equals, right: #, outcome: done}\n")
		}},
		{"a value that is not among many", ast.YAML, func(n int) string {
			return "extractionSchema:\n  - {fieldName: a, type: string, description: d, enum: [" + repeated(n, "v#, ") + "]}\n" +
				"flow:\n  start: {type: start, outcome: c}\n  done: {type: end}\n  c:\n    type: field_condition\n    default: done\n    rules:\n" +
				repeated(n, "      - {left: $extractedData.a, operator: equals, right: far-away-#, outcome: done}\n")
		}},
		{"uses of one piece", ast.YAML, func(n int) string {
			return "x-piece: &piece {type: enter_email, promt: Ask., outcomes: {emailEntered: done, cancelled: done}}\n" +
				"flow:\n  start: {type: start, outcome: n0}\n  done: {type: end}\n" + repeated(n, "  n#: *piece\n")
		}},
		{"a ring", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: n0}\n" + repeated(n-1, "  n#: {type: external_call, request: {url: \"https://example.com\"}, outcome: n#+}\n") +
				fmt.Sprintf("  n%d: {type: enter_email, outcomes: {emailEntered: n0, canceled: done}}\n  done: {type: end}\n", n-1)
		}},
		{"long paths to many nodes", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: n0}\n  done: {type: end}\n" +
				repeated(n-1, "  n#: {type: enter_email, outcomes: {emailEntered: n#+, canceled: l#}}\n  l#: {type: recognition, outcomes: {recognized: done, newUser: done, noFace: done}}\n") +
				fmt.Sprintf("  n%d: {type: enter_email, outcomes: {emailEntered: done, canceled: done}}\n", n-1)
		}},
		{"unknown fields of one node", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: hello}\n  done: {type: end}\n  hello:\n    type: conversation\n    say: Hello.\n    outcomes: done\n" +
				repeated(n, "    promt#: Hello.\n")
		}},
		{"unknown outcomes of one node", ast.Flow, func(n int) string {
			return "start -> c\ndone: end\nc: recognition {\n" + repeated(n, "  noFaces# -> done\n") + "}\n"
		}},
		{"fixes on one line", ast.JSON, func(n int) string {
			return `[{"id": "start", "type": "start", "outcome": "n0"}, {"id": "done", "type": "end"}` +
				repeated(n, `, {"id": "n#", "type": "liveness_detection", "outcomes": {"livenessDetected": "done", "deepfakeDetected": "done", "noFace": "done"}}`) + "]"
		}},
		{"edges out of ends, and comments", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: n0}\n" + repeated(n, "  n#:\n    type: end # the last\n    outcome: n# # or not\n")
		}},
		{"ignores", ast.YAML, func(n int) string {
			return "flow:\n  start: {type: start, outcome: n0}\n  done: {type: end}\n" +
				repeated(n, "  n#: {type: enter_email, outcomes: {emailEntered: far-away-#, canceled: done}} # fsflow:ignore dangling-target, cycle\n")
		}},
		{"variables of one prompt", ast.YAML, func(n int) string {
			return "providedData: {a: b}\nflow:\n  start: {type: start, outcome: hello}\n  done: {type: end}\n  hello: {type: conversation, say: \"" +
				repeated(n, "{v#} ") + "\", doesNotRequireReply: true, outcomes: done}\n"
		}},
		{"policies", ast.YAML, func(n int) string {
			return "policies:\n" + repeated(n, "  - {name: p#, before: done, require: start.outcome}\n") + "flow:\n  start: {type: start, outcome: hello}\n" + farewell
		}},
		{"secrets", ast.YAML, func(n int) string {
			return "metadata: {keys: \"" + repeated(n, "sk_test_0a1b2c3d4e5f# ") + "\"}\nflow:\n  start: {type: start, outcome: hello}\n" + farewell
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			const n, times = 2_000, 4
			small, large := allocated(c.language, c.flow(n)), allocated(c.language, c.flow(times*n))
			if most := 1.5 * times * small; large > most {
				t.Errorf("%.1f MB for n, %.1f MB for %d n; want %.1f at most", small/1e6, large/1e6, times, most/1e6)
			}
		})
	}
}

// repeated writes a piece n times, with its number in place of "#", and the next one in place of "#+".
func repeated(n int, piece string) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(strings.NewReplacer("#+", fmt.Sprint(i+1), " # ", " # ", "#", fmt.Sprint(i)).Replace(piece))
	}
	return out.String()
}

// allocated is how many bytes are allocated while a flow is checked, and its findings are located.
func allocated(language ast.Language, text string) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("flow", language, []byte(text))}, lint.Options{Jobs: 1})
	if err != nil {
		panic(err)
	}
	for i := range result.Files[0].Diagnostics {
		result.Files[0].Source.Position(int(result.Files[0].Diagnostics[i].Span.End))
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}
