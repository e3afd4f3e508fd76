package flow

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// quotedExample says in strings what others say in words, and has items of every kind, and values that look like keywords.
const quotedExample = `
policy "nobody without a check" { before verified require [ liveness.livenessDetected a."b c" ] }
session { "metadata": { a: on "b": if c: [ say "x" else ] } , zone: us "langs": [ en , de ] }
"start": "start" -> "say hi"
"say hi": "conversation" { prompt: single doesNotRequireReply: true "always" : x always -> "end" as "on" }
"end": "end"
start -> "end"
more: permissions { permissions: { camera: true "microphone": false } permissionsGranted -> "end" "permissionsDenied" -> end }
first: start -> last
last: "end"
`

// TestLayout puts any blanks, line breaks and comments between the tokens of flows: they say the same.
func TestLayout(t *testing.T) {
	separators := []string{" ", " ", "\n", "\n  ", "\t", "\r\n", " # { \"\n", "\n\n# on \"x\" -> y\n"}
	for _, text := range []string{example, quotedExample} {
		tokens, plain := tokensOf(text), plain(t, text)
		rng := rand.New(rand.NewPCG(1, 2))
		for range 300 {
			var laid strings.Builder
			laid.WriteString(separators[rng.IntN(len(separators))])
			for _, token := range tokens {
				laid.WriteString(token + separators[rng.IntN(len(separators))])
			}
			source := ast.NewSource("layout.flow", laid.String())
			doc := Parse(catalog.Default(), source)
			if len(doc.Diagnostics) > 0 {
				t.Fatalf("%q in\n%s", showFindings(source, doc.Diagnostics), source.Text)
			}
			if got := said(&doc.Root); got != said(&plain.Root) {
				t.Fatalf("another document:\n%s\nof\n%s", got, source.Text)
			}
		}
	}
}

// tokensOf returns what a text is made of. A reference is one piece: it stands on one line.
func tokensOf(text string) (tokens []string) {
	dot := false
	for s := newScanner(text); ; {
		var token token
		s.next(&token)
		if token.kind == kindEnd {
			return tokens
		}
		written := text[token.span.Start:token.span.End]
		if n := len(tokens); token.kind == kindDot || dot {
			tokens[n-1] += written
		} else {
			tokens = append(tokens, written)
		}
		dot = token.kind == kindDot
	}
}

func plain(t *testing.T, text string) ast.Document {
	t.Helper()
	source := ast.NewSource("plain.flow", text)
	doc := Parse(catalog.Default(), source)
	if len(doc.Diagnostics) > 0 {
		t.Fatal(showFindings(source, doc.Diagnostics))
	}
	return doc
}

// said writes down a value without the places at which it stands.
func said(v *ast.Value) string {
	var b strings.Builder
	b.WriteString(v.Kind.String() + " " + v.Text + "(")
	for i := range v.Members {
		b.WriteString(v.Members[i].Key + ": " + said(&v.Members[i].Value) + "; ")
	}
	for i := range v.Items {
		b.WriteString(said(&v.Items[i]) + ", ")
	}
	return b.String() + ")"
}
