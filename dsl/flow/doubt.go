package flow

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Where brackets do not stand as they were meant to, it is not known which object a key belongs to. What is read there is marked as
// incomplete, and left out where it does not fit: that would only follow from the mistake in the brackets.

func (r *reader) doubtNode(v *ast.Value) {
	nodeType := v.Get("type")
	v.Incomplete = true
	if nodeType == nil {
		return
	}
	n := r.catalog.NodeType(nodeType.Text)
	if n == nil {
		return
	}
	v.Members = slices.DeleteFunc(v.Members, func(m ast.Member) bool {
		if m.Value.Style != ast.Arrow {
			return false
		}
		if m.Key == "" {
			return n.Type.Field("outcome") == nil
		}
		return n.TargetPath(m.Key) == nil
	})
	doubt(v, n.Type)
}

func (r *reader) doubtSession() { doubt(&r.session, r.catalog.Body) }

func doubt(v *ast.Value, t *catalog.Type) {
	v.Incomplete = true
	switch {
	case v.Kind == ast.Object && t.Kind == catalog.Object:
		v.Members = slices.DeleteFunc(v.Members, func(m ast.Member) bool {
			if f := t.Field(m.Key); f != nil {
				return misplaced(&m.Value, f.Type)
			}
			return m.Value.Style != ast.Arrow && m.Key != catalog.SayKey && !catalog.IsOwnKey(m.Key)
		})
		for i := range v.Members {
			if m := &v.Members[i]; isContainer(&m.Value) && t.Field(m.Key) != nil {
				doubt(&m.Value, t.Field(m.Key).Type)
			}
		}
	case v.Kind == ast.List && t.Kind == catalog.List:
		v.Items = slices.DeleteFunc(v.Items, func(item ast.Value) bool { return misplaced(&item, t.Elem) })
		for i := range v.Items {
			if isContainer(&v.Items[i]) {
				doubt(&v.Items[i], t.Elem)
			}
		}
	}
}

// misplaced tells whether brackets, or the lack of them, are why a value is not of the type. Another value that does not fit, such as
// a word in place of a number, is a mistake of its own, which package shape finds.
func misplaced(v *ast.Value, t *catalog.Type) bool {
	if isContainer(v) {
		return !t.Kind.Containers()
	}
	return !t.Kind.Scalars() && t.Shorthand == catalog.NoShorthand
}

func isContainer(v *ast.Value) bool { return v.Kind == ast.Object || v.Kind == ast.List }
