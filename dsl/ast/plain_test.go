package ast_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestIsPlain(t *testing.T) {
	for c := range 256 {
		want := c >= ' ' && c <= '~' || c == '\n' || c == '\t'
		// In every place of the bytes that are looked at together, and in what is left over.
		for at := range 70 {
			text := strings.Repeat("x", at) + string([]byte{byte(c)}) + strings.Repeat("~", 69-at)
			if got := ast.IsPlain(text); got != want {
				t.Fatalf("the byte 0x%02X at %d: %v, want %v", c, at, got, want)
			}
		}
	}
	for _, text := range []string{"", "a: b\n", "\t\n\t\n\t\n\t\n\t\n"} {
		if !ast.IsPlain(text) {
			t.Errorf("%q is plain", text)
		}
	}
}

func BenchmarkIsPlain(b *testing.B) {
	text := strings.Repeat("    outcomes: {emailEntered: done}\n", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		ast.IsPlain(text)
	}
}
