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
	member Member
}

// placeArrows puts each "outcome -> target" of the flow language where the API keeps the outcome of that name.
func (b *builder) placeArrows(v Value, spec *catalog.NodeType) Value {
	var arrows []arrow
	var members []Member
	for _, m := range v.Members {
		if m.Value.Style != Arrow {
			members = append(members, m)
			continue
		}
		if m.Key == "" {
			m.Key = "outcome"
		}
		arrows = append(arrows, arrow{arrowPath(m.Key, spec), m})
	}
	if arrows == nil {
		return v
	}
	v.Members = b.insert(members, arrows, v.Incomplete)
	slices.SortStableFunc(v.Members, func(a, b Member) int { return cmp.Compare(a.KeySpan.Start, b.KeySpan.Start) })
	return v
}

// arrowPath returns the keys that lead to the outcome in a node of the type.
func arrowPath(outcome string, spec *catalog.NodeType) []string {
	if spec == nil {
		return []string{"outcomes", outcome}
	}
	if path := targetPath(outcome, spec.Type); path != nil {
		return path
	}
	for _, f := range spec.Type.Fields {
		if f.Type.Outcomes {
			return []string{f.Name, outcome}
		}
	}
	return []string{outcome}
}

func targetPath(outcome string, t *catalog.Type) []string {
	for _, f := range t.Fields {
		if f.Type.Kind == catalog.Target && f.Name == outcome {
			return []string{outcome}
		}
		if path := targetPath(outcome, f.Type); path != nil {
			return append([]string{f.Name}, path...)
		}
	}
	return nil
}

// insert puts each arrow at the end of its path, and makes the objects on the way that are not there. The members are the
// caller's own; those of the objects in them may be shared. What is missing in an incomplete node may be an arrow, so that
// the objects that hold them are incomplete as well.
func (b *builder) insert(members []Member, arrows []arrow, incomplete bool) []Member {
	at := make(map[string]int, len(members)+len(arrows))
	for i := range members {
		at[members[i].Key] = i
	}
	var containers []int
	inner := map[int][]arrow{}
	for _, a := range arrows {
		i, there := at[a.path[0]]
		if there && len(a.path) > 1 && members[i].Value.Kind != Object {
			a.path = a.path[len(a.path)-1:]
			i, there = at[a.path[0]]
		}
		switch {
		case len(a.path) > 1:
			if !there {
				i = len(members)
				members = append(members, Member{a.path[0], a.member.KeySpan, Value{Kind: Object}})
			}
			if inner[i] == nil {
				containers = append(containers, i)
			}
			inner[i] = append(inner[i], arrow{a.path[1:], a.member})
		case there:
			first, second := members[i].KeySpan, a.member.KeySpan
			if first.Start > second.Start {
				first, second = second, first
			}
			b.report("duplicate-key", second, fmt.Sprintf("%s leads somewhere twice", Quote(a.member.Key)), Related{"the first", first})
			continue
		default:
			i = len(members)
			members = append(members, a.member)
		}
		at[a.path[0]] = i
	}
	for _, i := range containers {
		container := &members[i].Value
		for _, a := range inner[i] {
			container.Span = container.Span.Cover(a.member.KeySpan.Cover(a.member.Value.Span))
		}
		container.Incomplete = container.Incomplete || incomplete
		container.Members = b.insert(slices.Clone(container.Members), inner[i], incomplete)
	}
	return members
}
