// Package shape tells where values are not of the shape that the catalog demands, and says in words what was found there
// and what was expected. It knows no node type by name, and nothing of rules: what a defect is called, how bad it is, and how to
// fix it is left to the caller.
package shape

import (
	"iter"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A Survey is what one walk over values has found.
type Survey struct {
	Defects []Defect // in the order of the walk
	noted   [catalog.Meanings][]Noted
}

// A Noted is a value whose type has a meaning.
type Noted struct {
	Value *ast.Value
	Type  *catalog.Type // its own
	Place
}

// OfFile walks a whole file: the body, and each node by its type. In a node of unknown type only what every node must have is
// looked for.
func OfFile(f *ast.File) *Survey {
	var w walk
	w.file(f)
	return &w.survey
}

// OfMember walks the value of a member that is to be the field f. It passes over the flow itself.
func OfMember(m *ast.Member, f *catalog.Field) *Survey {
	var w walk
	w.member(m, f, nil, Place{}.at(&m.Value, m.KeySpan, label{key: m.Key}))
	return &w.survey
}

// OfItem walks one item of the list at a member that is to be the field f, as if the others were not there.
func OfItem(m *ast.Member, item *ast.Value, f *catalog.Field) *Survey {
	var w walk
	w.value(item, f.Type.Elem, Place{local: f.Local}.at(item, item.Span, label{key: m.Key}.item()))
	return &w.survey
}

// OfOwn walks a document of this tool's own, such as a configuration, that is to be of the type; messages call it by the name.
func OfOwn(document *ast.Value, name string, t *catalog.Type) *Survey {
	var w walk
	w.value(document, t, Place{local: true}.at(document, document.Span, label{key: name, words: true}))
	return &w.survey
}

// Of returns the defects of a kind in the order of the walk.
func (s *Survey) Of(kind Kind) iter.Seq[*Defect] {
	return func(yield func(*Defect) bool) {
		for i := range s.Defects {
			if d := &s.Defects[i]; d.Kind == kind && !yield(d) {
				return
			}
		}
	}
}

// Meaning returns the values of that meaning in the order of the walk.
func (s *Survey) Meaning(m catalog.Meaning) []Noted { return s.noted[m] }
