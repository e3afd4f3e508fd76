package ast

// IsWordStart tells whether a word may begin with the byte (language.md, section 2): an ASCII letter or "_".
func IsWordStart(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }

// IsWordPart tells whether a word may hold the byte; besides, it may hold "-" before such a one.
func IsWordPart(c byte) bool { return IsWordStart(c) || '0' <= c && c <= '9' }
