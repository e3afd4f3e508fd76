package flow

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// word reads a word, and what people write in place of one: letters outside ASCII, and URLs.
func (s *scanner) word() lexer.TokenType {
	start := s.at
	s.wordParts()
	switch {
	case s.at == len(s.text):
	case s.text[s.at] >= utf8.RuneSelf:
		s.foreignWord(start)
	case strings.HasPrefix(s.text[s.at:], "://"):
		s.bare()
		s.slip(start, s.at, true, "an address that is not quoted; expected a string", "write "+ast.Quote(s.text[start:s.at]))
		return kindString
	}
	return kindWord
}

func (s *scanner) wordParts() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case ast.IsWordPart(c):
			s.at++
		case c == '-' && ast.IsWordPart(s.peek(1)):
			s.at += 2
		default:
			return
		}
	}
}

// foreignWord goes on with a word that began at start and has letters outside ASCII, and tells whether it has any.
func (s *scanner) foreignWord(start int) bool {
	found := false
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '_' && (r != '-' || s.peek(1) == '>') {
			break
		}
		found = found || r >= utf8.RuneSelf
		s.at += size
	}
	if found {
		word := ast.Quote(s.text[start:s.at])
		s.slip(start, s.at, true, word+" has letters outside ASCII; expected it in quotation marks", "write "+word)
	}
	return found
}

// bare goes to the end of what is written in one piece.
func (s *scanner) bare() {
	for s.at < len(s.text) && !strings.ContainsRune(" \t\r\n,]}\"", rune(s.text[s.at])) {
		s.at++
	}
}

// follows tells whether the place is right after a word or a string, so that a point there leads to a field.
func (s *scanner) follows() bool {
	return s.at > 0 && (ast.IsWordPart(s.text[s.at-1]) || s.text[s.at-1] == '"')
}

// number reads what begins like a number.
func (s *scanner) number() (lexer.TokenType, string) {
	start := s.at
	s.at++
	for s.at < len(s.text) {
		c := s.text[s.at]
		power := (c == '+' || c == '-') && s.text[s.at-1]|0x20 == 'e' && (s.digitAt(s.at+1) || isDigit(s.text[s.at-2]) && !s.atArrow())
		if !ast.IsWordPart(c) && c != '.' && !power && (c != '-' || !ast.IsWordPart(s.peek(1))) {
			break
		}
		s.at++
	}
	written := s.text[start:s.at]
	if ast.IsJSONNumber(written) {
		return kindNumber, written
	}
	if number, ok := asNumber(written); ok {
		s.slip(start, s.at, true, fmt.Sprintf("%s is no number as JSON writes it; expected %s", ast.Quote(written), number), "write "+number)
		return kindNumber, number
	}
	if ast.IsWordPart(written[0]) && !strings.ContainsAny(written, ".+") && ast.IsWordPart(written[len(written)-1]) {
		// A name is what it says; a value may also be a number with a slip in it.
		before := s.lineBefore(start)
		name := before == "" || strings.HasSuffix(before, "->")
		s.slip(start, s.at, name, fmt.Sprintf("%s begins with a digit and is no number; expected it in quotation marks", ast.Quote(written)),
			"write "+ast.Quote(written))
		return kindString, written
	}
	s.slip(start, s.at, false, fmt.Sprintf("%s is no number; expected one as in 80 or -0.5, or a string in quotation marks", ast.Quote(written)),
		"write "+ast.Quote(written)+" if it is meant as text")
	return kindNumber, written
}

// atArrow tells whether an arrow begins at the place.
func (s *scanner) atArrow() bool { return s.peek(0) == '-' && s.peek(1) == '>' }

// asNumber returns the number that the author of a text certainly meant. Unlike in YAML, a leading zero has no meaning here.
func asNumber(text string) (string, bool) {
	sign, digits := "", strings.TrimPrefix(text, "+")
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	digits = strings.TrimLeft(digits, "0")
	if digits == "" || !isDigit(digits[0]) {
		digits = "0" + digits
	}
	number, ok := ast.JSONNumber(digits)
	return sign + number, ok
}

// punctuation reads what is neither a word, nor a string, nor a number. The text is empty where it is as written.
func (s *scanner) punctuation(c byte) (lexer.TokenType, string) {
	start := s.at
	s.at++
	switch c {
	case '{':
		return kindLeftBrace, ""
	case '}':
		return kindRightBrace, ""
	case '[':
		return kindLeftBracket, ""
	case ']':
		return kindRightBracket, ""
	case ':':
		return kindColon, ""
	case ',':
		return kindComma, ""
	case '.':
		return kindDot, ""
	case '\'', '`':
		return s.otherQuotes(string(c), string(c))
	case '-', '=', '<', '!', '&':
		return s.symbol(start)
	case '|', '>':
		if text, ok := s.blockOfYAML(start); ok {
			return kindString, text
		}
		return s.symbol(start)
	}
	switch {
	case c == '$' && s.at < len(s.text) && ast.IsWordStart(s.text[s.at]):
		s.at = start
		return s.dollar()
	case c == '~' && s.peek(0) == '>':
		s.at++
		return s.arrow(start), ""
	case c < utf8.RuneSelf:
		for s.at < len(s.text) && s.text[s.at] == c {
			s.at++
		}
		return kindIllegal, ""
	}
	s.at = start
	if s.foreignWord(start) {
		return kindWord, ""
	}
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	s.at += size
	switch r {
	case '“', '”', '„':
		return s.otherQuotes(s.text[start:s.at], "“”")
	case '‘', '’', '‚':
		return s.otherQuotes(s.text[start:s.at], "‘’")
	}
	if strings.ContainsRune(foreignArrows, r) {
		return s.arrow(start), ""
	}
	if strings.ContainsRune("‐‑‒–—―−", r) && s.peek(0) == '>' {
		s.at++
		return s.arrow(start), ""
	}
	return kindIllegal, ""
}

const foreignArrows = "→⇒⇨➔➙➛➜➝➞➡➤➨➾⟶⟹⟾"

// arrow reports what is written in place of an arrow, from start to here.
func (s *scanner) arrow(start int) lexer.TokenType {
	s.slip(start, s.at, true, ast.Quote(s.text[start:s.at])+` is no arrow of the language; expected "->"`, "write ->")
	return kindArrow
}

// dollar reads a word with the "$" before it that references have in YAML and JSON.
func (s *scanner) dollar() (lexer.TokenType, string) {
	start := s.at
	s.at++
	// As a value it may also be meant as text: not everywhere may a reference stand.
	before := s.lineBefore(start)
	value := before == "" || strings.IndexByte(":,[", before[len(before)-1]) >= 0
	help := "remove it, as in providedData.email"
	if value {
		help += "; text stands in quotation marks"
	}
	s.slip(start, s.at, !value, `"$" before a word; a reference has none in the flow language`, help)
	s.wordParts()
	return kindWord, s.text[start+1 : s.at]
}

// symbol reads a run of characters that arrows and operators are made of.
func (s *scanner) symbol(start int) (lexer.TokenType, string) {
	for s.at = min(start+3, len(s.text)); s.at-start > 1; s.at-- {
		switch written := s.text[start:s.at]; written {
		case "->":
			return kindArrow, ""
		case "==", "!=", ">=", "<=":
			return kindOperator, ""
		case "===", "!==":
			s.slip(start, s.at, true, fmt.Sprintf("the operator %s is not known; expected %s", ast.Quote(written), ast.Quote(written[:2])), "write "+written[:2])
			return kindOperator, written[:2]
		case "=<", "<>":
			right := map[string]string{"=<": "<=", "<>": "!="}[written]
			s.slip(start, s.at, true, fmt.Sprintf("the operator %s is not known; expected %s", ast.Quote(written), ast.Quote(right)), "write "+right)
			return kindOperator, right
		case "-->", "==>", "->>":
			return s.arrow(start), ""
		case "=>", "&&", "||":
			return kindIllegal, ""
		}
	}
	switch c := s.text[start]; {
	case c == '<' || c == '>':
		return kindOperator, ""
	case c == '-' && strings.HasPrefix(skipSpaces(s.text[s.at:]), ">"):
		s.at = strings.IndexByte(s.text[s.at:], '>') + s.at + 1
		return s.arrow(start), ""
	}
	return kindIllegal, ""
}
