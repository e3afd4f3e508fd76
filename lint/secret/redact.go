package secret

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// Redact takes the secrets of a source out of whatever the findings in it quote. The lines of the source are shown by package report,
// which does the same. A fix that would write a secret is removed.
func Redact(source *ast.Source, found []ast.Diagnostic) {
	if len(found) == 0 {
		return
	}
	marks := marksOfSecrets(source)
	if marks == nil {
		return
	}
	mask := func(text *string) (masked bool) {
		for _, mark := range marks {
			if strings.Contains(*text, mark) {
				*text, masked = cutBehind(*text, mark), true
			}
		}
		return masked
	}
	for i := range found {
		d := &found[i]
		mask(&d.Message)
		mask(&d.Node)
		for k := range d.Help {
			mask(&d.Help[k])
		}
		for k := range d.Related {
			mask(&d.Related[k].Message)
		}
		for k := range d.Fixes {
			mask(&d.Fixes[k].Title)
		}
		d.Fixes = slices.DeleteFunc(d.Fixes, func(f ast.Fix) bool {
			return slices.ContainsFunc(f.Edits, func(e ast.Edit) bool { return mask(&e.Text) })
		})
	}
}

// marksOfSecrets returns what the secrets of a source begin with, as "sk_test_" and "-----BEGIN ", each once. A secret is looked for
// by its mark alone, as a finding may quote but the beginning of it, or quote it with escapes.
func marksOfSecrets(source *ast.Source) (marks []string) {
	for _, s := range Find(source.Text) {
		if mark := source.Text[s.Span.Start:s.Hidden.Start]; !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return marks
}

// cutBehind cuts a message behind each place with the mark, up to where the quotation ends that the mark stands in.
func cutBehind(message, mark string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(message, mark)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		out.WriteString(mark + "…")
		message = after[endOfQuotation(after):]
	}
}

// endOfQuotation returns where a quotation ends that a text begins in: before the next quotation mark without a backslash, or with the
// text.
func endOfQuotation(text string) int {
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case '"':
			return at
		}
	}
	return len(text)
}
