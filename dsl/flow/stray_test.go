package flow

import (
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// checkStray checks that a mark which the language does not have is the one finding, wherever it stands.
func checkStray(t *testing.T, text string, at int, mark string) {
	t.Helper()
	source := ast.NewSource("stray.flow", text[:at]+mark+text[at:])
	found := Parse(catalog.Default(), source).Diagnostics
	if len(found) != 1 || int(found[0].Span.Start) != at {
		p := source.Position(at)
		t.Errorf("%q at %d:%d: %q", mark, p.Line, p.Column, showFindings(source, found))
	}
}

func TestStrayLines(t *testing.T) {
	for _, mark := range []string{"@@@", "%%", "?", "=", "5", "<", ".", "&&", "é", "@ word"} {
		for at := range example {
			if at == 0 || example[at-1] == '\n' {
				checkStray(t, example, at, mark+"\n")
			}
		}
	}
}

func TestStrayMarks(t *testing.T) {
	quoted, comment := false, false
	for at, c := range example[:len(example)-1] {
		switch c {
		case '"':
			quoted = !quoted
		case '#':
			comment = true
		case '\n':
			comment = false
		}
		if c == ' ' && !quoted && !comment {
			checkStray(t, example, at+1, "@@@ ")
		}
	}
}
