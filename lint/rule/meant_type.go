package rule

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// typeHelpFor says which type a node without one needs: those that its other members belong to, or else all there are.
func (p *Pass) typeHelpFor(node *ast.Value) string {
	var fitting []string
	for i := range p.File.Catalog.NodeTypes {
		if t := &p.File.Catalog.NodeTypes[i]; isWhole(node, t.Type) {
			fitting = append(fitting, t.Name)
		}
	}
	if len(fitting) == 0 {
		return "add type; the node types are " + ast.And(p.File.Catalog.NodeTypeNames())
	}
	return "add type: " + ast.OneOf(fitting)
}

// isWhole tells whether a node of the type has these members, and needs no other.
func isWhole(node *ast.Value, t *catalog.Type) bool {
	telling := false
	for i := range node.Members {
		m := &node.Members[i]
		f := t.Field(t.Spelled(m.Key))
		if f == nil || f.Type.Outcomes && !holdsOutcomes(&m.Value, f.Type) {
			return false
		}
		telling = telling || catalog.AnyNode.Field(m.Key) == nil
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		there := node.Get(f.Name) != nil || t.Said() == f && node.Get(catalog.SayKey) != nil
		if f.Required && !there && catalog.AnyNode.Field(f.Name) == nil {
			return false
		}
	}
	return telling
}

// holdsOutcomes tells whether all members of a value are among the named outcomes of the type.
func holdsOutcomes(v *ast.Value, t *catalog.Type) bool {
	for i := range v.Members {
		if t.Field(v.Members[i].Key) == nil {
			return false
		}
	}
	return len(v.Members) > 0
}
