package shape

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A Defect is a place where the source is not of the shape that the catalog demands.
type Defect struct {
	Kind Kind
	Span ast.Span // where it is
	Place
	Owner *catalog.Type  // the type of the object in which it was found, or the value's own
	Field *catalog.Field // the field that is missing, deprecated or read-only; else nil
	Value *ast.Value     // the value that is wrong; nil where the Kind is about a key
	// Member is the one that should not be there, in Object; Object alone is what lacks a field.
	Member *ast.Member
	Object *ast.Value
	First  ast.Span // of a duplicate: the first
}

// Kind is what is wrong.
type Kind uint8

const (
	MissingField    Kind = iota
	MissingOutcomes      // some of an object all of whose fields are outcomes; see Unconnected
	UnknownKey           // or one that is read-only, if there is a Field
	WrongType
	WrongValue // of the right type, but not allowed
	EmptyList
	DuplicateID
	Deprecated // a Field or, where that is nil, a Value
)

// Message says what was found and what was expected.
func (d *Defect) Message() string {
	switch d.Kind {
	case MissingField:
		return d.missing()
	case MissingOutcomes:
		message, _ := NotConnected(d.unconnected())
		return message
	case UnknownKey:
		return d.Unknown(d.Member.Key)
	case WrongType:
		if d.Value.Kind == ast.Ref {
			return fmt.Sprintf("%s is the reference %s; expected %s", d.name, ast.Quote(d.Value.Text), Expectation(d.Owner))
		}
		name := d.name.String()
		if d.Owner.Kind == catalog.Target && d.name.key == "targetNodeId" {
			name = "the target" // the shorthands do not write the key
		}
		return fmt.Sprintf("%s is %s; expected %s", name, Found(d.Value), Expectation(d.Owner))
	case WrongValue:
		if d.Owner.Name != "" && d.Owner.Values != nil {
			return fmt.Sprintf("%s is no %s; expected %s", Show(d.Value), d.Owner.Name, demand(d.Owner))
		}
		return fmt.Sprintf("%s is %s; expected %s", d.name, Show(d.Value), demand(d.Owner))
	case EmptyList:
		return d.name.String() + " is empty; the session could not go on"
	case DuplicateID:
		return fmt.Sprintf("the outcome id %s is given twice in this node", ast.Quote(d.Value.Text))
	}
	if d.Field != nil {
		return fmt.Sprintf("%s is deprecated", ast.Quote(d.Field.Name))
	}
	return fmt.Sprintf("the %s %s is of an older reference; expected %s", d.Owner.Name, Show(d.Value), demand(d.Owner))
}

func (d *Defect) missing() string {
	if c := d.Field.RequiredWhen; c != nil {
		return fmt.Sprintf("%s is missing; it is needed when %s is %s", ast.Quote(d.Field.Name), ast.Quote(c.Field), ast.Quote(c.Value))
	}
	return fmt.Sprintf("%s is missing; %s needs it", ast.Quote(d.Field.Name), d.owner())
}

// Unknown is the Message about an unknown key that the source writes differently, such as a keyword of the flow language.
func (d *Defect) Unknown(written string) string {
	if d.Field != nil {
		return fmt.Sprintf("%s is read-only: it is part of answers, never of requests", ast.Quote(d.Member.Key))
	}
	noun := "field"
	if d.local {
		noun = "key"
	}
	return fmt.Sprintf("%s is no %s of %s", ast.Quote(written), noun, d.owner())
}

// owner names the object in which the defect was found by its type, as in `a liveness_detection node`, or else by its key.
func (d *Defect) owner() string {
	t, n := d.Owner, d.Node
	switch {
	case n != nil && n.Spec != nil && t == n.Spec.Type:
		return article(t.Name) + " node"
	case t.Name != "":
		return article(t.Name)
	}
	return d.name.String()
}

// Unconnected returns the outcomes that are missing, of a defect of the kind MissingOutcomes.
func (d *Defect) Unconnected() []*catalog.Field {
	var missing []*catalog.Field
	for i := range d.Owner.Fields {
		if f := &d.Owner.Fields[i]; d.Object.Get(f.Name) == nil {
			missing = append(missing, f)
		}
	}
	return missing
}

func (d *Defect) unconnected() (names []string) {
	for _, f := range d.Unconnected() {
		names = append(names, f.Name)
	}
	return names
}

// NotConnected returns the Message and the Help about outcomes that are not connected.
func NotConnected(names []string) (message, help string) {
	if len(names) == 1 {
		return fmt.Sprintf("the outcome %s is not connected", ast.Quote(names[0])), "say where it goes; a session that comes to it stays there"
	}
	return fmt.Sprintf("the outcomes %s are not connected", ast.And(names)), "say where each of them goes; a session that comes to it stays there"
}
