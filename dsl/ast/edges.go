package ast

import (
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
	b.edges = make([]Edge, 0, 2*len(b.Nodes))
	ends := make([]int, len(b.Nodes))
	for i := range b.Nodes {
		n := &b.Nodes[i]
		switch {
		case n.Spec != nil && n.Spec.Role == catalog.End:
			// An edge out of an end is never taken: it is a finding, and no part of the graph.
		case n.Spec != nil:
			n.Open = !b.collect(int32(i), &n.Object, n.Spec.Type, false) || n.Object.Incomplete
		default:
			n.Open = true
			b.collectUnknown(int32(i), &n.Object)
		}
		ends[i] = len(b.edges)
	}
	b.Edges = b.edges
	start := 0
	for i, end := range ends {
		b.Nodes[i].Edges = b.Edges[start:end:end]
		start = end
	}
}

// collect finds the edges in a value of the type, and tells whether all the places where one belongs were readable.
func (b *builder) collect(from int32, v *Value, t *catalog.Type, waits bool) bool {
	defer b.through(v)()
	waits = waits || t.Waits
	switch {
	case t.Kind == catalog.List && v.Kind == List:
		whole := len(v.Items) > 0
		for i := range v.Items {
			whole = b.collectItem(from, &v.Items[i], t.Elem, waits, i) && whole
		}
		return whole && !v.Incomplete
	case t.Kind == catalog.Object && v.Kind == Object:
		return b.collectMembers(from, v, t, waits) && !v.Incomplete
	}
	return false
}

func (b *builder) collectMembers(from int32, v *Value, t *catalog.Type, waits bool) bool {
	whole, found := true, 0
	for i := range v.Members {
		m := &v.Members[i]
		switch f := t.Field(m.Key); {
		case f == nil && (t.Outcomes || m.Value.Style == Arrow), f != nil && f.Type.Kind == catalog.Target:
			found++
			edge := Edge{Name: Text{m.Key, m.KeySpan, m.Value.Via}, Span: m.Span(), Field: f, Waits: waits}
			whole = b.add(from, edge, &m.Value) && whole
		case f != nil && b.Catalog.Leads(f.Type):
			found++
			whole = b.collect(from, &m.Value, f.Type, waits) && whole
		}
	}
	if t.Outcomes {
		return whole && found > 0
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Required && b.Catalog.Leads(f.Type) && v.Get(f.Name) == nil {
			return false
		}
	}
	return whole
}

// collectItem finds the edges in an item of a list: an outcome with a condition, or a rule of a field_condition.
func (b *builder) collectItem(from int32, v *Value, t *catalog.Type, waits bool, index int) bool {
	if v.Kind != Object {
		return false
	}
	defer b.through(v)()
	edge := Edge{Name: Text{Span: v.Span, Via: v.Via}, Span: v.Span, Waits: waits}
	if t.Shorthand != catalog.GeneratedID {
		edge.Name.Text = "rule-" + strconv.Itoa(index+1)
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
			if target == nil || !b.add(from, edge, target) {
				return false
			}
		}
	}
	return true
}

// collectUnknown finds what looks like an edge in a node of unknown type.
func (b *builder) collectUnknown(from int32, v *Value) {
	for i := range v.Members {
		switch m := &v.Members[i]; {
		case m.Key == "outcome" || m.Key == "default":
			b.add(from, Edge{Name: Text{m.Key, m.KeySpan, m.Value.Via}, Span: m.Span()}, &m.Value)
		case m.Key == "outcomes":
			b.collectMembers(from, &m.Value, &catalog.Type{Kind: catalog.Object, Outcomes: true}, false)
			for j := range m.Value.Items {
				if target := m.Value.Items[j].Get("targetNodeId"); target != nil {
					b.add(from, Edge{Name: Text{"outcome-" + strconv.Itoa(j+1), target.Span, target.Via}, Span: m.Value.Items[j].Span}, target)
				}
			}
		}
	}
}

// through remembers the alias of a value for the edges in it, until what it returns is called.
func (b *builder) through(v *Value) func() {
	before := b.via
	if !v.Via.IsZero() {
		b.via = v.Via
	}
	return func() { b.via = before }
}

func (b *builder) add(from int32, edge Edge, target *Value) bool {
	text, ok := target.AsString()
	if !ok {
		return false
	}
	edge.From, edge.To, edge.Target = from, -1, Text{text, target.Span, target.Via}
	if target.Via.IsZero() {
		edge.Target.Via = b.via
	}
	if to, ok := b.byID[text]; ok {
		edge.To = to
	}
	b.edges = append(b.edges, edge)
	return true
}
