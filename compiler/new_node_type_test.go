package compiler_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/invented"
)

// A node type is one entry of the catalog and nothing else: all three notations read it with their shorthands, and it is
// compiled in the entry's order. That the rules know it is tested in package lint, the schema in editors, the page in docs.
func TestNewNodeType(t *testing.T) {
	const want = `[{"id":"start","type":"start","outcome":"palm"},` +
		`{"id":"palm","type":"palm_scan","instructions":"Say: Show your palm.","asksForCamera":true,"strictness":"strict",` +
		`"reference":{"source":"palmPhoto","label":"left"},"results":{"palmMatched":"good","palmRejected":"bad"},` +
		`"answers":[{"id":"the-user-refuses","condition":"the user refuses","targetNodeId":"bad"},{"id":"lost","condition":"there is no palm","targetNodeId":"bad"}]},` +
		`{"id":"good","type":"end"},{"id":"bad","type":"end"}]` + "\n"
	for language, source := range map[ast.Language]string{
		ast.JSON: `{"flow": {
			"start": {"type": "start", "outcome": "palm"},
			"palm": {"answers": [{"condition": "the user refuses", "targetNodeId": "bad"}, {"id": "lost", "condition": "there is no palm", "targetNodeId": "bad"}],
				"results": {"palmRejected": "bad", "palmMatched": "good"}, "reference": {"label": "left", "source": "palmPhoto"},
				"strictness": "strict", "asksForCamera": true, "say": "Show your palm.", "type": "palm_scan"},
			"good": {"type": "end"}, "bad": {"type": "end"}}}`,
		ast.YAML: `
flow:
  start: {type: start, outcome: palm}
  palm:
    type: palm_scan
    answers:
      - {condition: the user refuses, targetNodeId: bad}
      - {id: lost, condition: there is no palm, targetNodeId: bad}
    results: {palmRejected: bad, palmMatched: good}
    reference: {label: left, source: palmPhoto}
    strictness: strict
    asksForCamera: true
    say: Show your palm.
  good: {type: end}
  bad: {type: end}
`,
		ast.Flow: `
start -> palm
palm: palm_scan {
  on "the user refuses" -> bad
  on "there is no palm" -> bad as lost
  palmRejected -> bad
  palmMatched -> good
  reference: { label: left, source: palmPhoto }
  strictness: strict
  asksForCamera: true
  say "Show your palm."
}
good: end
bad: end
`,
	} {
		t.Run(language.String(), func(t *testing.T) {
			out, err := compiler.Compile(dsl.ParseWith(invented.Catalog(), "a", []byte(source), language), compiler.Options{Emit: compiler.Flow, Compact: true})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, string(out)); diff != "" {
				t.Error(diff)
			}
		})
	}
	// The shorthands of YAML for a list of conditions.
	for answers, want := range map[string]string{
		"bad":                     `[{"id":"next","condition":"","targetNodeId":"bad"}]`,
		"{the user refuses: bad}": `[{"id":"the-user-refuses","condition":"the user refuses","targetNodeId":"bad"}]`,
	} {
		file := dsl.ParseWith(invented.Catalog(), "a", []byte("- {id: palm, type: palm_scan, answers: "+answers+"}\n- {id: bad, type: end}\n"), ast.YAML)
		out, err := compiler.Compile(file, compiler.Options{Emit: compiler.Flow, Compact: true})
		if want := `[{"id":"palm","type":"palm_scan","answers":` + want + `},{"id":"bad","type":"end"}]` + "\n"; err != nil || string(out) != want {
			t.Errorf("got  %s\nwant %s (%v)", out, want, err)
		}
	}
}
