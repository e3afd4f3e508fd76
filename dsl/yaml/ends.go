package yaml

import "strings"

// The functions here walk over the source from a known place, and return where something ends.

func isBlank(b byte) bool { return b == ' ' || b == '\t' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isWord tells whether the byte may be a part of the name of an anchor.
func isWord(b byte) bool {
	return isDigit(b) || 'a' <= b|0x20 && b|0x20 <= 'z' || b == '_' || b == '-'
}

// endsWord tells whether there is a blank, a line break or the end of the text.
func endsWord(text string, at int) bool {
	return at >= len(text) || isBlank(text[at]) || breakAt(text, at) > 0
}

// whiteAt returns the length of the blank or line break at the offset; 0 for none.
func whiteAt(text string, at int) int {
	if at < len(text) && isBlank(text[at]) {
		return 1
	}
	return breakAt(text, at)
}

func skipWhite(text string, at int) int {
	for {
		n := whiteAt(text, at)
		if n == 0 {
			return at
		}
		at += n
	}
}

// skipSpace goes over blanks, line breaks and comments.
func skipSpace(text string, at int) int {
	for {
		at = skipWhite(text, at)
		if at >= len(text) || text[at] != '#' {
			return at
		}
		at = endOfLine(text, at)
	}
}

// endOfLine returns where the line break is, or the end of the text.
func endOfLine(text string, at int) int {
	for at < len(text) {
		if b := text[at]; b == '\n' || b == '\r' {
			return at
		}
		at++
	}
	return at
}

// isMarker tells whether there is a "---" or "..." at the start of a line.
func isMarker(text string, at int, marker string) bool {
	return strings.HasPrefix(text[at:], marker) && endsWord(text, at+len(marker)) && startsLine(text, at)
}

func startsLine(text string, at int) bool {
	return at == bodyStart(text) || text[at-1] == '\n' || text[at-1] == '\r'
}

// startOfLine returns where the line of the offset begins.
func startOfLine(text string, at int) int {
	for at > 0 && !startsLine(text, at) {
		at--
	}
	return at
}

// endOfQuoted returns where the quoted text that begins at the offset ends: after its closing quotation mark.
func endOfQuoted(text string, at int) int {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch b := text[at]; {
		case b == '\\' && quote == '"':
			at++
		case b != quote:
		case quote == '\'' && strings.HasPrefix(text[at+1:], "'"):
			at++
		default:
			return at + 1
		}
	}
	return len(text)
}

// endOfPlain returns where a text without quotation marks ends, given its value. The value differs from what is written only where
// it runs over several lines, and then only in white space.
func endOfPlain(text string, at int, value string) int {
	if strings.HasPrefix(text[at:], value) {
		return at + len(value)
	}
	return endOfWords(text, at, value)
}

// endOfWords walks over the source in step with the words of a value, whatever the white space between them.
func endOfWords(text string, at int, value string) int {
	end := at
	for i := 0; ; {
		i = skipWhite(value, i)
		if i >= len(value) {
			return end
		}
		at = skipWhite(text, at)
		for i < len(value) && at < len(text) && whiteAt(value, i) == 0 {
			i++
			at++
		}
		if at >= len(text) {
			return len(text)
		}
		end = at
	}
}

// endOfBlockText returns where a text after | or > ends: with its last line that is not blank.
func endOfBlockText(text string, at int, value string) int {
	header := at + 1
	for header < len(text) && (isDigit(text[header]) || text[header] == '+' || text[header] == '-') {
		header++
	}
	if skipWhite(value, 0) == len(value) {
		return header
	}
	return endOfLine(text, endOfWords(text, endOfLine(text, header), value))
}

// endOfFlow returns where a list or object in brackets ends, given an offset inside it that is after all its values.
func endOfFlow(text string, at int) int {
	for at < len(text) {
		switch text[at] {
		case '#':
			at = endOfLine(text, at)
		case ']', '}':
			return at + 1
		default:
			at++
		}
	}
	return at
}
