package compiler_test

import (
	"context"
	"slices"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint"
)

// A node type is one entry of the catalog and nothing else: all three notations read it, the rules check it, and it is
// compiled in the entry's order.
func TestNewNodeType(t *testing.T) {
	text, target := &catalog.Type{Kind: catalog.String}, &catalog.Type{Kind: catalog.Target}
	voice := catalog.NodeType{Name: "voice_check", Doc: "Tells a live voice from a recorded one.", Type: &catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{
		{Name: "passphrase", Type: text, Required: true, Doc: "What the person is to say."},
		{Name: "mode", Type: &catalog.Type{Kind: catalog.String, Values: []string{"strict", "lenient"}}, Doc: "How strict it is."},
		{Name: "outcomes", Required: true, Doc: "Where each outcome leads.", Type: &catalog.Type{Kind: catalog.Object, Outcomes: true, Fields: []catalog.Field{
			{Name: "voiceMatched", Type: target, Required: true, Verdict: catalog.Positive},
			{Name: "voiceRejected", Type: target, Required: true, Verdict: catalog.Negative},
		}}},
	}}}
	c := catalog.New(catalog.Default().Body, append(nodeTypes(), voice), nil)
	const want = `[{"id":"start","type":"start","outcome":"voice"},` +
		`{"id":"voice","type":"voice_check","passphrase":"open sesame","mode":"strict","outcomes":{"voiceMatched":"good","voiceRejected":"bad"}},` +
		`{"id":"good","type":"end"},{"id":"bad","type":"end"}]` + "\n"
	for language, source := range map[ast.Language][2]string{
		ast.JSON: {
			`{"flow":{"start":{"type":"start","outcome":"voice"},"voice":{"outcomes":{"voiceRejected":"bad","voiceMatched":"good"},"mode":"strict","passphrase":"open sesame","type":"voice_check"},"good":{"type":"end"},"bad":{"type":"end"}}}`,
			`{"flow":{"start":{"type":"start","outcome":"voice"},"voice":{"outcomes":{"voiceMatched":"good"},"mode":"strikt","type":"voice_check"},"good":{"type":"end"}}}`,
		},
		ast.YAML: {
			"flow:\n  start: {type: start, outcome: voice}\n  voice:\n    type: voice_check\n    outcomes: {voiceRejected: bad, voiceMatched: good}\n    mode: strict\n    passphrase: open sesame\n  good: {type: end}\n  bad: {type: end}\n",
			"flow:\n  start: {type: start, outcome: voice}\n  voice:\n    type: voice_check\n    outcomes: {voiceMatched: good}\n    mode: strikt\n  good: {type: end}\n",
		},
		ast.Flow: {
			"start -> voice\nvoice: voice_check {\n  voiceRejected -> bad\n  voiceMatched -> good\n  mode: strict\n  passphrase: \"open sesame\"\n}\ngood: end\nbad: end\n",
			"start -> voice\nvoice: voice_check {\n  voiceMatched -> good\n  mode: strikt\n}\ngood: end\n",
		},
	} {
		t.Run(language.String(), func(t *testing.T) {
			if found := rulesOf(t, c, language, source[0]); len(found) > 0 {
				t.Errorf("found %q", found)
			}
			if found := rulesOf(t, c, language, source[1]); !slices.Equal(found, []string{"invalid-value", "missing-field", "missing-outcome"}) {
				t.Errorf("in the wrong one: found %q", found)
			}
			if found := rulesOf(t, catalog.Default(), language, source[0]); !slices.Equal(found, []string{"unknown-node-type"}) {
				t.Errorf("without the entry: found %q", found)
			}
			out, err := compiler.Compile(dsl.ParseWith(c, "a.flow", []byte(source[0]), language), compiler.Options{Emit: compiler.Flow, Compact: true})
			if err != nil || string(out) != want {
				t.Errorf("got  %s\nwant %s (%v)", out, want, err)
			}
		})
	}
}

// nodeTypes returns the usual node types as catalog.New takes them: without the fields that it puts before theirs.
func nodeTypes() []catalog.NodeType {
	types := slices.Clone(catalog.Default().NodeTypes)
	for i := range types {
		own := *types[i].Type
		own.Fields = own.Fields[len(catalog.NodeHead):]
		types[i].Type = &own
	}
	return types
}

// rulesOf returns the rules of the errors in a source, sorted.
func rulesOf(t *testing.T, c *catalog.Catalog, language ast.Language, text string) []string {
	t.Helper()
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow", language, []byte(text))}, lint.Options{Catalog: c})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, d := range result.Files[0].Diagnostics {
		if d.Severity == ast.Error {
			rules = append(rules, d.Rule)
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}
