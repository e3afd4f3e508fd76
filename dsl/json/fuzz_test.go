package json_test

import (
	stdjson "encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		``, `{"flow":[{"id":"start","type":"start","outcome":"end"},{"id":"end","type":"end"}]}`, `[1,]`, `{"a":1,"a":2}`, `["\ud800"]`,
		`["\ud83d\ude00"]`, "\uFEFF[]", `{} {}`, `[01]`, `{a:'b'}`, "[\"\n\"]", `// x`, `[[[[`, `{"a":[}]`, "[\"\xff\"]", `[1e5,-0.0E-1]`, `["\u12"]`, `[tru`, `{"a"`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := parse(text)
		for _, d := range doc.Diagnostics {
			inside(t, text, d.Span)
			for _, r := range d.Related {
				inside(t, text, r.Span)
			}
		}
		check(t, text, doc.Root)
		bare := strings.TrimPrefix(text, "\uFEFF")
		failed := doc.Root.Kind == ast.Absent
		if failed != doc.Incomplete || failed && len(doc.Diagnostics) != 1 {
			t.Fatalf("incomplete %v, %d findings", doc.Incomplete, len(doc.Diagnostics))
		}
		if failed && strings.Contains(doc.Diagnostics[0].Message, "nested too deeply") || !utf8.ValidString(text) {
			return
		}
		valid := stdjson.Valid([]byte(bare)) || strings.Trim(bare, " \t\r\n") == ""
		if !failed && !valid {
			t.Fatalf("read %q, which is no JSON", text)
		}
		if failed && valid && !strings.Contains(doc.Diagnostics[0].Message, "half a character") {
			t.Fatalf("%q is JSON: %v", text, doc.Diagnostics)
		}
	})
}

func inside(t *testing.T, text string, s ast.Span) {
	if s.Start < 0 || s.Start > s.End || int(s.End) > len(text) {
		t.Fatalf("the span %v is not in the text", s)
	}
}

// check holds the value against what its span covers.
func check(t *testing.T, text string, v ast.Value) {
	inside(t, text, v.Span)
	written := text[v.Span.Start:v.Span.End]
	switch v.Kind {
	case ast.String:
		var s string
		if stdjson.Unmarshal([]byte(written), &s) != nil || s != v.Text {
			t.Fatalf("%q reads as %q", written, v.Text)
		}
	case ast.Number, ast.Bool:
		if written != v.Text {
			t.Fatalf("%q reads as %q", written, v.Text)
		}
	case ast.List:
		if written[0] != '[' || written[len(written)-1] != ']' {
			t.Fatalf("%q as a list", written)
		}
	case ast.Object:
		if written[0] != '{' || written[len(written)-1] != '}' {
			t.Fatalf("%q as an object", written)
		}
	}
	for _, item := range v.Items {
		check(t, text, item)
	}
	for _, m := range v.Members {
		check(t, text, ast.Value{Kind: ast.String, Span: m.KeySpan, Text: m.Key})
		check(t, text, m.Value)
	}
}
