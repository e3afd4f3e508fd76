package lint

import (
	"cmp"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// mostUses is how many uses of a shared piece of YAML a finding in it names.
const mostUses = 20

// tidy sorts findings by offset, then rule, and merges those that differ only in their related places, which is what a shared
// piece of YAML gives.
func tidy(found []ast.Diagnostic) []ast.Diagnostic {
	slices.SortStableFunc(found, func(a, b ast.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Message, b.Message))
	})
	out := found[:0]
	for _, d := range found {
		last := len(out) - 1
		if last < 0 || out[last].Rule != d.Rule || out[last].Span != d.Span || out[last].Message != d.Message {
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
