package ast_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/json"
)

// build builds the tree of JSON text as if it were of the language.
func build(t *testing.T, language ast.Language, text string) *ast.File {
	t.Helper()
	source := ast.NewSource("a.flow", text)
	doc := json.Parse(source)
	if len(doc.Diagnostics) > 0 {
		t.Fatal(doc.Diagnostics)
	}
	return ast.Build(source, language, catalog.Default(), doc)
}

// shown writes a value with the piece of source that each part stands for; what is filled in has a star.
func shown(f *ast.File, v *ast.Value) string {
	mark := ""
	if v.Style == ast.FilledIn {
		mark = "*"
	}
	at := "«" + f.Source.Slice(v.Span) + "»" + mark
	switch v.Kind {
	case ast.List:
		parts := make([]string, len(v.Items))
		for i := range v.Items {
			parts[i] = shown(f, &v.Items[i])
		}
		return "[" + strings.Join(parts, " ") + "]"
	case ast.Object:
		parts := make([]string, len(v.Members))
		for i := range v.Members {
			parts[i] = v.Members[i].Key + ":" + shown(f, &v.Members[i].Value)
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return v.Text + at
}

// findings writes the findings, each with the places that it points at.
func findings(f *ast.File) string {
	var out []string
	for _, d := range f.Diagnostics {
		text := fmt.Sprintf("%s «%s» %s", d.Rule, f.Source.Slice(d.Span), d.Message)
		for _, r := range d.Related {
			text += fmt.Sprintf("; %s «%s»", r.Message, f.Source.Slice(r.Span))
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func TestBodies(t *testing.T) {
	for _, c := range []struct {
		text                       string
		nodes                      int
		failed, incomplete, legacy bool
		kind                       ast.Kind
	}{
		{``, 0, false, false, false, ast.Null},
		{`"x"`, 0, false, false, false, ast.String},
		{`[{"id":"a"},1]`, 2, false, false, false, ast.Object},
		{`{}`, 0, false, false, false, ast.Object},
		{`{"flow":"x"}`, 0, false, false, false, ast.Object},
		{`{"flow":{"a":{},"b":1}}`, 2, false, false, false, ast.Object},
		{`{"flow":{"nodes":[],"edges":[]}}`, 0, false, false, true, ast.Object},
		{`{"nodes":[{"id":"a"}],"edges":[]}`, 0, false, false, true, ast.Object},
		{`{"flow":{"nodes":{"type":"end"}}}`, 1, false, false, false, ast.Object},
	} {
		f := build(t, ast.JSON, c.text)
		if len(f.Nodes) != c.nodes || f.Failed() != c.failed || f.Incomplete != c.incomplete || f.Legacy != c.legacy || f.Body.Kind != c.kind {
			t.Errorf("%s: %d nodes, failed %v, incomplete %v, legacy %v, body %v", c.text, len(f.Nodes), f.Failed(), f.Incomplete, f.Legacy, f.Body.Kind)
		}
	}
	flow := object("a", object("type", word("end")))
	flow.Incomplete = true
	if f := ast.Build(ast.NewSource("a", ""), ast.JSON, catalog.Default(), ast.Document{Root: object("flow", flow)}); len(f.Nodes) != 1 || !f.Incomplete {
		t.Errorf("of %d nodes it is not known that some are missing", len(f.Nodes))
	}
	if f := ast.Build(ast.NewSource("a", ""), ast.JSON, catalog.Default(), ast.Document{Incomplete: true}); !f.Failed() || !f.Incomplete {
		t.Error("what could not be read has failed")
	}
}

func TestNodes(t *testing.T) {
	f := build(t, ast.JSON, `{"flow":[{"type":"end","id":"a"},{"id":5},{"type":"nonsense"},7,{"id":"a","type":"start"}]}`)
	var got []string
	for i := range f.Nodes {
		n := &f.Nodes[i]
		got = append(got, fmt.Sprintf("%q %v «%s» %q «%s» %v %v", n.ID.Text, n.HasID, f.Source.Slice(n.ID.Span), n.Type.Text, f.Source.Slice(n.Type.Span), n.Spec != nil, n.Open))
	}
	want := []string{
		`"a" true «"a"» "end" «"end"» true false`,
		`"" false «5» "" «5» false true`,
		`"" false «{"type":"nonsense"}» "nonsense" «"nonsense"» false true`,
		`"" false «7» "" «7» false true`,
		`"a" true «"a"» "start" «"start"» true true`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if f.Node("a") != &f.Nodes[0] || f.Node("b") != nil || f.Node("") != nil {
		t.Error("the first node with the id is the one")
	}
}

func TestNodesByID(t *testing.T) {
	f := build(t, ast.JSON, `{"flow":{"a":{"type":"end"},"b":{"id":"c","type":"end"},"d":1}}`)
	if got, want := shown(f, &f.Nodes[0].Object), `{id:a«"a"» type:end«"end"»}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for i, id := range []string{"a", "b", "d"} {
		if n := &f.Nodes[i]; n.ID.Text != id || !n.HasID || f.Source.Slice(n.ID.Span) != `"`+id+`"` {
			t.Errorf("%+v", n.ID)
		}
	}
	if got, want := findings(f), `duplicate-key «"id"» the node has an id twice: "b", the key it stands under, and here; the key «"b"»`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTooManyNodes(t *testing.T) {
	items := make([]ast.Value, ast.MaxNodes+1)
	f := ast.Build(ast.NewSource("a", ""), ast.JSON, catalog.Default(), ast.Document{Root: list(items...)})
	if got, want := findings(f), "syntax «» the flow has 1000001 nodes; at most 1000000 are read"; got != want || len(f.Nodes) != 0 || !f.Incomplete {
		t.Errorf("got %s and %d nodes, incomplete %v; want %s and none", got, len(f.Nodes), f.Incomplete, want)
	}
}
