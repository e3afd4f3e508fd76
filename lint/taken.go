package lint

import (
	"cmp"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// taken are edits of which no two change the same text or insert at the same place; sorted by start, then end.
type taken []ast.Edit

// allow tells whether an edit can be made along with those taken. Only its neighbours can be in its way.
func (t taken) allow(e ast.Edit) bool {
	i, _ := slices.BinarySearchFunc(t, e.Span.Start, func(o ast.Edit, start int32) int { return cmp.Compare(o.Span.Start, start) })
	if i > 0 && t[i-1].Span.End > e.Span.Start && e.Span.End > t[i-1].Span.Start {
		return false
	}
	for ; i < len(t) && (t[i].Span.Start < e.Span.End || t[i].Span.Start == e.Span.Start); i++ {
		if t[i].Span == e.Span || e.Span.Start < t[i].Span.End && t[i].Span.Start < e.Span.End {
			return false
		}
	}
	return true
}

func (t *taken) add(e ast.Edit) {
	i, _ := slices.BinarySearchFunc(*t, e, func(a, b ast.Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	*t = slices.Insert(*t, i, e)
}
