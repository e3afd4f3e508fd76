package report

import (
	"strings"
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
