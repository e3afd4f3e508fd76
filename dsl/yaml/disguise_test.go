package yaml

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestStrangeBreaks(t *testing.T) {
	run(t, []outlineTest{
		{"in texts of every kind", "a: x \u2028 y\nb: 'x \u2029 y'\nc: \"x \u0085 y\" # \u2028 z\nd: |\n  x \u2028 y\n  \u0085\ne: >\n  x\n  \u2029 y\nf: 1\n", `
0-85 an object "a: x \u2028 y\nb: 'x \u2029 y'\nc: \"x \u0085 y\" # \u2028 z\nd: |\n  x \u2028 y\n  \u0085\ne: >\n  x\n  \u2029 y\nf: 1"
  0-1 "a": 3-10 a string "x \u2028 y" plain
  11-12 "b": 14-23 a string "'x \u2029 y'" = "x \u2029 y"
  24-25 "c": 27-35 a string "\"x \u0085 y\"" = "x \u0085 y"
  44-45 "d": 47-63 a string "|\n  x \u2028 y\n  \u0085" = "x \u2028 y\n\u0085\n"
  64-65 "e": 67-80 a string ">\n  x\n  \u2029 y" = "x \u2029 y\n"
  81-82 "f": 84-85 a number "1" = "1" plain
`},
		{"at the beginning", "\u2028a", `
0-4 a string "\u2028a" plain
`},
		{"in keys and in brackets", "{a: [b\u0085, \"\\L\u2029\"], c\u2028d: e}\n", `
0-29 an object "{a: [b\u0085, \"\\L\u2029\"], c\u2028d: e}"
  1-2 "a": 4-18 a list "[b\u0085, \"\\L\u2029\"]"
    - 5-8 a string "b\u0085" plain
    - 10-17 a string "\"\\L\u2029\"" = "\u2028\u2029"
  20-25 "c\u2028d": 27-28 a string "e" plain
`},
	})
}

func TestJSONEscapes(t *testing.T) {
	run(t, []outlineTest{
		{"pairs of escapes", `{"a": "x\ud83d\ude00\uD83D\uDE01y", "b\ud83d\ude00": "\\ud83d\\ude00", c: '\ud83d\ude00', d: \ud83d\ude00 }`, `
0-107 an object "{\"a\": \"x\\ud83d\\ude00\\uD83D\\uDE01y\", \"b\\ud83d\\ude00\": \"\\\\ud83d\\\\ude00\", c: '\\ud83d\\ude00', d: \\ud83d\\ude00 }"
  1-4 "\"a\"" = "a": 6-34 a string "\"x\\ud83d\\ude00\\uD83D\\uDE01y\"" = "x😀😁y"
  36-51 "\"b\\ud83d\\ude00\"" = "b😀": 53-69 a string "\"\\\\ud83d\\\\ude00\"" = "\\ud83d\\ude00"
  71-72 "c": 74-88 a string "'\\ud83d\\ude00'" = "\\ud83d\\ude00"
  90-91 "d": 93-105 a string "\\ud83d\\ude00" plain
`},
		{"a slash", "a: \"https:\\/\\/x\" # \\/\n'b\\/': \"\\\\/\"\nc: \"\u2028\\/\n  \\/\"\n", `
0-50 an object "a: \"https:\\/\\/x\" # \\/\n'b\\/': \"\\\\/\"\nc: \"\u2028\\/\n  \\/\""
  0-1 "a": 3-16 a string "\"https:\\/\\/x\"" = "https://x"
  22-27 "'b\\/'" = "b\\/": 29-34 a string "\"\\\\/\"" = "\\/"
  35-36 "c": 38-50 a string "\"\u2028\\/\n  \\/\"" = "\u2028/ /"
`},
	})
}

func TestNoCharacterLeft(t *testing.T) {
	var b strings.Builder
	b.WriteString("a: \u2028")
	for r := rune(firstStandIn); r <= 0x10FFFF; r++ {
		b.WriteRune(r)
	}
	doc := Parse(ast.NewSource("test.yaml", b.String()))
	if len(doc.Diagnostics) != 1 || !doc.Incomplete {
		t.Errorf("got %v", doc.Diagnostics)
	}
}
