package ast

import (
	"slices"
	"strconv"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// connect finds the edges of all nodes.
func (b *builder) connect() {
	b.byID = make(map[string]int32, len(b.Nodes))
	for i := range b.Nodes {
		if n := &b.Nodes[i]; n.HasID {
			if _, ok := b.byID[n.ID.Text]; !ok {
				b.byID[n.ID.Text] = int32(i)
			}
		}
	}
	if b.Edges = b.edges; b.Edges == nil {
		b.Edges = make([]Edge, 0, 3*len(b.Nodes))
	}
	ends := make([]int, len(b.Nodes))
	for i := range b.Nodes {
		n := &b.Nodes[i]
		switch {
		case n.Spec != nil && n.Spec.Role == catalog.End:
			// An edge out of an end is never taken: it is a finding, and no part of the graph.
		case n.Spec != nil:
			n.Open = !b.collect(origin{from: int32(i)}, &n.Object, n.Spec.Type) || n.Object.Incomplete
		default:
			n.Open = true
			b.collectUnknown(origin{from: int32(i)}, &n.Object)
		}
		ends[i] = len(b.Edges)
	}
	start := 0
	for i, end := range ends {
		b.Nodes[i].Edges = b.Edges[start:end:end]
		start = end
	}
	b.edges = b.Edges
}

// An origin is what an edge takes from where it stands.
type origin struct {
	from  int32
	waits bool
	via   Span // the innermost alias around it
}

// in returns the origin of what stands in a value of the type.
func (o origin) in(v *Value, t *catalog.Type) origin {
	o.waits = o.waits || t.Waits
	if !v.Via.IsZero() {
		o.via = v.Via
	}
	return o
}

// collect finds the edges in a value of the type, and tells whether every place where one belongs could be read.
func (b *builder) collect(o origin, v *Value, t *catalog.Type) bool {
	o = o.in(v, t)
	switch {
	case t.Kind == catalog.List && v.Kind == List:
		whole := len(v.Items) > 0
		for i := range v.Items {
			whole = b.collectItem(o.in(&v.Items[i], t.Elem), &v.Items[i], t.Elem, i) && whole
		}
		return whole && !v.Incomplete
	case t.Kind == catalog.Object && v.Kind == Object:
		return b.collectMembers(o, v, t) && !v.Incomplete
	}
	return false
}

func (b *builder) collectMembers(o origin, v *Value, t *catalog.Type) bool {
	whole, found := true, 0
	fields := t.Lookup()
	for i := range v.Members {
		m := &v.Members[i]
		switch f := fields.Field(m.Key); {
		case m.Value.Style == Arrow, f == nil && t.Outcomes, f != nil && f.Type.Kind == catalog.Target:
			found++
			edge := Edge{Name: Text{m.Key, m.KeySpan, m.Value.Via}, Span: m.Span(), Field: f}
			whole = b.add(o, edge, &m.Value) && whole
		case f != nil && f.Type.Leads():
			found++
			whole = b.collect(o, &m.Value, f.Type) && whole
		}
	}
	if t.Outcomes {
		return whole && found > 0
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Required && f.Type.Leads() && v.Get(f.Name) == nil {
			return false
		}
	}
	return whole
}

// collectItem finds the edges in an item of a list: an outcome with a condition, or a rule of a field_condition.
func (b *builder) collectItem(o origin, v *Value, t *catalog.Type, index int) bool {
	if v.Kind != Object {
		return false
	}
	edge := Edge{Name: Text{Span: v.Span, Via: v.Via}, Span: v.Span}
	if t.Shorthand != catalog.GeneratedID {
		edge.Name.Text = RuleEdge + strconv.Itoa(index+1)
	} else {
		edge.Condition = v.Get("condition")
		if id := v.Get("id"); id != nil {
			text, _ := id.AsString()
			edge.Name = Text{text, id.Span, id.Via}
		}
	}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Type.Kind == catalog.Target {
			target := v.Get(f.Name)
			if target == nil || !b.add(o, edge, target) {
				return false
			}
		}
	}
	return true
}

// collectUnknown finds what looks like an edge in a node of unknown type: what is an arrow, and what has the name of a field that
// leads to other nodes in nodes of some type.
func (b *builder) collectUnknown(o origin, v *Value) {
	for i := range v.Members {
		m := &v.Members[i]
		if m.Value.Style == Arrow {
			b.addNamed(o, m)
			continue
		}
		types := b.Catalog.Leading(m.Key)
		if i := slices.IndexFunc(types, func(t *catalog.Type) bool { return mayBe(&m.Value, t) }); i >= 0 {
			b.collectLoosely(o, m, types[i])
		}
	}
}

// mayBe tells whether a value is of the form of a type that can hold targets, or of its shorthand.
func mayBe(v *Value, t *catalog.Type) bool {
	switch t.Kind {
	case catalog.List:
		return v.Kind == List || v.Kind == Object && t.Shorthand == catalog.ConditionMap
	case catalog.Object:
		return v.Kind == Object
	}
	return t.Kind == catalog.Target
}

// collectLoosely finds what looks like an edge in a member that would be of the type, if its node were of one that has it.
func (b *builder) collectLoosely(o origin, m *Member, t *catalog.Type) {
	switch {
	case t.Kind == catalog.Target:
		b.addNamed(o, m)
	case t.Outcomes, t.Kind == catalog.List && m.Value.Kind == Object:
		b.collectMembers(o, &m.Value, anyOutcomes)
	case t.Kind == catalog.List:
		b.collectLooseItems(o, &m.Value, t.Elem)
	case t.Kind == catalog.Object:
		for i := range t.Fields {
			f := &t.Fields[i]
			if inner := m.Value.Member(f.Name); inner != nil && f.Type.Leads() && mayBe(&inner.Value, f.Type) {
				b.collectLoosely(o, inner, f.Type)
			}
		}
	}
}

// anyOutcomes is the type of an object each member of which is an outcome.
var anyOutcomes = &catalog.Type{Kind: catalog.Object, Outcomes: true}

// collectLooseItems does so in a list.
func (b *builder) collectLooseItems(o origin, list *Value, t *catalog.Type) {
	name := RuleEdge
	if t.Shorthand == catalog.GeneratedID {
		name = "outcome-"
	}
	for i := range list.Items {
		for k := range t.Fields {
			if t.Fields[k].Type.Kind != catalog.Target {
				continue
			}
			if target := list.Items[i].Get(t.Fields[k].Name); target != nil {
				b.add(o, Edge{Name: Text{name + strconv.Itoa(i+1), target.Span, target.Via}, Span: list.Items[i].Span}, target)
			}
		}
	}
}

// addNamed adds the edge to the target that is the value of a member.
func (b *builder) addNamed(o origin, m *Member) {
	b.add(o, Edge{Name: Text{m.Key, m.KeySpan, m.Value.Via}, Span: m.Span()}, &m.Value)
}

// add adds an edge to the target, and tells whether the target is a name.
func (b *builder) add(o origin, edge Edge, target *Value) bool {
	text, ok := target.AsString()
	if !ok {
		return false
	}
	edge.From, edge.To, edge.Waits, edge.Target = o.from, -1, o.waits, Text{text, target.Span, target.Via}
	if target.Via.IsZero() {
		edge.Target.Via = o.via
	}
	if to, ok := b.byID[text]; ok {
		edge.To = to
	}
	b.Edges = append(b.Edges, edge)
	return true
}
