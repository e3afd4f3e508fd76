package compiler

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// check tells what keeps a value from being one of the type: its kind, a key that is not known, a value that is not in the
// enumeration or out of range. What is missing in it, the rules say.
func check(v *ast.Value, t *catalog.Type) error {
	switch t.Kind {
	case catalog.Any:
		return nil
	case catalog.String, catalog.Target:
		text, ok := v.AsString()
		if !ok {
			return wrongType(v, t)
		}
		return checkText(text, t)
	case catalog.Boolean:
		return wantKind(v, t, v.Kind == ast.Bool)
	case catalog.Number, catalog.Integer:
		if v.Kind != ast.Number {
			return wrongType(v, t)
		}
		return checkNumber(v, t)
	case catalog.Scalar:
		return wantKind(v, t, v.Kind == ast.String || v.Kind == ast.Number || v.Kind == ast.Bool)
	case catalog.List:
		return checkItems(v, t)
	}
	return checkMembers(v, t)
}

func wantKind(v *ast.Value, t *catalog.Type, ok bool) error {
	if ok {
		return nil
	}
	return wrongType(v, t)
}

func wrongType(v *ast.Value, t *catalog.Type) error {
	return fmt.Errorf("expected %s, found %s", describe(t), v.Kind)
}

// describe names what a type takes, as a message does.
func describe(t *catalog.Type) string {
	switch t.Kind {
	case catalog.String, catalog.Target:
		return "a string"
	case catalog.Boolean:
		return "true or false"
	case catalog.Number:
		return "a number"
	case catalog.Integer:
		return "a whole number"
	case catalog.Scalar:
		return "a string, a number or a boolean"
	case catalog.List, catalog.Nodes:
		return "a list"
	}
	return "an object"
}

func checkText(text string, t *catalog.Type) error {
	if t.Values == nil || slices.Contains(t.Values, text) {
		return nil
	}
	if old := t.Replacement(text); old != nil && old.Accepted {
		return nil
	}
	if near, ok := nearest.Of(text, t.Values); ok {
		return fmt.Errorf("%s is not allowed; did you mean %s?", ast.Quote(text), ast.Quote(near))
	}
	return fmt.Errorf("%s is not allowed; expected %s", ast.Quote(text), ast.Or(t.Values))
}

func checkNumber(v *ast.Value, t *catalog.Type) error {
	number, err := strconv.ParseFloat(v.Text, 64)
	switch {
	case err != nil:
		return fmt.Errorf("%s is too large", v.Text)
	case t.Kind == catalog.Integer && number != math.Trunc(number):
		return fmt.Errorf("expected a whole number, found %s", v.Text)
	case t.Min != nil && number < *t.Min:
		return fmt.Errorf("expected %v at least, found %s", *t.Min, v.Text)
	case t.Max != nil && number > *t.Max:
		return fmt.Errorf("expected %v at most, found %s", *t.Max, v.Text)
	}
	return nil
}

func checkItems(v *ast.Value, t *catalog.Type) error {
	if v.Kind != ast.List {
		return wrongType(v, t)
	}
	if t.NonEmpty && len(v.Items) == 0 {
		return errors.New("expected a list that is not empty")
	}
	for i := range v.Items {
		if err := check(&v.Items[i], t.Elem); err != nil {
			return fmt.Errorf("item %d: %w", i+1, err)
		}
	}
	return nil
}

// checkMembers checks an Object, a Map or a Variant.
func checkMembers(v *ast.Value, t *catalog.Type) error {
	if v.Kind != ast.Object {
		return wrongType(v, t)
	}
	elem := t.Elem
	if t.Kind == catalog.Variant {
		t = variant(v, t)
	}
	for i := range v.Members {
		m, inner := &v.Members[i], elem
		if t.Kind == catalog.Object {
			f := t.Field(m.Key)
			if f == nil {
				return unknownKey(m.Key, t)
			}
			inner = f.Type
		}
		if inner == nil {
			continue
		}
		if err := check(&m.Value, inner); err != nil {
			return fmt.Errorf("%s: %w", ast.Quote(m.Key), err)
		}
	}
	return nil
}
