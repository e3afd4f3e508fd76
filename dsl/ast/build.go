package ast

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// A Document is what a front end has read: values as they were written, without regard to what they mean.
//
// The document of the flow language has the same form as a YAML one: the members of its session, and "flow", an object
// from node id to node. What that form cannot say is said by values of the style Arrow and the kind Ref.
type Document struct {
	// Root is Absent when nothing could be read, and Null when there is nothing.
	Root Value
	// Diagnostics are of the family syntax.
	Diagnostics []Diagnostic
	// Incomplete tells that a part of the source is missing from Root, and that it is not known which.
	Incomplete bool
}

// Build makes the syntax tree of a document: it expands the shorthands, and finds the nodes and the edges.
func Build(source *Source, language Language, c *catalog.Catalog, doc Document) *File {
	b := &builder{File: &File{
		Source: source, Language: language, Catalog: c,
		Diagnostics: doc.Diagnostics, Incomplete: doc.Incomplete, Body: doc.Root,
	}}
	b.body()
	return b.File
}

type builder struct {
	*File
	edges []Edge
}

func (b *builder) body() {
	if b.Body.Kind == List {
		flow := Member{Key: flowKey, KeySpan: Span{b.Body.Span.Start, b.Body.Span.Start}, Value: b.Body}
		b.Body = Value{Kind: Object, Span: b.Body.Span, Members: []Member{flow}}
	}
	if b.Body.Kind != Object {
		return
	}
	b.Body, _ = b.expand(b.Body, b.Catalog.Body)
	switch flow := b.Body.Get(flowKey); {
	case flow == nil:
		b.Legacy = isLegacy(&b.Body)
	case isLegacy(flow):
		b.Legacy = true
	default:
		b.nodes(flow)
	}
}

const flowKey = "flow"

// isLegacy tells whether the object is a flow as it was written before 2026 (facesign-api.md, section 5).
func isLegacy(v *Value) bool {
	nodes := v.Get("nodes")
	return nodes != nil && nodes.Kind == List
}

func (b *builder) nodes(flow *Value) {
	if n := max(len(flow.Items), len(flow.Members)); n > MaxNodes {
		b.report("syntax", flow.Span, fmt.Sprintf("the flow has %d nodes; at most %d are read", n, MaxNodes))
		b.Incomplete = true
		return
	}
	b.Incomplete = b.Incomplete || flow.Incomplete
	b.Nodes = make([]Node, 0, max(len(flow.Items), len(flow.Members)))
	for i := range flow.Items {
		b.node(flow.Items[i])
	}
	for i := range flow.Members {
		m := &flow.Members[i]
		b.node(b.withID(m))
		// A node that is no object still has the id under which it stands.
		n := &b.Nodes[len(b.Nodes)-1]
		n.ID, n.HasID = Text{m.Key, m.KeySpan, m.Value.Via}, true
	}
	b.connect()
}

// withID makes the key of a mapping from id to node the first member of the node.
func (b *builder) withID(m *Member) Value {
	v := m.Value
	if v.Kind != Object {
		return v
	}
	members := make([]Member, 1, len(v.Members)+1)
	members[0] = Member{"id", m.KeySpan, Value{Kind: String, Span: m.KeySpan, Via: v.Via, Text: m.Key}}
	for _, member := range v.Members {
		if member.Key == "id" {
			b.report("duplicate-key", member.KeySpan, fmt.Sprintf("the node has an id twice: %s, the key it stands under, and here", Quote(m.Key)),
				Related{"the key", m.KeySpan})
			continue
		}
		members = append(members, member)
	}
	v.Members = members
	return v
}

func (b *builder) node(v Value) {
	n := Node{Object: v, ID: Text{Span: v.Span, Via: v.Via}}
	if id := v.Get("id"); id != nil {
		n.ID.Span, n.ID.Via = id.Span, id.Via
		n.ID.Text, n.HasID = id.AsString()
	}
	n.Type = Text{Span: n.ID.Span, Via: n.ID.Via}
	if t := v.Get("type"); t != nil {
		n.Type.Span, n.Type.Via = t.Span, t.Via
		n.Type.Text, _ = t.AsString()
		n.Spec = b.Catalog.NodeType(n.Type.Text)
	}
	if v.Kind == Object {
		n.Object = b.placeArrows(v, n.Spec)
		if n.Spec != nil {
			n.Object, _ = b.expand(n.Object, n.Spec.Type)
		}
	}
	b.Nodes = append(b.Nodes, n)
}

func (b *builder) report(rule string, span Span, message string, related ...Related) {
	b.Diagnostics = append(b.Diagnostics, Diagnostic{Rule: rule, Severity: Error, Message: message, Span: span, Related: related})
}

// placeArrows puts each "outcome -> target" of the flow language where the API keeps the outcome of that name.
func (b *builder) placeArrows(v Value, spec *catalog.NodeType) Value {
	arrows := false
	for i := range v.Members {
		arrows = arrows || v.Members[i].Value.Style == Arrow
	}
	if !arrows {
		return v
	}
	members := make([]Member, 0, len(v.Members))
	for _, m := range v.Members {
		if m.Value.Style != Arrow {
			members = append(members, m)
			continue
		}
		if m.Key == "" {
			m.Key = "outcome"
		}
		members = b.insert(members, arrowPath(m.Key, spec), m)
	}
	v.Members = members
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

// insert puts a member at the end of a path, and makes the objects on the way that are not there.
func (b *builder) insert(members []Member, path []string, m Member) []Member {
	at := -1
	for i := range members {
		if members[i].Key == path[0] {
			at = i
		}
	}
	whole := m.KeySpan.Cover(m.Value.Span)
	switch {
	case len(path) == 1 && at < 0:
		return append(members, m)
	case len(path) == 1:
		b.report("duplicate-key", m.KeySpan, fmt.Sprintf("%s leads somewhere twice", Quote(m.Key)), Related{"the first", members[at].KeySpan})
		return members
	case at < 0:
		container := Value{Kind: Object, Span: whole, Members: b.insert(nil, path[1:], m)}
		return append(members, Member{path[0], m.KeySpan, container})
	case members[at].Value.Kind != Object:
		return append(members, m)
	}
	container := &members[at].Value
	// The author's own members may be shared; those inserted here are not, but a copy of a handful costs little.
	container.Members = b.insert(append([]Member(nil), container.Members...), path[1:], m)
	container.Span = container.Span.Cover(whole)
	return members
}

// subspan returns the place of text[from:to] in a scalar that was written without escapes; else that of the scalar.
func (b *builder) subspan(v *Value, from, to int) Span {
	written := b.Source.Slice(v.Span)
	quotes := 0
	if len(written) == len(v.Text)+2 {
		quotes = 1
	}
	if len(written) != len(v.Text)+2*quotes || !strings.HasPrefix(written[quotes:], v.Text) {
		return v.Span
	}
	start := int(v.Span.Start) + quotes
	return Span{int32(start + from), int32(start + to)}
}
