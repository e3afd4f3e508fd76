package lint

import (
	"cmp"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// mostUses is how many uses of a shared piece of YAML a finding in it names.
const mostUses = 20

// tidy sorts findings by offset, then rule, and merges those that are one to the author: a shared piece of YAML gives findings that
// differ only in their related places, or also in the type of the nodes that use it.
func tidy(found []ast.Diagnostic) []ast.Diagnostic {
	slices.SortStableFunc(found, func(a, b ast.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Message, b.Message))
	})
	out := found[:0]
	for _, d := range found {
		last := len(out) - 1
		if last < 0 || out[last].Rule != d.Rule || out[last].Span != d.Span || out[last].Message != d.Message && !sameFixes(&out[last], &d) {
			out = append(out, d)
			continue
		}
		for _, r := range d.Related {
			if len(out[last].Related) < mostUses && !slices.Contains(out[last].Related, r) {
				out[last].Related = append(slices.Clip(out[last].Related), r)
			}
		}
	}
	return out
}

// sameFixes tells whether two findings are mended by the same, and can be.
func sameFixes(a, b *ast.Diagnostic) bool {
	return len(a.Fixes) > 0 && slices.EqualFunc(a.Fixes, b.Fixes, func(x, y ast.Fix) bool {
		return x.Title == y.Title && x.Safe == y.Safe && slices.Equal(x.Edits, y.Edits)
	})
}
