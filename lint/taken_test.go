package lint

import (
	"slices"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"pgregory.net/rapid"
)

// An edit is allowed when no pair of it and a taken one overlaps.
func TestTakenEqualsLookingAtEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all taken
		var kept []ast.Edit
		for range rapid.IntRange(0, 40).Draw(t, "edits") {
			start := rapid.Int32Range(0, 30).Draw(t, "start")
			e := ast.Edit{Span: ast.Span{Start: start, End: start + rapid.Int32Range(0, 4).Draw(t, "length")}}
			overlaps := slices.ContainsFunc(kept, func(o ast.Edit) bool {
				return e.Span == o.Span || e.Span.Start < o.Span.End && o.Span.Start < e.Span.End
			})
			if all.allow(e) == overlaps {
				t.Fatalf("allow of %v is %v beside %v", e.Span, !overlaps, kept)
			}
			if !overlaps {
				all.add(e)
				kept = append(kept, e)
			}
		}
	})
}
