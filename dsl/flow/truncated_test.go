package flow

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/internal/golden"
)

// TestTruncated reads what there is of a source when its end or its beginning is cut off at any place. All that is found must be in it.
func TestTruncated(t *testing.T) {
	text := golden.Read(t, "testdata/corners.txt")
	for _, part := range parts(text) {
		_, rest, _ := strings.Cut(part, "\n")
		input, _, _ := strings.Cut(rest, wantMark)
		for at := range len(input) {
			for _, part := range []string{input[:at], input[at:]} {
				source := ast.NewSource("truncated.flow", part)
				for _, d := range Parse(catalog.Default(), source).Diagnostics {
					if d.Span.Start < 0 || d.Span.Start > d.Span.End || int(d.Span.End) > len(part) {
						t.Errorf("%q: %q is at %v", part, d.Message, d.Span)
					}
				}
			}
		}
	}
}
