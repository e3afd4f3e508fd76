package notation_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/notation"
)

func TestMistaken(t *testing.T) {
	const (
		yaml = "this looks like YAML; a .flow file holds the flow language"
		json = "this looks like JSON; a .flow file holds the flow language"
	)
	for _, test := range []struct {
		own        ast.Language
		text       string
		want, span string
	}{
		{ast.Flow, "# c\nflow:\n  a: {type: end}\n", yaml, "flow"},
		{ast.Flow, "zone: es\nflow: # nodes\n", yaml, "zone"},
		{ast.Flow, "langs: [en]\nflow: {}\n", yaml, "langs"},
		{ast.Flow, "--- # c\nflow: []\n", yaml, "---"},
		{ast.Flow, "- id: a\n", yaml, "-"},
		{ast.Flow, "{flow: {}}", yaml, "{"},
		{ast.Flow, "\n [\n {\"id\": \"a\"}]", json, "["},
		{ast.Flow, "// c\n{}", json, "{"},
		{ast.Flow, "flow: end\n", "", ""},
		{ast.Flow, "a: end {\nflow:\n", "", ""},
		{ast.Flow, "start -> a\nflow:\n", "", ""},
		{ast.Flow, "a b\nflow:\n", "", ""},
		{ast.Flow, "a:\nb: end\n", "", ""},
		{ast.Flow, "# c", "", ""},
		{ast.Flow, "", "", ""},

		{ast.YAML, "\uFEFF# c\nstart -> a\n", "this looks like the flow language; a .yaml file holds YAML", "start"},
		{ast.YAML, "a: end # c\n\npolicy \"x\" {\n", "this looks like the flow language; a .yaml file holds YAML", "a"},
		{ast.YAML, "a: start -> b\n", "this looks like the flow language; a .yaml file holds YAML", "a"},
		{ast.YAML, "langs: [en]\na: conversation {\n", "", ""},
		{ast.YAML, "flow:\n  a: b\nstart -> a\n", "", ""},
		{ast.YAML, "a: b\nc: d\n", "", ""},
		{ast.YAML, "{\"a\": 1", "", ""},
		{ast.YAML, "--- a: [", "", ""},

		{ast.JSON, "flow:\n  a: {type: end}\n", "this looks like YAML; a .json file holds JSON", "flow"},
		{ast.JSON, "# c\nlangs: [en]\n", "this looks like YAML; a .json file holds JSON", "langs"},
		{ast.JSON, "- id: a\n", "this looks like YAML; a .json file holds JSON", "-"},
		{ast.JSON, "session {\n}\n", "this looks like the flow language; a .json file holds JSON", "session"},
		{ast.JSON, "a: end\nstart -> a\n", "this looks like the flow language; a .json file holds JSON", "a"},
		{ast.JSON, "{flow: []}", "", ""},
		{ast.JSON, "# c\n{}", "", ""},
		{ast.JSON, "True", "", ""},
		{ast.JSON, "\"flow\": []", "", ""},
	} {
		d := notation.Mistaken(ast.NewSource("a."+test.own.String(), test.text), test.own)
		message, span := "", ""
		if d != nil {
			message, span = d.Message, test.text[d.Span.Start:d.Span.End]
		}
		if message != test.want || span != test.span {
			t.Errorf("%s, %q: %q at %q, want %q at %q", test.own, test.text, message, span, test.want, test.span)
		}
	}
}

// Standard input has no ending that could be wrong.
func TestMistakenWithoutEnding(t *testing.T) {
	d := notation.Mistaken(ast.NewSource("-", "start -> a\n"), ast.YAML)
	if want := "this looks like the flow language; it was read as YAML"; d == nil || d.Message != want {
		t.Errorf("got %v, want %q", d, want)
	}
}

// The ending of a name decides what can be done about it.
func TestMistakenHelp(t *testing.T) {
	const yaml, flow = "flow:\n  a: [\n", "start -> a\n"
	for _, test := range []struct {
		name, text string
		own        ast.Language
		want       string
	}{
		{"d/a.flow.yaml", flow, ast.YAML, "name the file a.flow"},
		{"a.yml", flow, ast.YAML, "name the file a.flow"},
		{"-", flow, ast.YAML, "read it with --lang flow"},
		{"a.txt", flow, ast.YAML, "read it with --lang flow"},
		{"d/a.flow", yaml, ast.Flow, "name the file a.flow.yaml"},
		{"a.flow", "{}", ast.Flow, "name the file a.flow.json"},
		{"a.flow.json", yaml, ast.JSON, "name the file a.flow.yaml"},
		{"a.json", flow, ast.JSON, "name the file a.flow"},
		{"-", yaml, ast.JSON, "read it with --lang yaml"},
	} {
		d := notation.Mistaken(ast.NewSource(test.name, test.text), test.own)
		if d == nil || strings.Join(d.Help, "; ") != test.want {
			t.Errorf("%s: %+v, want %s", test.name, d, test.want)
		}
	}
}
