package flow

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// right is a flow without a mistake, in which each line of the injections below is to be found.
const right = `session {
  clientReferenceId: "user-123"
  metadata: { source: "web-app", tries: 3 }
}
start -> ask
ask: conversation {
  prompt: "Ask the user."
  on "the user is ready" -> decide
  on "the user refuses" -> done as gone
  awaitExternal: { request: { url: "https://x.example/y" }, poll: { intervalMs: 2000, timeoutMs: 60000 } }
  onDataReady -> decide
  onTimeout -> bye
}
decide: field_condition {
  if providedData.score >= 80 -> ask
  if exists providedData.vip -> scan
  else -> done
}
bye: conversation { say "Goodbye." doesNotRequireReply: true always -> done }
scan: document_scan {
  allowedDocumentTypes: [passport, "id_card"]
  showTorchButton: true
  scanSuccess -> faces
  userCancelled -> bye
  scanTimeout -> bye
}
faces: face_compare {
  similarityThreshold: 0.8
  match -> risk
  noMatch -> bye
}
risk: external_call -> done {
  request: { url: "https://r.example", vars: { amount: providedData.amount, channel: "web" } }
}
policy "nobody" { before done require "*.x" }
done: end
`

// An injection is a mistake in a line: old is replaced by a text in which the piece between « and » is what is to be found;
// after it, "»" alone marks where a finding of no length stands. Where next is set, it is the word that begins a line below.
type injection struct{ line, old, wrong, next string }

var injections = []injection{
	// misspelled keywords
	{`on "the user is ready"`, "on", "«onn»", ""},
	{`on "the user is ready"`, "on", "«On»", ""},
	{`on "the user refuses"`, "on", "«when»", ""},
	{"if exists", "if", "«elif»", ""},
	{"if exists", "if", "else «if»", ""},
	{"if providedData", "if", "«If»", ""},
	{"bye: ", "say", "«sya»", ""},
	{"bye: ", "always ->", "«alwys»", ""},
	{"if exists", "exists", "«not exists»", ""},
	// missing arrows, and what is no arrow
	{`on "the user is ready"`, "-> decide", "«decide»", ""},
	{`on "the user refuses"`, "-> done", "«done»", ""},
	{"onDataReady", "-> decide", "«decide»", ""},
	{"else", "-> done", "«done»", ""},
	{"if providedData", "-> ask", "«ask»", ""},
	{"bye: ", "-> done", "«done»", ""},
	{"match", "-> risk", "«risk»", ""},
	{"start", "-> ask", "«ask»", ""},
	{"scanTimeout", "->", "«→»", ""},
	{"scanTimeout", "->", "«=>»", ""},
	{"else", "->", "«—>»", ""},
	{"userCancelled", "->", "«goto»", ""},
	// missing targets
	{`on "the user is ready"`, "-> decide", "«->»", ""},
	{`on "the user refuses"`, "-> done as gone", "«->»", ""},
	{"onTimeout", "-> bye", "«->»", ""},
	{"if providedData", "-> ask", "«->»", ""},
	// missing colons, and what is no colon
	{"prompt", `: "Ask the user."`, ` «"Ask the user."»`, ""},
	{"clientReferenceId", `: "user-123"`, ` «"user-123"»`, ""},
	{"bye: ", ": true", " «true»", ""},
	{"similarityThreshold", ": 0.8", " «0.8»", ""},
	{"allowedDocumentTypes", ": [", " «[»", ""},
	{"request", `: "https://r.example"`, ` «"https://r.example"»`, ""},
	{"showTorchButton", ":", " «=»", ""},
	{"scan: ", ": document_scan", " «document_scan»", ""},
	{"decide: ", ": field_condition", " «field_condition»", ""},
	// braces
	{"ask: ", "conversation {", "«conversation»", ""},
	{"scan: ", "document_scan {", "«document_scan»", ""},
	{"onTimeout", "-> bye\n}", "-> bye", "decide"},
	{"noMatch", "-> bye\n}", "-> bye", "risk"},
	{"request", "} }\n}", "}\n«}»", ""},
	{"allowedDocumentTypes", `"id_card"]`, `"id_card"`, "showTorchButton"},
	{"awaitExternal", "60000 } }", "60000 }", "onDataReady"},
	// stray marks
	{"prompt", `"Ask the user."`, `"Ask the user." «@»`, ""},
	{"onDataReady", "onDataReady", "«%» onDataReady", ""},
	{"else", "else", "«?»\n  else", ""},
	{"session", "session", "«@@»\nsession", ""},
	{"metadata", "3", "3 «&»", ""},
	{"scanSuccess", "-> faces", "-> faces«,»", ""},
	{"match", "-> risk", "-> risk«;»", ""},
	{"done", "end", "end «)»", ""},
	{"allowedDocumentTypes", "[", "[«,»", ""},
	// numbers and values
	{"awaitExternal", "2000", "«2.0.0»", ""},
	{"awaitExternal", "60000", "«060000»", ""},
	{"similarityThreshold", "0.8", "«.8»", ""},
	{"if providedData", "80", "80«%»", ""},
	{"if providedData", ">=", "«is»", ""},
	{"metadata", "3", "«+3»", ""},
	{"similarityThreshold", "0.8", "«about the same»", ""},
	{"if exists", "providedData.vip", "«vip»", ""},
	// strings
	{"prompt", `"Ask the user."`, `«"»Ask the user.`, ""},
	{"prompt", `"Ask the user."`, `«'Ask the user.'»`, ""},
	{"prompt", "Ask the", `Ask «\q»the`, ""},
	{"prompt", "Ask the", "Ask«\t»the", ""},
	{"clientReferenceId", `"user-123"`, `«"»user-123`, ""},
	{`on "the user is ready"`, `"the user is ready"`, `«"»the user is ready`, ""},
	{`on "the user is ready"`, `"the user is ready"`, `«the user is ready»`, ""},
	{"metadata", `"web-app"`, `«"»web-app`, ""},
	{"request", `"web"`, "«`web`»", ""},
	{"allowedDocumentTypes", `"id_card"`, `«"»id_card`, ""},
	// comments of other languages, and policies
	{"userCancelled", "-> bye", "-> bye «//» c", ""},
	{"done", "end", "end «/*» c */", ""},
	{"policy", "before done", "«befor» done", ""},
	{"policy", `"nobody"`, "«nobody»", ""},
}

// at is the offset in the right flow of what the injection replaces.
func (i injection) at(t *testing.T) int {
	t.Helper()
	line := strings.Index("\n"+right, "\n"+i.line)
	if line < 0 {
		line = strings.Index(right, "\n  "+i.line)
	}
	at := strings.Index(right[max(line, 0):], i.old)
	if line < 0 || at < 0 {
		t.Fatalf("there is no %q in a line %q", i.old, i.line)
	}
	return line + at
}

// inject makes the mistakes, each in a line of its own, and returns the text with where they are to be found.
func inject(t *testing.T, chosen []injection) (text string, want []string) {
	t.Helper()
	text = right
	// From the last to the first, so that the lines before are as they were.
	chosen = slices.Clone(chosen)
	slices.SortFunc(chosen, func(a, b injection) int { return b.at(t) - a.at(t) })
	for n, i := range chosen {
		at := i.at(t)
		// Marks that no source has tell the findings from each other, for those before move those behind.
		wrong := strings.NewReplacer("«", string(rune(0xE000+2*n)), "»", string(rune(0xE001+2*n))).Replace(i.wrong)
		text = text[:at] + wrong + text[at+len(i.old):]
		if i.next != "" {
			from := at + len(wrong)
			next := from + strings.Index(text[from:], i.next)
			text = text[:next] + string(rune(0xE000+2*n)) + i.next + string(rune(0xE001+2*n)) + text[next+len(i.next):]
		}
	}
	var b strings.Builder
	starts := map[rune]int{}
	type place struct{ start, end int }
	var places []place
	for _, r := range text {
		switch {
		case r < 0xE000 || r > 0xF000:
			b.WriteRune(r)
		case r%2 == 0:
			starts[r] = b.Len()
		default:
			places = append(places, place{starts[r-1], b.Len()})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.start - b.start })
	source := ast.NewSource("injected.flow", b.String())
	for _, p := range places {
		want = append(want, lineColumn(source, ast.Between(p.start, p.end)))
	}
	return b.String(), want
}

func (i injection) String() string { return fmt.Sprintf("%q: %q for %q", i.line, i.wrong, i.old) }

// checkInjected checks that exactly the mistakes are found, each where it is.
func checkInjected(t *testing.T, chosen ...injection) bool {
	t.Helper()
	text, want := inject(t, chosen)
	source := ast.NewSource("injected.flow", text)
	found := Parse(catalog.Default(), source).Diagnostics
	var got []string
	for _, d := range found {
		got = append(got, lineColumn(source, d.Span))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v\n%s\ngot:\n%swant: %v", chosen, text, lines(showFindings(source, found)), want)
		return false
	}
	return true
}

func TestRight(t *testing.T) {
	if found := Parse(catalog.Default(), ast.NewSource("right.flow", right)).Diagnostics; len(found) > 0 {
		t.Error(found[0])
	}
}

func TestOneMistake(t *testing.T) {
	for _, i := range injections {
		checkInjected(t, i)
	}
}

// independent tells whether of two mistakes neither is in the line of the other, nor hides it.
func independent(a, b injection) bool {
	if a.line == b.line {
		return false
	}
	for _, pair := range [][2]injection{{a, b}, {b, a}} {
		// A brace that is missing at the end of a node shows at the head of the next.
		if next := pair[0].next; next != "" && strings.HasPrefix(pair[1].line, next) {
			return false
		}
		// A node without any braces is one mistake.
		if strings.Contains(pair[0].old, " {") && strings.Contains(pair[1].old, "\n}") {
			return false
		}
	}
	return true
}

func TestTwoMistakes(t *testing.T) {
	failed := 0
	for n, a := range injections {
		for _, b := range injections[:n] {
			if independent(a, b) && !checkInjected(t, a, b) {
				if failed++; failed > 5 {
					return
				}
			}
		}
	}
}

// TestManyMistakes makes as many mistakes at once as there are lines for.
func TestManyMistakes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	failed := 0
	for range 1000 {
		var chosen []injection
		for _, n := range random.Perm(len(injections)) {
			i := injections[n]
			if !slices.ContainsFunc(chosen, func(other injection) bool { return !independent(i, other) }) {
				chosen = append(chosen, i)
			}
		}
		if !checkInjected(t, chosen[:1+random.IntN(len(chosen))]...) {
			if failed++; failed > 3 {
				return
			}
		}
	}
}
