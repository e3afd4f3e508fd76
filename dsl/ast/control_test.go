package ast_test

import (
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestIsControl(t *testing.T) {
	for r, want := range map[rune]bool{
		0: true, '\b': true, '\t': false, '\n': false, '\v': true, '\f': true, '\r': false, 0x0E: true, 0x1F: true, ' ': false,
		'~': false, 0x7F: true, 0x84: true, 0x85: false, 0x86: true, 0x9F: true, 0xA0: false, 'é': false,
	} {
		if got := ast.IsControl(r); got != want {
			t.Errorf("U+%04X: got %v", r, got)
		}
	}
}
