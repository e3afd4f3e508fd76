package flow

import (
	"slices"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// TestUnnamed tells an arrow without a name from a key that is empty, and from one that is a NUL.
func TestUnnamed(t *testing.T) {
	const head = "a: external_call {\n"
	for _, test := range []struct {
		body  string
		found []string
	}{
		{`-> b "": 1 "\u0000": 2 "\u0000 ": 3`, nil},
		{`"\u0000" -> b -> c`, nil},
		{`-> b -> c`, []string{`"->" without a name is given twice`}},
		{`"": 1 -> b "": 2 -> c`, []string{`the key "" is given twice`, `"->" without a name is given twice`}},
		{`"\u0000": 1 "\u0000": 2`, []string{`the key "\x00" is given twice`}},
	} {
		doc := Parse(catalog.Default(), ast.NewSource("a.flow", head+test.body+"\n}\n"))
		var found []string
		for _, d := range doc.Diagnostics {
			found = append(found, d.Message)
		}
		if !slices.Equal(found, test.found) {
			t.Errorf("%s: found %q; want %q", test.body, found, test.found)
		}
	}
}
