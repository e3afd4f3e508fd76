package flow

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// readItem reads an item that the grammar has accepted.
func (r *reader) readItem() {
	switch first := &r.tokens[0]; first.kind {
	case kindStart:
		r.readStart()
	case kindSession:
		object, _ := r.value(1)
		r.addSession(object)
	case kindTitle:
		r.readPolicy()
	default:
		at := 2
		b := r.newBody(&r.tokens[1])
		if r.tokens[at].kind == kindTarget {
			at = r.member(&b, at)
		}
		if r.tokens[at].kind == kindLeftBrace {
			at++
			for r.tokens[at].kind != kindRightBrace {
				at = r.member(&b, at)
			}
		}
		r.addNode(r.tokens[0].text, r.tokens[0].span, b.value(r))
	}
}

func (r *reader) readStart() {
	start := &r.tokens[0]
	b := r.newBody(start)
	r.member(&b, 1)
	r.addNode(start.text, start.span, b.value(r))
}

func (r *reader) addNode(id string, key ast.Span, v ast.Value) {
	if key.End == r.longName.KeySpan.End { // only the last word of it could be read as the name
		id, key = r.longName.Key, r.longName.KeySpan
	}
	if n := len(r.nodes); n > 0 && n == r.hollow && r.nodes[n-1].Key == id {
		r.nodes = r.nodes[:n-1] // the first line of this node stands there twice
	}
	r.nodes = append(r.nodes, ast.Member{Key: id, KeySpan: key, Value: v})
	r.nodesSpan = r.nodesSpan.Cover(key).Cover(v.Span)
	if n := len(r.checkpoints); n > 0 && r.checkpoints[n-1].nodes == len(r.nodes)-1 {
		r.checkpoints[n-1].node = true
	}
}

// value reads the value that begins at a token, and returns the token after it.
func (r *reader) value(at int) (ast.Value, int) {
	t := &r.tokens[at]
	switch t.kind {
	case kindLeftBrace:
		keys := r.newKeys()
		for at++; r.tokens[at].kind != kindRightBrace; {
			if r.tokens[at].kind == kindComma {
				at++
				continue
			}
			key := &r.tokens[at]
			var v ast.Value
			v, at = r.value(at + 1)
			keys.add(r, ast.Member{Key: key.text, KeySpan: key.span, Value: v})
		}
		return keys.value(r, t.span.Cover(r.tokens[at].span)), at + 1
	case kindLeftBracket:
		base := len(r.items)
		for at++; r.tokens[at].kind != kindRightBracket; {
			if r.tokens[at].kind == kindComma {
				at++
				continue
			}
			var v ast.Value
			v, at = r.value(at)
			r.items = append(r.items, v)
		}
		return ast.Value{Kind: ast.List, Span: t.span.Cover(r.tokens[at].span), Items: r.takeItems(base)}, at + 1
	}
	if t.kind == kindTerm {
		return text(t), at + 1 // word.key is no reference there
	}
	return scalar(t), at + 1
}

func scalar(t *token) ast.Value { return ast.Value{Kind: t.form, Span: t.span, Text: t.text} }

func text(t *token) ast.Value { return ast.Value{Kind: ast.String, Span: t.span, Text: t.text} }

func (r *reader) takeItems(base int) []ast.Value {
	items := slices.Clone(r.items[base:])
	r.items = r.items[:base]
	return items
}

// keys are those of an object that is being read. Its members are those of the reader, from base on.
type keys struct {
	base int
	seen ast.MemberIndex
	// Where, from 1, the members stand whose key is empty: one that is written so, and an arrow that has none. They are not the same.
	empty, bare int
	incomplete  bool
}

func (r *reader) newKeys() keys { return keys{base: len(r.members)} }

// isBare tells whether the member is an arrow without a name.
func isBare(m *ast.Member) bool { return m.Key == "" && m.Value.Style == ast.Arrow }

// twin returns the index of the member that has the key of another one, or -1; the other one is added then.
func (k *keys) twin(members []ast.Member, m *ast.Member) int {
	if m.Key != "" {
		return k.seen.Find(members, m.Key)
	}
	at := &k.empty
	if isBare(m) {
		at = &k.bare
	}
	if *at == 0 {
		*at = len(members) + 1
		return -1
	}
	return *at - 1
}

// add adds a member, unless there is one with its key.
func (k *keys) add(r *reader, m ast.Member) bool {
	members := slices.Clip(r.members[k.base:])
	if first := k.twin(members, &m); first >= 0 {
		first := members[first].KeySpan
		again := ast.GivenTwice(m.Key, m.KeySpan, first)
		if message := r.twice(&m, first); message != "" {
			again.Message, again.Help = message, nil // there is no key to rename
		}
		r.found = append(r.found, again)
		k.incomplete = true
		return false
	}
	r.members = append(r.members, m)
	return true
}

// twice says that the key of a member was there before, at first, where the author did not write the key: an arrow has no name, and
// on, if, always and else stand for keys.
func (r *reader) twice(m *ast.Member, first ast.Span) string {
	if isBare(m) {
		return `"->" without a name is given twice`
	}
	stands := func(written string) bool {
		return written != m.Key && isMemberKeyword(written)
	}
	switch before, here := r.source.Slice(first), r.source.Slice(m.KeySpan); {
	case !stands(before) && !stands(here):
		return ""
	case before == here:
		return ast.Quote(here) + " is given twice"
	case stands(before):
		return ast.GivenTwiceAs(m.Key, ast.Quote(before), ast.Quote(m.Key))
	default:
		return ast.GivenTwiceAs(m.Key, ast.Quote(m.Key), ast.Quote(here))
	}
}

func (k *keys) value(r *reader, span ast.Span) ast.Value {
	members := slices.Clone(r.members[k.base:])
	r.members = r.members[:k.base]
	return ast.Value{Kind: ast.Object, Span: span, Members: members, Incomplete: k.incomplete}
}

var operators = map[string]string{"==": "equals", "!=": "notEquals", ">": "gt", ">=": "gte", "<": "lt", "<=": "lte",
	"exists": "exists", "missing": "notExists", "=": "equals", "=>": "gte"}
