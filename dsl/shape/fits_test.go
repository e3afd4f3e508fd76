package shape

import (
	"slices"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// TestKinds checks that what the catalog says of a kind is what fits.
func TestKinds(t *testing.T) {
	scalars := []ast.Value{{Kind: ast.String}, {Kind: ast.Number, Text: "1"}, {Kind: ast.Bool, Text: "true"}}
	containers := []ast.Value{{Kind: ast.Object}, {Kind: ast.List}}
	for kind := range catalog.Kinds {
		anyFits := func(values []ast.Value) bool {
			return slices.ContainsFunc(values, func(v ast.Value) bool { return fits(&v, &catalog.Type{Kind: kind}) })
		}
		if got, want := kind.Scalars(), anyFits(scalars); got != want {
			t.Errorf("kind %d: scalars is %v; want %v", kind, got, want)
		}
		if got, want := kind.Containers(), anyFits(containers); got != want {
			t.Errorf("kind %d: containers is %v; want %v", kind, got, want)
		}
	}
}

// TestKindsAreDescribed checks that there are words for every kind.
func TestKindsAreDescribed(t *testing.T) {
	objects := []catalog.Kind{catalog.Object, catalog.Map, catalog.Variant}
	for kind := range catalog.Kinds {
		if got := Describe(&catalog.Type{Kind: kind}); (got == "an object") != slices.Contains(objects, kind) {
			t.Errorf("kind %d is described as %q", kind, got)
		}
	}
}
