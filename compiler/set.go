package compiler

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/dsl/shape"
)

// Set sets a key of the request body, as --set takes it: "zone=eu", "metadata.source=web-app", "langs=[\"en\"]". What follows the
// first "=" is JSON or else a string; where a string belongs, a number is the text as written. Missing objects on the way are
// made.
//
// The file is changed, but none of the values that it shares with others. What is set has an empty span at the start of the
// body. The error says what is wrong with the assignment; the file is then unchanged.
func Set(f *ast.File, assignment string) error {
	path, text, ok := strings.Cut(assignment, "=")
	if !ok {
		return fmt.Errorf("%s sets nothing; expected KEY=VALUE", ast.Quote(assignment))
	}
	if err := set(f, path, text); err != nil {
		return fmt.Errorf("cannot set %s: %w", ast.Quote(path), err)
	}
	return nil
}

// IsSet tells whether a place in the file is that of what Set has set, which stands nowhere in the source.
func IsSet(f *ast.File, s ast.Span) bool { return s == placeOfSet(f) && f.Body.Kind == ast.Object }

func placeOfSet(f *ast.File) ast.Span {
	return ast.Span{Start: f.Body.Span.Start, End: f.Body.Span.Start}
}

func set(f *ast.File, path, text string) error {
	if f.Body.Kind != ast.Object {
		return errors.New("the file holds no request body")
	}
	keys := strings.Split(path, ".")
	if slices.Contains(keys, "") {
		return errors.New("a key is empty; expected keys with a dot between them")
	}
	if len(keys) > ast.MaxDepth {
		return fmt.Errorf("nested too deeply: more than %d levels", ast.MaxDepth)
	}
	s := setter{keys: keys, at: placeOfSet(f)}
	value, err := s.parse(text)
	if err != nil {
		return err
	}
	body, err := s.put(f.Body, f.Catalog.Body, 0, value)
	if err != nil {
		return err
	}
	f.Body = body
	return nil
}

// A setter carries one assignment to its place.
type setter struct {
	keys []string
	at   ast.Span // of all that is set
}

// parse reads the value: JSON, else a string.
func (s *setter) parse(text string) (ast.Value, error) {
	doc := json.Parse(ast.NewSource("", text))
	if doc.Root.Kind == ast.Absent || strings.TrimSpace(text) == "" {
		return ast.Value{Kind: ast.String, Span: s.at, Text: text}, nil
	}
	if len(doc.Diagnostics) > 0 {
		return ast.Value{}, errors.New(doc.Diagnostics[0].Message)
	}
	return s.moved(doc.Root), nil
}

// moved returns the value with the span that it has in the body. A number is Plain: where a string belongs, it is the text as
// written.
func (s *setter) moved(v ast.Value) ast.Value {
	v.Span = s.at
	if v.Kind == ast.Number {
		v.Style = ast.Plain
	}
	for i := range v.Items {
		v.Items[i] = s.moved(v.Items[i])
	}
	for i := range v.Members {
		v.Members[i].KeySpan = s.at
		v.Members[i].Value = s.moved(v.Members[i].Value)
	}
	return v
}

// put returns the object with the value at the keys from depth on. The object is of the type t.
func (s *setter) put(object ast.Value, t *catalog.Type, depth int, value ast.Value) (ast.Value, error) {
	key := s.keys[depth]
	inner, err := s.keyType(t, depth)
	if err != nil {
		return object, err
	}
	i := slices.IndexFunc(object.Members, func(m ast.Member) bool { return m.Key == key })
	if depth+1 < len(s.keys) {
		below := ast.Value{Kind: ast.Object, Span: s.at}
		if i >= 0 {
			below = object.Members[i].Value
		}
		if below.Kind != ast.Object {
			return object, fmt.Errorf("%s is %s, which has no keys", ast.Quote(s.path(depth)), below.Kind)
		}
		if value, err = s.put(below, inner, depth+1, value); err != nil {
			return object, err
		}
	} else if err := misfit(&ast.Member{Key: key, Value: value}, inner); err != nil {
		return object, err
	}
	members := slices.Clone(object.Members)
	if i >= 0 {
		members[i].Value = value
	} else {
		members = append(members, ast.Member{Key: key, KeySpan: s.at, Value: value})
	}
	object.Members = members
	return object, nil
}

// path is the keys up to a depth, as they were given.
func (s *setter) path(depth int) string { return strings.Join(s.keys[:depth+1], ".") }

// keyType returns the type of what stands at the key of the depth in an object of the type t.
func (s *setter) keyType(t *catalog.Type, depth int) (*catalog.Type, error) {
	switch t.Kind {
	case catalog.Any:
		return catalog.Anything, nil
	case catalog.Map:
		return t.Elem, nil
	case catalog.Object:
		f := t.Field(s.keys[depth])
		if f == nil || f.ReadOnly {
			return nil, s.noField(t, depth)
		}
		return f.Type, settable(f)
	}
	return nil, fmt.Errorf("%s takes %s, which has no keys", ast.Quote(s.path(depth-1)), shape.Describe(t))
}

func settable(f *catalog.Field) error {
	switch {
	case f.Type.Kind == catalog.Nodes:
		return errors.New("the flow is set by the file alone")
	case f.Local:
		return errors.New("it is for this tool, and not part of the request")
	}
	return nil
}

// noField says that the key of the depth is none of an object of the type t.
func (s *setter) noField(t *catalog.Type, depth int) error {
	object := ast.Member{Value: ast.Value{Kind: ast.Object, Members: []ast.Member{{Key: s.keys[depth]}}}}
	if depth > 0 {
		object.Key = s.keys[depth-1]
	}
	return misfit(&object, t)
}

// misfit says why the value of a member is not one of the type. What is missing from it, or deprecated, is left to the rules.
func misfit(m *ast.Member, t *catalog.Type) error {
	found := shape.OfMember(m, &catalog.Field{Name: m.Key, Type: t}).Defects
	for i := range found {
		d := &found[i]
		switch d.Kind {
		case shape.UnknownKey, shape.WrongType, shape.WrongValue, shape.EmptyList:
			if help := d.Advice(); help != "" && d.Field == nil { // of what is read-only it would say to remove it
				return fmt.Errorf("%s; %s", d.Message(), help)
			}
			return errors.New(d.Message())
		}
	}
	return nil
}
