package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const tab = "    "

// printable makes a text fit for a terminal, whatever the source held: see printableRune. Line breaks stay.
func printable(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '\n':
			out.WriteByte('\n')
		case '\t':
			out.WriteString(tab)
		default:
			out.WriteRune(printableRune(r))
		}
		i += size
	}
	return out.String()
}

// printableRune returns the rune in a form that is safe for a terminal. Control characters could move the cursor or change colours, and
// the marks that turn the direction of writing could make a line read as something other than it is.
func printableRune(r rune) rune {
	if unicode.IsControl(r) || '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069' || r == '\u2028' || r == '\u2029' {
		return unicode.ReplacementChar
	}
	return r
}

// nameOf is the name of a file on one line.
func nameOf(name string) string {
	return strings.ReplaceAll(printable(name), "\n", string(unicode.ReplacementChar))
}

// oneLine makes a message one line of printable text.
func oneLine(message string) string { return printable(strings.Join(strings.Fields(message), " ")) }
