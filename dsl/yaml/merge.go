package yaml

import (
	"fmt"
	"math"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// mergeTag is what the library gives a plain "<<".
const mergeTag = "!!merge"

// merge takes out the last member, a merge key, and converts its value: an object, an alias to one, or a list of those.
func (c *converter) merge(m *members, n *yaml.Node, column int) {
	c.shared = true
	incomplete := m.incomplete
	key := m.list[len(m.list)-1]
	m.drop()
	m.incomplete = incomplete
	second := !m.mergeKey.IsZero()
	if second {
		m.incomplete = true
		c.report(ast.GivenTwice(key.Key, key.KeySpan, m.mergeKey, "merge several pieces with one, as in <<: [*a, *b]"))
	}
	var sources []ast.Value
	if n.Kind == yaml.SequenceNode && n.Anchor == "" {
		sources = c.mergeList(m, n)
	} else {
		sources = c.mergeOne(m, n, &key, column, sources)
	}
	if !second {
		m.mergeAt, m.mergeKey, m.sources = len(m.list), key.KeySpan, sources
	}
}

func (c *converter) mergeList(m *members, n *yaml.Node) (sources []ast.Value) {
	start := c.content(n)
	c.checkTag(n, "!!seq")
	c.pos = min(start+1, len(c.text))
	for _, item := range n.Content {
		if sources = c.mergeOne(m, item, nil, inBrackets, sources); c.stopped {
			return nil
		}
	}
	if n.Style&yaml.FlowStyle != 0 {
		c.pos = endOfFlow(c.text, c.pos)
	}
	return sources
}

func (c *converter) mergeOne(m *members, n *yaml.Node, key *ast.Member, column int, sources []ast.Value) []ast.Value {
	var v ast.Value
	ok := false
	if key != nil {
		ok = c.member(n, &v, column)
	} else {
		ok = c.value(n, &v)
	}
	switch {
	case !ok:
		m.incomplete = true
	case v.Kind != ast.Object:
		m.incomplete = true
		place := v.Span
		if !v.Via.IsZero() {
			place = v.Via
		} else if place.Len() == 0 && key != nil {
			place = key.KeySpan
		}
		help := `write "<<" in quotation marks if it is meant as a key`
		if _, isAnchor := c.names[v.Text]; isAnchor && v.Kind == ast.String && v.Style == ast.Plain {
			help = ast.DidYouMean("*" + v.Text)
		}
		c.report(ast.SyntaxError(place, fmt.Sprintf(`"<<" merges %s; expected an object, an alias to one, or a list of those`, v.Kind), help))
	default:
		m.incomplete = m.incomplete || v.Incomplete
		sources = append(sources, v)
	}
	return sources
}

// merged returns the members with those of the merge key put in where it stands. The object's own win, then the sources
// in their order.
func (m *members) merged() []ast.Member {
	total := len(m.list)
	for _, s := range m.sources {
		total += len(s.Members)
	}
	if total == len(m.list) {
		return m.list
	}
	piece := make([]ast.Member, 0, total-len(m.list))
	var index ast.MemberIndex
	for i, s := range m.sources {
		for _, member := range s.Members {
			if m.seen.Find(m.list, member.Key) >= 0 || i > 0 && index.Find(piece, member.Key) >= 0 {
				continue
			}
			if !s.Via.IsZero() { // else it is written there
				member.Value.Via = s.Via
			}
			if member.Value.Merged < math.MaxUint8 {
				member.Value.Merged++
			}
			piece = append(piece, member)
		}
	}
	list := make([]ast.Member, 0, len(m.list)+len(piece))
	list = append(list, m.list[:m.mergeAt]...)
	list = append(list, piece...)
	return append(list, m.list[m.mergeAt:]...)
}
