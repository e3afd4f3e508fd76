package ast

import "encoding/binary"

// IsPlain tells whether a text holds nothing but printable ASCII, tabs and line feeds, as nearly all texts do: then each byte is
// a character, and all lines end in the same way.
func IsPlain(text string) bool {
	// Eight bytes at once. No sum carries out of its byte: the highest bit tells whether the rest is as large as what it is held to.
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
		rest = 0x7F * ones
	)
	at := 0
	for ; at <= len(text)-8; at += 8 {
		word := binary.LittleEndian.Uint64([]byte(text[at : at+8]))
		low := word & rest
		space, delete := low+(0x80-' ')*ones, low+(0x80-0x7F)*ones
		tab, afterFeed := low+(0x80-'\t')*ones, low+(0x80-'\n'-1)*ones
		if (word|delete|^(space|tab&^afterFeed))&high != 0 {
			return false
		}
	}
	return allPlain(text[at:])
}

func allPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 0x20 || c > 0x7E) && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
