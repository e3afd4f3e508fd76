package ast

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// expand writes out the shorthands of a value of the type (language.md, section 1), and tells whether there were any. The
// value is the caller's own; what it holds may be shared. A value of another shape is left as it is, for the shape rules.
func (b *builder) expand(v *Value, t *catalog.Type) bool {
	if !t.Shortens() {
		return false
	}
	changed := b.shorthand(v, t)
	switch {
	case t.Kind == catalog.Object && v.Kind == Object:
		return b.expandMembers(v, t, changed) || changed
	case t.Kind == catalog.Variant && v.Kind == Object:
		if tag := v.Get(t.Tag); tag != nil {
			if choice := t.Choice(tag.Text); choice != nil {
				return b.expandMembers(v, choice, changed) || changed
			}
		}
	case t.Kind == catalog.List && v.Kind == List:
		return b.expandItems(v, t, changed) || changed
	}
	return changed
}

// expandMembers leaves the members alone until one changes, and then copies them unless the builder owns them.
func (b *builder) expandMembers(v *Value, t *catalog.Type, owned bool) bool {
	changed := t.Shorthand == catalog.AuthorsOwnKeys && b.leaveOutOwnKeys(v)
	owned = owned || changed || b.unshared
	fields := t.Lookup()
	var m Member // declared out here so that it is not allocated anew each time
	for i := 0; i < len(v.Members); i++ {
		f := fields.Field(v.Members[i].Key)
		if f != nil && !f.Type.Shortens() {
			continue // as most are
		}
		m = v.Members[i]
		if m.IsLoose(f) {
			continue // it may have the name of a field, but is none
		}
		twin := -1
		if f != nil {
			if !b.expand(&m.Value, f.Type) {
				continue
			}
		} else if f = said(m.Key, t); f != nil {
			twin = slices.IndexFunc(v.Members, func(o Member) bool { return o.Key == f.Name })
			m.say(f)
		} else {
			continue
		}
		if !owned {
			v.Members, owned = b.members.copy(v.Members), true
		}
		changed = true
		if twin < 0 {
			v.Members[i] = m
			continue
		}
		b.settle(v, &m, i, twin)
		i--
	}
	return changed
}

// sayMark is what the shorthand say: TEXT puts before the text.
const sayMark = "Say: "

// say makes the member, whose key is that of the shorthand, what it stands for: the field with the mark before its text.
func (m *Member) say(f *catalog.Field) {
	m.Key = f.Name
	if text, ok := m.Value.AsString(); ok {
		m.Value.Kind, m.Value.Style, m.Value.Text = String, Quoted, sayMark+text
	}
}

// settle leaves one of the two members that mean the same field: what m, the member at the index say, stands for, and the one at
// the index twin, which has the field's own key. Where they come from one object, that is a finding; else one is merged, and what
// is written in the object itself wins, as with two keys of the same name.
func (b *builder) settle(v *Value, m *Member, say, twin int) {
	switch other := &v.Members[twin]; {
	case sameObject(m, other):
		first, second := v.Members[min(say, twin)], v.Members[max(say, twin)]
		b.report(Duplicate(second.KeySpan, first.KeySpan, GivenTwiceAs(m.Key, b.keyAsWritten(first), b.keyAsWritten(second))))
	case m.Value.Merged < other.Value.Merged, m.Value.Merged == other.Value.Merged && say < twin:
		*other = *m
	}
	v.Members = slices.Delete(v.Members, say, say+1)
}

// sameObject tells whether two members of an object were written in the same one, and not merged from different ones.
func sameObject(m, other *Member) bool {
	return m.Value.Merged == other.Value.Merged && (m.Value.Merged == 0 || m.Value.Via == other.Value.Via)
}

// keyAsWritten is the key of a member as a message shows it, whatever it stands for.
func (b *builder) keyAsWritten(m Member) string {
	return Quote(strings.Trim(b.Source.Slice(m.KeySpan), `"'`))
}

// leaveOutOwnKeys puts the keys that are the author's own aside, and tells whether there were any.
func (b *builder) leaveOutOwnKeys(v *Value) bool {
	own := func(m Member) bool { return catalog.IsOwnKey(m.Key) }
	if !slices.ContainsFunc(v.Members, own) {
		return false
	}
	for _, m := range v.Members {
		if own(m) {
			b.Own = append(b.Own, m)
		}
	}
	v.Members = slices.DeleteFunc(slices.Clone(v.Members), own)
	return true
}

// said returns the field that the key "say" stands for in an object of the type; nil for any other key, or where there is none.
func said(key string, t *catalog.Type) *catalog.Field {
	if key != catalog.SayKey {
		return nil
	}
	return t.Said()
}

// expandItems does for the items of a list what expandMembers does for members. A list that is owned is owned with everything
// in it.
func (b *builder) expandItems(v *Value, t *catalog.Type, owned bool) bool {
	changed, copied := false, owned || b.unshared
	var item Value // declared out here so that it is not allocated anew each time
	for i := range v.Items {
		item = v.Items[i]
		if !b.expand(&item, t.Elem) {
			continue
		}
		if !copied {
			v.Items, copied = b.values.copy(v.Items), true
		}
		v.Items[i], changed = item, true
	}
	if t.Elem.Shorthand == catalog.GeneratedID {
		return b.fillInIDs(v, owned, copied) || changed
	}
	return changed
}

func (b *builder) shorthand(v *Value, t *catalog.Type) bool {
	switch t.Shorthand {
	case catalog.ConditionMap:
		return b.conditionMap(v)
	case catalog.NameMap:
		return b.nameMap(v)
	case catalog.ReferenceText:
		return b.referenceText(v)
	case catalog.LiteralOrRef:
		return b.literalOrRef(v)
	}
	return false
}

func (b *builder) conditionMap(v *Value) bool {
	if _, ok := v.AsString(); ok {
		outcome := append(b.members.take(outcomeKeys)[:0], Member{"targetNodeId", v.Span, *v})
		*v = Value{Kind: List, Span: v.Span, Via: v.Via, Items: b.values.take(1)}
		v.Items[0] = Value{Kind: Object, Span: v.Span, Via: v.Via, Members: outcome}
		return true
	}
	if v.Kind != Object {
		return false
	}
	b.list(v, "condition", "targetNodeId", outcomeKeys)
	return true
}

// outcomeKeys is how many keys an outcome has: there is room in it for those that are filled in.
const outcomeKeys = 3

func (b *builder) nameMap(v *Value) bool {
	if v.Kind != Object {
		return false
	}
	b.list(v, "name", "value", 2)
	return true
}

// list turns an object into a list of objects that hold its keys at one key and its values at another. Each gets room for that
// many members.
func (b *builder) list(v *Value, key, value string, room int) {
	items := b.values.take(len(v.Members))
	for i := range v.Members {
		m := &v.Members[i]
		name := Value{Kind: String, Span: m.KeySpan, Via: m.Value.Via, Text: m.Key}
		items[i] = Value{Kind: Object, Span: m.Span(), Via: m.Value.Via,
			Members: append(b.members.take(room)[:0], Member{key, m.KeySpan, name}, Member{value, m.KeySpan, m.Value})}
	}
	*v = Value{Kind: List, Incomplete: v.Incomplete, Span: v.Span, Via: v.Via, Items: items}
}

func (b *builder) referenceText(v *Value) bool {
	source, ok := b.reference(v)
	if ok {
		*v = b.refObject(v, source)
	}
	return ok
}

func (b *builder) literalOrRef(v *Value) bool {
	if v.Kind == Object || v.Kind == List || v.Kind == Null || v.Kind == Absent {
		return false
	}
	kind := Member{"type", v.Span, Value{Kind: String, Style: FilledIn, Span: v.Span, Via: v.Via, Text: "literal"}}
	if source, ok := b.reference(v); ok {
		kind.Value.Text = "ref"
		*v = b.refObject(v, source, kind)
		return true
	}
	literal := *v
	if b.Language != Flow && v.Kind == String && strings.HasPrefix(v.Text, "$$") {
		literal.Text = v.Text[1:]
	}
	members := append(b.members.take(2)[:0], kind, Member{"value", v.Span, literal})
	*v = Value{Kind: Object, Span: v.Span, Via: v.Via, Members: members}
	return true
}

// reference tells where in the text the source of a reference stands: providedData.x in the flow language, and
// $providedData.x in the other two. A name that is nearly a source is read as one all the same, so that it can be reported.
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
	for end < len(text) && IsWordStart(text[end]) {
		end++
	}
	if end == start || end >= len(text) || text[end] != '.' {
		return Span{}, false
	}
	// A source without a field is a reference only where nothing else can be meant.
	if end+1 == len(text) && !slices.Contains(catalog.DataSources, text[start:end]) {
		return Span{}, false
	}
	if v.Kind == String && !isNearlySource(text[start:end]) {
		return Span{}, false
	}
	return Between(start, end), true
}

// isNearlySource tells whether a name is a source of data, a misspelled one, or the beginning of one.
func isNearlySource(name string) bool {
	if len(name) > 4 && slices.ContainsFunc(catalog.DataSources, func(source string) bool { return strings.HasPrefix(source, name) }) {
		return true
	}
	_, near := nearest.Of(name, catalog.DataSources)
	return near
}

// refObject is the object that a reference stands for, with its source and field after the members given.
func (b *builder) refObject(v *Value, source Span, members ...Member) Value {
	from, to := int(source.Start), int(source.End)
	part := func(from, to int) Value {
		return Value{Kind: String, Span: b.Source.Written(v, from, to), Via: v.Via, Text: v.Text[from:to]}
	}
	all := append(b.members.take(len(members) + 2)[:0], members...)
	all = append(all, Member{"source", v.Span, part(from, to)}, Member{"field", v.Span, part(to+1, len(v.Text))})
	return Value{Kind: Object, Span: v.Span, Via: v.Via, Members: all}
}
