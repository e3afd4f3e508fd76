package shape

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A walk goes through values alongside their types. Where nothing is wrong, it allocates only for what it notes.
type walk struct {
	survey Survey
	ids    ast.Index  // of one list
	firsts []ast.Span // where each of them stands first
}

func (w *walk) add(d Defect, p Place) {
	d.Place = p
	w.survey.Defects = append(w.survey.Defects, d)
}

func (w *walk) file(f *ast.File) {
	body := Place{key: f.Body.Span}
	if f.Body.Kind == ast.Object {
		w.members(&f.Body, f.Catalog.Body, body)
	}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		p := Place{Node: n}.at(&n.Object, n.ID.Span, label{key: "the node", words: true})
		switch {
		case n.Object.Kind != ast.Object:
			w.add(Defect{Kind: WrongType, Span: SpanOf(&n.Object, p.key), Value: &n.Object, Owner: catalog.AnyNode}, p)
		case n.Spec == nil:
			w.missing(&n.Object, catalog.AnyNode, p, w.members(&n.Object, catalog.AnyNode, p))
		default:
			w.object(&n.Object, n.Spec.Type, p)
		}
	}
}

func (w *walk) value(v *ast.Value, t *catalog.Type, p Place) {
	if t.Kind == catalog.List && t.NonEmpty && (v.Kind == ast.Null || v.Kind == ast.List && len(v.Items) == 0 && !v.Incomplete) {
		w.add(Defect{Kind: EmptyList, Span: SpanOf(v, p.key), Value: v, Owner: t}, p)
		return
	}
	if !fits(v, t) {
		if first := firstAlone(t); first != nil && fits(v, first) {
			w.value(v, first, p)
			return
		}
		w.add(Defect{Kind: WrongType, Span: SpanOf(v, p.key), Value: v, Owner: t}, p)
		return
	}
	w.note(v, t, p)
	switch t.Kind {
	case catalog.Any:
		w.anything(v, p)
	case catalog.Object:
		w.object(v, t, p)
	case catalog.Variant:
		w.variant(v, t, p)
	case catalog.Map:
		for i := range v.Members {
			m := &v.Members[i]
			w.value(&m.Value, t.Elem, p.at(&m.Value, m.KeySpan, label{key: m.Key}))
		}
	case catalog.List:
		w.list(v, t, p)
	case catalog.Strings:
		w.strings(v, p)
	default:
		if !allowed(v, t) {
			w.add(Defect{Kind: WrongValue, Span: SpanOf(v, p.key), Value: v, Owner: t}, p)
		}
	}
}

// firstAlone returns the type of the field whose value may stand for an object of the type, or nil.
func firstAlone(t *catalog.Type) *catalog.Type {
	if t.Shorthand != catalog.FirstField {
		return nil
	}
	return t.Fields[0].Type
}

func (w *walk) note(v *ast.Value, t *catalog.Type, p Place) {
	if t.Meaning != catalog.NoMeaning {
		w.survey.noted[t.Meaning] = append(w.survey.noted[t.Meaning], Noted{v, t, p})
	}
}

// anything looks for what no JSON can hold in a value of the author's own form.
func (w *walk) anything(v *ast.Value, p Place) {
	switch v.Kind {
	case ast.Ref:
		w.add(Defect{Kind: WrongType, Span: v.Span, Value: v, Owner: catalog.Anything}, p)
	case ast.Number:
		if _, ok := Number(v); !ok {
			w.add(Defect{Kind: WrongValue, Span: v.Span, Value: v, Owner: catalog.Anything}, p)
		}
	}
	for i := range v.Items {
		w.anything(&v.Items[i], p.at(&v.Items[i], p.key, p.name))
	}
	for i := range v.Members {
		m := &v.Members[i]
		w.anything(&m.Value, p.at(&m.Value, m.KeySpan, label{key: m.Key}))
	}
}

func (w *walk) object(v *ast.Value, t *catalog.Type, p Place) {
	w.missing(v, t, p, w.members(v, t, p))
}

// missing finds the required fields that an object lacks; given is how many of the fields that may be required it has.
func (w *walk) missing(v *ast.Value, t *catalog.Type, p Place, given int) {
	if v.Incomplete || given == t.Needed() {
		return
	}
	outcomes := false
	for i := range t.Fields {
		f := &t.Fields[i]
		if !needed(f, v) || v.Get(f.Name) != nil {
			continue
		}
		switch {
		case t.Outcomes:
			outcomes = true
		case f.Type.Outcomes:
			// Whoever leaves out the whole object leaves out each outcome in it.
			w.add(Defect{Kind: MissingOutcomes, Span: p.nodeOr(p.key), Owner: f.Type, Object: &ast.Value{}}, p)
		default:
			w.add(Defect{Kind: MissingField, Span: p.key, Owner: t, Field: f, Object: v}, p)
		}
	}
	if outcomes {
		w.add(Defect{Kind: MissingOutcomes, Span: p.nodeOr(p.key), Owner: t, Object: v}, p)
	}
}

func needed(f *catalog.Field, v *ast.Value) bool {
	if c := f.RequiredWhen; c != nil {
		other := v.Get(c.Field)
		return other != nil && other.Text == c.Value
	}
	return f.Required
}

// members walks the members of an object, and returns how many of those that it may need are there.
func (w *walk) members(v *ast.Value, t *catalog.Type, p Place) (given int) {
	fields := t.Lookup()
	for i := range v.Members {
		m := &v.Members[i]
		f := fields.Field(m.Key)
		if m.IsLoose(f) {
			f = nil
		}
		if f == nil || f.ReadOnly {
			if t != catalog.AnyNode { // else it is not known which there are
				w.add(Defect{Kind: UnknownKey, Span: m.KeySpan, Owner: t, Field: f, Member: m, Object: v}, p.at(&m.Value, p.key, p.name))
			}
			continue
		}
		if f.MayBeNeeded() {
			given++
		}
		w.member(m, f, t, p.at(&m.Value, m.KeySpan, label{key: m.Key}))
	}
	return given
}

func (w *walk) member(m *ast.Member, f *catalog.Field, t *catalog.Type, p Place) {
	p.local = p.local || f.Local
	if f.Deprecated != "" {
		w.add(Defect{Kind: Deprecated, Span: m.KeySpan, Owner: t, Field: f, Value: &m.Value}, p)
	}
	if f.Type.Kind == catalog.String && accepted(f.Type, m.Value.Text) {
		w.add(Defect{Kind: Deprecated, Span: m.Value.Span, Owner: f.Type, Value: &m.Value}, p)
	}
	if f.Type.Kind != catalog.Nodes { // the nodes are walked one by one, and a flow that is none is the rule missing-flow's
		w.value(&m.Value, f.Type, p)
	}
}

func (w *walk) variant(v *ast.Value, t *catalog.Type, p Place) {
	tag := v.Get(t.Tag)
	if tag != nil {
		if choice := t.Choice(tag.Text); choice != nil {
			w.note(v, choice, p)
			w.object(v, choice, p)
			return
		}
	}
	names := &catalog.Type{Kind: catalog.String, Name: t.Tag}
	for _, c := range t.Variants {
		names.Values = append(names.Values, c.Name)
	}
	if tag == nil {
		if !v.Incomplete {
			w.add(Defect{Kind: MissingField, Span: p.key, Owner: t, Field: &catalog.Field{Name: t.Tag, Type: names}, Object: v}, p)
		}
		return
	}
	w.value(tag, names, p.at(tag, p.key, label{key: t.Tag}))
}

func (w *walk) list(v *ast.Value, t *catalog.Type, p Place) {
	name := p.name.item()
	for i := range v.Items {
		item := &v.Items[i]
		w.value(item, t.Elem, p.at(item, item.Span, name))
	}
	if t.Elem.Shorthand == catalog.GeneratedID {
		w.sameIDs(v, t, p)
	}
}

// strings walks what is one string or a list of them.
func (w *walk) strings(v *ast.Value, p Place) {
	name := p.name.item()
	for i := range v.Items {
		item := &v.Items[i]
		w.value(item, oneString, p.at(item, item.Span, name))
	}
}

var oneString = &catalog.Type{Kind: catalog.String}

// sameIDs looks for ids that two items of a list have.
func (w *walk) sameIDs(v *ast.Value, t *catalog.Type, p Place) {
	w.ids.Reset()
	w.firsts = w.firsts[:0]
	for i := range v.Items {
		item := &v.Items[i]
		id := item.Get("id")
		if id == nil {
			continue
		}
		text, ok := id.AsString()
		if !ok {
			continue
		}
		if first, added := w.ids.Add(text); added {
			w.firsts = append(w.firsts, id.Span)
		} else {
			w.add(Defect{Kind: DuplicateID, Span: id.Span, Value: id, First: w.firsts[first], Owner: t}, p.at(item, item.Span, p.name))
		}
	}
}
