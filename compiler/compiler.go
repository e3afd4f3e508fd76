// Package compiler turns a flow into the bytes that the API takes: the body of POST /sessions, or the flow alone.
//
// The bytes are those of language.md, section 4: the same source always gives the same ones, and so do the three notations
// of one flow. What is written, and in which order, is in package catalog; nothing here knows a node type by name.
package compiler

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Options change what Compile writes. The zero Options are the usual ones.
type Options struct {
	Compact bool // one line without spaces, in place of two spaces of indentation
	Emit    Emit
}

// Emit is the part of the request that is written.
type Emit uint8

const (
	Request Emit = iota // the whole body of POST /sessions
	Flow                // the list of nodes alone
)

// String names the part as --emit does: "request" or "flow".
func (e Emit) String() string { return [...]string{Request: "request", Flow: "flow"}[e] }

// An Error tells why a flow cannot be compiled, and where.
type Error struct {
	File     string
	Position ast.Position
	Message  string
}

// Error returns the place and the message: "kyc.flow:3:14: …".
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Position.Line, e.Position.Column, e.Message)
}

// Compile returns the JSON of a flow, with a line break at the end. It does not lint: what the API does not know is written
// as it stands, after what it knows. It returns an *Error for a file with a finding of the family syntax, for one that could
// only be read in part, for a flow in the form used before 2026, and for a value that JSON cannot hold.
func Compile(f *ast.File, o Options) ([]byte, error) {
	w := newWriter(f, o.Compact)
	if err := w.refusal(); err != nil {
		return nil, err
	}
	if err := w.emit(o.Emit); err != nil {
		return nil, err
	}
	return w.out.Bytes(), nil
}

// refusal returns what keeps the file as a whole from being compiled.
func (w *writer) refusal() error {
	f := w.file
	for _, d := range f.Diagnostics {
		if d.Severity == ast.Error {
			return w.fail(d.Span, d.Message)
		}
	}
	switch {
	case f.Failed():
		return w.fail(ast.Span{}, "the file could not be read")
	case f.Incomplete:
		return w.fail(f.Body.Span, "a part of the file could not be read")
	case f.Legacy:
		return w.fail(f.Body.Span, "the flow is in the form used before 2026, with nodes and edges apart; expected a list of nodes")
	case f.Body.Kind != ast.Object:
		return w.fail(f.Body.Span, fmt.Sprintf("expected the body of a request, or a flow, found %s", f.Body.Kind))
	}
	return nil
}

func (w *writer) emit(e Emit) error {
	body := w.file.Catalog.Body
	if e == Request {
		return w.value(&w.file.Body, body)
	}
	for i := range body.Fields {
		if f := &body.Fields[i]; f.Type.Kind == catalog.Nodes {
			flow := w.file.Body.Get(f.Name)
			if flow == nil {
				return w.fail(w.file.Body.Span, "there is no flow")
			}
			if !isFlow(flow) {
				return w.fail(flow.Span, fmt.Sprintf("the flow is %s; expected a list of nodes", flow.Kind))
			}
			return w.nodes(flow.Span)
		}
	}
	return w.fail(w.file.Body.Span, "there is no flow")
}

func isFlow(v *ast.Value) bool { return v.Kind == ast.List || v.Kind == ast.Object }

func (w *writer) fail(span ast.Span, message string) error {
	return &Error{File: w.file.Source.Name, Position: w.file.Source.Position(int(span.Start)), Message: message}
}
