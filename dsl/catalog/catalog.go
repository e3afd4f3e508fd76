package catalog

import "slices"

// A Catalog is a whole vocabulary. The zero Catalog knows nothing; Default knows FaceSign's.
type Catalog struct {
	Body      *Type // of POST /sessions
	NodeTypes []NodeType
	Renamed   []Renamed // node types of the past
	byName    map[string]*NodeType
	leads     map[*Type]bool
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
	// Camera tells what the node does with the camera.
	Camera Camera
	// CameraRequest is the path of keys to the boolean that asks for the camera; nil for none.
	CameraRequest []string
	// Collects and SendsTo name the address, "email" or "phone", that the node asks the person for. One that sends to an
	// address asks for it by itself.
	Collects, SendsTo string
}

// Camera is the use that a node makes of the camera.
type Camera uint8

const (
	NoCamera Camera = iota
	Captures        // it takes pictures
	Analyses        // it analyses the running video, which must be warm
	// AnalysesSession is Analyses when one of its pictures comes from the session's video.
	AnalysesSession
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

// New returns a catalog of these parts. It adds NodeHead to each node type, and what the methods need to be fast.
func New(body *Type, nodeTypes []NodeType, renamed []Renamed) *Catalog {
	c := &Catalog{
		Body: body, NodeTypes: slices.Clone(nodeTypes), Renamed: renamed,
		byName: make(map[string]*NodeType, len(nodeTypes)), leads: make(map[*Type]bool),
	}
	for i := range c.NodeTypes {
		n := &c.NodeTypes[i]
		if n.Type.Field(NodeHead[0].Name) == nil { // else it comes from another catalog
			whole := *n.Type
			whole.Name, whole.Fields = n.Name, slices.Concat(NodeHead, n.Type.Fields)
			n.Type = &whole
		}
		c.byName[n.Name] = n
		c.mark(n.Type)
	}
	return c
}

// mark finds the types in which a target stands.
func (c *Catalog) mark(t *Type) bool {
	leads := t.Kind == Target
	for _, f := range t.Fields {
		leads = c.mark(f.Type) || leads
	}
	if t.Elem != nil {
		leads = c.mark(t.Elem) || leads
	}
	if leads {
		c.leads[t] = true
	}
	return leads
}

// Leads tells whether a value of the type, which is one of a node's, can hold the id of another node.
func (c *Catalog) Leads(t *Type) bool { return c.leads[t] }

// Default returns FaceSign's vocabulary as of facesign-api.md. It is the same at every call and must not be changed.
func Default() *Catalog { return faceSign }

var faceSign = New(body, nodeTypes, renamedNodeTypes)

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
