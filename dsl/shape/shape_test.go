package shape_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/dsl/yaml"
	"github.com/fsflow/fsflow/internal/flowgen"
	"github.com/google/go-cmp/cmp"
)

// What is wrong with the body, where, and in what words. No rule has a part in it.
func TestOfFile(t *testing.T) {
	for _, test := range []struct {
		body string
		want []string
	}{
		{`zone: eu`, nil},
		{`zone: mars`, []string{`mars: "mars" is no zone; expected "us" or "eu" ()`}},
		{`zone: uss`, []string{`uss: "uss" is no zone; expected "us" or "eu" (did you mean "us"?)`}},
		{`zone: es`, []string{`es: the zone "es" is of an older reference; expected "us" or "eu" (write "eu")`}},
		{`zone: [us]`, []string{`[us]: "zone" is a list; expected "us" or "eu" (write it alone, without the list: "us")`}},
		{`zone: true`, []string{`true: "zone" is a boolean, true; expected "us" or "eu" ()`}},
		{`langs: en`, []string{`en: "langs" is a string, "en"; expected a list of strings (put it into brackets: ["en"])`}},
		{`zone: 5`, []string{`5: 5 is no zone; expected "us" or "eu" ()`}},
		{`clientReferenceId: 0123`, nil},
		{`clientReferenceId: true`, []string{`true: "clientReferenceId" is a boolean, true; expected a string (put it into quotation marks if the text is meant)`}},
		{`clientReferenceId:`, []string{`clientReferenceId: "clientReferenceId" is null; expected a string ()`}},
		{`videoAIAnalysisEnabled: "true"`, []string{`"true": "videoAIAnalysisEnabled" is a string, "true"; expected true or false (write it without quotation marks)`}},
		{`videoAIAnalysisEnabled: yes`, []string{`yes: "videoAIAnalysisEnabled" is a string, "yes"; expected true or false (only true and false are booleans; yes, no, on and off are text)`}},
		{`videoAIAnalysisEnabled: "True"`, []string{`"True": "videoAIAnalysisEnabled" is a string, "True"; expected true or false (write true, in small letters and without quotation marks)`}},
		{`langs: [en, {}]`, []string{`{}: an item of "langs" is an object; expected a string ()`}},
		{`metadata: {a: [[.nan]]}`, []string{`.nan: "a" is .nan; expected a number that JSON can hold ()`}},
		{`providedData: {a: [1]}`, []string{`[1]: "a" is a list; expected a string, a number or a boolean (write it alone, without the list: 1)`}},
		{`flowNormalizations: []`, []string{`flowNormalizations: "flowNormalizations" is read-only: it is part of answers, never of requests (remove it)`}},
		{`customization: {colour: red}`, []string{`colour: "colour" is no field of a customization (the API drops what it does not know; it knows "permissionsPage" and "controls")`}},
		{`customization: {controls: {autohide: true}}`, []string{`autohide: "autohide" is no field of "controls" (did you mean "autoHide"?)`}},
		{`extractionSchema: [{fieldName: age, type: number}]`, []string{`{fieldName: age, type: number}: "description" is missing; an extraction field needs it (add description: a string)`}},
		{`initialPhrase: Hi`, []string{`initialPhrase: "initialPhrase" is deprecated (the SDK drops it; let the first conversation say it)`}},
		{`policies: [{name: 7, before: [a, 2024], require: 3}]`, nil},
		{`policies: [{name: x, before: [a, {}], require: 3, colour: red}]`, []string{
			`{}: an item of "before" is an object; expected a string ()`,
			`colour: "colour" is no key of a policy (the keys are "name", "before", "require", "after" and "forbid")`,
		}},
		{`policies: [{name: x, before: true}]`, []string{`true: "before" is a boolean, true; expected a string or a list of strings ()`}},
	} {
		got := defects(t, test.body+"\nflow: [{id: start, type: start, outcome: done}, {id: done, type: end}]\n")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.body, diff)
		}
	}
}

func TestOfFileInNodes(t *testing.T) {
	for _, test := range []struct {
		node string
		want []string
	}{
		{`{id: a, type: start}`, []string{`a: "outcome" is missing; a start node needs it (add outcome: the id of a node)`}},
		{`{id: a, type: liveness_detection}`, []string{`a: the outcomes "livenessDetected", "deepfakeDetected", "noFace" and "inconclusive" are not connected (say where each of them goes; a session that comes to it stays there)`}},
		{`{id: a, type: recognition, outcomes: {recognized: a, newUser: a}}`, []string{`a: the outcome "noFace" is not connected (say where it goes; a session that comes to it stays there)`}},
		{`{id: a, type: conversation, prompt: x, outcomes: []}`, []string{`[]: "outcomes" is empty; the session could not go on (add one at least)`}},
		{`{id: a, type: conversation, prompt: x, outcomes: [{id: o, targetNodeId: a}, {id: o, targetNodeId: a}]}`,
			[]string{`o: the outcome id "o" is given twice in this node (give it another, or leave it out: it is then made from the condition)`}},
		{`{id: a, type: face_scan, similarityThreshold: 1.5, outcomes: {passed: a, notPassed: a, cancelled: a, error: a}}`,
			[]string{`1.5: "similarityThreshold" is 1.5; expected a number from 0 to 1 ()`}},
		{`{id: a, type: external_call, outcome: a, request: {url: example.com}}`, []string{`example.com: "url" is "example.com"; expected an absolute URL, as in https://example.com/path (write https://example.com)`}},
		{`{id: a, type: face_compare, sourceB: {source: faceScan}, sourceA: {source: providedData}, outcomes: {match: a, noMatch: a, imageUnavailable: a}}`,
			[]string{`sourceA: "providedDataKey" is missing; it is needed when "source" is "providedData" (add providedDataKey: a string)`}},
		{`{id: a, type: field_condition, default: a, rules: [{left: $providedData.x, operator: equals, right: {type: litral}, outcome: a}]}`,
			[]string{`litral: "litral" is no type; expected "literal" or "ref" (did you mean "literal"?)`}},
		{`{id: a, type: no_such_type, whatever: 1}`, nil},
		{`{id: a}`, []string{`a: "type" is missing; a node needs it (add type: a string)`}},
		{`5`, []string{`5: the node is a number, 5; expected an object ()`}},
	} {
		if diff := cmp.Diff(test.want, defects(t, "flow:\n  - "+test.node+"\n")); diff != "" {
			t.Errorf("%s:\n%s", test.node, diff)
		}
	}
}

// defects shows what is found in a source: the text at the place, the message, and the advice.
func defects(t *testing.T, source string) []string {
	t.Helper()
	f := dsl.Parse("a.yaml", []byte(source), ast.YAML)
	if len(f.Diagnostics) > 0 {
		t.Fatalf("%s: %v", source, f.Diagnostics)
	}
	var all []string
	for _, d := range shape.OfFile(f).Defects {
		all = append(all, f.Source.Slice(d.Span)+": "+d.Message()+" ("+d.Advice()+")")
	}
	return all
}

func TestOfItemLooksAtOneAlone(t *testing.T) {
	f := dsl.Parse("a.yaml", []byte("langs: [{}, en, []]\n"), ast.YAML)
	m, field := f.Body.Member("langs"), catalog.Default().Body.Field("langs")
	for i, want := range []string{`an item of "langs" is an object; expected a string`, "", `an item of "langs" is a list; expected a string`} {
		var got []string
		for _, d := range shape.OfItem(m, &m.Value.Items[i], field).Defects {
			got = append(got, d.Message())
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("item %d: got %q, want %q", i, got, want)
		}
	}
	if n := len(shape.OfMember(m, field).Defects); n != 2 {
		t.Errorf("%d defects in the list, want 2", n)
	}
}

// What only documents of this tool's own have: a value that stands for an object, an integer of few values, null for nothing.
func TestOfOwn(t *testing.T) {
	level := &catalog.Type{Kind: catalog.String, Name: "level", Values: []string{"high", "low"}}
	list := &catalog.Type{Kind: catalog.List, Elem: &catalog.Type{Kind: catalog.String}, NullIsEmpty: true}
	part := &catalog.Type{Kind: catalog.Object, Name: "part", Shorthand: catalog.FirstField, Fields: []catalog.Field{{Name: "level", Type: level}, {Name: "list", Type: list}}}
	whole := &catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{
		{Name: "number", Type: &catalog.Type{Kind: catalog.Integer, Name: "number", Values: []string{"1", "2"}}},
		{Name: "parts", Type: &catalog.Type{Kind: catalog.Map, Name: "object from name to part", Elem: part, NullIsEmpty: true}},
	}}
	for _, test := range []struct {
		text string
		want []string
	}{
		{`{number: 2, parts: {a: low, b: {level: high, list: [x]}, c: {}, d: {list: }}}`, nil},
		{`parts:`, nil},
		{`[]`, []string{`[]: the whole is a list; expected an object (its keys are "number" and "parts")`}},
		{`part: 1`, []string{`part: "part" is no key of the whole (did you mean "parts"?)`}},
		{`colour: 1`, []string{`colour: "colour" is no key of the whole (the keys are "number" and "parts")`}},
		{`number: 3`, []string{`3: 3 is no number; expected 1 or 2 ()`}},
		{`number: 2.0`, []string{`2.0: 2.0 is no number; expected 1 or 2 ()`}},
		{`number: -1`, []string{`-1: -1 is no number; expected 1 or 2 ()`}},
		{`number: 1.5`, []string{`1.5: "number" is a number, 1.5; expected 1 or 2 ()`}},
		{`parts: []`, []string{`[]: "parts" is a list; expected an object from name to part (give each value a key)`}},
		{`parts: {a: lwo}`, []string{`lwo: "lwo" is no level; expected "high" or "low" (did you mean "low"?)`}},
		{`parts: {a: true}`, []string{`true: "a" is a boolean, true; expected "high" or "low", or an object with "level" and "list" ()`}},
		{`parts: {a: }`, []string{`a: "a" is null; expected "high" or "low", or an object with "level" and "list" ()`}},
		{`parts: {a: {colour: 1}}`, []string{`colour: "colour" is no key of a part (the keys are "level" and "list")`}},
		{`parts: {a: {list: 5}}`, []string{`5: "list" is a number, 5; expected a list of strings (write list: ["5"])`}},
		{`parts: {a: {list: {b: c}}}`, []string{`{b: c}: "list" is an object; expected a list of strings (put the keys into brackets: ["b"])`}},
	} {
		source := ast.NewSource("own.yaml", test.text)
		doc := yaml.Parse(source)
		var got []string
		for _, d := range shape.OfOwn(&doc.Root, "the whole", whole).Defects {
			got = append(got, source.Slice(d.Span)+": "+d.Message()+" ("+d.Advice()+")")
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.text, diff)
		}
	}
}

// What is found is in the order of the walk, and by kind in the same order.
func TestSurveyOf(t *testing.T) {
	f := dsl.Parse("a.yaml", []byte("langs: 1\nzone: mars\navatarId: []\n"), ast.YAML)
	survey := shape.OfFile(f)
	const (
		langs  = `"langs" is a number, 1; expected a list of strings`
		zone   = `"mars" is no zone; expected "us" or "eu"`
		avatar = `"avatarId" is a list; expected a string`
	)
	var all, wrong []string
	for i := range survey.Defects {
		all = append(all, survey.Defects[i].Message())
	}
	for d := range survey.Of(shape.WrongType) {
		wrong = append(wrong, d.Message())
	}
	if diff := cmp.Diff([][]string{{langs, zone, avatar}, {langs, avatar}}, [][]string{all, wrong}); diff != "" {
		t.Error(diff)
	}
}

// The walk over what is right costs the same memory for one node as for a thousand.
func TestTheWalkOverRightFlowsAllocatesNothing(t *testing.T) {
	allocations := func(nodes int) float64 {
		var flow strings.Builder
		flow.WriteString("start -> n0\n")
		for i := range nodes {
			fmt.Fprintf(&flow, "n%d: conversation { prompt: \"Ask.\" on \"yes\" -> n%d on \"no\" -> n0 }\n", i, i+1)
			fmt.Fprintf(&flow, "m%d: enter_email { emailEntered -> n%d canceled -> n0 }\n", i, i)
		}
		fmt.Fprintf(&flow, "n%d: end\n", nodes)
		f := dsl.Parse("a.flow", []byte(flow.String()), ast.Flow)
		if found := shape.OfFile(f).Defects; len(f.Diagnostics)+len(found) > 0 {
			t.Fatalf("the flow is not right: %v, %v", f.Diagnostics, found)
		}
		return testing.AllocsPerRun(5, func() { shape.OfFile(f) })
	}
	if one, thousand := allocations(1), allocations(1000); one != thousand {
		t.Errorf("%v allocations for one node, %v for a thousand", one, thousand)
	}
}

func BenchmarkOfFile(b *testing.B) {
	f := dsl.Parse("a.json", flowgen.Flow(10_000, 1).JSON(), ast.JSON)
	b.ReportAllocs()
	for b.Loop() {
		shape.OfFile(f)
	}
}
