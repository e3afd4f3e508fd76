package flow

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// FuzzParse checks what must hold of any text: no panic, every place is inside the source, and a text that the grammar
// does not accept has a finding.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "\uFEFFstart -> a\r\na: end\r\n", example, "a: b { on x -> y\n]", "session { a: [1, {b: \"\\u00e9\"}] }",
		"policy \"p\" { after [a.b, \"c\"] forbid d }", "a: b {\n  p: \"\"\"\n    x\n    \"\"\"\n", "a = b; // c\n'd' => e -> “f”",
		"a: b {\n c: {\n on \"x\" -> y\n}\nd: end\n}", "a: 1.2.3 { x: 01 y: é . z }", "if exists a.b = 1 then c", "a: b {\n  c: d }\n  e -> f\n}\n",
		right, "a: b\n  c: 1\n  on \"d\" ->\n  else if !exists (e.f) => g\n", "c a {\n  alwys d as e\n  b - $f.g\n  h:\n    - i\n}\nimport \"x\"\na b: end\na -> b\n}",
		"a=b=", "a: b { c: 1E+", "a: b { c: \"\\", // which end too early
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip() // package dsl refuses it before it comes here
		}
		doc := Parse(catalog.Default(), ast.NewSource("fuzz.flow", text))
		checkValue(t, text, &doc.Root, 0, "")
		for _, d := range doc.Diagnostics {
			if d.Message == "" || d.Rule == "" || d.Severity != ast.Error {
				t.Errorf("a finding without a message, rule or severity: %+v", d)
			}
			checkSpan(t, text, d.Span)
			for _, r := range d.Related {
				checkSpan(t, text, r.Span)
			}
		}
		if len(doc.Diagnostics) == 0 {
			checkAccepted(t, text)
			if doc.Incomplete {
				t.Error("incomplete, but without a finding")
			}
		}
		if again := Parse(catalog.Default(), ast.NewSource("fuzz.flow", text)); !reflect.DeepEqual(doc, again) {
			t.Error("two readings of one text differ")
		}
	})
}

func checkSpan(t *testing.T, text string, s ast.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || int(s.End) > len(text) {
		t.Errorf("the span %v is not inside a text of %d bytes", s, len(text))
	}
}

// checkValue checks the places in a value, and that no key is there twice. Nodes may have the same name.
func checkValue(t *testing.T, text string, v *ast.Value, depth int, under string) {
	t.Helper()
	nodes := depth == 1 && under == "flow"
	checkSpan(t, text, v.Span)
	type key struct {
		text string
		bare bool
	}
	keys := map[key]bool{}
	for i := range v.Members {
		m := &v.Members[i]
		checkSpan(t, text, m.KeySpan)
		checkValue(t, text, &m.Value, depth+1, m.Key)
		if keys[key{m.Key, isBare(m)}] && !nodes {
			t.Errorf("the key %q is there twice", m.Key)
		}
		keys[key{m.Key, isBare(m)}] = true
	}
	for i := range v.Items {
		checkValue(t, text, &v.Items[i], depth+1, "")
	}
}

// checkAccepted checks a text without findings against the grammar alone.
func checkAccepted(t *testing.T, text string) {
	t.Helper()
	c := newCutter(catalog.Default(), text)
	var r recognizer
	for c.cut() {
		if len(c.tokens) < 2 {
			continue
		}
		r.load(c.tokens)
		if at, ok := r.item(); !ok {
			t.Errorf("no finding, but the grammar refuses the token %+v", c.tokens[at])
		}
	}
}
