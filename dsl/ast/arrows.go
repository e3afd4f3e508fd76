package ast

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// An arrow is an "outcome -> target" of the flow language, and the keys under which the API keeps the outcome.
type arrow struct {
	path   []string
	member *Member
}

// placeArrows puts each "outcome -> target" of the flow language where the API keeps the outcome of that name. It tells
// whether there were any; the members of the object are nobody else's then.
func (b *builder) placeArrows(v *Value, spec *catalog.NodeType) bool {
	var arrows []arrow
	for i := range v.Members {
		if m := &v.Members[i]; m.Value.Style == Arrow {
			arrows = append(arrows, arrow{arrowPath(m.Key, spec), m})
		}
	}
	if arrows == nil {
		return false
	}
	members := make([]Member, 0, len(v.Members))
	for i := range v.Members {
		if m := v.Members[i]; m.Value.Style != Arrow {
			m.Key = b.misplaced(&m, spec)
			members = append(members, m)
		}
	}
	v.Members = b.insert(members, arrows, v.Incomplete)
	slices.SortStableFunc(v.Members, func(a, b Member) int { return cmp.Compare(a.KeySpan.Start, b.KeySpan.Start) })
	return true
}

// misplaced returns the key of a member. For conditions in a node whose outcomes have names, that is the keyword that makes
// them, "on" or "always": they are what is wrong there, and the arrows beside them are right.
func (b *builder) misplaced(m *Member, spec *catalog.NodeType) string {
	if spec == nil || m.Value.Kind != List {
		return m.Key
	}
	f, word := spec.Type.Field(m.Key), b.Source.Slice(m.KeySpan)
	if f != nil && f.Type.Outcomes && (word == "on" || word == "always") {
		return word
	}
	return m.Key
}

// arrowPath returns the keys that lead to the outcome in a node of the type. The outcome without a name is the only one.
func arrowPath(outcome string, spec *catalog.NodeType) []string {
	if outcome == "" {
		outcome = "outcome"
	}
	if spec == nil {
		return []string{"outcomes", outcome}
	}
	if path := spec.TargetPath(outcome); path != nil {
		return path
	}
	if f := spec.Outcomes(); f != nil {
		return []string{f.Name, outcome}
	}
	return []string{outcome}
}

// IsLoose tells whether the member is an arrow that is no outcome, given the field of its name in the type of the object; nil for none.
func (m *Member) IsLoose(f *catalog.Field) bool {
	return m.Value.Style == Arrow && (f == nil || f.Type.Kind != catalog.Target)
}

// IsArrowKeyword tells whether a word is a keyword that the flow language has before an arrow in nodes of the type: else, or always.
func IsArrowKeyword(word string, spec *catalog.NodeType) bool {
	switch word {
	case "else":
		return spec.Type.Field("default") != nil
	case "always":
		return spec.Conditions() != nil
	}
	return false
}

// insert puts each arrow at the end of its path, and makes the objects on the way that are missing. The members are the
// caller's own; those of the objects in them may be shared. What is missing in an incomplete node may be an arrow, so the
// objects that hold arrows are incomplete as well.
func (b *builder) insert(members []Member, arrows []arrow, incomplete bool) []Member {
	at := Index{names: make([]string, 0, len(members)+len(arrows))}
	for i := range members {
		at.Add(members[i].Key)
	}
	var containers []container
	for _, a := range arrows {
		i, there := at.Find(a.path[0])
		if there && len(a.path) > 1 && members[i].Value.Kind != Object {
			a.path = a.path[len(a.path)-1:]
			i, there = at.Find(a.path[0])
		}
		switch inside := len(a.path) > 1; {
		case there && !inside:
			first, second := members[i].KeySpan, a.member.KeySpan
			if first.Start > second.Start {
				first, second = second, first
			}
			b.report(Duplicate(second, first, fmt.Sprintf("%s leads somewhere twice", Quote(a.path[0]))))
			continue
		case !there && inside:
			members = append(members, Member{a.path[0], a.member.KeySpan, Value{Kind: Object}})
		case !there:
			members = append(members, Member{a.path[0], a.member.KeySpan, a.member.Value})
		}
		i, _ = at.Add(a.path[0])
		if len(a.path) > 1 {
			containers = hang(containers, i, arrow{a.path[1:], a.member})
		}
	}
	for _, c := range containers {
		v := &members[c.at].Value
		for _, a := range c.arrows {
			v.Span = v.Span.Cover(a.member.KeySpan.Cover(a.member.Value.Span))
		}
		v.Incomplete = v.Incomplete || incomplete
		inner := append(make([]Member, 0, len(v.Members)+len(c.arrows)), v.Members...)
		v.Members = b.insert(inner, c.arrows, incomplete)
	}
	return members
}

// A container is a member into which arrows go.
type container struct {
	at     int
	arrows []arrow
}

// hang adds the arrow to those of the member. There are only as many containers as a node type has of them.
func hang(containers []container, at int, a arrow) []container {
	for i := range containers {
		if c := &containers[i]; c.at == at {
			c.arrows = append(c.arrows, a)
			return containers
		}
	}
	return append(containers, container{at, []arrow{a}})
}
