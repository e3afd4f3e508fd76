package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

func TestDiffName(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"flows/kyc.flow.yaml", "flows/kyc.flow.yaml"},
		{"my flows/kyc.flow.yaml", "my flows/kyc.flow.yaml\t"},
		{"a\tb\n\x1b[31m.flow", `"a\tb\n\x1b[31m.flow"`},
		{`"a".flow`, `"\"a\".flow"`},
		{`the "a".flow`, "the \"a\".flow\t"},
		{"größe.flow", "größe.flow"},
	} {
		if got := diffName(test.name); got != test.want {
			t.Errorf("%q: got %q; want %q", test.name, got, test.want)
		}
	}
}

// The names are bold, even where a line of the text looks like one, and what stays has no colour.
func TestPaintDiff(t *testing.T) {
	unified := diff.Diff("a", []byte("x: 1\n-- b\r\n\ny: 2\n"), "a", []byte("x: 1\n++ b\r\n\ny: 2\n"))[len("diff a a\n"):]
	want := "\x1b[1m--- a\x1b[22m\n\x1b[1m+++ a\x1b[22m\n\x1b[36m@@ -1,4 +1,4 @@\x1b[0m\n x: 1\n\x1b[31m--- b\x1b[0m\r\n\x1b[32m+++ b\x1b[0m\r\n \n y: 2\n"
	if got := string(paintDiff(unified, true)); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if got := string(paintDiff(unified, false)); got != string(unified) {
		t.Errorf("got %q", got)
	}
}
