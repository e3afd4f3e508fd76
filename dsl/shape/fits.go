package shape

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// fits tells whether the value is of the right kind. What is in it is not looked at.
func fits(v *ast.Value, t *catalog.Type) bool {
	switch t.Kind {
	case catalog.Any:
		return v.Kind != ast.Ref
	case catalog.String, catalog.Target:
		_, ok := v.AsString()
		return ok
	case catalog.Boolean:
		return v.Kind == ast.Bool
	case catalog.Number:
		return v.Kind == ast.Number
	case catalog.Integer:
		n, ok := Number(v)
		return v.Kind == ast.Number && (!ok || n == math.Trunc(n))
	case catalog.Scalar:
		return v.Kind == ast.String || v.Kind == ast.Number || v.Kind == ast.Bool
	case catalog.List:
		return v.Kind == ast.List || t.NullIsEmpty && v.Kind == ast.Null
	case catalog.Map:
		return v.Kind == ast.Object || t.NullIsEmpty && v.Kind == ast.Null
	case catalog.Strings:
		_, ok := v.AsString()
		return ok || v.Kind == ast.List
	case catalog.Nodes:
		return v.Kind == ast.List || v.Kind == ast.Object
	}
	return v.Kind == ast.Object
}

// allowed tells whether a scalar of the right kind has one of the right values.
func allowed(v *ast.Value, t *catalog.Type) bool {
	switch t.Kind {
	case catalog.String:
		text, _ := v.AsString()
		return (!t.NonEmpty || strings.TrimSpace(text) != "") && (t.Values == nil || slices.Contains(t.Values, text) || accepted(t, text)) && (t.Format != catalog.URL || isURL(text))
	case catalog.Number, catalog.Integer:
		n, ok := Number(v)
		return ok && (t.Min == nil || n >= *t.Min) && (t.Max == nil || n <= *t.Max) && (t.Values == nil || slices.Contains(t.Values, v.Text))
	case catalog.Scalar:
		if v.Kind != ast.Number {
			return true
		}
		_, ok := Number(v)
		return ok
	}
	return true
}

// Number returns the value of a number that JSON can hold.
func Number(v *ast.Value) (n float64, ok bool) {
	text, ok := ast.JSONNumber(v.Text)
	if !ok {
		return 0, false
	}
	n, _ = strconv.ParseFloat(text, 64)
	return n, true
}

func accepted(t *catalog.Type, text string) bool {
	old := t.Replacement(text)
	return old != nil && old.Accepted
}

func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
