package json_test

import (
	stdjson "encoding/json"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/json"
)

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"":                 `""`,
		"a b":              `"a b"`,
		`"\`:               `"\"\\"`,
		"<&>":              `"<&>"`,
		"\a\v\x1b\n":       `"\u0007\u000b\u001b\n"`,
		"\x7f\u0085\u009f": "\"\\u007f\u0085\\u009f\"",
		"\u00ad\u200b😀":    "\"\u00ad\u200b😀\"",
		"a\xffb":           "\"a\uFFFDb\"",
	} {
		got := json.Quote(text)
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
		var back string
		if err := stdjson.Unmarshal([]byte(got), &back); err != nil || back != strings.ToValidUTF8(text, "\uFFFD") {
			t.Errorf("%s is read as %q, %v", got, back, err)
		}
	}
	if _, err := json.AppendQuote(nil, "\x7f\xff"); err == nil {
		t.Error("what is not UTF-8 is taken")
	}
}

func TestWrite(t *testing.T) {
	var out strings.Builder
	if err := json.Write(&out, map[string]any{"b": "<a&b>", "a": []int{1}}); err != nil {
		t.Fatal(err)
	}
	if want := "{\n  \"a\": [\n    1\n  ],\n  \"b\": \"<a&b>\"\n}\n"; out.String() != want {
		t.Errorf("got %s", out.String())
	}
}
