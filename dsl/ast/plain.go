package ast

import "encoding/binary"

// IsPlain tells whether a text holds nothing but printable ASCII, tabs and line feeds, as nearly all texts do: then each byte is
// a character, and all lines end in the same way.
func IsPlain(text string) bool {
	const step = 32
	at := 0
	for ; at <= len(text)-step; at += step {
		part := []byte(text[at : at+step])
		if strange(part)|strange(part[8:])|strange(part[16:])|strange(part[24:]) != 0 {
			return false
		}
	}
	return allPlain(text[at:])
}

// strange tells of eight bytes at once which are not plain: the highest bit of such a byte is set. No sum carries out of its byte, so
// that this bit tells whether the rest of the byte is as large as what it is held to.
func strange(part []byte) uint64 {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
		rest = 0x7F * ones
	)
	word := binary.LittleEndian.Uint64(part)
	low := word & rest
	space, delete := low+(0x80-' ')*ones, low+(0x80-0x7F)*ones
	tab, afterFeed := low+(0x80-'\t')*ones, low+(0x80-'\n'-1)*ones
	return (word | delete | ^(space | tab&^afterFeed)) & high
}

func allPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 0x20 || c > 0x7E) && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
