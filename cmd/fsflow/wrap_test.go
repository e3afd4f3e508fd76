package main

import "testing"

func TestWrap(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"one two three", "one two\nthree\n"},
		{"one\ntwo\n\nthree", "one two\n\nthree\n"},
		{"one\n\n  a table that is wider\n  stays", "one\n\n  a table that is wider\n  stays\n"},
		{"averylongword and", "averylongword\nand\n"},
		{"äöü äöü", "äöü äöü\n"},
		{"", "\n"},
	} {
		if got := wrap(test.text, 8); got != test.want {
			t.Errorf("%q: got %q; want %q", test.text, got, test.want)
		}
	}
}
