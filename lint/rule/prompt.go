package rule

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// promptOf returns the member that tells the avatar what to say, or nil.
func promptOf(n *ast.Node) *ast.Member {
	if n.Spec == nil {
		return nil
	}
	for i := range n.Spec.Type.Fields {
		if f := &n.Spec.Type.Fields[i]; f.Type.Shorthand == catalog.SayPrefix {
			return n.Object.Member(f.Name)
		}
	}
	return nil
}

// isSaid tells whether the prompt is spoken as it is written.
func isSaid(prompt string) bool { return strings.HasPrefix(strings.TrimSpace(prompt), "Say:") }

// isSilence tells whether the prompt gives the avatar nothing to say.
func isSilence(prompt string) bool {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(prompt), "Say:")) == ""
}

// outcomesOf returns the outcomes of the author's own wording; nil when the node has none.
func outcomesOf(n *ast.Node) *ast.Value {
	if n.Spec == nil {
		return nil
	}
	for i := range n.Spec.Type.Fields {
		f := &n.Spec.Type.Fields[i]
		if f.Type.Kind != catalog.List || f.Type.Elem.Shorthand != catalog.GeneratedID {
			continue
		}
		if v := n.Object.Get(f.Name); v != nil && v.Kind == ast.List {
			return v
		}
	}
	return nil
}

// goesOnAtOnce tells whether the author said that the node needs no reply.
func goesOnAtOnce(n *ast.Node) bool {
	return n.Spec != nil && n.Spec.InstantWhen != "" && n.Object.Get(n.Spec.InstantWhen).IsTrue()
}
