package graph_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	dgraph "github.com/dominikbraun/graph"
	"github.com/dominikbraun/graph/draw"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

func TestDirected(t *testing.T) {
	f := build(5, pair{0, 1}, pair{0, 2}, pair{0, 1}, pair{0, -1}, pair{0, 3}, pair{1, 1}, pair{2, 1}, pair{3, 1}, pair{4, 1})
	f.Nodes[3].ID, f.Nodes[3].HasID = ast.Text{}, false
	f.Nodes[4].ID.Text = "n0"
	f.Edges[0].Name.Text = `say "yes"`
	directed, err := graph.New(f).Directed()
	if err != nil {
		t.Fatal(err)
	}
	if !directed.Traits().IsDirected {
		t.Error("the graph is not directed")
	}
	if n, _ := directed.Order(); n != 3 {
		t.Errorf("%d vertices, want 3", n)
	}
	if n, err := directed.Vertex("n0"); err != nil || n != &f.Nodes[0] {
		t.Errorf("the vertex n0 is not the first node of that id: %v", err)
	}
	want := map[string][]int{"n0 n1": {0, 2}, "n0 n2": {1}, "n1 n1": {5}, "n2 n1": {6}}
	edges, err := directed.Edges()
	if err != nil || len(edges) != len(want) {
		t.Fatalf("%d edges, want %d; %v", len(edges), len(want), err)
	}
	for _, e := range edges {
		var indexes []int
		for _, outcome := range e.Properties.Data.([]*ast.Edge) {
			indexes = append(indexes, slices.IndexFunc(f.Edges, func(x ast.Edge) bool { return x.Name == outcome.Name }))
		}
		if key := e.Source + " " + e.Target; !slices.Equal(indexes, want[key]) || e.Properties.Weight != 0 {
			t.Errorf("%s: edges %v of weight %d, want %v of weight 0", key, indexes, e.Properties.Weight, want[key])
		}
	}
	checkLabel(t, directed, `say \"yes\", e2`)
}

func checkLabel(t *testing.T, directed dgraph.Graph[string, *ast.Node], label string) {
	t.Helper()
	e, err := directed.Edge("n0", "n1")
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Properties.Attributes["label"]; got != label {
		t.Errorf("label = %s, want %s", got, label)
	}
	var dot bytes.Buffer
	if err := draw.DOT(directed, &dot); err != nil {
		t.Fatal(err)
	}
	if line := `"n0" -> "n1" [ label="` + label + `",`; !strings.Contains(dot.String(), line) {
		t.Errorf("the DOT form lacks %s:\n%s", line, dot.String())
	}
}

// The library loses the component of a vertex "" and the path to one; an empty id is none, even where it is written.
func TestDirectedWithoutEmptyID(t *testing.T) {
	f := build(2, pair{0, 1}, pair{1, 0})
	f.Nodes[1].ID.Text = ""
	directed, err := graph.New(f).Directed()
	if err != nil {
		t.Fatal(err)
	}
	order, _ := directed.Order()
	size, _ := directed.Size()
	if order != 1 || size != 0 {
		t.Errorf("%d vertices and %d edges, want 1 and 0", order, size)
	}
}
