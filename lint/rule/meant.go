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
	if all := p.nearest(word, names); len(all) > 0 {
		return all[0], true
	}
	return "", false
}

// nearest returns the name that a word was probably meant to be, or several that are equally likely; nil where there is none.
func (p *Pass) nearest(word string, names []string) []string {
	if p.spent.compared > mostCompared {
		return nil
	}
	p.spent.compared += 1 + len(names)
	return nearest.All(word, names)
}

// suggest adds to a finding the names that a word was probably meant to be, and tells whether there are any.
func (p *Pass) suggest(out *ast.Diagnostic, word string, names []string) bool {
	near := p.nearest(word, names)
	if near != nil {
		out.Help = []string{ast.DidYouMean(near...)}
	}
	return near != nil
}

// respell adds to a finding the names that a word was probably meant to be, one at least, and mends it where there is but one.
func respell(out *ast.Diagnostic, f *ast.File, verb string, word ast.Span, names []string) {
	out.Help = []string{ast.DidYouMean(names...)}
	if len(names) == 1 {
		out.Fixes = respelling(f, verb, word, names[0])
	}
}

// meantReference returns the reference that a plain text was probably meant to be, without the mark that makes it one.
func meantReference(text string) (string, bool) {
	bare := strings.Trim(text, "${}")
	source, field, _ := strings.Cut(bare, ".")
	return bare, field != "" && slices.Contains(catalog.DataSources, source)
}

// A slip is what an unknown key was probably meant to be: the field that it is paired with, or the key say, and those after it that are
// as likely.
type slip []string

// field is the field that the key is paired with; empty for none.
func (s slip) field() string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// slips pairs the unknown keys of an object with the missing fields that they were probably meant to be, each field with at most one
// key. It is worked out once per object.
func (p *Pass) slips(object *ast.Value, t *catalog.Type) map[string]slip {
	if pairs, ok := p.memo.slips[object]; ok {
		return pairs
	}
	if !hasUnknownKey(object, t) {
		return nil // as nearly all
	}
	if p.memo.slips == nil {
		p.memo.slips = map[*ast.Value]map[string]slip{}
	}
	pairs := p.pair(object, t)
	p.memo.slips[object] = pairs
	return pairs
}

func hasUnknownKey(object *ast.Value, t *catalog.Type) bool {
	fields := t.Lookup()
	for i := range object.Members {
		if fields.Field(object.Members[i].Key) == nil {
			return true
		}
	}
	return false
}

// pair lets one unknown key after the other take the missing field that it is nearest to.
func (p *Pass) pair(object *ast.Value, t *catalog.Type) map[string]slip {
	missing, outcomes := unwritten(object, t), unconnected(object, t)
	pairs := map[string]slip{}
	var doubtful []string // fields that a key is paired with which may mean another one; so may a later key mean them
	for i := range object.Members {
		m := &object.Members[i]
		if t.Field(m.Key) != nil || object == &p.File.Body && (p.isStrayNode(m) || p.isWrapper(m)) {
			continue
		}
		candidates := slices.Concat(missing, doubtful)
		if m.Value.Style == ast.Arrow {
			candidates = append(candidates, outcomes...)
		}
		near := p.slipOf(m, t, candidates)
		if near == nil {
			continue
		}
		pairs[m.Key] = near
		found := t.Spelled(near.field())
		missing = slices.DeleteFunc(missing, func(name string) bool { return t.Spelled(name) == found })
		if len(near) > 1 && !slices.Contains(doubtful, near.field()) {
			doubtful = append(doubtful, near.field())
		}
	}
	return pairs
}

// slipOf returns what an unknown key was probably meant to be, out of the candidates; nil when that is not clear.
func (p *Pass) slipOf(m *ast.Member, t *catalog.Type, candidates []string) slip {
	if field, _, ok := withoutColon(m, t); ok {
		return slip{field}
	}
	switch near := p.nearest(m.Key, candidates); {
	case near != nil || p.spent.compared > mostCompared:
		return near
	case t.Outcomes:
		return tail(m.Key, candidates)
	}
	if other := otherwiseCalled(m, t, candidates); other != nil {
		return other
	}
	if near := part(m.Key, candidates); near != nil {
		return near
	}
	return begun(m.Key, t, candidates)
}

// otherwiseCalled returns what a key means by which other tools call a candidate: the first whose type goes with the value, and
// the key say and the prompt both where either may be meant.
func otherwiseCalled(m *ast.Member, t *catalog.Type, candidates []string) slip {
	if m.Value.Style == ast.Arrow {
		return nil // an outcome has the name that the API gives it
	}
	var meant slip
	for _, name := range catalog.KeysFor(m.Key) {
		f := t.Field(t.Spelled(name))
		if f == nil || !slices.Contains(candidates, name) || !mayHold(f.Type, &m.Value) {
			continue
		}
		if len(meant) > 0 && t.Spelled(meant.field()) != f.Name {
			break
		}
		meant = append(meant, name)
	}
	return meant
}

// mayHold tells whether a value is a scalar, or an object or a list, where the type takes such.
func mayHold(t *catalog.Type, v *ast.Value) bool {
	switch v.Kind {
	case ast.Object, ast.List:
		return t.Kind.Containers()
	case ast.Null:
		return true
	}
	return t.Kind.Scalars() || t.Leads() || t.Shorthand != catalog.NoShorthand
}

// begun returns the one needed field among the candidates that begins with a word of few letters, as id does with i.
func begun(word string, t *catalog.Type, candidates []string) slip {
	var found slip
	for _, name := range candidates {
		if f := t.Field(name); f == nil || !f.Required || word == "" || len(word) >= telling || !strings.HasPrefix(name, word) {
			continue
		}
		if found != nil {
			return nil
		}
		found = slip{name}
	}
	return found
}

// unwritten returns the keys of the fields that an object of the type lacks, the key say among them, or has only because they were
// filled in.
func unwritten(object *ast.Value, t *catalog.Type) []string {
	names := slices.DeleteFunc(t.FieldNames(), func(name string) bool {
		v := object.Get(name)
		return v != nil && v.Style != ast.FilledIn && !isMadeOfArrows(v, t.Field(name).Type)
	})
	if slices.Contains(names, t.Spelled(catalog.SayKey)) {
		names = append(names, catalog.SayKey)
	}
	return names
}

// isMadeOfArrows tells whether nobody wrote an object: arrows beside it are all that is in it, and it should hold more than those.
func isMadeOfArrows(v *ast.Value, t *catalog.Type) bool {
	if v.Kind != ast.Object || len(v.Members) == 0 || t.Outcomes {
		return false
	}
	for i := range v.Members {
		inner := &v.Members[i]
		if known := t.Field(inner.Key); inner.Value.Style != ast.Arrow && (known == nil || !known.Type.Outcomes || !holdsArrows(&inner.Value)) {
			return false
		}
	}
	return true
}

func holdsArrows(v *ast.Value) bool {
	return len(v.Members) > 0 && !slices.ContainsFunc(v.Members, func(m ast.Member) bool { return m.Value.Style != ast.Arrow })
}

// misspelled tells whether the field is missing in the object because its key is misspelled.
func (p *Pass) misspelled(field string, object *ast.Value, t *catalog.Type) bool {
	for _, meant := range p.slips(object, t) {
		if t.Spelled(meant.field()) == field {
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
const telling = 4

// tail returns the one name that ends with the word, as userCancelled does with cancelled. Where the word is a part of
// another name too, as failed is of delivery_failed and of failed_unverified, nobody knows which is meant.
func tail(word string, names []string) slip {
	return only(names, word, strings.HasSuffix)
}

// head returns the one name that begins with the word, as targetNodeId does with target.
func head(word string, names []string) slip {
	return only(names, word, strings.HasPrefix)
}

// start returns the one name that the word begins with, and a separator behind it, as us-east does with us.
func start(word string, names []string) slip {
	var found slip
	for _, name := range names {
		if n := len(name); n < len(word) && strings.EqualFold(word[:n], name) && strings.IndexByte("-_ .:/", word[n]) >= 0 {
			if found != nil {
				return nil
			}
			found = slip{name}
		}
	}
	return found
}

// part returns the one name that begins or ends with the word, as liveness_detection does with liveness.
func part(word string, names []string) slip {
	if near := head(word, names); near != nil {
		return near
	}
	return tail(word, names)
}

// only returns the one name that has the word in it, where it fits; nil where several have it, or none.
func only(names []string, word string, fits func(name, word string) bool) slip {
	word = strings.ToLower(word)
	holds := func(name string) bool { return len(word) >= telling && strings.Contains(strings.ToLower(name), word) }
	i := slices.IndexFunc(names, holds)
	if i < 0 || slices.ContainsFunc(names[i+1:], holds) || !fits(strings.ToLower(names[i]), word) {
		return nil
	}
	return slip{names[i]}
}
