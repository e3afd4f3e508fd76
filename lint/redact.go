package lint

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/secret"
)

// redact takes the secrets of a source out of whatever a finding quotes, no matter which rules run and what is ignored. The lines of
// the source are shown by package report, which does the same.
func redact(source *ast.Source, found []ast.Diagnostic) {
	if len(found) == 0 {
		return
	}
	var replacements []string
	for _, s := range secret.Find(source.Text) {
		replacements = append(replacements, source.Slice(s.Span), s.Mask(source.Text))
	}
	if replacements == nil {
		return
	}
	mask := strings.NewReplacer(replacements...).Replace
	for i := range found {
		d := &found[i]
		d.Message, d.Node = mask(d.Message), mask(d.Node)
		for k := range d.Help {
			d.Help[k] = mask(d.Help[k])
		}
		for k := range d.Related {
			d.Related[k].Message = mask(d.Related[k].Message)
		}
		for k := range d.Fixes {
			d.Fixes[k].Title = mask(d.Fixes[k].Title)
		}
		d.Fixes = slices.DeleteFunc(d.Fixes, func(f ast.Fix) bool {
			return slices.ContainsFunc(f.Edits, func(e ast.Edit) bool { return mask(e.Text) != e.Text })
		})
	}
}
