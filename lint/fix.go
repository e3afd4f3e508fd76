package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/config"
)

// Fixing is which fixes Run applies.
type Fixing uint8

const (
	NoFixes   Fixing = iota
	SafeFixes        // those that cannot change what the author meant
	AllFixes
)

// mostTurns bounds how often a file is fixed and checked again. A fix can make room for another one, that overlapped it
// or was not there before.
const mostTurns = 10

// A version is a text of a file with what was found in it.
type version struct {
	text  string
	file  *ast.File
	found []ast.Diagnostic
}

// fix applies the fixes of a file until none is left, and returns the last version and how many fixes it has in it. It is
// never a worse one: fixes after which the file would no longer parse, or have more errors, are not applied.
func (r *run) fix(input Input, c *config.Config, now version) (version, int) {
	applied := 0
	for range mostTurns {
		fixes := choose(now.found, r.Fix == AllFixes)
		if len(fixes) == 0 {
			break
		}
		if next, ok := r.attempt(input, c, now, fixes); ok {
			now, applied = next, applied+len(fixes)
			continue
		}
		// One of them does harm; the others need not suffer for it. It would be chosen again, so they are tried one by one.
		better := false
		for _, f := range fixes[:min(len(fixes), mostAlone)] {
			if next, ok := r.attempt(input, c, now, []ast.Fix{f}); ok {
				now, applied, better = next, applied+1, true
				break // the places of the others have moved
			}
		}
		if !better {
			break
		}
	}
	return now, applied
}

// mostAlone is how many fixes are tried one by one when they cannot be applied together.
const mostAlone = 20

// attempt applies the fixes and checks the text again; false when that made it worse.
func (r *run) attempt(input Input, c *config.Config, before version, fixes []ast.Fix) (version, bool) {
	text := Apply(before.text, fixes)
	file, found, err := r.check(input, []byte(text), c)
	after := version{text, file, found}
	if err != nil || text == before.text {
		return before, false
	}
	if errors(after.found) > errors(before.found) {
		return before, false
	}
	return after, len(after.file.Diagnostics) <= len(before.file.Diagnostics) && after.file.Failed() == before.file.Failed()
}

func errors(found []ast.Diagnostic) int {
	n := 0
	for i := range found {
		if found[i].Severity == ast.Error {
			n++
		}
	}
	return n
}

// choose takes the first fix of each finding that overlaps none taken before, in the order of the source.
func choose(found []ast.Diagnostic, unsafe bool) []ast.Fix {
	found = tidy(slices.Clone(found))
	var chosen []ast.Fix
	var taken []ast.Edit
	for i := range found {
		for _, f := range found[i].Fixes {
			if !f.Safe && !unsafe || slices.ContainsFunc(f.Edits, func(e ast.Edit) bool { return overlapsAny(e, taken) }) {
				continue
			}
			chosen, taken = append(chosen, f), append(taken, f.Edits...)
			break
		}
	}
	return chosen
}

// overlapsAny tells whether two edits would be at the same text, or insert at the same place.
func overlapsAny(e ast.Edit, others []ast.Edit) bool {
	return slices.ContainsFunc(others, func(o ast.Edit) bool {
		return e.Span == o.Span || e.Span.Start < o.Span.End && o.Span.Start < e.Span.End
	})
}

// Apply returns the text with the edits of the fixes in it. They must not overlap.
func Apply(text string, fixes []ast.Fix) string {
	var edits []ast.Edit
	for i := range fixes {
		edits = append(edits, fixes[i].Edits...)
	}
	slices.SortStableFunc(edits, func(a, b ast.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var out strings.Builder
	at := int32(0)
	for _, e := range edits {
		out.WriteString(text[at:e.Span.Start])
		out.WriteString(e.Text)
		at = e.Span.End
	}
	out.WriteString(text[at:])
	return out.String()
}
