package rule

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// mostCompared is how many pairs of words are compared for one file to make suggestions. That takes a second or so, and so many
// mistakes are no misspellings.
const mostCompared = 1_000_000

// near returns the name that a word was probably meant to be, and whether there is one.
func (p *Pass) near(word string, names []string) (string, bool) {
	if p.spent.compared > mostCompared {
		return "", false
	}
	p.spent.compared += 1 + len(names)
	return nearest.Of(word, names)
}

func (p *Pass) suggest(out *ast.Diagnostic, name string, names []string) {
	if near, ok := p.near(name, names); ok {
		out.Help = []string{ast.DidYouMean(near)}
	}
}

// meantReference returns the reference that a plain text was probably meant to be, without the mark that makes it one.
func meantReference(text string) (string, bool) {
	bare := strings.Trim(text, "${}")
	source, field, _ := strings.Cut(bare, ".")
	return bare, field != "" && slices.Contains(catalog.DataSources, source)
}

// slips pairs the unknown keys of an object with the missing fields that they were probably meant to be, each field with at most one
// key. It is worked out once per object.
func (p *Pass) slips(object *ast.Value, t *catalog.Type) map[string]string {
	if pairs, ok := p.memo.slips[object]; ok {
		return pairs
	}
	missing := slices.DeleteFunc(t.FieldNames(), func(name string) bool { return object.Get(name) != nil })
	pairs := map[string]string{}
	var free []string // what arrows may be meant to be
	looked := false
	for i := range object.Members {
		m := &object.Members[i]
		if t.Field(m.Key) != nil || object == &p.File.Body && p.isStrayNode(m) {
			continue
		}
		candidates := missing
		if m.Value.Style == ast.Arrow {
			if !looked {
				free, looked = unconnected(object, t), true
			}
			candidates = slices.Concat(missing, free)
		}
		near, ok := p.near(m.Key, candidates)
		switch field, _, noColon := withoutColon(m, t); {
		case noColon:
			near, ok = field, true
		case ok || p.spent.compared > mostCompared:
		case t.Outcomes:
			near, ok = tail(m.Key, candidates)
		default:
			near, ok = head(m.Key, candidates)
		}
		if ok {
			pairs[m.Key] = near
			missing = slices.DeleteFunc(missing, func(name string) bool { return name == near })
		}
	}
	if p.memo.slips == nil {
		p.memo.slips = map[*ast.Value]map[string]string{}
	}
	p.memo.slips[object] = pairs
	return pairs
}

// misspelled tells whether the field is missing in the object because its key is misspelled.
func (p *Pass) misspelled(field string, object *ast.Value, t *catalog.Type) bool {
	for _, meant := range p.slips(object, t) {
		if meant == field {
			return true
		}
	}
	return false
}

// unconnected returns the named outcomes that a node of the type keeps in objects of its own, as awaitExternal keeps its
// exits, and that lead nowhere yet. In the flow language each is written as an arrow in the body of the node.
func unconnected(object *ast.Value, t *catalog.Type) []string {
	var names []string
	for i := range t.Fields {
		f := &t.Fields[i]
		inner := object.Get(f.Name)
		if inner != nil && inner.Kind != ast.Object {
			continue
		}
		if f.Type.Outcomes {
			for _, outcome := range f.Type.FieldNames() {
				if inner.Get(outcome) == nil {
					names = append(names, outcome)
				}
			}
		} else if inner != nil {
			names = append(names, unconnected(inner, f.Type)...)
		}
	}
	return names
}

// telling is how many letters a word must have for it to mean something that the word is part of a name.
const telling = 5

// tail returns the one name that ends with the word, as userCancelled does with cancelled. Where the word is a part of
// another name too, as failed is of delivery_failed and of failed_unverified, nobody knows which is meant.
func tail(word string, names []string) (string, bool) {
	name, ok := only(names, func(name string) bool { return holds(name, word) })
	return name, ok && strings.HasSuffix(strings.ToLower(name), strings.ToLower(word))
}

// head returns the one name that begins with the word, as targetNodeId does with target.
func head(word string, names []string) (string, bool) {
	name, ok := only(names, func(name string) bool { return holds(name, word) })
	return name, ok && strings.HasPrefix(strings.ToLower(name), strings.ToLower(word))
}

func holds(name, word string) bool {
	return len(word) >= telling && strings.Contains(strings.ToLower(name), strings.ToLower(word))
}

// only returns the one name that fits; false where there are several.
func only(names []string, fits func(string) bool) (string, bool) {
	i := slices.IndexFunc(names, fits)
	if i < 0 || slices.ContainsFunc(names[i+1:], fits) {
		return "", false
	}
	return names[i], true
}
