package flow

import "slices"

// A bracket too many or too few makes what follows look wrong, and where it stands is often known only afterwards: when a single
// bracket, put in, left out or replaced, makes several findings go away at once, it was the one mistake. So parts of the source
// with several findings are read again with one bracket changed, until there is no change that explains more than one finding.

// What is spent on this, at most, so that a source full of mistakes is read in a time that grows with its size.
const (
	longestPart  = 1 << 15 // bytes of a part
	mostRepaired = 1 << 20 // bytes of a file that are read again
	quick        = 8       // tokens whose brackets are counted, or bytes that are passed over, in the time of one that is read again
	mostReach    = 64      // tokens before the first finding and after it
	mostMissing  = 3       // brackets of a part, one of which is found at a time
)

// A part is what stands between two lines that begin an item at column 1.
type part struct {
	reader  reader
	cutter  cutter
	scanner scanner
}

// begin remembers what has been read before a part.
func (p *part) begin(r *reader) { p.reader, p.cutter, p.scanner = *r, *r.cutter, *r.scanner }

// pastPart tells whether a part ends here: another one begins, or the source ends.
func (r *reader) pastPart(p *part) bool {
	return r.ahead.kind == kindEnd || r.ahead.column == 0 && r.ahead.span.Start > p.cutter.ahead.span.Start && startsItem(r.text[r.ahead.span.Start:])
}

// endPart is for what has been read since a part began.
func (r *reader) endPart(p *part) {
	if len(r.patches) == len(p.scanner.patches) {
		return
	}
	for i := len(p.reader.nodes); i < len(r.nodes); i++ {
		doubt{all: true}.node(&r.nodes[i].Value, r.catalog)
	}
	if p.reader.sessionKey.IsZero() && !r.sessionKey.IsZero() {
		doubt{all: true}.value(&r.session, r.catalog.Body)
	}
}

// repair goes back to the beginning of the part that has just been read when there is a bracket in it which, once it is changed,
// makes more than one finding go away. It tells whether there is one.
func (r *reader) repair(p *part) bool {
	start, end := int(p.cutter.ahead.span.Start), int(r.ahead.span.Start)
	found := r.found[min(len(p.reader.found), len(r.found)):]
	if len(found) < 2 && !slices.ContainsFunc(found, r.aboutInWord) || end-start > longestPart || r.endless || r.repaired > mostRepaired {
		return false
	}
	best := r.search(start, end, p.cutter.ahead.column)
	if best == nil {
		return false
	}
	repaired, patches := r.repaired, r.patches
	if r.strict > p.cutter.strict {
		repaired += (r.strict - end) / quick // which the next part may have to be looked through for again
	}
	c, s := r.cutter, r.scanner
	*r, *c, *s = p.reader, p.cutter, p.scanner
	r.repaired, s.patches = repaired, patches
	s.add(best...)
	c.slips = c.slips[:c.before]
	c.rewind(start, p.cutter.ahead.column)
	c.advance()
	return true
}
