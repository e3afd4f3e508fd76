package main

import "testing"

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
