package shape

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A Place says where the walk is.
type Place struct {
	Node *ast.Node  // nil outside of nodes
	Via  []ast.Span // the aliases through which the place was reached, outermost first
	name label      // of the value
	key  ast.Span   // what stands for the value when something in it is missing: its key, or the node's id
	// local tells that the value is for this tool alone, and is never sent to the API.
	local bool
}

// A label is what a message calls a value. The words are made when there is something to report.
type label struct {
	key   string // the value's, or that of the list that it is an item of; or words for what has no key
	lists int32  // how many lists there are between the key and the value
	words bool   // the key is shown as it is
}

// String returns the words, as in `an item of "langs"`.
func (l label) String() string {
	name := l.key
	if !l.words {
		name = ast.Quote(name)
	}
	return strings.Repeat("an item of ", int(l.lists)) + name
}

func (l label) item() label {
	l.lists++
	return l
}

// at is the place of a value below p. It allocates only for values that came through an alias.
func (p Place) at(v *ast.Value, key ast.Span, name label) Place {
	p.key, p.name = key, name
	if !v.Via.IsZero() {
		p.Via = append(p.Via[:len(p.Via):len(p.Via)], v.Via)
	}
	return p
}

func (p Place) nodeOr(span ast.Span) ast.Span {
	if p.Node != nil {
		return p.Node.ID.Span
	}
	return span
}

// SpanOf is where a message about a value points: at the value or, where it takes no room, like an empty one in YAML, at its
// key.
func SpanOf(v *ast.Value, key ast.Span) ast.Span {
	if v.Span.Len() == 0 {
		return key
	}
	return v.Span
}
