package ast_test

import (
	"strconv"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// However many members there are, each is found, and none that is yet to come.
func TestMemberIndex(t *testing.T) {
	var index ast.MemberIndex
	var members []ast.Member
	for n := range 100 {
		for k := range n + 2 {
			want := k
			if k >= n {
				want = -1
			}
			if got := index.Find(members, strconv.Itoa(k)); got != want {
				t.Fatalf("the key %d of %d members is found at %d; want %d", k, n, got, want)
			}
		}
		members = append(members, ast.Member{Key: strconv.Itoa(n)})
	}
}
