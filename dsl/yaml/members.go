package yaml

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
)

// members are those of an object that is being made.
type members struct {
	list       []ast.Member
	incomplete bool
	seen       keyIndex
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
	if first := m.seen.find(m.list[:last], m.list[last].Key); first >= 0 {
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

// A keyIndex finds members by key. It searches a few one by one, which is faster than a map; for many it keeps a map.
type keyIndex struct {
	byKey   map[string]int32
	indexed int // how many of the list are in the map
}

const fewMembers = 16

// find returns the index of the member in a list that has only grown since the last call, or -1.
func (x *keyIndex) find(list []ast.Member, key string) int {
	if len(list) <= fewMembers {
		for i := range list {
			if list[i].Key == key {
				return i
			}
		}
		return -1
	}
	if x.byKey == nil {
		x.byKey = make(map[string]int32, cap(list))
	}
	for ; x.indexed < len(list); x.indexed++ {
		x.byKey[list[x.indexed].Key] = int32(x.indexed)
	}
	if i, ok := x.byKey[key]; ok {
		return int(i)
	}
	return -1
}
