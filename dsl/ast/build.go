package ast

import (
	"fmt"

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
	// Unshared tells that no two values in Root share a slice, as an alias and its anchor do: Build may change them in their place.
	Unshared bool
}

// Unreadable is the document of a source of which nothing is kept but the reason.
func Unreadable(d Diagnostic) Document {
	return Document{Diagnostics: []Diagnostic{d}, Incomplete: true}
}

// NodeDepth is how many objects a node is inside of, itself among them, where it stands under its id. A front end that leaves room
// for one more member in it saves Build a copy.
const NodeDepth = 3

// Build makes the syntax tree of a document: it expands the shorthands, and finds the nodes and the edges. The document is used up.
func Build(source *Source, language Language, c *catalog.Catalog, doc Document) *File {
	b := &builder{Arena: source.Memory, unshared: doc.Unshared, File: &File{
		Source: source, Language: language, Catalog: c,
		Diagnostics: doc.Diagnostics, Incomplete: doc.Incomplete, Body: doc.Root,
	}}
	if b.Arena == nil {
		b.Arena = &Arena{}
	}
	b.body()
	return b.File
}

type builder struct {
	*File
	*Arena
	unshared bool
	taken    Index // the ids of a node's outcomes
}

func (b *builder) body() {
	if b.Body.Kind == List {
		flow := Member{Key: flowKey, KeySpan: Span{b.Body.Span.Start, b.Body.Span.Start}, Value: b.Body}
		b.Body = Value{Kind: Object, Span: b.Body.Span, Members: []Member{flow}}
	}
	if b.Body.Kind != Object {
		return
	}
	b.expand(&b.Body, b.Catalog.Body)
	switch flow := b.Body.Get(flowKey); {
	case flow == nil:
		b.Legacy = isLegacy(&b.Body) && b.Body.Get("edges") != nil
	case isLegacy(flow):
		b.Legacy = true
	default:
		b.read(flow)
	}
}

const flowKey = "flow"

// isLegacy tells whether the object is a flow as it was written before 2026 (facesign-api.md, section 5).
func isLegacy(v *Value) bool {
	nodes := v.Get("nodes")
	return nodes != nil && nodes.Kind == List
}

func (b *builder) read(flow *Value) {
	if n := max(len(flow.Items), len(flow.Members)); n > MaxNodes {
		b.report(SyntaxError(flow.Span, fmt.Sprintf("the flow has %d nodes; at most %d are read", n, MaxNodes)))
		b.Incomplete = true
		return
	}
	b.Incomplete = b.Incomplete || flow.Incomplete
	b.Nodes = b.nodes.take(max(len(flow.Items), len(flow.Members)))
	b.inParts(len(flow.Items), func(part *builder, from, to int) {
		for i := from; i < to; i++ {
			b.Nodes[i].Object = flow.Items[i]
			b.Nodes[i].enter(flow.Via)
			part.node(i, false)
		}
	})
	b.inParts(len(flow.Members), func(part *builder, from, to int) {
		for i := from; i < to; i++ {
			n, m := &b.Nodes[i], &flow.Members[i]
			n.Object = part.withID(m)
			n.enter(flow.Via)
			part.node(i, true)
			// A node that is no object still has the id under which it stands.
			n.ID, n.HasID = Text{m.Key, m.KeySpan, n.Object.Via}, true
		}
	})
	b.connect()
}

// enter notes the alias through which the flow came; zero for none. One that is nearer to the node goes before it.
func (n *Node) enter(via Span) {
	if n.Object.Via.IsZero() {
		n.Object.Via = via
	}
}

// withID makes the key of a mapping from id to node a member of the node: the last one where there is room for it, else the first.
// The members are nobody else's then.
func (b *builder) withID(m *Member) Value {
	v := m.Value
	if v.Kind != Object {
		return v
	}
	id := Member{"id", m.KeySpan, Value{Kind: String, Span: m.KeySpan, Via: v.Via, Text: m.Key}}
	if b.unshared && len(v.Members) < cap(v.Members) && v.Get("id") == nil {
		v.Members = append(v.Members, id)
		return v
	}
	v.Members = append(b.members.take(1 + len(m.Value.Members))[:0], id)
	for i := range m.Value.Members {
		member := &m.Value.Members[i]
		if member.Key == "id" {
			twice := Duplicate(member.KeySpan, m.KeySpan, fmt.Sprintf("the node has an id twice: %s, the key it stands under, and here", Quote(m.Key)))
			twice.Related[0].Message = "the key"
			b.report(twice)
			continue
		}
		v.Members = append(v.Members, *member)
	}
	return v
}

// node reads the object of a node. It tells the builder whether the members of the object are its own to change.
func (b *builder) node(index int, owned bool) {
	n := &b.Nodes[index]
	v := &n.Object
	n.Index = index
	n.ID = Text{Span: v.Span, Via: v.Via}
	if id := v.Get("id"); id != nil {
		n.ID.Span = id.Span
		if !id.Via.IsZero() {
			n.ID.Via = id.Via
		}
		n.ID.Text, n.HasID = id.AsString()
	}
	n.Type = Text{Span: n.ID.Span, Via: n.ID.Via}
	if t := v.Get("type"); t != nil {
		n.Type.Span, n.Type.Via = t.Span, t.Via
		n.Type.Text, _ = t.AsString()
		n.Spec = b.Catalog.NodeType(n.Type.Text)
	}
	if v.Kind == Object {
		owned = b.placeArrows(v, n.Spec) || owned
		if n.Spec != nil {
			b.expandMembers(v, n.Spec.Type, owned)
		}
	}
}

func (b *builder) report(d Diagnostic) { b.Diagnostics = append(b.Diagnostics, d) }
