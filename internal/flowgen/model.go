package flowgen

// A Model is a flow in no notation yet.
type Model struct {
	before object // the session's keys before the flow
	nodes  []node
	after  object // and after it
}

// A node has its fields, and its edges in one of the forms that the API has.
type node struct {
	comment   string // before the node, in the notations that have comments
	id, kind  string
	fields    object // but for id, type and edges
	next      string // outcome: one target
	list      []edge // outcomes with a condition
	named     []edge // the outcomes map
	exits     []edge // of awaitExternal, which is the last of fields
	rules     []rule
	otherwise string // default, beside rules
}

// An edge is an outcome with a name, or with a condition.
type edge struct {
	name, to string
}

// A rule is one of a field_condition.
type rule struct {
	left     ref
	operator string
	right    any // nil for none
	to       string
}

// Values are strings, numbers, booleans and these.
type (
	object []member
	member struct {
		key   string
		value any
	}
	list []any
	// A ref is providedData.NAME or extractedData.NAME.
	ref string
	// vars are those of a request, by name.
	vars []member
)
