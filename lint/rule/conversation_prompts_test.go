package rule

import (
	"fmt"
	"testing"
)

func TestVariables(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "[]"}, {"{", "[]"}, {"a{", "[]"}, {"{a", "[]"}, {"{}", "[]"}, {"{a}", "[0-3]"}, {" {a}{b}", "[1-4 4-7]"}, {"{a-b}", "[0-5]"}, {"{-a}", "[]"},
		{"{_1}", "[0-4]"}, {"{0a}", "[]"}, {"{9}", "[]"}, {"{{a}}", "[]"}, {"{a b}", "[]"}, {"{a {b}", "[3-6]"}, {"{a{b}", "[2-5]"}, {"{ä}", "[]"}, {"{a-}", "[0-4]"},
	} {
		got := []string{}
		for _, v := range variables(c.text) {
			got = append(got, fmt.Sprintf("%d-%d", v.Start, v.End))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%q: %v, want %s", c.text, got, c.want)
		}
	}
}
