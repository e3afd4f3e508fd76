package flow

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// TestPieces checks on random items, most of them right or nearly so, that cutting them into pieces changes nothing: what is accepted
// is what participle accepts whole.
func TestPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var r, whole recognizer
	count := map[bool]int{}
	for range 50_000 {
		kinds := append(randomItem(random), kindEnd)
		if random.IntN(2) == 0 {
			change(random, kinds)
		}
		tokens := make([]token, len(kinds))
		for i, kind := range kinds {
			tokens[i].kind = kind
		}
		whole.load(tokens)
		_, want := whole.item()
		if got := r.accepts(tokens); got != want {
			t.Fatalf("%v: accepted is %v; participle says %v", names(kinds), got, want)
		}
		count[want]++
	}
	if count[true] < 10_000 || count[false] < 10_000 {
		t.Errorf("%d items are right, and %d are wrong", count[true], count[false])
	}
}

// change puts other kinds for some.
func change(random *rand.Rand, kinds []lexer.TokenType) {
	for range 1 + random.IntN(2) {
		kinds[random.IntN(len(kinds)-1)] = kindEnd - 1 - lexer.TokenType(random.IntN(int(kindEnd-kindForbid)))
	}
}

// names are what the grammar calls the kinds.
func names(kinds []lexer.TokenType) (words []string) {
	symbols := lexer.SymbolsByRune(definition{})
	for _, kind := range kinds {
		words = append(words, symbols[kind])
	}
	return words
}

func randomItem(random *rand.Rand) (kinds []lexer.TokenType) {
	add := func(more ...lexer.TokenType) { kinds = append(kinds, more...) }
	switch random.IntN(8) {
	case 0:
		add(kindSession)
		return append(kinds, randomValue(random, 1, 1)...)
	case 1:
		add(kindTitle, kindLeftBrace, kindBefore, kindTerm, kindRequire, kindLeftBracket, kindTerm, kindComma, kindTerm, kindRightBracket, kindRightBrace)
		return kinds
	}
	add(kindLabel, kindName)
	if random.IntN(3) == 0 {
		add(kindTarget)
	}
	if random.IntN(8) == 0 {
		return kinds
	}
	add(kindLeftBrace)
	for range random.IntN(5) {
		switch random.IntN(8) {
		case 0:
			add(kindCondition, kindTarget)
		case 1:
			add(kindCondition, kindTarget, kindAs)
		case 2:
			add(kindName, kindTarget)
		case 3:
			add(kindIf, kindRef, kindOperator, kindOperand, kindTarget)
		case 4:
			add(kindIf, kindUnary, kindRef, kindTarget)
		case 5:
			add([][]lexer.TokenType{{kindElse, kindTarget}, {kindSay}, {kindTarget}}[random.IntN(3)]...)
		default:
			add(kindLabel)
			add(randomValue(random, random.IntN(3), 0)...)
		}
	}
	add(kindRightBrace)
	return kinds
}

// randomValue returns the kinds of a scalar, an object or a list, for 0, 1 and 2.
func randomValue(random *rand.Rand, form, depth int) []lexer.TokenType {
	if form == 0 {
		return []lexer.TokenType{kindScalar}
	}
	opening, closing := kindLeftBrace, kindRightBrace
	if form == 2 {
		opening, closing = kindLeftBracket, kindRightBracket
	}
	kinds := []lexer.TokenType{opening}
	for range random.IntN(4) {
		if form == 1 {
			kinds = append(kinds, kindLabel)
		}
		inner := 0
		if depth < 4 {
			inner = random.IntN(3)
		}
		kinds = append(kinds, randomValue(random, inner, depth+1)...)
		if random.IntN(2) == 0 {
			kinds = append(kinds, kindComma)
		}
	}
	return append(kinds, closing)
}

// TestFewPieces shows how much of a flow participle is asked about, and that it is not kept without end.
func TestFewPieces(t *testing.T) {
	unlike, _ := bothNotations(1000, true)
	var policies strings.Builder
	for i := range 3 * mostKept {
		terms := strings.NewReplacer("0", "a, ", "1", "a ").Replace(fmt.Sprintf("%b", i))
		fmt.Fprintf(&policies, "policy \"p\" { before [%s] require b }\n", terms)
	}
	tests := []struct {
		name, text  string
		least, most int
	}{
		{"nodes that are all unlike", unlike, 10, 20},
		{"policies that are all unlike", policies.String(), 100, mostKept},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newCutter(catalog.Default(), test.text)
			var r recognizer
			for c.cut() {
				r.accepts(c.tokens)
			}
			if n := len(r.accepted); n < test.least || n > test.most {
				t.Errorf("%d items are kept; expected %d to %d", n, test.least, test.most)
			}
		})
	}
}
