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

// mostTurns bounds how often a file is fixed and checked again. A fix can make room for another one that overlapped it or was
// not there before.
const mostTurns = 10

// mostAttempts bounds how often one turn checks a text to find out which fixes do harm. A large text is checked less often, for
// mostChecked bytes in all but at least leastAttempts times: each attempt takes as long as the file does without --fix.
const (
	mostAttempts  = 64
	leastAttempts = 4
	mostChecked   = 64 << 20
)

// attempts is how often one turn may check the text.
func attempts(text string) int {
	return max(leastAttempts, min(mostAttempts, mostChecked/max(len(text), 1)))
}

// fix applies the fixes of a file until none is left, and returns the last version and how many fixes went into it. That is never
// a worse one: fixes after which the file would no longer parse, or would have more errors, are not applied.
func (r *run) fix(input Input, c *config.Config, now version) (version, int) {
	applied := 0
	for range mostTurns {
		open, _ := r.Baseline.filter(input.Name, now.file.Source, now.found)
		next, n := r.turn(input, c, now, choose(open, r.Fix == AllFixes))
		if n == 0 {
			break
		}
		now, applied = next, applied+n
	}
	return now, applied
}

// turn applies those of the fixes that do no harm, and returns how many there are. Most often that is all of them at once;
// otherwise they are tried in ever smaller groups, so that a harmful one holds no other one back.
func (r *run) turn(input Input, c *config.Config, before version, fixes []ast.Fix) (version, int) {
	best, kept := before, []ast.Fix(nil)
	parts := [][]ast.Fix{fixes}
	for tried := 0; len(parts) > 0 && tried < attempts(before.file.Source.Text); tried++ {
		part := parts[len(parts)-1]
		parts = parts[:len(parts)-1]
		trial := slices.Concat(kept, part)
		if len(part) == 0 {
			continue
		}
		if after, ok := r.attempt(input, c, before, trial); ok && !worse(after, best) {
			best, kept = after, trial
			continue
		}
		if half := len(part) / 2; half > 0 {
			parts = append(parts, part[half:], part[:half])
		}
	}
	return best, len(kept)
}

// attempt applies the fixes and checks the text again; false when that changes nothing or cannot be done.
func (r *run) attempt(input Input, c *config.Config, before version, fixes []ast.Fix) (version, bool) {
	text := Apply(before.file.Source.Text, fixes)
	after, err := r.check(input, text, c, nil)
	return after, err == nil && text != before.file.Source.Text
}

// worse tells whether a version has more errors than another one, or parses less well.
func worse(after, before version) bool {
	return countErrors(after.found) > countErrors(before.found) || len(after.file.Diagnostics) > len(before.file.Diagnostics) ||
		after.file.Failed() && !before.file.Failed()
}

func countErrors(found []ast.Diagnostic) int {
	n := 0
	for i := range found {
		if found[i].Severity == ast.Error {
			n++
		}
	}
	return n
}

// choose takes from each finding the first fix that overlaps none taken before, in the order of the source.
func choose(found []ast.Diagnostic, unsafe bool) []ast.Fix {
	var chosen []ast.Fix
	var made taken
	for i := range found {
		for _, f := range found[i].Fixes {
			if !f.Safe && !unsafe || slices.ContainsFunc(f.Edits, func(e ast.Edit) bool { return !made.allow(e) }) {
				continue
			}
			chosen = append(chosen, f)
			for _, e := range f.Edits {
				made.add(e)
			}
			break
		}
	}
	return chosen
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
