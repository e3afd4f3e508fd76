// Package ast is the syntax tree that all three notations become: sources, spans, values, nodes and edges, and the
// diagnostics that point at them.
//
// The tree holds byte ranges only; lines and columns are worked out for what is reported. It is in canonical form: the
// shorthands of language.md, section 1, are expanded, so that everything after it knows only one way of writing. Spans still
// point at what the author wrote.
package ast

import "github.com/fsflow/fsflow/dsl/catalog"

// A File is one flow: the request body around it, its nodes and its edges.
type File struct {
	Source   *Source
	Language Language
	Catalog  *catalog.Catalog
	// Diagnostics are those of the family syntax: what kept the file, or a part of it, from being read.
	Diagnostics []Diagnostic
	// Body is the request body: an Object, whose member "flow" is left as it was written where there are no Nodes, and else tells
	// the kind and the place of the flow alone. It is of another kind, or Absent, when the source holds no such object.
	Body Value
	// Own are the top-level keys that are the author's own (language.md, section 1, 7). Body is without them.
	Own []Member
	// Nodes are the nodes in source order. They replace the body's member "flow".
	Nodes []Node
	// Edges are the edges in source order: those of the first node, then those of the second, and so on.
	Edges []Edge
	// Incomplete tells that a part of the source could not be read: that a node is not there proves nothing.
	Incomplete bool
	// Legacy tells that the flow is in the form {nodes, edges} of facesign-api.md, section 5. There are no Nodes then.
	Legacy bool

	byID map[string]int32
}

// Text is a name in the source.
type Text struct {
	Text string
	Span Span
	Via  Span // see Value.Via
}

// A Node is one node of the flow.
type Node struct {
	Index int // its place in File.Nodes
	// ID is the node's id. Where it has none, Text is empty, HasID false, and Span the place to report it at.
	ID    Text
	HasID bool
	// Type is the name of its type; it is empty, with the span of the id, when there is none.
	Type Text
	// Spec is the catalog's entry of the type; nil when the type is unknown or missing.
	Spec *catalog.NodeType
	// Object is the whole node in canonical form, id and type among its members. It is of another kind when the source
	// has no object there.
	Object Value
	// Edges are the node's part of File.Edges.
	Edges []Edge
	// Open tells that it is not known where the node leads: its type is unknown, its edges are missing as a whole or of a
	// wrong shape, or a part of it could not be read.
	Open bool
}

// RuleEdge is what the name of a rule's edge begins with; the number of the rule follows, from 1.
const RuleEdge = "rule-"

// An Edge is a way from one node to another.
type Edge struct {
	From int32 // index of the node in File.Nodes
	To   int32 // index of the target, or -1 when the target is no node
	// Name is that of the outcome: the key of a named one, the id of one with a condition, "rule-1" of a rule's, or the
	// key of a single target, as in "outcome" and "default".
	Name Text
	// Condition is that of an outcome in the author's own words; nil for other edges.
	Condition *Value
	Target    Text
	Span      Span // the whole outcome, from its name to its target
	// Field is the catalog's entry of a named outcome or single target; nil when the outcome is unknown, or has a condition.
	Field *catalog.Field
	// Waits tells that the edge is taken only after something outside has answered, whatever the node does.
	Waits bool
}

// Node returns the node with the id, the first of several, or nil.
func (f *File) Node(id string) *Node {
	if i, ok := f.byID[id]; ok {
		return &f.Nodes[i]
	}
	return nil
}

// Failed tells whether so little of the source could be read that there is nothing to check.
func (f *File) Failed() bool { return f.Body.Kind == Absent }
