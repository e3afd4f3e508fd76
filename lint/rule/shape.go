package rule

import (
	"math"
	"net/url"
	"slices"
	"strconv"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A defect is a place where the source is not of the shape that the catalog demands. One walk finds them all; each shape
// rule reports those of its kind. No rule knows a node type by name.
type defect struct {
	kind  defectKind
	node  *ast.Node // nil outside of nodes
	span  ast.Span
	via   []ast.Span     // the aliases through which the place was reached, outermost first
	name  label          // of the value
	owner *catalog.Type  // the type of the object in which it was found, or the value's own
	field *catalog.Field // the field that is missing, deprecated or read-only
	value *ast.Value     // the value that is wrong
	// member is the one that should not be there, in object.
	member *ast.Member
	object *ast.Value
	first  ast.Span // of a duplicate: the first
}

type defectKind uint8

const (
	missingField defectKind = iota
	missingOutcomes
	unknownKey
	wrongType
	wrongValue
	emptyList
	duplicateID
	deprecated
	defectKinds // how many there are
)

// defects returns the defects of a kind in the order of the walk.
func (p *Pass) defects(kind defectKind) []defect {
	p.walk()
	return p.shape.found[kind]
}

func (p *Pass) walk() {
	if p.shape == nil {
		p.shape = &shapeWalk{noted: map[catalog.Meaning][]noted{}}
		p.shape.file(p.File)
	}
}

type shapeWalk struct {
	found  [defectKinds][]defect
	noted  map[catalog.Meaning][]noted
	ids    ast.Index  // of one list
	firsts []ast.Span // where each of them stands first
}

// noted is a value whose type has a meaning that rules ask for.
type noted struct {
	value *ast.Value
	place
}

// meaning returns the values of that meaning in the order of the walk.
func (p *Pass) meaning(m catalog.Meaning) []noted {
	p.walk()
	return p.shape.noted[m]
}

func (w *shapeWalk) add(d defect, p place) {
	d.node, d.via, d.name = p.node, p.via, p.name
	w.found[d.kind] = append(w.found[d.kind], d)
}

func (w *shapeWalk) file(f *ast.File) {
	body := place{key: f.Body.Span}
	if f.Body.Kind == ast.Object {
		w.members(&f.Body, f.Catalog.Body, body)
	}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		p := place{node: n}.at(&n.Object, n.ID.Span, label{node: true})
		switch {
		case n.Object.Kind != ast.Object:
			w.add(defect{kind: wrongType, span: orKey(&n.Object, p), value: &n.Object, owner: nodeHead}, p)
		case n.Spec == nil:
			w.missing(&n.Object, nodeHead, p, w.members(&n.Object, nodeHead, p))
		default:
			w.object(&n.Object, n.Spec.Type, p)
		}
	}
}

// nodeHead is what is known of a node whose type is not.
var nodeHead = &catalog.Type{Kind: catalog.Object, Name: "node", Fields: catalog.NodeHead}

func (w *shapeWalk) value(v *ast.Value, t *catalog.Type, p place) {
	if t.Kind == catalog.List && t.NonEmpty && (v.Kind == ast.Null || v.Kind == ast.List && len(v.Items) == 0 && !v.Incomplete) {
		w.add(defect{kind: emptyList, span: orKey(v, p), value: v, owner: t}, p)
		return
	}
	if !fits(v, t) {
		w.add(defect{kind: wrongType, span: orKey(v, p), value: v, owner: t}, p)
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
	default:
		if !allowed(v, t) {
			w.add(defect{kind: wrongValue, span: v.Span, value: v, owner: t}, p)
		}
	}
}

func (w *shapeWalk) note(v *ast.Value, t *catalog.Type, p place) {
	if t.Meaning != catalog.NoMeaning {
		w.noted[t.Meaning] = append(w.noted[t.Meaning], noted{v, p})
	}
}

// fits tells whether the value is of the right kind.
func fits(v *ast.Value, t *catalog.Type) bool {
	switch t.Kind {
	case catalog.Any:
		return v.Kind != ast.Ref
	case catalog.String, catalog.Target:
		_, ok := v.AsString()
		return ok
	case catalog.Boolean:
		return v.Kind == ast.Bool
	case catalog.Number:
		return v.Kind == ast.Number
	case catalog.Integer:
		n, ok := number(v)
		return v.Kind == ast.Number && (!ok || n == math.Trunc(n))
	case catalog.Scalar:
		return v.Kind == ast.String || v.Kind == ast.Number || v.Kind == ast.Bool
	case catalog.List:
		return v.Kind == ast.List
	case catalog.Strings:
		return v.Kind == ast.String || v.Kind == ast.List && !slices.ContainsFunc(v.Items, func(item ast.Value) bool { return item.Kind != ast.String })
	case catalog.Nodes:
		return v.Kind == ast.List || v.Kind == ast.Object
	}
	return v.Kind == ast.Object
}

// allowed tells whether a scalar of the right kind has one of the right values.
func allowed(v *ast.Value, t *catalog.Type) bool {
	switch t.Kind {
	case catalog.String:
		text, _ := v.AsString()
		return (t.Values == nil || contains(t.Values, text) || accepted(t, text)) && (t.Format != catalog.URL || isURL(text))
	case catalog.Number, catalog.Integer:
		n, ok := number(v)
		return ok && (t.Min == nil || n >= *t.Min) && (t.Max == nil || n <= *t.Max)
	case catalog.Scalar:
		if v.Kind != ast.Number {
			return true
		}
		_, ok := number(v)
		return ok
	}
	return true
}

// number returns the value of a number that JSON can hold.
func number(v *ast.Value) (float64, bool) {
	text, ok := ast.JSONNumber(v.Text)
	if !ok {
		return 0, false
	}
	n, _ := strconv.ParseFloat(text, 64)
	return n, true
}

func contains(values []string, text string) bool {
	for _, v := range values {
		if v == text {
			return true
		}
	}
	return false
}

func accepted(t *catalog.Type, text string) bool {
	old := t.Replacement(text)
	return old != nil && old.Accepted
}

func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// anything looks for what no JSON can hold in a value of the author's own form.
func (w *shapeWalk) anything(v *ast.Value, p place) {
	switch v.Kind {
	case ast.Ref:
		w.add(defect{kind: wrongType, span: v.Span, value: v, owner: anyType}, p)
	case ast.Number:
		if _, ok := number(v); !ok {
			w.add(defect{kind: wrongValue, span: v.Span, value: v, owner: anyType}, p)
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

var anyType = &catalog.Type{Kind: catalog.Any}

func (w *shapeWalk) object(v *ast.Value, t *catalog.Type, p place) {
	w.missing(v, t, p, w.members(v, t, p))
}

// missing finds the required fields that are not there, where so many are that may be required.
func (w *shapeWalk) missing(v *ast.Value, t *catalog.Type, p place, given int) {
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
			w.add(defect{kind: missingOutcomes, span: p.nodeOr(p.key), owner: f.Type, object: &ast.Value{}}, p)
		default:
			w.add(defect{kind: missingField, span: p.key, owner: t, field: f, object: v}, p)
		}
	}
	if outcomes {
		w.add(defect{kind: missingOutcomes, span: p.nodeOr(p.key), owner: t, object: v}, p)
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
func (w *shapeWalk) members(v *ast.Value, t *catalog.Type, p place) (given int) {
	for i := range v.Members {
		m := &v.Members[i]
		f := t.Field(m.Key)
		if f != nil && isLoose(m, f) {
			f = nil
		}
		if f == nil || f.ReadOnly {
			if t != nodeHead { // else it is not known which there are
				w.add(defect{kind: unknownKey, span: m.KeySpan, owner: t, field: f, member: m, object: v}, p.at(&m.Value, p.key, p.name))
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

// isLoose tells whether the member is an arrow by the name of a field that is no outcome.
func isLoose(m *ast.Member, f *catalog.Field) bool {
	return m.Value.Style == ast.Arrow && f.Type.Kind != catalog.Target
}

func (w *shapeWalk) member(m *ast.Member, f *catalog.Field, t *catalog.Type, p place) {
	if f.Deprecated != "" {
		w.add(defect{kind: deprecated, span: m.KeySpan, owner: t, field: f, value: &m.Value}, p)
	}
	if f.Type.Kind == catalog.String && accepted(f.Type, m.Value.Text) {
		w.add(defect{kind: deprecated, span: m.Value.Span, owner: f.Type, value: &m.Value}, p)
	}
	if f.Type.Kind != catalog.Nodes { // the nodes are walked one by one, and a flow that is none is the rule missing-flow's
		w.value(&m.Value, f.Type, p)
	}
}

func (w *shapeWalk) variant(v *ast.Value, t *catalog.Type, p place) {
	tag := v.Get(t.Tag)
	if choice := t.Choice(text(tag)); choice != nil {
		w.note(v, choice, p)
		w.object(v, choice, p)
		return
	}
	names := &catalog.Type{Kind: catalog.String, Name: t.Tag}
	for _, c := range t.Variants {
		names.Values = append(names.Values, c.Name)
	}
	if tag == nil {
		if !v.Incomplete {
			w.add(defect{kind: missingField, span: p.key, owner: t, field: &catalog.Field{Name: t.Tag, Type: names}, object: v}, p)
		}
		return
	}
	w.value(tag, names, p.at(tag, p.key, label{key: t.Tag}))
}

func (w *shapeWalk) list(v *ast.Value, t *catalog.Type, p place) {
	name := p.name
	name.ofList++
	for i := range v.Items {
		item := &v.Items[i]
		w.value(item, t.Elem, p.at(item, item.Span, name))
	}
	if t.Elem.Shorthand == catalog.GeneratedID {
		w.sameIDs(v, t, p)
	}
}

// sameIDs looks for ids that two items of a list have.
func (w *shapeWalk) sameIDs(v *ast.Value, t *catalog.Type, p place) {
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
			w.add(defect{kind: duplicateID, span: id.Span, value: id, first: w.firsts[first], owner: t}, p.at(item, item.Span, p.name))
		}
	}
}
