package ast_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/google/go-cmp/cmp"
)

// Several processors build what one builds, and report it in the same order.
func TestBuildInParts(t *testing.T) {
	var mapping, list strings.Builder
	for i := range 2500 {
		id := ""
		if i%7 == 0 {
			id = `"id": "twice", ` // which the key says already
		}
		fmt.Fprintf(&mapping, `,"n%d": {%s"type": "conversation", "say": "Hello.", "prompt": "Hello.", "outcomes": {"a": "n%d", "b c": "n1"}}`, i, id, i+1)
		fmt.Fprintf(&list, `,{"id": "n%d", "type": "enter_email", "outcomes": {"emailEntered": "n%d", "canceled": "gone"}}`, i, i+1)
	}
	for _, text := range []string{`{"flow": {` + mapping.String()[1:] + `}}`, `[` + list.String()[1:] + `]`} {
		with := func(processors int) *ast.File {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
			return build(t, ast.JSON, text)
		}
		one, several := with(1), with(4)
		if len(one.Nodes) != 2500 || len(one.Edges) != 5000 {
			t.Fatalf("%d nodes and %d edges", len(one.Nodes), len(one.Edges))
		}
		same := cmp.Options{
			cmp.Comparer(func(a, b *catalog.NodeType) bool { return a == b }), cmp.Comparer(func(a, b *catalog.Field) bool { return a == b }),
		}
		if !cmp.Equal(one.Diagnostics, several.Diagnostics) || !cmp.Equal(one.Nodes, several.Nodes, same) || !cmp.Equal(one.Edges, several.Edges, same) {
			t.Error("several processors build something else")
		}
	}
}
