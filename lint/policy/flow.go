package policy

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

// A Flow is what policies are held against. Misspelled types and outcomes count as what they were meant to be: they are reported
// as such, and a policy is not broken because of them.
type Flow struct {
	*graph.Graph
	Types    map[*ast.Node]string // what misspelled types were meant to be; nil for none
	Outcomes map[*ast.Edge]string // the same of outcomes
}

func (f *Flow) typeOf(n *ast.Node) string {
	if meant, ok := f.Types[n]; ok {
		return meant
	}
	return n.Type.Text
}

func (f *Flow) outcomeOf(e *ast.Edge) string {
	if meant, ok := f.Outcomes[e]; ok {
		return meant
	}
	return e.Name.Text
}
