package flow

import (
	"cmp"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A slip is a mistake that the scanner or the cutter saw and went on from. It is reported when its item is read; it tells then which
// tokens are not to be relied on, and what needs no finding of its own because it follows from the slip.
type slip struct {
	span    ast.Span
	message string
	help    string
	related ast.Span // a bracket that it is about; zero for none
	// meant tells that it is clear what the author meant, so that the token can be used.
	meant bool
	// swallows tells that what follows, to the end of the line or further, may have been read as a part of it.
	swallows bool
	// brackets tells that what was swallowed holds brackets without a partner.
	brackets bool
}

func (s *scanner) slip(start, end int, meant bool, message, help string) {
	s.addSlip(slip{span: ast.Between(start, end), meant: meant, message: message, help: help})
}

// addSlip adds a slip that lies before the place where the scanner is. A source that has very many is not read to its end.
func (s *scanner) addSlip(added slip) {
	if len(s.slips) < ast.MaxFindings {
		s.slips = append(s.slips, added)
	}
}

// insertSlip adds a slip that lies before the token ahead.
func (c *cutter) insertSlip(s slip) {
	if len(c.slips) < ast.MaxFindings {
		c.slips = slices.Insert(c.slips, c.before, s)
		c.before++
	}
}

// slipsOfItem are those in the item.
func (c *cutter) slipsOfItem() []slip { return c.slips[c.first:c.past] }

// reportSlips sorts the slips of the item by their places, and reports them.
func (r *reader) reportSlips() {
	slips := r.slipsOfItem()
	slices.SortStableFunc(slips, func(a, b slip) int { return cmp.Compare(a.span.Start, b.span.Start) })
	for i := range slips {
		s := &slips[i]
		var related []ast.Related
		if !s.related.IsZero() {
			related = []ast.Related{{Message: "the bracket that is not closed", Span: s.related}}
		}
		r.report(s.span, s.message, s.help, related...)
	}
}

// spoiled tells whether a slip in the tokens of a range leaves open what was meant. A string that is not closed, right behind the last
// of them, may have begun in it.
func (r *reader) spoiled(from, to int) bool {
	end := r.tokens[to-1].span.End
	return r.hasSlip(r.tokens[from].begin(), end+1, func(s *slip) bool { return !s.meant && (s.span.Start < end || s.swallows) })
}

// said tells whether a mistake at a token, in a piece that begins at the token from, follows from a slip: one at the token or the
// one before it, or one that may have swallowed a part of the piece.
func (r *reader) said(from, at int) bool {
	near, end := r.tokens[max(from, at-1)].begin(), r.tokens[at].span.End
	if at > from && r.tokens[at].column >= 0 && r.tokens[at].kind != kindIllegal {
		end = r.tokens[at-1].span.End // what is missing is missing before the line
	}
	return r.hasSlip(r.tokens[from].begin(), end, func(s *slip) bool { return s.swallows || s.span.End > near })
}

// hasSlip tells whether there is a slip of some kind that begins in a part of the item. They have been reported, and so are sorted.
func (r *reader) hasSlip(start, end int32, is func(*slip) bool) bool {
	slips := r.slipsOfItem()
	i, _ := slices.BinarySearchFunc(slips, start, func(s slip, at int32) int { return cmp.Compare(s.span.Start, at) })
	for ; i < len(slips) && slips[i].span.Start < end; i++ {
		if is(&slips[i]) {
			return true
		}
	}
	return false
}
