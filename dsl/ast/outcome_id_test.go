package ast_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestOutcomeID(t *testing.T) {
	for condition, want := range map[string]string{
		"":                                    "next",
		"  ":                                  "next",
		"!?…":                                 "next",
		"日本語":                                 "next",
		"the user is ready":                   "the-user-is-ready",
		"The User IS Ready":                   "the-user-is-ready",
		"--a, b;  c!":                         "a-b-c",
		"it's 5 o'clock":                      "it-s-5-o-clock",
		"naïve":                               "na-ve",
		"Straße 7":                            "stra-e-7",
		"a_b.c":                               "a-b-c",
		"answer\nis\tyes":                     "answer-is-yes",
		strings.Repeat("x", 40):               strings.Repeat("x", 40),
		strings.Repeat("x", 41):               strings.Repeat("x", 40),
		strings.Repeat("x", 41) + " and more": strings.Repeat("x", 40),
		strings.Repeat("x", 38) + " y":        strings.Repeat("x", 38) + "-y",
		strings.Repeat("x", 39) + " y":        strings.Repeat("x", 39),
		strings.Repeat("x", 30) + " " + "twelveletters a":       strings.Repeat("x", 30),
		"the user refuses, or does not answer after 3 attempts": "the-user-refuses-or-does-not-answer",
		"the user refuses or does not answer afterwards":        "the-user-refuses-or-does-not-answer",
		"one two three four five six seven eight n":             "one-two-three-four-five-six-seven-eight",
		"one two three four five six seven eights":              "one-two-three-four-five-six-seven-eights",
	} {
		if got := ast.OutcomeID(condition); got != want {
			t.Errorf("%q: got %q, want %q", condition, got, want)
		}
	}
}

// ids returns the ids and the conditions of the outcomes of the first node.
func ids(t *testing.T, outcomes string) string {
	t.Helper()
	f := build(t, ast.JSON, `{"flow":[{"id":"n","type":"conversation","outcomes":`+outcomes+`}]}`)
	var out []string
	for _, o := range f.Nodes[0].Object.Get("outcomes").Items {
		out = append(out, o.Get("id").Text+"="+o.Get("condition").Text)
	}
	return strings.Join(out, " ")
}

func TestFillInIDs(t *testing.T) {
	for _, c := range []struct{ outcomes, want string }{
		{`"x"`, "next="},
		{`[{"targetNodeId":"x"},{"targetNodeId":"y"}]`, "next= next-2="},
		{`{"a":"x","A":"y","a!":"z"}`, "a=a a-2=A a-3=a!"},
		{`{"a 2":"x","a":"y","A":"z"}`, "a-2=a 2 a=a a-3=A"},
		{`[{"condition":"b"},{"condition":"B"},{"id":"b","condition":"c"},{"id":"b-2"}]`, "b-3=b b-4=B b=c b-2="},
		{`[{"id":"","condition":"b"}]`, "=b"},
	} {
		if got := ids(t, c.outcomes); got != c.want {
			t.Errorf("%s: got %q, want %q", c.outcomes, got, c.want)
		}
	}
}

func TestFillInManyIDs(t *testing.T) {
	all := ids(t, "["+strings.Repeat(`{"condition":"b"},`, 100_000)+`{}]`)
	if !strings.HasSuffix(all, " b-100000=b next=") {
		t.Errorf("got …%s", all[len(all)-40:])
	}
}
