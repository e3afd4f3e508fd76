package shape

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Describe says what a type takes, with its article, as in "a list" and "the id of a node".
func Describe(t *catalog.Type) string {
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
		if t.Elem != nil && t.Elem.Kind == catalog.String {
			return "a list of strings"
		}
		return "a list"
	}
	switch {
	case t.Kind == catalog.Map && t.Name != "":
		return article(t.Name)
	case t.Shorthand == catalog.FirstField:
		return Expectation(firstAlone(t)) + ", or an object with " + ast.And(t.FieldNames())
	case t.Outcomes:
		return "an object from outcome to target"
	case t.Shorthand == catalog.LiteralOrRef:
		return "a string, a number, a boolean or a reference"
	case t.Shorthand == catalog.ReferenceText:
		return "a reference"
	}
	return "an object"
}

// demand says which values of its kind a type takes.
func demand(t *catalog.Type) string {
	switch {
	case t.Format == catalog.URL:
		return "an absolute URL, as in https://example.com/path"
	case t.Values != nil && t.Kind == catalog.Integer:
		return strings.Join(t.Values, " or ")
	case t.Values != nil:
		return ast.OneOf(t.Values)
	case t.Kind == catalog.String && t.NonEmpty:
		return "a name that is not empty"
	case t.Min != nil && t.Max != nil:
		return fmt.Sprintf("%s from %s to %s", Describe(t), figure(*t.Min), figure(*t.Max))
	case t.Min != nil:
		return fmt.Sprintf("%s not below %s", Describe(t), figure(*t.Min))
	case t.Max != nil:
		return fmt.Sprintf("%s not above %s", Describe(t), figure(*t.Max))
	}
	return "a number that JSON can hold"
}

// Expectation says what to write for a value of the type, with the values, unless they are many, or the range that it allows.
func Expectation(t *catalog.Type) string {
	if t.Values != nil && len(t.Values) <= ast.MostListed || t.Min != nil || t.Max != nil || t.Format != catalog.FreeText {
		return demand(t)
	}
	return Describe(t)
}

func figure(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// Found says what a value is, for "found …".
func Found(v *ast.Value) string {
	switch v.Kind {
	case ast.String, ast.Number, ast.Bool:
		return fmt.Sprintf("%s, %s", v.Kind, Show(v))
	}
	return v.Kind.String()
}

// Show is a scalar as a message shows it: strings in quotation marks, the rest as written.
func Show(v *ast.Value) string {
	if v.Kind == ast.String {
		return ast.Quote(v.Text)
	}
	return v.Text
}

func article(noun string) string {
	switch noun[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + noun
	}
	return "a " + noun
}
