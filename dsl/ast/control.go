package ast

// IsControl tells whether the character is one that no source may hold unescaped: a control character other than a tab or a
// line break. U+0085 is a line break.
func IsControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || 0x7F <= r && r < 0xA0 && r != 0x85
}
