package editors_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/dsl/yaml"
	"github.com/fsflow/fsflow/editors"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/internal/invented"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSchemas fails when a schema is not what the catalogue and the rules say.
func TestSchemas(t *testing.T) {
	for name, want := range map[string][]byte{
		"flow.schema.json":   editors.FlowSchema(catalog.Default()),
		"fsflow.schema.json": editors.ConfigSchema(rule.All()),
	} {
		golden.Check(t, name, string(want))
	}
}

// TestKinds checks that the schema of a flow says something of every kind of value.
func TestKinds(t *testing.T) {
	for kind := range catalog.Kinds {
		text := &catalog.Type{Kind: catalog.String}
		body := &catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{{Name: "key", Type: &catalog.Type{Kind: kind, Elem: text}}}}
		schema := string(editors.FlowSchema(catalog.New(body, nil, nil)))
		if silent := strings.Contains(schema, `"key": {}`); silent != (kind == catalog.Any) {
			t.Errorf("of kind %d the schema says\n%s", kind, schema)
		}
	}
}

// compile makes a validator of a schema, which must be a right one itself.
func compile(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// decode reads a source as an editor does: as it is written, with aliases and merge keys resolved.
func decode(t *testing.T, text string, language ast.Language) any {
	t.Helper()
	source := ast.NewSource("source", text)
	read := yaml.Parse
	if language == ast.JSON {
		read = json.Parse
	}
	doc := read(source)
	if len(doc.Diagnostics) > 0 {
		t.Fatalf("%s: %s", text, doc.Diagnostics[0].Message)
	}
	return plain(t, &doc.Root)
}

func plain(t *testing.T, v *ast.Value) any {
	switch v.Kind {
	case ast.Bool:
		return v.IsTrue()
	case ast.Number:
		text, ok := ast.JSONNumber(v.Text)
		if !ok {
			t.Fatalf("%s is no number of JSON", v.Text)
		}
		number, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return number
	case ast.String:
		return v.Text
	case ast.List:
		list := make([]any, len(v.Items))
		for i := range v.Items {
			list[i] = plain(t, &v.Items[i])
		}
		return list
	case ast.Object:
		object := make(map[string]any, len(v.Members))
		for i := range v.Members {
			object[v.Members[i].Key] = plain(t, &v.Members[i].Value)
		}
		return object
	}
	return nil
}

// TestFlowSchemaTakesRightFlows holds the schema to the flows that give no finding, to the good example of every rule, and
// to real flows where they are there.
func TestFlowSchemaTakesRightFlows(t *testing.T) {
	flow := compile(t, editors.FlowSchema(catalog.Default()))
	take := func(name, text string, language ast.Language) {
		t.Helper()
		if err := flow.Validate(decode(t, text, language)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	count := 0
	for _, pattern := range []string{"../testdata/good/*", "../../shared/corpus/current/*.json"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			language, ok := dsl.LanguageOf(path)
			if !ok || language == ast.Flow {
				continue
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			take(path, string(text), language)
			count++
		}
	}
	if count < 8 {
		t.Errorf("only %d flows were tried", count)
	}
	for _, r := range rule.All() {
		if r.Good.Language != ast.Flow {
			take(r.ID, r.Good.Text(), r.Good.Language)
		}
	}
}

// TestFlowSchemaRefusesWrongShapes holds the schema to the bad examples of the rules about the shape of a flow.
func TestFlowSchemaRefusesWrongShapes(t *testing.T) {
	flow := compile(t, editors.FlowSchema(catalog.Default()))
	refused := []string{"missing-flow", "missing-field", "unknown-field", "wrong-type", "invalid-value", "unknown-node-type",
		"missing-outcome", "unknown-outcome", "empty-outcomes", "end-with-outcome"}
	for _, r := range rule.All() {
		if !slices.Contains(refused, r.ID) {
			continue
		}
		if err := flow.Validate(decode(t, r.Bad.Text(), r.Bad.Language)); err == nil {
			t.Errorf("%s: the bad example is taken:\n%s", r.ID, r.Bad.Text())
		}
	}
}

// A node type is one entry of the catalogue: an editor that has the schema of it completes it and checks it.
func TestFlowSchemaOfNewNodeType(t *testing.T) {
	flow := compile(t, editors.FlowSchema(invented.Catalog()))
	for _, test := range []struct {
		fields string
		ok     bool
	}{
		{"say: Show it., results: {palmMatched: a, palmRejected: b}", true},
		{"instructions: Show it., results: {palmMatched: a, palmRejected: b}, answers: {the user refuses: b}", true},
		{"say: Show it., results: {palmMatched: a, palmRejected: b}, answers: b, hurries: true", true},
		{"say: Show it., reference: {source: liveHand, label: left}, results: {palmMatched: a, palmRejected: b}", true},
		{"say: Show it., reference: {source: sessionVideo}, results: {palmMatched: a, palmRejected: b}", false},
		{"say: Show it., strictness: strikt, results: {palmMatched: a, palmRejected: b}", false},
		{"say: Show it., instructions: Show it., results: {palmMatched: a, palmRejected: b}", false},
		{"results: {palmMatched: a, palmRejected: b}", false},
		{"say: Show it., results: {palmMatched: a}", false},
		{"say: Show it., results: {palmMatched: a, palmRejectd: b}", false},
		{"say: Show it., results: {palmMatched: a, palmRejected: b}, answers: []", false},
	} {
		node := "{id: palm, type: palm_scan, " + test.fields + "}"
		if err := flow.Validate(decode(t, "- "+node+"\n- {id: a, type: end}\n- {id: b, type: end}\n", ast.YAML)); (err == nil) != test.ok {
			t.Errorf("%s: %v", node, err)
		}
	}
	const compare = "[{id: c, type: face_compare, sourceA: {source: sessionVideo}, sourceB: {source: palmPhoto}, outcomes: {match: a, noMatch: a, imageUnavailable: a}}, {id: a, type: end}]"
	if err := flow.Validate(decode(t, compare, ast.YAML)); err != nil {
		t.Error(err)
	}
}

// The shorthands of language.md, section 1, and what is near to them but wrong.
func TestFlowSchemaShorthands(t *testing.T) {
	flow := compile(t, editors.FlowSchema(catalog.Default()))
	const ends = "\n- {id: a, type: end}\n- {id: b, type: end}\n"
	for _, test := range []struct {
		text string
		ok   bool
	}{
		{"[{id: s, type: start, outcome: a}, {id: a, type: end}]", true},
		{"flow: [{id: s, type: start, outcome: a}, {id: a, type: end}]", true},
		{"flow: {s: {type: start, outcome: a}, a: {type: end}}", true},
		{"x-own: {any: thing}\nflow: {a: {type: end}}", true},
		{"own: {any: thing}\nflow: {a: {type: end}}", false},
		{"flow: {a: {type: end, x-own: 1}}", false},
		{"flow: {a: {id: a, type: end}}", false},
		{"[{type: end}]", false},
		{"flow: {a: {type: ned}}", false},
		{"flow: {a: {type: end, outcome: a}}", false},
		{"flow: {a: {}}", false},
		{"flow: []", false},
		{"{}", false},
		{"hello", false},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: a}" + ends, true},
		{"- {id: c, type: conversation, say: Hi., outcomes: a}" + ends, true},
		{"- {id: c, type: conversation, say: Hi., prompt: Hi., outcomes: a}" + ends, false},
		{"- {id: c, type: conversation, outcomes: a}" + ends, false},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: {the user is ready: a, the user refuses: b}}" + ends, true},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: {}}" + ends, false},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: []}" + ends, false},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: [{targetNodeId: a}]}" + ends, true},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: [{id: x, condition: y, targetNodeId: a}]}" + ends, true},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: [{condition: y}]}" + ends, false},
		{"- {id: c, type: conversation, prompt: Hi., outcomes: [{targetNode: a}]}" + ends, false},
		{"- {id: c, type: conversation, promt: Hi., outcomes: a}" + ends, false},
		{"- {id: 2024, type: conversation, prompt: 2024, outcomes: 2024}" + ends, true},
		{"- {id: e, type: external_call, outcome: a, request: {url: 'https://x.io', vars: {a: $providedData.a, b: 1, c: true, d: $$x}}}" + ends, true},
		{"- {id: e, type: external_call, outcome: a, request: {url: 'https://x.io', vars: [{name: a, value: $providedData.a}]}}" + ends, true},
		{"- {id: e, type: external_call, outcome: a, request: {url: 'https://x.io', vars: [{name: a, value: {type: ref, source: providedData, field: a}}]}}" + ends, true},
		{"- {id: e, type: external_call, outcome: a, request: {url: 'https://x.io', vars: [{name: a, value: {type: literal, value: 1}}]}}" + ends, true},
		{"- {id: e, type: external_call, outcome: a, request: {url: 'https://x.io', vars: [{name: a, value: {type: ref, field: a}}]}}" + ends, false},
		{"- {id: e, type: external_call, outcome: a, request: {url: 'https://x.io', method: PUT}}" + ends, false},
		{"- {id: f, type: field_condition, default: b, rules: [{left: $providedData.x, operator: gt, right: 3, outcome: a}]}" + ends, true},
		{"- {id: f, type: field_condition, default: b, rules: [{left: {source: providedData, field: x}, operator: exists, outcome: a}]}" + ends, true},
		{"- {id: f, type: field_condition, default: b, rules: [{left: providedData.x, operator: exists, outcome: a}]}" + ends, false},
		{"- {id: f, type: field_condition, default: b, rules: [{left: $providedData.x, operator: above, outcome: a}]}" + ends, false},
		{"- {id: l, type: liveness_detection, outcomes: {livenessDetected: a, deepfakeDetected: b, noFace: b}}" + ends, true},
		{"- {id: l, type: liveness_detection, outcomes: {livenessDetected: a, deepfakeDetected: b}}" + ends, false},
		{"- {id: l, type: enter_email, outcomes: {emailEntered: a, cancelled: b}}" + ends, false},
		{"- {id: p, type: face_compare, sourceA: {source: sessionVideo}, sourceB: {source: providedData, providedDataKey: x}, outcomes: {match: a, noMatch: b, imageUnavailable: b}}" + ends, true},
		{"- {id: p, type: face_compare, sourceA: {source: sessionVideo}, sourceB: {source: providedData}, outcomes: {match: a, noMatch: b, imageUnavailable: b}}" + ends, false},
		{"zone: es\nlangs: [en, xx]\nflow: {a: {type: end}}", true},
		{"zone: mars\nflow: {a: {type: end}}", false},
		{"flowNormalizations: []\nflow: {a: {type: end}}", false},
		{"policies: [{name: n, before: a, require: ['*.x']}]\nflow: {a: {type: end}}", true},
	} {
		err := flow.Validate(decode(t, test.text, ast.YAML))
		if (err == nil) != test.ok {
			t.Errorf("%s\ngot %v, want it taken: %v", test.text, err, test.ok)
		}
	}
}

// TestConfigSchema holds the schema of the configuration against what reads it: they take and refuse the same.
func TestConfigSchema(t *testing.T) {
	schema := compile(t, editors.ConfigSchema(rule.All()))
	for _, test := range []struct {
		text string
		ok   bool
	}{
		{"version: 1", true},
		{"version: 2", false},
		{"exclude: []", true},
		{"version: 1\nexclude: [\"legacy/**\"]\nfail-on: warning\nrules: {farewell-waits: off, cycle: {severity: info, exclude: [\"demo/**\"]}}", true},
		{"version: 1\nrules:\nexclude:\npolicies:", true},
		{"version: 1\nrules: {no-such-rule: off}", true},
		{"version: 1\nrules: {cycle: loud}", false},
		{"version: 1\nrules: {cycle: {severity: off}}", true},
		{"version: 1\nrules: {cycle: {severty: info}}", false},
		{"version: 1\nrules: []", false},
		{"version: 1\nexclude: a", false},
		{"version: 1\nexclude: [{}]", false},
		{"version: 1\nfail-on: never", false},
		{"version: 1\nfail_on: error", false},
		{"version: 1\npolicies: [{name: n, before: verified, require: \"*.x\"}, {name: m, after: [a.b, c.d], forbid: [e]}]", true},
		{"version: 1\npolicies: [{before: verified, require: \"*.x\"}]", false},
		{"version: 1\npolicies: [{name: n, before: verified}]", false},
		{"version: 1\npolicies: [{name: n, before: verified, forbid: x}]", false},
		{"version: 1\npolicies: [{name: n, before: a, require: b.c, after: d.e, forbid: f}]", false},
		{"version: 1\npolicies: [{name: n, before: a, require: b.c, colour: red}]", false},
		{"version: 1\npolicies: [{name: n, before: [], require: b.c}]", false},
	} {
		if _, err := config.Read(ast.NewSource(config.FileName, test.text), "."); (err == nil) != test.ok {
			t.Errorf("%s\nread: got %v, want it taken: %v", test.text, err, test.ok)
		}
		if err := schema.Validate(decode(t, test.text, ast.YAML)); (err == nil) != test.ok {
			t.Errorf("%s\nschema: got %v, want it taken: %v", test.text, err, test.ok)
		}
	}
}
