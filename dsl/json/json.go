// Package json reads JSON into the values of package ast.
//
// The reading is done by jsontext, which is fast and strict but says little about what is wrong. When it stops, the reader knows how
// far it got and what it was in the middle of; fault.go looks at the text there, and finds the words.
package json

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/go-json-experiment/json/jsontext"
)

// Parse reads a source. At the first mistake in the grammar it ends with one finding and nothing else, since what follows cannot be
// made sense of any more; a key that is given twice is a finding, but no reason to stop. A blank source is Null.
func Parse(source *ast.Source) ast.Document {
	r := newReader(source)
	if skipSpace(r.text, r.start) == len(r.text) {
		return ast.Document{Root: ast.Value{Kind: ast.Null, Span: ast.Between(r.start, r.start)}}
	}
	if d := r.read(); d != nil {
		return ast.Unreadable(*d)
	}
	return ast.Document{Root: r.root, Diagnostics: r.repeated, Unshared: true}
}

// A reader builds the value. Open lists and objects are on a stack of its own, so that no input drives recursion.
type reader struct {
	text    string
	start   int // where the text begins, past a byte order mark
	decoder *jsontext.Decoder

	root     ast.Value
	done     bool    // root has been read
	frames   []frame // the open lists and objects, the innermost last
	last     int     // where the scalar or the closing bracket read last starts
	values   int
	repeated []ast.Diagnostic // keys given twice

	// What the open objects and lists hold so far; each frame knows where its own part begins.
	members []ast.Member
	items   []ast.Value
	memory  *ast.Arena // where finished ones go
}

// A frame is a list or an object that is being read.
type frame struct {
	open       int // where its bracket stands
	object     bool
	begun      bool // it has a member or an item already
	keyed      bool // a key has been read, and its value has not
	repeated   bool // the key has been there before; its value is dropped
	incomplete bool
	base       int // of its part of members or items
	key        ast.Member
	known      ast.MemberIndex
}

func newReader(source *ast.Source) *reader {
	text := source.Text
	r := &reader{text: text, memory: source.Memory}
	if r.memory == nil {
		r.memory = &ast.Arena{}
	}
	if strings.HasPrefix(text, ast.ByteOrderMark) {
		r.start = len(ast.ByteOrderMark)
	}
	// From a Buffer the decoder reads in place.
	r.decoder = jsontext.NewDecoder(bytes.NewBufferString(text[r.start:]), jsontext.AllowDuplicateNames(true))
	return r
}

// read reads the one value that the text holds.
func (r *reader) read() *ast.Diagnostic {
	for !r.done {
		if d := r.next(); d != nil {
			return d
		}
		if r.values > ast.MaxValues {
			return syntax(ast.Between(r.last, r.at()), fmt.Sprintf("the file holds more than %d values", ast.MaxValues), "divide it into several files")
		}
	}
	if r.decoder.PeekKind() == jsontext.KindInvalid {
		if _, err := r.decoder.ReadToken(); err == io.EOF {
			return nil
		}
	}
	return r.faultAfterEnd()
}

// at is where the token read last ends.
func (r *reader) at() int { return r.start + int(r.decoder.InputOffset()) }

func (r *reader) next() *ast.Diagnostic {
	switch kind := r.decoder.PeekKind(); kind {
	case jsontext.KindBeginObject, jsontext.KindBeginArray:
		if _, err := r.decoder.ReadToken(); err != nil {
			return r.fault()
		}
		return r.open(kind == jsontext.KindBeginObject)
	case jsontext.KindEndObject, jsontext.KindEndArray:
		if _, err := r.decoder.ReadToken(); err != nil {
			return r.fault()
		}
		r.close()
	case jsontext.KindInvalid:
		return r.fault()
	default:
		raw, err := r.decoder.ReadValue()
		if err != nil {
			return r.fault()
		}
		r.scalar(kind, raw)
	}
	return nil
}

func (r *reader) open(object bool) *ast.Diagnostic {
	at := r.at()
	if len(r.frames) == ast.MaxDepth {
		return syntax(ast.Between(at-1, at), ast.TooDeep(), "put fewer of them into each other")
	}
	f := frame{open: at - 1, object: object, base: len(r.items)}
	if object {
		f.base = len(r.members)
	}
	r.frames = append(r.frames, f)
	return nil
}

func (r *reader) close() {
	f := &r.frames[len(r.frames)-1]
	at := r.at()
	r.last = at - 1
	v := ast.Value{Kind: ast.List, Incomplete: f.incomplete, Span: ast.Between(f.open, at)}
	if f.object {
		own := r.members[f.base:]
		v.Kind, v.Members = ast.Object, append(r.memory.Members(len(own)), own...)
		clear(own)
		r.members = r.members[:f.base]
	} else {
		own := r.items[f.base:]
		v.Items = r.memory.Values(len(own))
		copy(v.Items, own)
		clear(own)
		r.items = r.items[:f.base]
	}
	r.frames = r.frames[:len(r.frames)-1]
	r.place(v)
}

// room doubles a stack that is full; append alone grows a large one by a quarter, which for millions of values costs more
// than all the reading.
func room[T any](stack []T) []T {
	if len(stack) == cap(stack) {
		return slices.Grow(stack, max(16, len(stack)))
	}
	return stack
}

func (r *reader) scalar(kind jsontext.Kind, raw jsontext.Value) {
	at := r.at()
	r.last = at - len(raw)
	v := ast.Value{Span: ast.Between(r.last, at), Text: r.text[r.last:at]}
	switch kind {
	case jsontext.KindString:
		v.Kind, v.Text = ast.String, v.Text[1:len(v.Text)-1]
		if bytes.IndexByte(raw, '\\') >= 0 {
			plain, _ := jsontext.AppendUnquote(nil, raw) // the decoder has found it valid
			v.Text = string(plain)
		}
		if n := len(r.frames); n > 0 && r.frames[n-1].object && !r.frames[n-1].keyed {
			r.key(&r.frames[n-1], v)
			return
		}
	case jsontext.KindNumber:
		v.Kind = ast.Number
	case jsontext.KindNull:
		v.Kind, v.Text = ast.Null, ""
	default:
		v.Kind = ast.Bool
	}
	r.place(v)
}

func (r *reader) key(f *frame, v ast.Value) {
	f.keyed, f.begun, f.repeated = true, true, false
	f.key = ast.Member{Key: v.Text, KeySpan: v.Span}
	own := slices.Clip(r.members[f.base:])
	if first := f.known.Find(own, v.Text); first >= 0 {
		f.repeated, f.incomplete = true, true
		r.repeat(v, own[first].KeySpan)
	}
}

func (r *reader) repeat(key ast.Value, first ast.Span) {
	if len(r.repeated) == ast.MaxFindings {
		return
	}
	r.repeated = append(r.repeated, ast.GivenTwice(key.Text, key.Span, first))
}

// place puts a finished value where it belongs: into the innermost open list or object.
func (r *reader) place(v ast.Value) {
	r.values++
	if len(r.frames) == 0 {
		r.root, r.done = v, true
		return
	}
	f := &r.frames[len(r.frames)-1]
	f.begun = true
	switch {
	case !f.object:
		r.items = append(room(r.items), v)
	case !f.repeated:
		f.key.Value = v
		r.members = append(room(r.members), f.key)
	}
	f.keyed = false
}

func syntax(span ast.Span, message string, help ...string) *ast.Diagnostic {
	d := ast.SyntaxError(span, message, help...)
	return &d
}
