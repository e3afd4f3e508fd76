package ast_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

func word(text string) ast.Value { return ast.Value{Kind: ast.String, Text: text} }

func arrow(target string) ast.Value {
	return ast.Value{Kind: ast.String, Style: ast.Arrow, Text: target}
}

func list(items ...ast.Value) ast.Value { return ast.Value{Kind: ast.List, Items: items} }

// object takes keys and values in turn.
func object(parts ...any) ast.Value {
	v := ast.Value{Kind: ast.Object}
	for i := 0; i < len(parts); i += 2 {
		v.Members = append(v.Members, ast.Member{Key: parts[i].(string), Value: parts[i+1].(ast.Value)})
	}
	return v
}

// placed gives the members of the node places, one after the other, and builds a flow of it.
func placed(node ast.Value) *ast.File {
	for i := range node.Members {
		at := int32(10 * i)
		node.Members[i].KeySpan, node.Members[i].Value.Span = ast.Span{Start: at, End: at + 3}, ast.Span{Start: at + 5, End: at + 8}
	}
	return ast.Build(ast.NewSource("a.flow", strings.Repeat("0123456789", len(node.Members))), ast.Flow, catalog.Default(), ast.Document{Root: object("flow", object("n", node))})
}

// outline writes the keys and the texts of a value, and the span of each object.
func outline(v *ast.Value) string {
	if v.Kind != ast.Object {
		return v.Text
	}
	parts := make([]string, len(v.Members))
	for i := range v.Members {
		parts[i] = v.Members[i].Key + ":" + outline(&v.Members[i].Value)
	}
	return fmt.Sprintf("%d-%d{%s}", v.Span.Start, v.Span.End, strings.Join(parts, " "))
}

func TestArrows(t *testing.T) {
	for _, c := range []struct {
		name string
		node ast.Value
		want string // of what follows the id
		then string // findings
	}{
		{"single target", object("type", word("start"), "", arrow("a")), "type:start outcome:a", ""},
		{"default", object("type", word("field_condition"), "default", arrow("a")), "type:field_condition default:a", ""},
		{"named outcomes", object("type", word("recognition"), "noFace", arrow("a"), "newUser", arrow("b")), "type:recognition outcomes:10-28{noFace:a newUser:b}", ""},
		{"unknown outcome", object("type", word("recognition"), "noFaces", arrow("a")), "type:recognition outcomes:10-18{noFaces:a}", ""},
		{"exits", object("type", word("conversation"), "onError", arrow("a"), "awaitExternal", object("poll", object()), "onTimeout", arrow("b")),
			"type:conversation awaitExternal:10-38{poll:0-0{} exits:10-38{onError:a onTimeout:b}}", ""},
		{"no place for named outcomes", object("type", word("conversation"), "maybe", arrow("a")), "type:conversation maybe:a", ""},
		{"unknown type", object("type", word("nonsense"), "maybe", arrow("a"), "", arrow("b")), "type:nonsense outcomes:10-28{maybe:a outcome:b}", ""},
		{"beside outcomes", object("type", word("recognition"), "newUser", arrow("a"), "outcomes", object("noFace", word("b")), "recognized", arrow("c")),
			"type:recognition outcomes:10-38{noFace:b newUser:a recognized:c}", ""},
		{"beside outcomes of another shape", object("type", word("recognition"), "outcomes", word("b"), "noFace", arrow("a")), "type:recognition outcomes:b noFace:a", ""},
		{"twice", object("type", word("recognition"), "noFace", arrow("a"), "noFace", arrow("b")), "type:recognition outcomes:10-28{noFace:a}",
			`duplicate-key 20-23 "noFace" leads somewhere twice, 10-13`},
		{"target twice", object("type", word("start"), "outcome", word("a"), "", arrow("b")), "type:start outcome:a", `duplicate-key 20-23 "outcome" leads somewhere twice, 10-13`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := placed(c.node)
			got := outline(&f.Nodes[0].Object)
			got = strings.TrimSuffix(got[strings.Index(got, "{id:n ")+len("{id:n "):], "}")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			var found []string
			for _, d := range f.Diagnostics {
				found = append(found, fmt.Sprintf("%s %d-%d %s, %d-%d", d.Rule, d.Span.Start, d.Span.End, d.Message, d.Related[0].Span.Start, d.Related[0].Span.End))
			}
			if strings.Join(found, "\n") != c.then {
				t.Errorf("found %q, want %q", found, c.then)
			}
		})
	}
}

func TestManyArrows(t *testing.T) {
	node := object("type", word("recognition"))
	for i := range 100_000 {
		node.Members = append(node.Members, ast.Member{Key: fmt.Sprint("o", i), Value: arrow("a")})
	}
	if f := placed(node); len(f.Edges) != 100_000 || len(f.Diagnostics) != 0 {
		t.Errorf("%d edges, %d findings", len(f.Edges), len(f.Diagnostics))
	}
}
