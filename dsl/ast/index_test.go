package ast_test

import (
	"strconv"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// However many names there are, each has its place, and an Index that is reset has none.
func TestIndex(t *testing.T) {
	var index ast.Index
	for range 2 {
		for n := range 50 {
			name := strconv.Itoa(n)
			if place, ok := index.Find(name); ok {
				t.Fatalf("%s is found at %d before it is added", name, place)
			}
			if place, added := index.Add(name); place != n || !added {
				t.Fatalf("%s is added at %d, %v; want %d, true", name, place, added, n)
			}
			for k := range n + 1 {
				if place, ok := index.Find(strconv.Itoa(k)); place != k || !ok {
					t.Fatalf("of %d names, %d is found at %d, %v", n+1, k, place, ok)
				}
				if place, added := index.Add(strconv.Itoa(k)); place != k || added {
					t.Fatalf("of %d names, %d is added again at %d, %v", n+1, k, place, added)
				}
			}
		}
		index.Reset()
	}
}
