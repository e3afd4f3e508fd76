package ast

import "encoding/binary"

// IsPlain tells whether a text holds nothing but printable ASCII, tabs and line feeds, as nearly all texts do: then each byte is
// a character, and all lines end in the same way.
func IsPlain(text string) bool {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
	)
	for len(text) >= 8 {
		// Eight bytes at once: none below a space, none above a tilde.
		word := binary.LittleEndian.Uint64([]byte(text[:8]))
		if (word|(word-0x20*ones)|(word+ones))&high != 0 && !allPlain(text[:8]) {
			return false
		}
		text = text[8:]
	}
	return allPlain(text)
}

func allPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 0x20 || c > 0x7E) && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
