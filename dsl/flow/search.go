package flow

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A search is one for the bracket that is wrong in a part of the source.
type search struct {
	r          *reader
	start, end int
	column     int32 // that of the first token
	tokens     []token
	found      []ast.Diagnostic // without a change
	seen       map[seen]bool    // those, with what they say and without it
	near       int              // the token where the first of them is
}

// seen tells one finding of a part from the others. Without the message, it tells the places from the others where something is found.
type seen struct {
	at      int32
	message string
}

// search returns the best change in a part of the source, or nil.
func (r *reader) search(start, end int, column int32) []patch {
	s := search{r: r, start: start, end: end, column: column}
	s.found = s.try(math.MaxInt)
	s.seen = make(map[seen]bool, 2*len(s.found))
	first := int32(end)
	for _, d := range s.found {
		s.seen[seen{d.Span.Start, d.Message}], s.seen[seen{at: d.Span.Start}] = true, true
		first = min(first, d.Span.Start)
	}
	s.readTokens()
	if change := s.joined(); change != nil {
		return change
	}
	s.near, _ = slices.BinarySearchFunc(s.tokens, first, func(t token, at int32) int { return cmp.Compare(t.span.Start, at) })
	best := s.best(0)
	if best != nil {
		return best
	}
	// Several may be missing.
	if alone := unpaired(s.tokens, nil, mostMissing+1); 1 < alone && alone <= mostMissing {
		return s.best(alone - 1)
	}
	return nil
}

// best returns the best change that leaves no more than so many brackets without a partner, or nil. Nothing must be found after it that
// was not found before; where other brackets are still missing, something else may be said of the same place.
func (s *search) best(alone int) (best []patch) {
	limit := len(s.found) - 2 // the change counts as a finding itself
	for at := range around(s.near, len(s.tokens)) {
		for _, change := range changes(s.tokens, at) {
			if limit < 0 || s.r.repaired > mostRepaired {
				return best
			}
			s.r.repaired += len(s.tokens)/quick + 1
			if alone > 0 && !isInsertion(change) || unpaired(s.tokens, change, alone+1) > alone {
				continue
			}
			left := s.try(limit+1, change...)
			if len(left) <= limit && !slices.ContainsFunc(left, func(d ast.Diagnostic) bool { return s.isNew(&d, alone == 0) }) {
				limit, best = len(left)-1, s.explained(at, change)
			}
		}
	}
	return best
}

// isNew tells whether nothing was found without a change at the place of a finding, or not the same.
func (s *search) isNew(d *ast.Diagnostic, same bool) bool {
	before := seen{at: d.Span.Start}
	if same {
		before.message = d.Message
	}
	return !s.seen[before]
}

// isInsertion tells whether a change puts a token in, and does nothing else.
func isInsertion(change []patch) bool { return len(change) == 1 && change[0].insert != 0 }

// around yields the tokens, of which there are n, from the one that is near outwards, before it and after it in turns.
func around(near, n int) iter.Seq[int] {
	return func(yield func(at int) bool) {
		for distance := 0; distance <= mostReach; distance++ {
			if before := near - distance; before >= 0 && !yield(before) {
				return
			}
			if after := near + distance; distance > 0 && after < n && !yield(after) {
				return
			}
		}
	}
}

// try reads the part with some patches, and returns what is found, or so many findings as are enough.
func (s *search) try(enough int, patches ...patch) []ast.Diagnostic {
	c := &cutter{scanner: s.scan(patches...), catalog: s.r.catalog, most: s.r.most}
	c.advance()
	r := &reader{source: s.r.source, cutter: c, recognizer: s.r.recognizer}
	for len(r.found) < enough && c.cut() && !c.endless {
		r.item()
	}
	s.r.repaired += c.at - s.start + 1
	return r.found
}

func (s *search) readTokens() {
	for scanner := s.scan(); ; {
		var t token
		scanner.next(&t)
		s.tokens = append(s.tokens, t)
		if t.kind == kindEnd {
			return
		}
	}
}

// scan returns a scanner of the part that makes some patches more.
func (s *search) scan(patches ...patch) *scanner {
	scanner := &scanner{text: s.r.text[:s.end]}
	scanner.patches = slices.Clone(s.r.patches[s.r.patched.from(s.start):])
	scanner.add(patches...)
	scanner.rewind(s.start, s.column)
	return scanner
}
