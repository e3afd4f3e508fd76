package ast

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// expand writes out the shorthands of a value of the type (language.md, section 1), and tells whether there were any.
// A value of another shape is left as it is, for the shape rules.
func (b *builder) expand(v Value, t *catalog.Type) (Value, bool) {
	v, changed := b.shorthand(v, t)
	switch {
	case t.Kind == catalog.Object && v.Kind == Object:
		members, some := b.expandMembers(v.Members, t)
		v.Members, changed = members, changed || some
	case t.Kind == catalog.Variant && v.Kind == Object:
		if tag := v.Get(t.Tag); tag != nil {
			if choice := t.Choice(tag.Text); choice != nil {
				members, some := b.expandMembers(v.Members, choice)
				v.Members, changed = members, changed || some
			}
		}
	case t.Kind == catalog.List && v.Kind == List:
		items, some := b.expandItems(v.Items, t)
		v.Items, changed = items, changed || some
	}
	return v, changed
}

// expandMembers leaves the members alone until one changes, and then copies them: they may be shared.
func (b *builder) expandMembers(members []Member, t *catalog.Type) ([]Member, bool) {
	out, changed := members, false
	if t.Shorthand == catalog.AuthorsOwnKeys {
		out, changed = withoutOwnKeys(members)
	}
	for i := 0; i < len(out); i++ {
		m, twin := out[i], -1
		if f := t.Field(m.Key); f != nil {
			value, some := b.expand(m.Value, f.Type)
			if !some {
				continue
			}
			m.Value = value
		} else if f := saidField(t); f != nil && m.Key == "say" {
			twin = slices.IndexFunc(out, func(o Member) bool { return o.Key == f.Name })
			m.Key = f.Name
			if text, ok := m.Value.AsString(); ok {
				m.Value.Kind, m.Value.Style, m.Value.Text = String, Quoted, "Say: "+text
			}
		} else {
			continue
		}
		if !changed {
			out, changed = slices.Clone(out), true
		}
		if twin >= 0 {
			first, second := out[min(i, twin)], out[max(i, twin)]
			b.report("duplicate-key", second.KeySpan, fmt.Sprintf("%s is given twice: as %s and as %s", Quote(m.Key),
				Quote(b.Source.Slice(first.KeySpan)), Quote(b.Source.Slice(second.KeySpan))), Related{"the first", first.KeySpan})
			out = slices.Delete(out, i, i+1)
			i--
			continue
		}
		out[i] = m
	}
	return out, changed
}

// withoutOwnKeys leaves out the keys that are the author's own, and tells whether there were any.
func withoutOwnKeys(members []Member) ([]Member, bool) {
	own := func(m Member) bool { return strings.HasPrefix(m.Key, "x-") }
	if !slices.ContainsFunc(members, own) {
		return members, false
	}
	return slices.DeleteFunc(slices.Clone(members), own), true
}

func saidField(t *catalog.Type) *catalog.Field {
	for i := range t.Fields {
		if t.Fields[i].Type.Shorthand == catalog.SayPrefix {
			return &t.Fields[i]
		}
	}
	return nil
}

func (b *builder) expandItems(items []Value, t *catalog.Type) ([]Value, bool) {
	out, changed := items, false
	for i := range items {
		value, some := b.expand(items[i], t.Elem)
		if !some {
			continue
		}
		if !changed {
			out, changed = append([]Value(nil), items...), true
		}
		out[i] = value
	}
	if t.Elem.Shorthand == catalog.GeneratedID {
		return fillInIDs(out, changed)
	}
	return out, changed
}

func (b *builder) shorthand(v Value, t *catalog.Type) (Value, bool) {
	switch t.Shorthand {
	case catalog.ConditionMap:
		return conditionMap(v)
	case catalog.NameMap:
		return nameMap(v)
	case catalog.ReferenceText:
		return b.referenceText(v)
	case catalog.LiteralOrRef:
		return b.literalOrRef(v)
	}
	return v, false
}

func conditionMap(v Value) (Value, bool) {
	if _, ok := v.AsString(); ok {
		outcome := Value{Kind: Object, Span: v.Span, Via: v.Via, Members: []Member{{"targetNodeId", v.Span, v}}}
		return Value{Kind: List, Span: v.Span, Via: v.Via, Items: []Value{outcome}}, true
	}
	if v.Kind != Object {
		return v, false
	}
	return listOf(v, "condition", "targetNodeId"), true
}

func nameMap(v Value) (Value, bool) {
	if v.Kind != Object {
		return v, false
	}
	return listOf(v, "name", "value"), true
}

// listOf makes the members of an object a list of objects, the keys at one key and the values at another.
func listOf(v Value, key, value string) Value {
	items := make([]Value, len(v.Members))
	for i, m := range v.Members {
		name := Value{Kind: String, Span: m.KeySpan, Via: m.Value.Via, Text: m.Key}
		items[i] = Value{Kind: Object, Span: m.Span(), Via: m.Value.Via,
			Members: []Member{{key, m.KeySpan, name}, {value, m.KeySpan, m.Value}}}
	}
	return Value{Kind: List, Incomplete: v.Incomplete, Span: v.Span, Via: v.Via, Items: items}
}

func (b *builder) referenceText(v Value) (Value, bool) {
	if source, ok := b.reference(&v); ok {
		return b.refObject(&v, source), true
	}
	return v, false
}

func (b *builder) literalOrRef(v Value) (Value, bool) {
	if v.Kind == Object || v.Kind == List || v.Kind == Absent {
		return v, false
	}
	kind := Value{Kind: String, Style: FilledIn, Span: v.Span, Via: v.Via, Text: "literal"}
	if source, ok := b.reference(&v); ok {
		kind.Text = "ref"
		ref := b.refObject(&v, source)
		ref.Members = append([]Member{{"type", v.Span, kind}}, ref.Members...)
		return ref, true
	}
	literal := v
	if b.Language != Flow && v.Kind == String && strings.HasPrefix(v.Text, "$$") {
		literal.Text = v.Text[1:]
	}
	return Value{Kind: Object, Span: v.Span, Via: v.Via, Members: []Member{{"type", v.Span, kind}, {"value", v.Span, literal}}}, true
}

// reference tells where in the text the source of a reference stands: providedData.x in the flow language, and
// $providedData.x in the other two. A name that is no source is read as one all the same, so that it can be reported.
func (b *builder) reference(v *Value) (source Span, ok bool) {
	text, start := v.Text, 0
	switch {
	case v.Kind == Ref:
	case v.Kind == String && b.Language != Flow && strings.HasPrefix(text, "$"):
		start = 1
	default:
		return Span{}, false
	}
	end := start
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	if end == start || end == len(text) || text[end] != '.' {
		return Span{}, false
	}
	return Span{int32(start), int32(end)}, true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }

func (b *builder) refObject(v *Value, source Span) Value {
	from, to := int(source.Start), int(source.End)
	part := func(from, to int) Value {
		return Value{Kind: String, Span: b.Source.Written(v, from, to), Via: v.Via, Text: v.Text[from:to]}
	}
	name, field := part(from, to), part(to+1, len(v.Text))
	return Value{Kind: Object, Span: v.Span, Via: v.Via, Members: []Member{{"source", v.Span, name}, {"field", v.Span, field}}}
}
