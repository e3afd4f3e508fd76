package compiler_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

// BenchmarkCompile writes a flow of 10,000 nodes that has been read.
func BenchmarkCompile(b *testing.B) {
	var text strings.Builder
	text.WriteString(`{"flow":{"start":{"type":"start","outcome":"n0"},"end":{"type":"end"}`)
	for i := range 10_000 {
		fmt.Fprintf(&text, `,"n%d":{"type":"conversation","prompt":"Warmly greet the user and ask whether they are ready.","outcomes":{"the user is ready":"n%d","the user refuses":"end"}}`, i, i+1)
	}
	text.WriteString("}}")
	file := dsl.Parse("a.json", []byte(text.String()), ast.JSON)
	out, err := compiler.Compile(file, compiler.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(out)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compiler.Compile(file, compiler.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
