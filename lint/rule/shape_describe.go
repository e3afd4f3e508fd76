package rule

import (
	"fmt"
	"strconv"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// described says what a type takes, with its article, as in "a list" and "a node id".
func described(t *catalog.Type) string {
	switch t.Kind {
	case catalog.Any:
		return "a JSON value"
	case catalog.String:
		return "a string"
	case catalog.Boolean:
		return "true or false"
	case catalog.Number:
		return "a number"
	case catalog.Integer:
		return "a whole number"
	case catalog.Scalar:
		return "a string, a number or a boolean"
	case catalog.Target:
		return "the id of a node"
	case catalog.Strings:
		return "a string or a list of strings"
	case catalog.List, catalog.Nodes:
		return "a list"
	}
	switch {
	case t.Outcomes:
		return "an object from outcome to target"
	case t.Shorthand == catalog.LiteralOrRef:
		return "a string, a number, a boolean or a reference"
	case t.Shorthand == catalog.ReferenceText:
		return "a reference"
	}
	return "an object"
}

// demanded says which values of its kind a type takes.
func demanded(t *catalog.Type) string {
	switch {
	case t.Format == catalog.URL:
		return "an absolute URL, as in https://example.com/path"
	case t.Values != nil:
		return oneOf(t.Values)
	case t.Min != nil && t.Max != nil:
		return fmt.Sprintf("%s from %s to %s", described(t), figure(*t.Min), figure(*t.Max))
	case t.Min != nil:
		return fmt.Sprintf("%s not below %s", described(t), figure(*t.Min))
	case t.Max != nil:
		return fmt.Sprintf("%s not above %s", described(t), figure(*t.Max))
	}
	return "a number that JSON can hold"
}

// oneOf lists names to choose from, or counts them where they are many.
func oneOf(names []string) string {
	if len(names) > mostListed {
		return fmt.Sprintf("one of the %d known ones", len(names))
	}
	return ast.Or(names)
}

// mostListed is how many names a message lists before it leaves the rest to the documentation.
const mostListed = 20

func figure(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// found says what a value is, for "found …".
func found(v *ast.Value) string {
	switch v.Kind {
	case ast.String, ast.Number, ast.Bool:
		return fmt.Sprintf("%s, %s", v.Kind, shown(v))
	}
	return v.Kind.String()
}

// shown is a scalar as a message shows it: strings in quotation marks, the rest as written.
func shown(v *ast.Value) string {
	if v.Kind == ast.String {
		return ast.Quote(v.Text)
	}
	return v.Text
}

// keyed names the object in which a defect was found by its type, as in `a liveness_detection node`, or else by its key.
func keyed(d *defect) string {
	t, n := d.owner, d.node
	switch {
	case n != nil && n.Spec != nil && t == n.Spec.Type:
		return article(t.Name) + " node"
	case t.Name != "":
		return article(t.Name)
	}
	return d.name.String()
}

func article(noun string) string {
	switch noun[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + noun
	}
	return "a " + noun
}
