package yaml

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// seeds are sources of every construct, right and wrong.
var seeds = []string{
	"", "# only a comment\n", "a: 1\nb: two words # c\nc: 'it''s'\nd: \"x\\ny\"\ne:\nf: |\n  foo\n  bar\n\ng: >-\n  x\n",
	"a: one\n  two\n\n  three\nb: [1, {x: y, z}, [p: q], ]\nc:\n- x\n-\n- - y\n  - z\nd: {}\n",
	"é: &a !!str 12\nb: *a\nc: !!int \"3\"\nd: !foo [x]\n",
	"x: &m {a: 1, b: 2}\ny:\n  c: 3\n  <<: *m\n  b: 9\nz: {<<: [*m, {q: r}]}\n",
	"a: &x [*x]\n", "? a\n? b\n: c\n", "? [a]\n: b\n", "\ufeffa: 1\r\nb: é\u2028  ü\rc: d\u0085d: e\n",
	"%YAML 1.2\n%TAG !e! tag:e.org:\n---\na: !e!x 1\n...\n# x\n", "--- &a\na: 1\n---\nb: 2\n", "a: 1\n...\nfoo\n", "--- |+\n  a\n\n \n",
	"- a\n- &b\n- !!str\n- |+\n  \n\n- !\n- ! x\n", "a: &x # c\n  !!map\n  b: 1\n", "{? a : b, ? c, \"d\":e, f: , g}\n", "[&a b: c, ? d : e, [], {}]\n",
	"a: b: c\n", "a: \"foo\nb: \"bar\"\n", "a: 'it's'\n", "a: [1, 2\nb: 3\n", "a: [1, 2}\n", "a: ]\n", "a: *foo\n", "a: 1\nb 2\nc: 3\n", "a:1\nb: 2\n",
	"a: 1\n\tb: 2\n", "a:\n    b: 1\n  c: 2\n", "a: @foo\n", "a: - b\n", "a: > text\n", "a: \"\\q\"\n", "a: \"\\ud83d\"\n", "a: {b: c d: e}\n", "a: {\n  b: c\n  d: e\n}\n",
	"a: {p: ready?}\n", "a: {name}, hi\n", "{a, b, a }\n", "a:\na:\n  b: c\n", "- a\nb: c\n", "a: 1\n- b\n", "a: **b**\n", "a: |\n    foo\n  bar\nb: 1\n", "a: \x01\n", "a: \uFFFE\n", "%FOO\n---\na\n",
	"{a: b} }\n", "a: !e!x y\n", "[", "{a: [b, {c", "a: |1\n   x\n", "\"foo\nbar\": x\n", "# a\n\t# b\na: 1 # c\n\t# d\n", "a: &b\n- x\nc: !!seq\n- y\n", "! a: b\n",
	"a: \"x \u2028 y\"\nb: x \u0085 y\n\u2029c: d\n", "{\"a\": \"\\ud83d\\ude00\\/\u2028\", 'b\\/': \\ud83d\\ude00}\n", "a: \"\\ud83d\\/\"\n", "a: 0xFFFFFFFFFFFFFFFFFF\n",
	"-left: x\nb: c\n", "a:\n -b: c\n  d: e\n", "a:\n\u00a0b: c\n  d: e\n", "a:\u00a0b\nc\n", "// x\na: b\n", "{\"a\": 1, // x\n \"b\": 2}\n", "<<<<<<< a\nb: c\n>>>>>>> d\n", "a: 1\n=======\nb\n",
	"a: {{ b }}\nc: {{d:e}}\n", "{{ a }}\nb: c\n", "{% a %}\n", "a: {b:c, d = e, f -> g}\n", "a: : b\n", "a b: c: d\n", "\u00a0# a\n%YAML 1.2\n#", "%YAML\u00a01.2\n---\n", "a: [b\n# c\n\n\t]\n", "a: [b # c\n\t]\n", "a: “b: c”\n", "start -> a\na: end\n", "a: b {\n  c\n}\n",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := placesError(text); err != "" {
			t.Fatal(err)
		}
	})
}

// placesError tells whether something that is read has no place, or a wrong one.
func placesError(text string) string {
	doc := Parse(ast.NewSource("fuzz", text))
	for _, d := range doc.Diagnostics {
		if err := spanError(text, d.Span); err != "" {
			return d.Message + ": " + err
		}
	}
	if doc.Root.Kind == ast.Absent {
		if len(doc.Diagnostics) == 0 || !doc.Incomplete {
			return "nothing read, and nothing said"
		}
		return ""
	}
	return valueError(text, &doc.Root, ast.Between(0, len(text)))
}

func spanError(text string, s ast.Span) string {
	if s.Start < 0 || s.Start > s.End || int(s.End) > len(text) {
		return fmt.Sprintf("the span %v is not in the source", s)
	}
	return ""
}

// valueError tells what is wrong with the places of a value, or returns "".
func valueError(text string, v *ast.Value, within ast.Span) string {
	if !v.Via.IsZero() {
		return spanError(text, v.Via) // what it stands for is checked where it is written
	}
	if err := spanError(text, v.Span); err != "" {
		return err
	}
	if v.Span.Start < within.Start || v.Span.End > within.End {
		return fmt.Sprintf("%v is not inside of %v", v.Span, within)
	}
	written := text[v.Span.Start:v.Span.End]
	brackets := func(open, close string) bool {
		return strings.HasPrefix(written, open) && strings.HasSuffix(written, close) && len(written) > 1
	}
	switch v.Kind {
	case ast.List:
		if !brackets("[", "]") && !strings.HasPrefix(written, "-") {
			return fmt.Sprintf("%q is no list", written)
		}
	case ast.String:
		quoted := brackets(`"`, `"`) || brackets("'", "'") || strings.HasPrefix(written, "|") || strings.HasPrefix(written, ">")
		if v.Style == ast.Quoted && !quoted {
			return fmt.Sprintf("%q is in no quotation marks", written)
		}
	}
	if v.Style == ast.Plain && (v.Kind == ast.String || v.Kind == ast.Number) {
		if folded := strings.ContainsAny(written, "\r\n\u0085\u2028\u2029"); !folded && v.Text != written {
			return fmt.Sprintf("%q reads as %q", written, v.Text)
		}
		if strings.Join(strings.Fields(written), " ") != strings.Join(strings.Fields(v.Text), " ") {
			return fmt.Sprintf("%q reads as %q", written, v.Text)
		}
	}
	last := v.Span.Start
	for i := range v.Items {
		item := &v.Items[i]
		if err := valueError(text, item, v.Span); err != "" {
			return err
		}
		if item.Via.IsZero() {
			if item.Span.Start < last {
				return fmt.Sprintf("%v begins before %d", item.Span, last)
			}
			last = item.Span.End
		}
	}
	keys := map[string]bool{}
	for i := range v.Members {
		m := &v.Members[i]
		if keys[m.Key] {
			return fmt.Sprintf("the key %q is there twice", m.Key)
		}
		keys[m.Key] = true
		if m.Value.Via.IsZero() {
			if m.KeySpan.Start < last || m.KeySpan.End > m.Value.Span.Start {
				return fmt.Sprintf("the key %v is out of order", m.KeySpan)
			}
			last = m.Value.Span.End
		}
		if err := valueError(text, &m.Value, v.Span); err != "" {
			return err
		}
	}
	return ""
}

// FuzzLocator checks that the scanner and the grammar of the locator agree with the library: they find a cause where it
// fails, and none where it does not.
func FuzzLocator(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, err := range []string{locatorError(text), commentError(text)} {
			if err != "" {
				t.Fatal(err)
			}
		}
	})
}

// reachesLibrary tells whether a text is given to the library at all.
func reachesLibrary(text string) bool { return utf8.ValidString(text) && refuse(text) == nil }

// locatorError tells where the locator and the library do not agree.
func locatorError(text string) string {
	if !reachesLibrary(text) {
		return ""
	}
	doc := Parse(ast.NewSource("fuzz", text))
	p := newParser(text)
	p.stream()
	_, err := decode(text)
	if err == nil {
		if p.found != nil && doc.Root.Kind != ast.Absent {
			return fmt.Sprintf("the library reads it; the locator says %q at %v", p.found.Message, p.found.Span)
		}
		return ""
	}
	if len(doc.Diagnostics) != 1 || doc.Root.Kind != ast.Absent || !doc.Incomplete {
		return fmt.Sprintf("the library says %q; found %d findings", err, len(doc.Diagnostics))
	}
	if e := spanError(text, doc.Diagnostics[0].Span); e != "" {
		return e
	}
	if p.tail(); p.found == nil && firstIllegal(text) < 0 {
		return fmt.Sprintf("the library says %q; the locator finds nothing", err)
	}
	return ""
}
