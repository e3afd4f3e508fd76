package yaml

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"
)

// plain scans a text without quotation marks, which may run over several lines.
func (s *scanner) plain() {
	t := s.saveKey()
	t.plain = true
	flow := len(s.open) > 0
	end, endLine, folded := s.pos, s.line, false
	for s.pos < len(s.text) && s.at(0) != '#' && !(s.column() == 0 && (isMarker(s.text, s.pos, "---") || isMarker(s.text, s.pos, "..."))) {
		for s.pos < len(s.text) && whiteAt(s.text, s.pos) == 0 {
			c := s.text[s.pos]
			if c == ':' && endsWord(s.text, s.pos+1) || flow && strings.IndexByte(",?[]{}", c) >= 0 {
				break
			}
			s.pos++
			end, endLine, folded = s.pos, s.line, false
		}
		if s.pos >= len(s.text) || whiteAt(s.text, s.pos) == 0 {
			break
		}
		for whiteAt(s.text, s.pos) > 0 {
			if folded && s.at(0) == '\t' && s.column() <= s.indent {
				s.tab()
				return
			}
			if s.newline() {
				folded = true
			} else {
				s.pos++
			}
		}
		if !flow && s.column() <= s.indent {
			break
		}
	}
	s.finish(t, scalarToken)
	last := &s.queue[len(s.queue)-1]
	last.end, last.lastLine = end, endLine
	if folded {
		s.keyAllowed = true
	}
	s.keepNext = s.at(0) == '#'
}

// quoted scans a text in quotation marks.
func (s *scanner) quoted(quote byte) {
	t := s.saveKey()
	s.pos++
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch {
		case s.column() == 0 && (isMarker(s.text, s.pos, "---") || isMarker(s.text, s.pos, "...")):
			s.unclosedQuote(t.start)
			return
		case c == quote && quote == '\'' && s.at(1) == '\'':
			s.pos += 2
		case c == quote:
			s.pos++
			s.finish(t, scalarToken)
			return
		case c == '\\' && quote == '"':
			s.pos++
			if !s.newline() && !s.escape() {
				return
			}
		case !s.newline():
			s.pos++
		}
	}
	s.unclosedQuote(t.start)
}

const escapes = "0abt\tnvfre \"'\\N_LP"

// escape goes over what is behind a backslash. It reports false after a failure.
func (s *scanner) escape() bool {
	digits := 0
	switch c := s.at(0); {
	case c == '/':
		s.jsonEscapes = append(s.jsonEscapes, s.pos-1)
		s.pos++
		return true
	case c == 'x':
		digits = 2
	case c == 'u':
		digits = 4
	case c == 'U':
		digits = 8
	case c == 0 || strings.IndexByte(escapes, c) < 0:
		_, size := utf8.DecodeRuneInString(s.text[s.pos:])
		s.unknownEscape(s.pos-1, s.pos+size)
		return false
	}
	start := s.pos - 1
	if _, ok := pairAt(s.text, start); ok {
		s.jsonEscapes = append(s.jsonEscapes, start)
		s.pos = start + pairLength
		return true
	}
	s.pos++
	value := 0
	for i := range digits {
		digit := strings.IndexByte("0123456789abcdef", s.at(i)|0x20)
		if s.at(i) < '0' || digit < 0 {
			s.shortEscape(start, s.pos+i, digits)
			return false
		}
		value = value<<4 + digit
	}
	s.pos += digits
	if value >= 0xD800 && value <= 0xDFFF || value > 0x10FFFF {
		s.badCodePoint(start, s.pos)
		return false
	}
	return true
}

// blockScalar scans a text behind | or >.
func (s *scanner) blockScalar() {
	start, line := s.pos, s.line
	s.pos++
	indent := 0
	for range 2 {
		if c := s.at(0); isDigit(c) && indent == 0 {
			if indent = int(c - '0'); indent == 0 {
				s.zeroIndent()
				return
			}
			s.pos++
		} else if (c == '+' || c == '-') && (indent > 0 || s.pos == start+1) {
			s.pos++
		}
	}
	end, endLine := s.pos, s.line
	s.blanks()
	if s.at(0) == '#' {
		s.comment()
	}
	if s.pos < len(s.text) && !s.newline() {
		s.textOnHeader(start)
		return
	}
	if indent > 0 {
		indent += max(s.indent, 0)
	}
	for s.blockIndent(&indent) && s.column() == indent && s.pos < len(s.text) {
		s.pos = endOfLine(s.text, s.pos)
		end, endLine = s.pos, s.line
		s.newline()
	}
	s.keepNext = true
	if s.found == nil {
		s.push(scalarToken, start, line)
		last := &s.queue[len(s.queue)-1]
		last.end, last.lastLine = end, endLine
	}
}

// blockIndent goes over empty lines and the indentation of the next one. The first of these gives the indentation of all.
func (s *scanner) blockIndent(indent *int) bool {
	widest := 0
	for {
		for (*indent == 0 || s.column() < *indent) && s.at(0) == ' ' {
			s.pos++
		}
		widest = max(widest, s.column())
		if (*indent == 0 || s.column() < *indent) && s.at(0) == '\t' {
			s.tab()
			return false
		}
		if !s.newline() {
			break
		}
	}
	if *indent == 0 {
		*indent = max(widest, s.indent+1, 1)
	}
	return true
}

// name scans an anchor or an alias.
func (s *scanner) name(kind tokenKind) {
	t := s.saveKey()
	s.pos++
	s.word()
	if s.pos == t.start+1 || !endsWord(s.text, s.pos) && strings.IndexByte("?:,]}%@`", s.at(0)) < 0 {
		s.badName(t.start)
		return
	}
	s.finish(t, kind)
}

// tag scans a tag.
func (s *scanner) tag() {
	t := s.saveKey()
	verbatim := s.at(1) == '<'
	s.pos++
	if verbatim {
		s.pos++
	}
	s.address()
	if verbatim && s.pos > t.start+2 && s.at(0) == '>' {
		s.pos++
	} else if verbatim {
		s.badTag(t.start)
		return
	}
	if name := s.text[t.start:s.pos]; !endsWord(s.text, s.pos) || handleOf(name) == name && len(name) > 1 {
		s.badTag(t.start)
		return
	}
	s.finish(t, tagToken)
}

// address goes over what may stand in a tag, and in the prefix of tags that a %TAG directive gives.
func (s *scanner) address() {
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case isWord(c), strings.IndexByte(";/?:@&=+$,.!~*'()[]", c) >= 0:
			s.pos++
			continue
		case c == '%' && s.tagEscape():
			continue
		}
		return
	}
}

// tagEscape goes over a character of a tag that is written as its bytes: %C3%A9. It reports false where there is none.
func (s *scanner) tagEscape() bool {
	length := 0
	for i := 0; i == 0 || i < length; i++ {
		if s.at(3*i) != '%' || !isHex(s.at(3*i+1)) || !isHex(s.at(3*i+2)) {
			return false
		}
		b, _ := strconv.ParseUint(s.text[s.pos+3*i+1:s.pos+3*i+3], 16, 8)
		switch ones := bits.LeadingZeros8(^uint8(b)); {
		case i > 0 && ones != 1, i == 0 && (ones == 1 || ones > 4):
			return false
		case i == 0:
			length = max(ones, 1)
		}
	}
	s.pos += 3 * length
	return true
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// handleOf returns the part of a tag that a %TAG directive may give a meaning: "!e!" of "!e!name", else "!".
func handleOf(tag string) string {
	end := 1
	for end < len(tag) && isWord(tag[end]) {
		end++
	}
	if end < len(tag) && tag[end] == '!' {
		return tag[:end+1]
	}
	return "!"
}
