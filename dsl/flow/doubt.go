package flow

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Where brackets do not stand as they were meant to, it is not known which object a key belongs to. What is read there is marked as
// incomplete, and left out where it does not fit: that would only follow from the mistake in the brackets.

// A doubt tells what is to be marked.
type doubt struct {
	// all tells that anything may be missing. Otherwise only what does not fit shows that keys do not stand where they were meant to.
	all bool
}

func (d doubt) node(v *ast.Value, c *catalog.Catalog) {
	v.Incomplete = v.Incomplete || d.all
	nodeType := v.Get("type")
	if nodeType == nil {
		return
	}
	n := c.NodeType(nodeType.Text)
	if n == nil {
		return
	}
	count := len(v.Members)
	v.Members = slices.DeleteFunc(v.Members, func(m ast.Member) bool {
		if m.Value.Style != ast.Arrow {
			return false
		}
		if m.Key == "" {
			return n.Type.Field("outcome") == nil
		}
		return n.TargetPath(m.Key) == nil
	})
	dropped := len(v.Members) < count
	d.value(v, n.Type)
	v.Incomplete = v.Incomplete || dropped
}

// value leaves out what does not fit in a value, and tells whether there is anything.
func (d doubt) value(v *ast.Value, t *catalog.Type) (dropped bool) {
	switch t.Kind {
	case catalog.Object:
		v.Members = slices.DeleteFunc(v.Members, func(m ast.Member) bool {
			out := m.Value.Style != ast.Arrow && m.Key != catalog.SayKey && !catalog.IsOwnKey(m.Key)
			if f := t.Field(m.Key); f != nil {
				out = misplaced(&m.Value, f.Type)
			}
			dropped = dropped || out
			return out
		})
		for i := range v.Members {
			if m := &v.Members[i]; isContainer(&m.Value) && t.Field(m.Key) != nil {
				dropped = d.value(&m.Value, t.Field(m.Key).Type) || dropped
			}
		}
	case catalog.List:
		v.Items = slices.DeleteFunc(v.Items, func(item ast.Value) bool {
			out := misplaced(&item, t.Elem)
			dropped = dropped || out
			return out
		})
		for i := range v.Items {
			if isContainer(&v.Items[i]) {
				dropped = d.value(&v.Items[i], t.Elem) || dropped
			}
		}
	}
	v.Incomplete = v.Incomplete || d.all || dropped
	return dropped
}

// misplaced tells whether brackets, or the lack of them, are why a value is not of the type. Another value that does not fit, such as
// a word in place of a number, is a mistake of its own, which package shape finds.
func misplaced(v *ast.Value, t *catalog.Type) bool {
	if isContainer(v) {
		other := v.Kind == ast.List && t.Kind == catalog.Object || v.Kind == ast.Object && t.Kind == catalog.List
		return !t.Kind.Containers() || other && t.Shorthand == catalog.NoShorthand
	}
	return !t.Kind.Scalars() && t.Shorthand == catalog.NoShorthand
}

func isContainer(v *ast.Value) bool { return v.Kind == ast.Object || v.Kind == ast.List }
