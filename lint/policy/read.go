package policy

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

// A Written is a policy, and where it is written.
type Written struct {
	Policy
	Span  ast.Span
	Value *ast.Value // the object that it was read from
}

// Read reads the policies of a flow or of a configuration: those at its key "policies". One of the wrong shape is left out: package
// shape says what is wrong with it. Those returned need not be Complete.
func Read(m *ast.Member) []Written {
	var all []Written
	for i := range m.Value.Items {
		v := &m.Value.Items[i]
		if !v.Incomplete && len(shape.OfItem(m, v, &catalog.Policies).Defects) == 0 {
			all = append(all, read(v))
		}
	}
	return all
}

func read(v *ast.Value) Written {
	w := Written{Span: v.Span, Value: v}
	w.Name = v.Get("name").Text
	w.Before, w.Require = names(v.Get("before")), names(v.Get("require"))
	w.After, w.Forbid = names(v.Get("after")), names(v.Get("forbid"))
	return w
}

// names returns the strings of a value that is one string or a list of them; nil for nil.
func names(v *ast.Value) []string {
	if v == nil {
		return nil
	}
	if v.Kind != ast.List {
		return []string{v.Text}
	}
	var all []string
	for i := range v.Items {
		all = append(all, v.Items[i].Text)
	}
	return all
}

// Mixture says of a policy that is not Complete what is wrong with it, and what was expected.
func (w *Written) Mixture() string {
	return fmt.Sprintf("the policy %s is neither kind of policy; expected before and require, or after and forbid", ast.Quote(w.Name))
}
