package yaml

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// The library reads YAML 1.1. What later versions of YAML read differently is shown to it in disguise, character for character, so
// that all places stay the same, and is put right in what it returns:
//
//   - U+0085, U+2028 and U+2029 are characters like any other, as in JSON; to the library they end a line, and take the
//     blanks around with them.
//   - \/ is an escape, and two of \uD83D\uDE00 are one character. The library refuses both.

// A disguise changes a text, and changes back the values that were read from it. The zero disguise changes nothing.
type disguise struct {
	nel, ls, ps rune // what stands for each character that is a line break to the library alone
	filler      rune // what stands for nothing
	back        *strings.Replacer
}

// newDisguise picks characters that a text holds neither as such nor as escapes. Where none is left, it is the zero disguise.
func newDisguise(text string) (d disguise) {
	used := map[rune]bool{}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r >= firstStandIn {
			used[r] = true
		} else if r == '\\' && i+10 <= len(text) && text[i+1] == 'U' {
			code, _ := strconv.ParseUint(text[i+2:i+10], 16, 32)
			used[rune(code)] = true
		}
		i += size
	}
	r := rune(firstStandIn)
	for _, standIn := range []*rune{&d.nel, &d.ls, &d.ps, &d.filler} {
		for used[r] {
			r++
		}
		if *standIn = r; r > utf8.MaxRune {
			return disguise{}
		}
		r++
	}
	d.back = strings.NewReplacer(string(d.nel), "\u0085", string(d.ls), "\u2028", string(d.ps), "\u2029", string(d.filler), "")
	return d
}

// firstStandIn begins the last plane of Unicode, in which no character has a meaning.
const firstStandIn = 0x100000

// strangeBreak returns the offset of the first line break beyond ASCII, or -1.
func strangeBreak(text string) int {
	first := -1
	for _, b := range []string{"\u0085", "\u2028", "\u2029"} {
		if i := strings.Index(text, b); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// breaks disguises the line breaks beyond ASCII.
func (d *disguise) breaks(text string) string {
	if d.back == nil {
		return text
	}
	return strings.NewReplacer("\u0085", string(d.nel), "\u2028", string(d.ls), "\u2029", string(d.ps)).Replace(text)
}

// escapes disguises the escapes at the offsets, which are those of JSON alone.
func (d *disguise) escapes(text string, offsets []int) string {
	if d.back == nil {
		return text
	}
	var b strings.Builder
	last := 0
	for _, at := range offsets {
		b.WriteString(text[last:at])
		if r, ok := pairAt(text, at); ok {
			b.WriteString(`\U`)
			digits := strconv.FormatInt(int64(r), 16)
			b.WriteString(strings.Repeat("0", 8-len(digits)) + digits)
			b.WriteRune(d.filler)
			b.WriteRune(d.filler)
			last = at + pairLength
		} else {
			b.WriteRune(d.filler)
			last = at + 1
		}
	}
	b.WriteString(text[last:])
	return b.String()
}

// reveal puts the values below a node right.
func (d *disguise) reveal(n *yaml.Node) {
	if d.back == nil {
		return
	}
	n.Value = d.back.Replace(n.Value)
	for _, inner := range n.Content {
		d.reveal(inner)
	}
}

// pairLength is that of \uD83D\uDE00.
const pairLength = 12

// pairAt returns the character that two escapes at the offset stand for together.
func pairAt(text string, at int) (rune, bool) {
	high, low := surrogateAt(text, at), surrogateAt(text, at+pairLength/2)
	if high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF {
		return 0, false
	}
	return 0x10000 + (high-0xD800)<<10 + (low - 0xDC00), true
}

func surrogateAt(text string, at int) rune {
	if at+6 > len(text) || text[at] != '\\' || text[at+1] != 'u' || !isHexText(text[at+2:at+6]) {
		return 0
	}
	code, _ := strconv.ParseUint(text[at+2:at+6], 16, 32)
	return rune(code)
}

func isHexText(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(c byte) bool { return !isHex(c) })
}
