package rule

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A place says where the walk is.
type place struct {
	node *ast.Node
	key  ast.Span // what stands for the value when something in it is missing: its key, or the node's id
	name label
	via  []ast.Span
}

// A label is what a message calls a value. The words are made when there is something to report.
type label struct {
	key    string // the value's, or that of the list that it is an item of
	ofList int    // how many lists there are between the key and the value
	node   bool   // it is a node, and has no key
}

func (l label) String() string {
	name := "the node"
	if !l.node {
		name = ast.Quote(l.key)
	}
	return strings.Repeat("an item of ", l.ofList) + name
}

// at is the place of a value below p. Only values that came through an alias cost anything.
func (p place) at(v *ast.Value, key ast.Span, name label) place {
	p.key, p.name = key, name
	if !v.Via.IsZero() {
		p.via = append(p.via[:len(p.via):len(p.via)], v.Via)
	}
	return p
}

func (p place) nodeOr(span ast.Span) ast.Span {
	if p.node != nil {
		return p.node.ID.Span
	}
	return span
}

// orKey is the place of a value; of one that takes no room, as an empty one in YAML, that of its key.
func orKey(v *ast.Value, p place) ast.Span {
	if v.Span.Len() == 0 {
		return p.key
	}
	return v.Span
}
