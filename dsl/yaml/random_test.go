package yaml

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// fragments are what random sources are made of: far more of them come close to YAML than random bytes do.
var fragments = strings.Split("a|b: |c:|: |- |-|? |?|, |,|[|]|{|}|\n|\n|\n|\n  |\n  |\n    |\n |\n\n|\r\n|\r|\t|\n\t| | |  |# c|#| #\n"+
	"|'|'x'|'it''s'|\"|\"y\"|\"\\n\"|\"\\x41\"|\"\\q\"|\\|&a |&b |*a|*b |!t |!!str |!!int |!|<<: |<<: *a|1|2.5|true|~|null|é|ü: |\u2028|\u0085|"+
	"|>-\n|>\n   x\n|%|@|`|---|\n---\n|--- |\n...\n|...|%YAML 1.2\n|k: v\n|k: v|key: {|l: [|- x\n|  m: n\n|  - o\n|\n# d\n|\"p\": q|"+
	"\u2029|\u00a0|\u200b|\ufeff|\\ud83d\\ude00|\\/|\"\\/\"|\"\\ud83d\\ude00\"|//|-a|{{|}}|{%|a:b|a = b|<<<<<<< |\n>>>>>>> |start -> |: : |0xFFFFFFFFFFFFFFFFF", "|")

func randomSource(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(14) {
		f := fragments[r.IntN(len(fragments))]
		if f == "" {
			f = "|" // the separator cannot stand for itself
		}
		b.WriteString(f)
	}
	return b.String()
}

// directives are what random lines before a document are made of.
var directives = strings.Split("%YAML|%TAG|%YAML 1.2|%TAG !e! |%| |\t|! |!e! |!e|e! |\n%TAG |tag:e.org,2026:|1.|1.2|2|3|%41|%C3%A9|%zz|{|#| #c|\u00a0|\u2028|\u0085|\n|\r\n|\n|\n---\n|\n---\na: 1\n|---|!e!x|é", "|")

func TestRandomDirectives(t *testing.T) {
	repeat(t, 30_000, func(t *testing.T, r *rand.Rand) {
		text := []string{"%", "%YAML ", "%TAG "}[r.IntN(3)]
		for range 1 + r.IntN(9) {
			text += directives[r.IntN(len(directives))]
		}
		if err := locatorError(text); err != "" {
			t.Fatalf("%s\nin %q", err, text)
		}
	})
}

func TestRandomSources(t *testing.T) {
	repeat(t, 30_000, func(t *testing.T, r *rand.Rand) {
		text := randomSource(r)
		for _, err := range []string{placesError(text), locatorError(text), commentError(text)} {
			if err != "" {
				t.Fatalf("%s\nin %q", err, text)
			}
		}
	})
}

var randomTime = flag.Duration("random-time", 0, "how long to try random sources with seeds of their own; 0 for a fixed number of fixed ones")

// repeat tries something so many times, or for as long as was asked for.
func repeat(t *testing.T, count int, try func(*testing.T, *rand.Rand)) {
	start := time.Now()
	if *randomTime == 0 {
		for i := range count {
			try(t, rand.New(rand.NewPCG(1, uint64(i))))
		}
		return
	}
	for i := uint64(0); time.Since(start) < *randomTime; i++ {
		try(t, rand.New(rand.NewPCG(uint64(start.UnixNano()), i)))
	}
}

// commentError tells whether blanking the comments of a source changes what the library makes of it.
func commentError(text string) string {
	if !reachesLibrary(text) {
		return ""
	}
	p := newParser(text)
	p.blanked = []byte(text)
	p.stream()
	whole, err := decode(text)
	if err != nil || p.found != nil {
		return ""
	}
	blank, err := decode(string(p.blanked))
	if err != nil || !sameNodes(whole, blank) {
		return "it reads otherwise without comments"
	}
	return ""
}

func sameNodes(a, b *yaml.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	same := a.Kind == b.Kind && a.Style == b.Style && a.Tag == b.Tag && a.Value == b.Value && a.Anchor == b.Anchor &&
		(isEmpty(a) || a.Line == b.Line && a.Column == b.Column) && len(a.Content) == len(b.Content)
	for i := 0; same && i < len(a.Content); i++ {
		same = sameNodes(a.Content[i], b.Content[i])
	}
	return same
}
