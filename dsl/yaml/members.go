package yaml

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// members are those of an object that is being made.
type members struct {
	list       []ast.Member
	incomplete bool
	seen       ast.MemberIndex
	mergeAt    int // how many members stand before the merge key
	mergeKey   ast.Span
	sources    []ast.Value // the objects that are merged into it
	// restarted is how many keys in a row were there before, from the first on: with two, the next item of a list lacks its dash. It is
	// two as well where the key of the next object is indented like those of this one.
	restarted int
}

// drop takes the last member out. Something is missing then.
func (m *members) drop() {
	m.list[len(m.list)-1] = ast.Member{}
	m.list = m.list[:len(m.list)-1]
	m.incomplete = true
}

// check takes the last member out again when its key is there already.
func (c *converter) check(m *members) {
	last := len(m.list) - 1
	first := -1
	if m.restarted < 2 {
		first = m.seen.Find(m.list[:last], m.list[last].Key)
	}
	switch {
	case m.restarted > 1: // the key is the next item's
	case first < 0:
		m.restarted = 0
		return
	case m.restarted == 0 && first < last-1 && c.isKeyAlone(&m.list[last-1]):
		m.restarted, c.astray = 2, true
		c.report(ast.SyntaxError(m.list[last-1].KeySpan, fmt.Sprintf("%s has no value, and the keys that follow it stand above it as well; expected it to be indented less",
			ast.Quote(m.list[last-1].Key)), "line it up with the keys that it belongs to"))
		m.drop() // the key that is there twice, of whatever was to begin here
	case m.restarted == 1:
		m.restarted, c.astray = 2, true
	case first == 0 && last > 1 && c.isBehindDash(int(m.list[0].KeySpan.Start)):
		m.restarted = 1
		c.report(ast.GivenTwice(m.list[last].Key, m.list[last].KeySpan, m.list[first].KeySpan, `put "- " before it if the next item of the list begins here`))
	default:
		c.report(ast.GivenTwice(m.list[last].Key, m.list[last].KeySpan, m.list[first].KeySpan))
	}
	// Where a line stands there twice, the rest of the value is below the second.
	if first >= 0 && first == last-1 && isBlankValue(&m.list[first].Value) {
		m.list[first].Value = m.list[last].Value
	}
	m.drop()
}

// isBlankValue tells whether a value says nothing.
func isBlankValue(v *ast.Value) bool {
	return v.Kind == ast.Null || v.Kind == ast.String && strings.TrimSpace(v.Text) == ""
}

// isKeyAlone tells whether a member is a key on a line of its own, and nothing belongs to it.
func (c *converter) isKeyAlone(m *ast.Member) bool {
	start := int(m.KeySpan.Start)
	for start > 0 && isBlank(c.text[start-1]) {
		start--
	}
	return m.Value.Kind == ast.Null && m.Value.Span.Len() == 0 && startsLine(c.text, start)
}

// isBehindDash tells whether what stands at the offset begins an item of a list of lines: there are only dashes and blanks before it on
// its line, and a dash is among them. No more than those is looked at, as a line may be as long as the file.
func (c *converter) isBehindDash(at int) bool {
	start := at
	for start > 0 && (isBlank(c.text[start-1]) || c.text[start-1] == '-') {
		start--
	}
	before := c.text[start:at]
	return strings.IndexByte(before, '-') >= 0 && isBlank(before[len(before)-1]) && (start == 0 || startsLine(c.text, start))
}
