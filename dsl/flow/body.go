package flow

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A body is that of a node while it is being read.
type body struct {
	keys
	span ast.Span
	// nodeType is the name of the node's type; empty where it is not known.
	nodeType string
	// The outcomes with a condition are one member, and so are the rules; it stands where the first of them does.
	outcomes, rules gathered
}

// gathered are members that are written one by one, and are a list in the document.
type gathered struct {
	items []ast.Value
	at    int // where the list is among the members; -1 when it must not be there
}

// newBody returns the body of the item's node; nodeType is nil where the type is not known.
func (r *reader) newBody(nodeType *token) body {
	last := r.tokens[len(r.tokens)-1].span
	b := body{keys: r.newKeys()}
	if nodeType == nil {
		first := &r.tokens[min(1, len(r.tokens)-1)]
		b.span = ast.Span{Start: first.begin(), End: max(first.begin(), last.End)}
		return b
	}
	b.span, b.nodeType = nodeType.span.Cover(last), nodeType.text
	b.add(r, ast.Member{Key: "type", KeySpan: nodeType.span, Value: text(nodeType)})
	return b
}

func (b *body) value(r *reader) ast.Value {
	for _, g := range []gathered{b.outcomes, b.rules} {
		if len(g.items) > 0 && g.at >= 0 {
			first, last := g.items[0].Span, g.items[len(g.items)-1].Span
			r.members[b.base+g.at].Value = ast.Value{Kind: ast.List, Span: first.Cover(last), Items: g.items}
		}
	}
	return b.keys.value(r, b.span)
}

// gather adds an item to those that make up one member.
func (b *body) gather(r *reader, g *gathered, key string, keySpan ast.Span, item ast.Value) {
	if len(g.items) == 0 {
		g.at = len(r.members) - b.base
		if !b.add(r, ast.Member{Key: key, KeySpan: keySpan}) {
			g.at = -1
		}
	}
	g.items = append(g.items, item)
}

// member reads the member that begins at a token, and returns the token after it. The grammar has accepted it.
func (r *reader) member(b *body, at int) int {
	t := &r.tokens[at]
	switch t.kind {
	case kindCondition:
		return r.outcome(b, at)
	case kindIf:
		return r.rule(b, at)
	case kindLabel:
		v, end := r.value(at + 1)
		b.add(r, ast.Member{Key: t.text, KeySpan: t.span, Value: v})
		return end
	case kindSay:
		b.add(r, ast.Member{Key: catalog.SayKey, KeySpan: t.lead, Value: text(t)})
		return at + 1
	case kindElse:
		b.add(r, ast.Member{Key: "default", KeySpan: t.span, Value: text(&r.tokens[at+1])})
		return at + 2
	case kindTarget:
		b.add(r, ast.Member{KeySpan: t.lead, Value: arrow(t)})
		return at + 1
	}
	if t.text == "" {
		r.report(t.span, "the name of an outcome is empty; expected a name", `write -> alone for the only way out of a node`)
		b.incomplete = true
		return at + 2
	}
	b.add(r, ast.Member{Key: t.text, KeySpan: t.span, Value: arrow(&r.tokens[at+1])})
	return at + 2
}

func arrow(t *token) ast.Value {
	v := text(t)
	v.Style = ast.Arrow
	return v
}

func (r *reader) outcome(b *body, at int) int {
	on, target := &r.tokens[at], &r.tokens[at+1]
	end := at + 2
	members := []ast.Member{
		{Key: "condition", KeySpan: on.lead, Value: text(on)},
		{Key: "targetNodeId", KeySpan: target.lead, Value: text(target)},
	}
	span := on.lead.Cover(target.span)
	if as := &r.tokens[end]; as.kind == kindAs {
		members = append(members, ast.Member{Key: "id", KeySpan: as.lead, Value: text(as)})
		span = span.Cover(as.span)
		end++
	}
	key := ""
	if b.outcomes.items == nil { // else the member is there
		key = r.conditions(b)
	}
	b.gather(r, &b.outcomes, key, on.lead, ast.Value{Kind: ast.Object, Span: span, Members: members})
	return end
}

// conditions returns the key of the outcomes with a condition: that of the node's type or, where that has none, the usual one, under
// which they are reported.
func (r *reader) conditions(b *body) string {
	if n := r.catalog.NodeType(b.nodeType); n != nil && n.Conditions() != nil {
		return n.Conditions().Name
	}
	return "outcomes"
}

func (r *reader) rule(b *body, at int) int {
	start := &r.tokens[at]
	left, operator := &r.tokens[at+1], &r.tokens[at+2]
	end := at + 3
	var right *token
	if left.kind == kindUnary {
		left, operator = operator, left
	} else {
		right = &r.tokens[end]
		end++
	}
	members := make([]ast.Member, 0, 4)
	members = append(members,
		ast.Member{Key: "left", KeySpan: left.span, Value: scalar(left)},
		ast.Member{Key: "operator", KeySpan: operator.span, Value: ast.Value{Kind: ast.String, Span: operator.span, Text: operators[operator.text]}})
	if right != nil {
		members = append(members, ast.Member{Key: "right", KeySpan: right.span, Value: scalar(right)})
	}
	target := &r.tokens[end]
	members = append(members, ast.Member{Key: "outcome", KeySpan: target.lead, Value: text(target)})
	b.gather(r, &b.rules, "rules", start.span, ast.Value{Kind: ast.Object, Span: start.span.Cover(target.span), Members: members})
	return end + 1
}
