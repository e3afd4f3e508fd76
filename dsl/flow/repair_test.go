package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"
	"github.com/google/go-cmp/cmp"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// TestOneBracket puts a bracket before each token of a flow, leaves each bracket out, and puts another in its place: that is one
// mistake, and one finding.
func TestOneBracket(t *testing.T) {
	check := func(at, end int, put string) {
		t.Helper()
		source := ast.NewSource("bracket.flow", right[:at]+put+right[end:])
		if found := Parse(catalog.Default(), source).Diagnostics; len(found) != 1 {
			p := source.Position(at)
			t.Errorf("%q for %q at %d:%d:\n%s", put, right[at:end], p.Line, p.Column, lines(showFindings(source, found)))
		}
	}
	for s := newScanner(right); ; {
		var token token
		s.next(&token)
		at, end := int(token.span.Start), int(token.span.End)
		if token.kind == kindEnd {
			return
		}
		for _, bracket := range []string{"{", "}", "[", "]"} {
			check(at, at, bracket)
		}
		if isBracketKind(token.kind) {
			check(at, end, "")
		}
	}
}

// TestTwoBrackets leaves two brackets of an item out: those are no more than two findings. Where one of them is an opening one and
// the other a closing one, each of the others has a partner, and it is not known that two are missing.
func TestTwoBrackets(t *testing.T) {
	c := newCutter(catalog.Default(), right)
	checked, more := 0, 0
	for c.cut() {
		var all []token
		for _, token := range c.tokens {
			if isBracketKind(token.kind) {
				all = append(all, token)
			}
		}
		for i, first := range all {
			for _, second := range all[:i] {
				if isOpening(first.kind) != isOpening(second.kind) {
					continue
				}
				checked++
				text := []byte(right)
				text[first.span.Start], text[second.span.Start] = ' ', ' '
				source := ast.NewSource("brackets.flow", string(text))
				found := Parse(catalog.Default(), source).Diagnostics
				if len(found) == 0 || len(found) > 3 {
					t.Errorf("%s:\n%s", text, lines(showFindings(source, found)))
				}
				if len(found) == 3 {
					more++
				}
			}
		}
	}
	if checked < 20 || more > 1 {
		t.Errorf("of %d pairs, %d are three findings; expected one at most", checked, more)
	}
}

func isOpening(kind lexer.TokenType) bool { return kind == kindLeftBrace || kind == kindLeftBracket }

// TestRepair shows where a bracket that is wrong is found, and that the rest is read as if it were right.
func TestRepair(t *testing.T) {
	const around = "session {\n  %s\n  zone: us\n}\nstart -> a\na: end\n"
	tests := []struct{ name, line, want, session string }{
		{"no brace before an object", `metadata: source: "web", tries: 3 }`, `2:13-19 "source" after "metadata"; expected "{" | write metadata: { … }`, `metadata zone`},
		{"no bracket before a list", `langs: en, de ]`, `2:10-12 "en" after "langs"; expected "["`, `langs zone`},
		{"no brace before an object in a list", `modules: [ a: 1 }, { a: 2 } ]`, `2:14-15 "a" after "["; expected "{"`, `modules zone`},
		{"a brace in place of a number", `metadata: { a: [1, }, 3] }`, `2:22-23 "}" after ","; expected a name or a value`, `metadata zone`},
		{"a brace and a name, swapped", `metadata: { a: 1 b } : 2`, `2:20-21 "b" before "}"; expected it behind`, `metadata zone`},
		{"a brace for a bracket", `langs: {en, de}`, `2:10-11 "{" after "langs"; expected "["`, `langs zone`},
		{"a bracket for a brace", `metadata: [a: 1, b: 2]`, `2:13-14 "[" after "metadata"; expected "{"`, `metadata zone`},
		{"parentheses", `metadata: (a: 1, b: 2)`, `2:13-14 "(" after "metadata"; expected "{"`, `metadata zone`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := ast.NewSource("repair.flow", fmt.Sprintf(around, test.line))
			doc := Parse(catalog.Default(), source)
			var keys []string
			for i := range doc.Root.Members {
				m := &doc.Root.Members[i]
				if m.Key == "flow" {
					continue
				}
				keys = append(keys, m.Key)
			}
			if diff := cmp.Diff(test.want+"\n"+test.session, strings.Join(showFindings(source, doc.Diagnostics), "\n")+"\n"+strings.Join(keys, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
