package yaml

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
)

// members are those of an object that is being made.
type members struct {
	list       []ast.Member
	incomplete bool
	seen       ast.MemberIndex
	mergeAt    int // how many members stand before the merge key
	mergeKey   ast.Span
	sources    []source
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
	if first := m.seen.Find(m.list[:last], m.list[last].Key); first >= 0 {
		c.duplicate(m.list[last].Key, m.list[last].KeySpan, m.list[first].KeySpan)
		m.drop()
	}
}

func (c *converter) duplicate(key string, second, first ast.Span) {
	c.report(ast.Diagnostic{
		Rule: "duplicate-key", Severity: ast.Error, Message: fmt.Sprintf("the key %s is given twice", ast.Quote(key)),
		Span: second, Related: []ast.Related{{Message: "the first", Span: first}},
	})
}
