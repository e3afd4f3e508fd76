package rule

import (
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// findings are what several rules look at, each worked out when it is first asked for.
type findings struct {
	comments []ignore
	shape    *shapeWalk
	flow     *flowFacts
	flows    *dataflow
	talking  []talk
	loops    *cycles
}

// through names the aliases by which a shared piece came to the place where it is wrong.
func through(via ...ast.Span) []ast.Related {
	var related []ast.Related
	for _, span := range via {
		use := ast.Related{Message: "the piece is used here", Span: span}
		if !span.IsZero() && !slices.Contains(related, use) {
			related = append(related, use)
		}
	}
	return related
}

// idOf is the id of a node for Diagnostic.Node. n may be nil.
func idOf(n *ast.Node) string {
	if n == nil {
		return ""
	}
	return n.ID.Text
}

// nameOf is what a message calls a node.
func nameOf(n *ast.Node) string {
	if n.ID.Text == "" {
		return "a node without an id"
	}
	return ast.Quote(n.ID.Text)
}

// edgePlace shows an edge among related places.
func edgePlace(f *ast.File, e *ast.Edge) ast.Related {
	return ast.Related{Message: fmt.Sprintf("%s goes to %s by %s", nameOf(&f.Nodes[e.From]), ast.Quote(e.Target.Text), ast.Quote(e.Name.Text)), Span: e.Span}
}

// counted puts a number before a noun, as in "1 node" and "3 nodes".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
