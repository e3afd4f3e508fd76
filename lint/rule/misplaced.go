package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

// What is a key and a value to YAML and JSON, but stands where it says something other than its author meant: a node beside the
// flow, a field beside its node, a condition where the keys of an outcome belong.

// isStrayNode tells whether a member of the body is a node that stands beside the flow, for instance because it is not indented.
func (p *Pass) isStrayNode(m *ast.Member) bool {
	f := p.File
	if f.Language == ast.Flow || f.Catalog.Body.Field(m.Key) != nil {
		return false
	}
	return f.Catalog.NodeType(typeOf(&m.Value)) != nil
}

// holdsNodes tells whether nodes stand in the place of one, as in flow: {nodes: {start: …}}.
func (p *Pass) holdsNodes(node *ast.Value) bool {
	return slices.ContainsFunc(node.Members, func(m ast.Member) bool { return p.File.Catalog.NodeType(typeOf(&m.Value)) != nil })
}

// isKeyed tells whether a node, which may be nil, is an item of a list that holds it under its id, as is right only where the flow is
// an object: - start: {type: start}.
func (p *Pass) isKeyed(n *ast.Node) bool {
	return n != nil && !n.HasID && len(n.Object.Members) == 1 && p.holdsNodes(&n.Object)
}

// isFirstKeyed tells whether a missing field is the one that is reported for all such nodes: whoever writes one writes all so.
func (p *Pass) isFirstKeyed(d *shape.Defect) bool {
	return d.Field.Name == "id" && (d.Node.Index == 0 || !p.isKeyed(&p.File.Nodes[d.Node.Index-1]))
}

func keyedHelp(l ast.Language) string {
	if l == ast.JSON {
		return `write the id into the node, or one object in place of the list`
	}
	return "leave the dashes out: the nodes stand under their ids"
}

// typeOf returns the type that a value has if it is a node; empty for none.
func typeOf(v *ast.Value) string {
	if t := v.Get("type"); v.Kind == ast.Object && t != nil {
		return t.Text
	}
	return ""
}

// strayNodes returns the types of the nodes that stand beside the flow, by their ids.
func (p *Pass) strayNodes() map[string]*catalog.NodeType {
	var strays map[string]*catalog.NodeType
	for i := range p.File.Body.Members {
		m := &p.File.Body.Members[i]
		if !p.isStrayNode(m) {
			continue
		}
		if strays == nil {
			strays = make(map[string]*catalog.NodeType)
		}
		strays[m.Key] = p.File.Catalog.NodeType(typeOf(&m.Value))
	}
	return strays
}

// isMisplacedOutcome tells whether a member of a node, which may be nil, is an outcome that leads nowhere: in the flow language
// because it has a colon in place of its arrow, and in YAML and JSON because it stands beside the object of the outcomes.
func isMisplacedOutcome(f *ast.File, n *ast.Node, m *ast.Member) bool {
	if n == nil || n.Spec == nil || m.Value.Kind != ast.String || m.Value.Style == ast.Arrow || n.Spec.Type.Field(m.Key) != nil {
		return false
	}
	return n.Spec.TargetPath(m.Key) != nil || f.Language == ast.Flow && ast.IsArrowKeyword(m.Key, n.Spec)
}

// hasMisplacedOutcome tells whether a node, which may be nil, has such an outcome.
func (p *Pass) hasMisplacedOutcome(n *ast.Node) bool {
	if n == nil {
		return false
	}
	has, known := p.memo.misplaced[n]
	if !known {
		has = slices.ContainsFunc(n.Object.Members, func(m ast.Member) bool { return isMisplacedOutcome(p.File, n, &m) })
		if p.memo.misplaced == nil {
			p.memo.misplaced = make(map[*ast.Node]bool)
		}
		p.memo.misplaced[n] = has
	}
	return has
}

// isMisplaced tells whether an unknown key is such an outcome: in the body of its node, or on the way to where it belongs.
func (p *Pass) isMisplaced(d *shape.Defect) bool {
	n := d.Node
	if n == nil || n.Spec == nil || d.Member.Value.Kind != ast.String {
		return false
	}
	if d.Object == &n.Object {
		return isMisplacedOutcome(p.File, n, d.Member)
	}
	path := n.Spec.TargetPath(d.Member.Key)
	for v := &n.Object; len(path) > 2; path = path[1:] {
		if v = v.Get(path[0]); v == d.Object {
			return true
		}
	}
	return false
}

// lacksFlow tells whether the body has no flow under its key. It is worked out once: a body can have very many keys.
func (p *Pass) lacksFlow() bool {
	if p.memo.lacksFlow == nil {
		lacks := p.File.Body.Member("flow") == nil
		p.memo.lacksFlow = &lacks
	}
	return *p.memo.lacksFlow
}

// isWrapper tells whether an unknown member of the body holds the whole body, as in {"session": {"flow": …}}.
func (p *Pass) isWrapper(m *ast.Member) bool {
	return p.lacksFlow() && m.Value.Kind == ast.Object && p.File.Catalog.Body.Field(m.Key) == nil && m.Value.Member("flow") != nil
}

// isWrapped tells whether the body has such a member.
func (p *Pass) isWrapped() bool {
	return slices.ContainsFunc(p.File.Body.Members, func(m ast.Member) bool { return p.isWrapper(&m) })
}

// fieldAmongOutcomes says that what stands as the target of a condition is the value of a field, such as doesNotRequireReply: true; nil
// for anything else.
func fieldAmongOutcomes(f *ast.File, d *shape.Defect) []string {
	if d.Owner.Kind != catalog.Target || d.Value.Kind != ast.Bool || d.Node == nil || d.Node.Spec == nil {
		return nil
	}
	before := strings.TrimRight(f.Source.Text[max(0, int(d.Value.Span.Start)-longestKey):d.Value.Span.Start], ": \t\"'")
	for i := range d.Node.Spec.Type.Fields {
		if field := &d.Node.Spec.Type.Fields[i]; field.Type.Kind == catalog.Boolean && strings.HasSuffix(before, field.Name) {
			return []string{fmt.Sprintf("%s is a field of the node; move it out of its outcomes", ast.Quote(field.Name))}
		}
	}
	return nil
}

// longestKey is how many bytes before a value its key is looked for.
const longestKey = 100

// isWholeFlow tells whether an unknown key is a node of a body that has its nodes in place of a flow.
func (p *Pass) isWholeFlow(d *shape.Defect) bool {
	return d.Object == &p.File.Body && p.isStrayNode(d.Member) && p.lacksFlow() && !p.misspelled("flow", d.Object, d.Owner)
}

// straysHelp says how nodes that stand in place of the flow become one.
func straysHelp(l ast.Language) string {
	if l == ast.JSON {
		return `the nodes stand in place of it; move them into "flow"`
	}
	return "the nodes stand in place of it; write flow: before them, and indent them"
}

// isOutside tells whether an unknown key belongs into a field that its object lacks, as url does into request.
func (p *Pass) isOutside(m *ast.Member, object *ast.Value, t *catalog.Type, f *catalog.Field) bool {
	return f.Required && f.Type.Kind == catalog.Object && !f.Type.Outcomes && f.Type.Field(m.Key) != nil && m.Value.Style != ast.Arrow &&
		t.Field(m.Key) == nil && object.Get(f.Name) == nil && p.slips(object, t)[m.Key] == nil && !p.misspelled(f.Name, object, t)
}

// outside returns the keys of an object that belong into a field that it lacks.
func (p *Pass) outside(object *ast.Value, t *catalog.Type, f *catalog.Field) []string {
	var keys []string
	for i := range object.Members {
		if m := &object.Members[i]; p.isOutside(m, object, t, f) {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// homeOf returns the one field of an object of the type that knows a key which the object itself does not; nil for none.
func homeOf(key string, t *catalog.Type) *catalog.Field {
	var home *catalog.Field
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Type.Kind != catalog.Object || f.Type.Outcomes || f.Type.Field(key) == nil {
			continue
		}
		if home != nil {
			return nil
		}
		home = f
	}
	return home
}

// isOutsideAny tells whether an unknown key belongs into some field that its object lacks.
func (p *Pass) isOutsideAny(d *shape.Defect) bool {
	return slices.ContainsFunc(d.Owner.Fields, func(f catalog.Field) bool { return p.isOutside(d.Member, d.Object, d.Owner, &f) })
}

// strayHelp says how a node that stands beside the flow becomes a part of it.
func strayHelp(l ast.Language) string {
	if l == ast.JSON {
		return `this looks like a node; move it into "flow"`
	}
	return "this looks like a node; indent it, so that it stands under flow"
}

// isPair tells whether an outcome in a list has its condition as a key and its target as the value, as is right only where the
// outcomes are an object: - the user is ready: done. So may a variable of a request have its name.
func (p *Pass) isPair(outcome *ast.Value, t *catalog.Type) bool {
	if t == nil || t.Shorthand != catalog.GeneratedID && t.Shorthand != catalog.NamedValue || outcome.Kind != ast.Object {
		return false
	}
	written := 0
	for i := range outcome.Members {
		m := &outcome.Members[i]
		if m.Value.Style == ast.FilledIn {
			continue
		}
		isScalar := m.Value.Kind == ast.String || t.Shorthand == catalog.NamedValue && (m.Value.Kind == ast.Number || m.Value.Kind == ast.Bool)
		if written++; t.Field(m.Key) != nil || !isScalar || written > 1 {
			return false
		}
	}
	return written == 1 && len(p.slips(outcome, t)) == 0
}

// pairHelp says how such an item of a list of the type is written.
func pairHelp(l ast.Language, item *ast.Value, t *catalog.Type) []string {
	m, name, value := &item.Members[0], "condition", "targetNodeId"
	if t.Shorthand == catalog.NamedValue {
		name, value = "name", "value"
	}
	if l == ast.JSON {
		return []string{fmt.Sprintf(`write {%s: %s, %s: %s}, or an object in place of the list: {%s: %s}`,
			ast.Quote(name), ast.Quote(m.Key), ast.Quote(value), shape.Show(&m.Value), ast.Quote(m.Key), shape.Show(&m.Value))}
	}
	return []string{fmt.Sprintf("leave the dash out, and write %s: %s; an item of a list has %s and %s", m.Key, m.Value.Text, name, value)}
}
