package compiler

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A writer writes values as JSON, in the order of the catalog. The layout and the escapes are those of jsontext, which are
// what language.md asks for: <, > and & as themselves, and numbers as they are given.
type writer struct {
	file  *ast.File
	out   bytes.Buffer
	json  *jsontext.Encoder
	depth int
}

func newWriter(f *ast.File, compact bool) *writer {
	w := &writer{file: f}
	w.out.Grow(len(f.Source.Text)*3/2 + 64)
	options := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.PreserveRawStrings(true)}
	if !compact {
		options = append(options, jsontext.WithIndent("  "))
	}
	w.json = jsontext.NewEncoder(&w.out, options...)
	return w
}

// How much is written at most. A YAML alias can stand for a large piece in thousands of places.
const (
	mostBytes = 4 * ast.MaxBytes
	mostDepth = 4 * ast.MaxDepth
)

func (w *writer) value(v *ast.Value, t *catalog.Type) error {
	if v.Incomplete {
		return w.fail(v.Span, fmt.Sprintf("a part of %s could not be read", v.Kind))
	}
	if w.json.OutputOffset() > mostBytes {
		return w.fail(v.Span, fmt.Sprintf("the compiled flow is larger than %d MiB", mostBytes>>20))
	}
	if t.Kind == catalog.String || t.Kind == catalog.Target {
		if text, ok := v.AsString(); ok {
			return w.text(text, v.Span)
		}
	}
	if t.Kind == catalog.Nodes && isFlow(v) {
		return w.nodes(v.Span)
	}
	switch v.Kind {
	case ast.Null:
		return w.token(jsontext.Null, v.Span)
	case ast.Bool:
		return w.token(jsontext.Bool(v.IsTrue()), v.Span)
	case ast.Number:
		number, ok := ast.JSONNumber(v.Text)
		if !ok {
			return w.fail(v.Span, fmt.Sprintf("JSON cannot hold the number %s", ast.Quote(v.Text)))
		}
		return w.raw(number, v.Span)
	case ast.String:
		return w.text(v.Text, v.Span)
	case ast.List:
		return w.list(v, t)
	case ast.Object:
		return w.object(v, t)
	case ast.Ref:
		return w.fail(v.Span, fmt.Sprintf("the reference %s where a plain value belongs; references belong in rules and in vars", ast.Quote(v.Text)))
	}
	return w.fail(v.Span, "there is no value")
}

func (w *writer) nodes(span ast.Span) error {
	if err := w.begin(jsontext.BeginArray, span); err != nil {
		return err
	}
	for i := range w.file.Nodes {
		n := &w.file.Nodes[i]
		if n.Object.Kind != ast.Object {
			return w.fail(n.Object.Span, fmt.Sprintf("a node is %s; expected an object", n.Object.Kind))
		}
		t := catalog.AnyNode
		if n.Spec != nil {
			t = n.Spec.Type
		}
		if err := w.value(&n.Object, t); err != nil {
			return err
		}
	}
	return w.end(jsontext.EndArray, span)
}

func (w *writer) list(v *ast.Value, t *catalog.Type) error {
	elem := catalog.Anything
	if t.Kind == catalog.List {
		elem = t.Elem
	}
	if err := w.begin(jsontext.BeginArray, v.Span); err != nil {
		return err
	}
	for i := range v.Items {
		if err := w.value(&v.Items[i], elem); err != nil {
			return err
		}
	}
	return w.end(jsontext.EndArray, v.Span)
}

// object writes the fields that the catalog knows in its order, and then the other keys in the author's.
func (w *writer) object(v *ast.Value, t *catalog.Type) error {
	elem := catalog.Anything
	switch t.Kind {
	case catalog.Map:
		elem = t.Elem
	case catalog.Variant:
		t = variant(v, t)
	}
	if err := w.begin(jsontext.BeginObject, v.Span); err != nil {
		return err
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		m := v.Member(f.Name)
		switch {
		case f.Local || f.ReadOnly || m == nil && !f.EmptyObject:
			continue
		case m == nil:
			m = &ast.Member{Key: f.Name, Value: ast.Value{Kind: ast.Object, Span: v.Span}}
		}
		if err := w.member(m, f.Type); err != nil {
			return err
		}
	}
	for i := range v.Members {
		if m := &v.Members[i]; t.Field(m.Key) == nil {
			if err := w.member(m, elem); err != nil {
				return err
			}
		}
	}
	return w.end(jsontext.EndObject, v.Span)
}

// variant returns the form of the type that the value says it has.
func variant(v *ast.Value, t *catalog.Type) *catalog.Type {
	if tag := v.Get(t.Tag); tag != nil {
		if choice := t.Choice(tag.Text); choice != nil {
			return choice
		}
	}
	return catalog.Anything
}

func (w *writer) member(m *ast.Member, t *catalog.Type) error {
	if err := w.text(m.Key, m.KeySpan); err != nil {
		return err
	}
	return w.value(&m.Value, t)
}

func (w *writer) text(s string, span ast.Span) error {
	if !strings.ContainsFunc(s, ast.IsControl) {
		return w.token(jsontext.String(s), span)
	}
	quoted, err := json.AppendQuote(nil, s)
	if err != nil {
		return w.written(err, span)
	}
	return w.raw(string(quoted), span)
}

func (w *writer) begin(bracket jsontext.Token, span ast.Span) error {
	if w.depth++; w.depth > mostDepth {
		return w.fail(span, fmt.Sprintf("nested too deeply: more than %d levels of lists and objects", mostDepth))
	}
	return w.token(bracket, span)
}

func (w *writer) end(bracket jsontext.Token, span ast.Span) error {
	w.depth--
	return w.token(bracket, span)
}

func (w *writer) token(t jsontext.Token, span ast.Span) error {
	return w.written(w.json.WriteToken(t), span)
}

func (w *writer) raw(text string, span ast.Span) error {
	return w.written(w.json.WriteValue(jsontext.Value(text)), span)
}

// written gives an error of the encoder its place. The only possible one is about text that is not UTF-8.
func (w *writer) written(err error, span ast.Span) error {
	if err != nil {
		return w.fail(span, "JSON cannot hold a text that is not UTF-8")
	}
	return nil
}
