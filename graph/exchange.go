package graph

import (
	"errors"
	"fmt"
	"strings"

	dgraph "github.com/dominikbraun/graph"

	"github.com/fsflow/fsflow/dsl/ast"
)

// Directed returns the flow as a graph of github.com/dominikbraun/graph, for programs that know that library. A vertex is
// a *ast.Node under its id. An edge has the weight 0 and, as its data, a []*ast.Edge: all outcomes of the one node that
// lead to the other, in source order, since the library takes one edge between two vertices. Its attribute "label" holds
// their names, escaped for DOT.
//
// Left out are a node without an id, a node whose id an earlier one has, dangling edges, and the edges of nodes left out.
// The library gives vertices and edges in random order. With its package draw, a picture is
//
//	directed, err := graph.New(file).Directed()
//	…
//	err = draw.DOT(directed, w) // dot -Tsvg
//
// which works only for ids without quotation marks and backslashes, since draw escapes nothing.
func (g *Graph) Directed() (dgraph.Graph[string, *ast.Node], error) {
	directed := dgraph.New(func(n *ast.Node) string { return n.ID.Text }, dgraph.Directed())
	there := make([]bool, g.Len())
	for i := range there {
		n := &g.File.Nodes[i]
		if !n.HasID || n.ID.Text == "" {
			continue
		}
		switch err := directed.AddVertex(n); {
		case err == nil:
			there[i] = true
		case !errors.Is(err, dgraph.ErrVertexAlreadyExists):
			return nil, fmt.Errorf("adding node %s: %w", ast.Quote(n.ID.Text), err)
		}
	}
	slot := make([]int, g.Len()) // by target: where its outcomes are in merged, from 1
	for node := range there {
		if !there[node] {
			continue
		}
		var merged [][]*ast.Edge
		for _, e := range g.Out(node) {
			to := g.to[e]
			if !there[to] {
				continue
			}
			if i := slot[to]; i == 0 || i > len(merged) || merged[i-1][0].To != to {
				merged = append(merged, nil)
				slot[to] = len(merged)
			}
			merged[slot[to]-1] = append(merged[slot[to]-1], g.Edge(e))
		}
		for _, outcomes := range merged {
			if err := g.addEdge(directed, outcomes); err != nil {
				return nil, err
			}
		}
	}
	return directed, nil
}

func (g *Graph) addEdge(directed dgraph.Graph[string, *ast.Node], outcomes []*ast.Edge) error {
	names := make([]string, len(outcomes))
	for i, o := range outcomes {
		names[i] = o.Name.Text
	}
	label := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.Join(names, ", "))
	from, to := g.File.Nodes[outcomes[0].From].ID.Text, g.File.Nodes[outcomes[0].To].ID.Text
	if err := directed.AddEdge(from, to, dgraph.EdgeData(outcomes), dgraph.EdgeAttribute("label", label)); err != nil {
		return fmt.Errorf("adding the edge from %s to %s: %w", ast.Quote(from), ast.Quote(to), err)
	}
	return nil
}
