package ast_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

func TestEdges(t *testing.T) {
	for _, c := range []struct {
		name, fields string
		want         string // name «span of the name» -> target «span of the target», and ! for one from the catalog, ? for a condition, w for waiting
		open         bool
	}{
		{"start", `"type":"start","outcome":"n"`, `outcome «"outcome"» -> n:0 «"n"» !`, false},
		{"dangling", `"type":"start","outcome":"gone"`, `outcome «"outcome"» -> gone:-1 «"gone"» !`, false},
		{"none", `"type":"start"`, ``, true},
		{"no string", `"type":"start","outcome":["n"]`, ``, true},
		{"end", `"type":"end"`, ``, false},
		{"end with an edge", `"type":"end","outcome":"n"`, ``, false},
		{"conditions", `"type":"conversation","outcomes":{"is ready":"n","":"m"}`, "is-ready «\"is ready\"» -> n:0 «\"n\"» ?\nnext «\"\"» -> m:-1 «\"m\"» ?", false},
		{"a condition without a target", `"type":"conversation","outcomes":[{"id":"a"},{"id":"b","targetNodeId":"n"}]`, `b «"b"» -> n:0 «"n"» ?`, true},
		{"an outcome that is no object", `"type":"conversation","outcomes":[1]`, ``, true},
		{"no outcome", `"type":"conversation","outcomes":[]`, ``, true},
		{"named", `"type":"recognition","outcomes":{"noFace":"n","bogus":"n"}`, "noFace «\"noFace\"» -> n:0 «\"n\"» !\nbogus «\"bogus\"» -> n:0 «\"n\"»", false},
		{"no named one", `"type":"recognition","outcomes":{}`, ``, true},
		{"named as a list", `"type":"recognition","outcomes":["n"]`, ``, true},
		{"exits", `"type":"conversation","awaitExternal":{"request":{},"poll":{},"exits":{"onTimeout":"n"}},"outcomes":"n"`,
			"onTimeout «\"onTimeout\"» -> n:0 «\"n\"» ! w\nnext «\"n\"» -> n:0 «\"n\"» ?", false},
		{"rules", `"type":"field_condition","rules":[{"outcome":"n"},{"outcome":"m"}],"default":"n"`,
			"rule-1 «{\"outcome\":\"n\"}» -> n:0 «\"n\"»\nrule-2 «{\"outcome\":\"m\"}» -> m:-1 «\"m\"»\ndefault «\"default\"» -> n:0 «\"n\"» !", false},
		{"no default", `"type":"field_condition","rules":[{"outcome":"n"}]`, `rule-1 «{"outcome":"n"}» -> n:0 «"n"»`, true},
		{"external call", `"type":"external_call","outcome":"n"`, `outcome «"outcome"» -> n:0 «"n"» !`, false},
		{"unknown type", `"type":"nonsense","outcome":"n","default":"n","outcomes":{"a":"n"},"other":"n"`,
			"outcome «\"outcome\"» -> n:0 «\"n\"»\ndefault «\"default\"» -> n:0 «\"n\"»\na «\"a\"» -> n:0 «\"n\"»", true},
		{"unknown type with a list", `"type":"nonsense","outcomes":[{"targetNodeId":"n"},{}]`, `outcome-1 «"n"» -> n:0 «"n"»`, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := build(t, ast.JSON, `[{"id":"n",`+c.fields+`}]`)
			var got []string
			for _, e := range f.Edges {
				text := fmt.Sprintf("%s «%s» -> %s:%d «%s»", e.Name.Text, f.Source.Slice(e.Name.Span), e.Target.Text, e.To, f.Source.Slice(e.Target.Span))
				if e.Field != nil {
					text += " !"
				}
				if e.Condition != nil {
					text += " ?"
				}
				if e.Waits {
					text += " w"
				}
				got = append(got, text)
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
			}
			if f.Nodes[0].Open != c.open {
				t.Errorf("open: got %v, want %v", f.Nodes[0].Open, c.open)
			}
		})
	}
}

func TestEdgesOfEachNode(t *testing.T) {
	f := build(t, ast.JSON, `{"flow":{"a":{"type":"start","outcome":"b"},"b":{"type":"recognition","outcomes":{"noFace":"a","newUser":"b"}},"c":{"type":"end"}}}`)
	for i, want := range []int{1, 2, 0} {
		if got := f.Nodes[i].Edges; len(got) != want {
			t.Errorf("node %d has %d edges, want %d", i, len(got), want)
		}
		for _, e := range f.Nodes[i].Edges {
			if int(e.From) != i {
				t.Errorf("an edge of node %d comes from %d", i, e.From)
			}
		}
	}
	e := f.Edges[1]
	if got := f.Source.Slice(e.Span); got != `"noFace":"a"` {
		t.Errorf("the edge is %s", got)
	}
}

func TestOpenWhenIncomplete(t *testing.T) {
	source := ast.NewSource("a.json", `[]`)
	outcomes := list(object("id", word("a"), "condition", word("b"), "targetNodeId", word("n")))
	outcomes.Incomplete = true
	f := ast.Build(source, ast.JSON, catalog.Default(), ast.Document{Root: list(object("id", word("n"), "type", word("conversation"), "outcomes", outcomes))})
	if !f.Nodes[0].Open || len(f.Edges) != 1 {
		t.Errorf("a list: open %v, %d edges", f.Nodes[0].Open, len(f.Edges))
	}
	for _, key := range []string{"node", "outcomes"} {
		outcomes := object("noFace", word("n"))
		outcomes.Incomplete = key == "outcomes"
		node := object("id", word("n"), "type", word("recognition"), "outcomes", outcomes)
		node.Incomplete = key == "node"
		f := ast.Build(source, ast.JSON, catalog.Default(), ast.Document{Root: list(node)})
		if !f.Nodes[0].Open || len(f.Edges) != 1 {
			t.Errorf("%s: open %v, %d edges", key, f.Nodes[0].Open, len(f.Edges))
		}
	}
}
