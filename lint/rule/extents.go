package rule

import (
	"sort"

	"github.com/fsflow/fsflow/dsl/ast"
)

// extents are the places of the keys, items and nodes of a file, and of its scalars.
type extents struct {
	all     []ast.Span // by start, then the longest first
	scalars []ast.Span // by start
}

func (p *Pass) extents() *extents {
	if p.memo.extents == nil {
		p.memo.extents = newExtents(p.File)
	}
	return p.memo.extents
}

func newExtents(f *ast.File) *extents {
	e := &extents{}
	e.body(f)
	e.members(f.Own)
	for i := range f.Nodes {
		e.all = append(e.all, f.Nodes[i].ID.Span.Cover(f.Nodes[i].Object.Span))
		e.value(&f.Nodes[i].Object)
	}
	byStart := func(spans []ast.Span) {
		sort.Slice(spans, func(i, k int) bool {
			return spans[i].Start < spans[k].Start || spans[i].Start == spans[k].Start && spans[i].End > spans[k].End
		})
	}
	byStart(e.all)
	byStart(e.scalars)
	return e
}

// body adds what is around the nodes.
func (e *extents) body(f *ast.File) {
	if len(f.Nodes) == 0 {
		e.value(&f.Body)
		return
	}
	for i := range f.Body.Members {
		if m := &f.Body.Members[i]; m.Key == "flow" {
			e.key(m)
		} else {
			e.members(f.Body.Members[i : i+1])
		}
	}
}

func (e *extents) value(v *ast.Value) {
	if v.Kind == ast.String {
		e.scalars = append(e.scalars, v.Span)
	}
	for i := range v.Items {
		e.all = append(e.all, v.Items[i].Span)
		e.value(&v.Items[i])
	}
	e.members(v.Members)
}

func (e *extents) members(all []ast.Member) {
	for i := range all {
		e.key(&all[i])
		e.value(&all[i].Value)
	}
}

// key adds the places of a member and of its key.
func (e *extents) key(m *ast.Member) {
	if isWritten(m) {
		e.all = append(e.all, ast.Span{Start: m.KeySpan.Start, End: m.Span().End})
	}
	e.scalars = append(e.scalars, m.KeySpan)
}

// isWritten tells whether the author wrote the key of a member. In the flow language a node's outcomes stand in it one by one, and a
// list of nodes stands without its body: what holds them begins where the first of them does, and a comment is for that one alone.
func isWritten(m *ast.Member) bool {
	v := &m.Value
	switch {
	case m.KeySpan.Len() == 0:
		return false
	case !v.Via.IsZero():
		return true
	case len(v.Items) > 0:
		return v.Items[0].Span.Start > m.KeySpan.Start
	case len(v.Members) > 0:
		return v.Members[0].KeySpan.Start > m.KeySpan.Start
	}
	return true
}

// next returns the first place that begins at or after an offset, and of several the largest; the zero span when there is none.
func (e *extents) next(offset int32) ast.Span {
	i := sort.Search(len(e.all), func(i int) bool { return e.all[i].Start >= offset })
	if i == len(e.all) {
		return ast.Span{}
	}
	return e.all[i]
}

// inScalar tells whether the offset is inside of a string.
func (e *extents) inScalar(offset int32) bool {
	i := sort.Search(len(e.scalars), func(i int) bool { return e.scalars[i].Start > offset })
	// Strings do not nest, but a shorthand makes two at one place: a few of those before are looked at.
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if e.scalars[k].Start <= offset && offset < e.scalars[k].End {
			return true
		}
	}
	return false
}
