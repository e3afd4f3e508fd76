// Package catalog is FaceSign's vocabulary as data: every node type, field, outcome, enumeration and limit, once.
//
// Everything else reads it. Package shape checks values against it, the compiler takes the order of keys from it, package ast
// finds the edges by it, and the documentation and the editor schemas are generated from it. A new node type is one more entry
// in nodes.go, and nothing else; body.go and request.go hold the rest of the request. The facts are those of facesign-api.md;
// each entry names its section.
package catalog

import (
	"slices"
	"sync"
)

// A Catalog is a whole vocabulary. The zero Catalog knows nothing; Default knows FaceSign's.
type Catalog struct {
	Body      *Type // of POST /sessions
	NodeTypes []NodeType
	Renamed   []Renamed // node types of the past
	byName    map[string]*NodeType
	leading   map[string][]*Type
	pictures  []string
}

// A NodeType is a kind of node: its fields, and what it does in a session.
type NodeType struct {
	Name string
	Doc  string // one sentence for documentation and editors
	// Type is an Object. New puts the fields of NodeHead before its own.
	Type *Type
	Role Role
	Pace Pace
	// InstantWhen names the boolean field that makes the node go on without waiting; empty for none.
	InstantWhen string
	// Warms tells that the camera runs for some seconds while the node is on, as video analysis needs (facesign-api.md,
	// section 3). A node with a prompt warms only when the prompt says something.
	Warms bool
	// Camera tells what the node does with the camera, besides what a Live picture of the node needs.
	Camera Camera
	// CameraRequest is the path of keys to the boolean that asks for the camera; nil for none.
	CameraRequest []string
	// Collects names the address, "email" or "phone", that the node asks the person for; SendsTo the one that it sends something
	// to, which it asks for by itself. Either may be empty.
	Collects, SendsTo string

	prompt, conditions, outcomes *Field
	pictures                     []*Field
}

// TargetPath returns the keys that lead to the target with the name in a node of the type, as in "awaitExternal", "exits",
// "onError"; of several with that name, to the first; nil when there is none.
func (n *NodeType) TargetPath(name string) []string {
	path := n.Type.targetPath(name)
	slices.Reverse(path)
	return path
}

// Prompt returns the field that tells the avatar what to say, or nil. Only a node type of a Catalog made by New has it.
func (n *NodeType) Prompt() *Field { return n.prompt }

// Conditions returns the field that holds the outcomes of the author's own wording, or nil. Only a node type of a Catalog
// made by New has it.
func (n *NodeType) Conditions() *Field { return n.conditions }

// Outcomes returns the field that holds the named outcomes, or nil. Only a node type of a Catalog made by New has it.
func (n *NodeType) Outcomes() *Field { return n.outcomes }

// Pictures returns the fields that are pictures, in order. The slice must not be changed. Only a node type of a Catalog made
// by New has them.
func (n *NodeType) Pictures() []*Field { return n.pictures }

// Camera is what a node uses the camera for.
type Camera uint8

const (
	NoCamera Camera = iota
	Captures        // it takes pictures
	Analyses        // it analyses the running video, which must be warm
)

// Role is the part of a node in its flow.
type Role uint8

const (
	Inner Role = iota
	Start
	End
)

// Pace tells whether a session stays at a node until a person or an outside service has answered.
type Pace uint8

const (
	Waits Pace = iota
	Instant
)

// New returns a catalog of these parts. It adds NodeHead to each node type, and indexes that make the methods fast.
func New(body *Type, nodeTypes []NodeType, renamed []Renamed) *Catalog {
	c := &Catalog{
		Body: body, NodeTypes: slices.Clone(nodeTypes), Renamed: renamed,
		byName: make(map[string]*NodeType, len(nodeTypes)), leading: make(map[string][]*Type),
	}
	c.mark(body)
	for i := range c.NodeTypes {
		n := &c.NodeTypes[i]
		if n.Type.Field(NodeHead[0].Name) == nil { // else it comes from another catalog
			whole := *n.Type
			whole.Name, whole.Fields = n.Name, slices.Concat(NodeHead, n.Type.Fields)
			n.Type = &whole
		}
		c.byName[n.Name] = n
		c.mark(n.Type)
		n.prompt = n.Type.Said()
		n.conditions = n.Type.find(func(t *Type) bool { return t.Kind == List && t.Elem.Shorthand == GeneratedID })
		n.outcomes = n.Type.find(func(t *Type) bool { return t.Outcomes })
		n.pictures = nil
		c.read(n)
	}
	return c
}

// read notes which fields of a node type are pictures, and which lead to other nodes.
func (c *Catalog) read(n *NodeType) {
	for i := range n.Type.Fields {
		f := &n.Type.Fields[i]
		if f.Type.Meaning == Picture {
			n.pictures = append(n.pictures, f)
		}
		alike := func(t *Type) bool { return t.Kind == f.Type.Kind && t.Outcomes == f.Type.Outcomes }
		if f.Type.Leads() && !slices.ContainsFunc(c.leading[f.Name], alike) {
			c.leading[f.Name] = append(c.leading[f.Name], f.Type)
		}
	}
}

// mark finds out the traits of a type, and the pictures that outcomes yield.
func (c *Catalog) mark(t *Type) traits {
	if t == nil {
		return traits{}
	}
	all := traits{leads: t.Kind == Target, shortens: t.Shorthand != NoShorthand, reads: t.Meaning == DataRef || t.Meaning == DataName}
	inner := func(t *Type) {
		its := c.mark(t)
		all.leads, all.shortens = all.leads || its.leads, all.shortens || its.shortens
		all.merges, all.reads = all.merges || its.merges, all.reads || its.reads
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Yields != "" && !slices.Contains(c.pictures, f.Yields) {
			c.pictures = append(c.pictures, f.Yields)
		}
		all.merges = all.merges || f.Merges
		inner(f.Type)
	}
	for i := range t.Variants {
		inner(t.Variants[i].Type)
	}
	inner(t.Elem)
	if all != t.traits { // else it may be another catalog's too, and in use
		t.traits = all
	}
	return all
}

// Leading returns the types of the fields of that name, in nodes of any type, that can hold the id of another node; of several
// that are alike, the first. It tells what the edges of a node of unknown type may look like. The slice must not be changed.
func (c *Catalog) Leading(name string) []*Type { return c.leading[name] }

// Pictures returns the sources of pictures that some outcome Yields, in the order of the catalog: where no node has been left by
// such an outcome, there is no picture. The slice must not be changed.
func (c *Catalog) Pictures() []string { return c.pictures }

// Default returns FaceSign's vocabulary as of facesign-api.md. Every call returns the same one, which must not be changed.
func Default() *Catalog { return faceSign() }

// faceSign is made when it is first asked for: it takes no small part of the time that the program needs to start.
var faceSign = sync.OnceValue(func() *Catalog { return New(body, nodeTypes(), renamedNodeTypes) })

// NodeType returns the node type with the name, or nil.
func (c *Catalog) NodeType(name string) *NodeType { return c.byName[name] }

// NodeTypeNames returns the names of all node types, in the order of the catalog.
func (c *Catalog) NodeTypeNames() []string {
	names := make([]string, len(c.NodeTypes))
	for i := range c.NodeTypes {
		names[i] = c.NodeTypes[i].Name
	}
	return names
}

// Replacement returns what became of an old node type, or nil.
func (c *Catalog) Replacement(old string) *Renamed {
	for i := range c.Renamed {
		if c.Renamed[i].Old == old {
			return &c.Renamed[i]
		}
	}
	return nil
}
