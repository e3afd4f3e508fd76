package flow

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

const textMark = `"""`

// quoted reads a string in quotation marks, of either form, and returns what it says.
func (s *scanner) quoted() (lexer.TokenType, string) {
	if strings.HasPrefix(s.text[s.at:], textMark) {
		start := s.at
		if s.endsLines(start) {
			if _, closed := s.closingMark(start + len(textMark)); !closed {
				s.at += len(textMark)
				return kindIllegal, textMark
			}
		}
		return kindString, s.textFrom(start + len(textMark))
	}
	start, tab := s.at, 0
	for i := start + 1; i < len(s.text); i++ {
		c := s.text[i]
		if c > '\\' {
			continue // most of them
		}
		switch c {
		case '"':
			if i-start < longestDamaged {
				if end := s.damagedMark(start); end > 0 {
					s.slip(start, end, true, ast.Quote(s.text[start:end])+` before lines of text; expected """`, `write """ in its place`)
					return kindString, s.textFrom(end)
				}
			}
			if s.beforeWord(i + 1) {
				if end := s.pastInner(start, i); end > 0 {
					return kindString, s.withInner(start, i, end)
				}
			}
			s.at = i + 1
			if tab > 0 {
				s.slip(tab, tab+1, true, "a tab inside a string", `write it as \t`)
			}
			return kindString, s.unescape(start+1, s.text[start+1:i])
		case '\\':
			if i+1 < len(s.text) && s.text[i+1] != '\n' && s.text[i+1] != '\r' {
				i++
			}
		case '\n', '\r':
			if end := s.overLines(i); end > 0 {
				return kindString, s.broken(start, end)
			}
			return s.unclosed(start, i)
		case '\t':
			if tab == 0 {
				tab = i // one finding a string
			}
		}
	}
	return s.unclosed(start, len(s.text))
}

// textFrom reads a text of several lines that begins here, and takes note of the line on which it ends.
func (s *scanner) textFrom(from int) string {
	start := s.at
	text := s.lines(from)
	if i := strings.LastIndexAny(s.text[start:s.at], "\r\n"); i >= 0 {
		s.line = start + i + 1
		s.fresh = s.line == s.at
	}
	return text
}

// unclosed reads a string that is not closed on its line, which ends at end.
func (s *scanner) unclosed(start, end int) (lexer.TokenType, string) {
	name, rest, _ := strings.Cut(s.text[start+1:end], ":")
	ok := strings.HasSuffix(strings.TrimRight(rest, " \t"), "{") // or else the brace would be a part of the string
	switch {
	case ok && s.lineBefore(start) == "":
		s.at = start + 1 + len(name)
		name = strings.TrimRight(name, " \t")
		s.slip(start, start+1, true, `the string that begins here is not closed; expected a closing "\"" before the colon`, "write "+ast.Quote(name))
		return kindString, name
	case (ok || strings.Trim(name, " \t") == "{") && strings.Trim(name, " \t{") == "" && start > 0 && ast.IsWordPart(s.text[start-1]):
		s.at = start + 1
		return kindIllegal, ""
	}
	s.at = end
	s.addSlip(slip{span: ast.Between(start, start+1), swallows: true, brackets: hasUnpaired(s.text[start:end]), message: `the string that begins here is not closed on its line; expected a closing "\""`,
		help: `close it on the line, or write text of several lines between """ and """`})
	return kindString, s.text[start+1 : end]
}

// lineBefore is what stands before a place on its line, without the blanks right before the place.
func (s *scanner) lineBefore(at int) string { return strings.TrimRight(s.text[s.line:at], " \t") }

// overLines returns where a string that is not closed on its line ends, or 0. The quotation mark that ends it is the last thing on
// its line, or stands before an arrow or, right behind the text, before another member, so that it cannot begin another string.
func (s *scanner) overLines(from int) int {
	text := s.text[from:min(from+longestOther, len(s.text))]
	i := strings.IndexAny(text, `"#`)
	if i < 0 || text[i] == '#' || text[i-1] == '\\' || strings.Contains(text[:i], "->") {
		return 0
	}
	rest := strings.TrimLeft(text[i+1:], " \t,}]")
	if rest == "" || rest[0] == '\n' || rest[0] == '\r' || strings.HasPrefix(rest, "->") ||
		strings.IndexByte(" \t:,[{", text[i-1]) < 0 && len(rest) < len(text[i+1:]) && beforeMember(rest) {
		return from + i
	}
	return 0
}

// beforeMember tells whether a text begins with a member, and each string on its line is closed there.
func beforeMember(text string) bool {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = text[:i]
	}
	return strings.Count(text, `"`)%2 == 0 && (startsMember(text) || startsSentence(text))
}

// broken reads a string over several lines.
func (s *scanner) broken(start, end int) string {
	s.at = end + 1
	s.slip(start, start+1, true, `the string that begins here is not closed on its line; expected a closing "\""`,
		`write \n for the line break, or text of several lines between """ and """`)
	return s.text[start+1 : end]
}

// hasUnpaired tells whether a piece of the source has more or fewer opening brackets of a kind than closing ones.
func hasUnpaired(text string) bool {
	return strings.Count(text, "{") != strings.Count(text, "}") || strings.Count(text, "[") != strings.Count(text, "]")
}

// How far the end of a string in other quotation marks is looked for, in bytes and in apostrophes. This keeps a line full of
// apostrophes from being read again for each of them.
const (
	longestOther    = 1000
	mostApostrophes = 5
)

// otherQuotes reads a string in quotation marks that are not those of the language. Any character of closing ends it.
func (s *scanner) otherQuotes(opening, closing string) (lexer.TokenType, string) {
	from := s.at
	start := from - len(opening)
	if start > 0 && ast.IsWordPart(s.text[start-1]) {
		return kindIllegal, ""
	}
	line := s.text[from:min(from+longestOther, len(s.text))]
	if i := strings.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	for i, apostrophes := 0, 0; apostrophes <= mostApostrophes; apostrophes++ {
		j := strings.IndexAny(line[i:], closing)
		if j < 0 {
			break
		}
		i += j
		_, size := utf8.DecodeRuneInString(line[i:])
		if i+size < len(line) && ast.IsWordPart(line[i+size]) {
			i += size
			continue
		}
		s.at = from + i + size
		s.slip(start, s.at, true, fmt.Sprintf("a string between %s; expected double quotation marks", marks(opening)), "write "+ast.Quote(line[:i]))
		return kindString, line[:i]
	}
	if opening == "`" && expectsText(s.lineBefore(start)) {
		return s.template()
	}
	return kindIllegal, ""
}

// blockOfYAML reads text of several lines as YAML has it, behind "|" or ">" at the end of the line of its key, and returns what it says.
// It tells whether such a text begins at a place.
func (s *scanner) blockOfYAML(start int) (text string, ok bool) {
	before := s.lineBefore(start)
	if !strings.HasSuffix(before, ":") || len(before) > longestOther {
		return "", false
	}
	rest := strings.TrimLeft(s.text[start+1:min(start+3, len(s.text))], "+-0123456789")
	at := s.lineEnd(start)
	if rest == "" || strings.IndexByte(" \t\r\n", rest[0]) < 0 || strings.Trim(s.text[start+1:at], "+-0123456789 \t") != "" {
		return "", false
	}
	key := len(before) - len(strings.TrimLeft(before, " \t"))
	least := key + 1 // how far a line is indented that belongs to the text
	end, begun := at, false
	for at < len(s.text) {
		at += breakLength(s.text[at:])
		line := s.text[at:s.lineEnd(at)]
		words := strings.TrimLeft(line, " \t")
		indentation := len(line) - len(words)
		if words != "" && indentation < least {
			if words[0] == '}' && indentation == key {
				return "", false // the mark stands for a brace
			}
			break
		}
		if words != "" && !begun {
			least, begun = indentation, true
		}
		if at += len(line); words != "" {
			end = at
		}
	}
	if !begun {
		return "", false
	}
	text = strings.TrimLeft(s.text[s.lineEnd(start):end], " \t\r\n")
	s.slip(start, start+1, true, ast.Quote(s.text[start:start+1])+` before text of several lines; expected """`, `write """ in its place, and once more on a line of its own after the text`)
	s.at = end
	return text, true
}

// template reads text of several lines between backquotes, the first of which has been read.
func (s *scanner) template() (lexer.TokenType, string) {
	start := s.at - 1
	text := s.text[s.at:min(s.at+longestOther, len(s.text))]
	i := strings.IndexByte(text, '`')
	if i < 0 {
		return kindIllegal, ""
	}
	s.slip(start, s.at, true, `a text between backquotes; expected """ before and after it`, `write """ in place of each of the two, the second on a line of its own`)
	s.at += i + 1
	if last := strings.LastIndexAny(text[:i], "\r\n"); last >= 0 {
		s.line = start + 1 + last + 1
	}
	return kindString, text[:i]
}

// marks names a kind of quotation marks.
func marks(opening string) string {
	switch opening {
	case "'":
		return "single quotation marks"
	case "`":
		return "backquotes"
	}
	return "typographic quotation marks"
}

// lines reads text between two """ (language.md, section 2), the first of which ends at a place.
func (s *scanner) lines(from int) string {
	start := s.at
	end, closed := s.closingMark(from)
	if !closed {
		s.at = end
		s.addSlip(slip{span: ast.Between(start, from), swallows: true, brackets: hasUnpaired(s.text[from:end]), message: `the text that begins here is not closed; expected a closing """`,
			help: `write """ on a line of its own after the text`})
		return s.text[from:end]
	}
	s.at = end + len(textMark)
	body := s.text[from:end]
	if line := strings.IndexAny(body, "\r\n"); line >= 0 && strings.Trim(body[:line], " \t") == "" {
		from += line + breakLength(body[line:])
		body = s.text[from:end]
	} else if line < 0 {
		return s.unescape(from, body)
	}
	last := strings.LastIndexAny(body, "\r\n") + 1
	indentation := body[last:]
	if strings.Trim(indentation, " \t") != "" {
		indentation = ""
	} else {
		body = body[:last]
		body = strings.TrimSuffix(body, "\n")
		body = strings.TrimSuffix(body, "\r")
	}
	var text strings.Builder
	for body != "" {
		line := body
		next := len(body)
		if i := strings.IndexAny(body, "\r\n"); i >= 0 {
			line, next = body[:i], i+breakLength(body[i:])
		}
		cut := commonPrefix(line, indentation)
		text.WriteString(s.unescape(from+cut, line[cut:]))
		if next > len(line) {
			text.WriteByte('\n')
		}
		from += next
		body = body[next:]
	}
	return text.String()
}

// breakLength is the length of the line break that a text begins with.
func breakLength(text string) int {
	if strings.HasPrefix(text, "\r\n") {
		return 2
	}
	return 1
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// closingMark finds the mark that closes a text. Where there is none, it returns the line at which the next item begins.
//
// When a mark is forgotten, the one that opens the next text looks like it. But that one stands after a key, with the beginning of
// an item somewhere before it, while a closing mark stands after text.
func (s *scanner) closingMark(from int) (end int, closed bool) {
	s.findMark(from)
	item := s.itemBefore(from, s.mark)
	if item >= 0 && s.mark != s.judged {
		s.judged, s.opening = s.mark, s.mark == len(s.text) || s.opens(s.mark)
	}
	if item >= 0 && s.opening {
		return item, false
	}
	return s.mark, s.mark < len(s.text)
}

// findMark looks for the next """ without a backslash before it, unless it is known from an earlier search.
func (s *scanner) findMark(from int) {
	if s.markFrom <= from && from <= s.mark {
		return
	}
	s.markFrom, s.mark = from, len(s.text)
	for i := from; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '\\':
			i++
		case strings.HasPrefix(s.text[i:], textMark):
			s.mark = i
			return
		}
	}
}

// itemBefore returns the first line between two places at which an item seems to begin; -1 for none.
func (s *scanner) itemBefore(from, end int) int {
	for i := from; i < end; i++ {
		if c := s.text[i]; (c == '\n' || c == '\r') && startsItem(s.text[i+1:]) {
			return i + 1
		}
	}
	return -1
}

// opens tells whether a """ stands where one opens a text: last on a line that begins with a key.
func (s *scanner) opens(mark int) bool {
	line := s.text[strings.LastIndexAny(s.text[:mark], "\r\n")+1 : mark]
	line = strings.TrimRight(line, " \t")
	rest := s.text[mark+len(textMark) : s.lineEnd(mark+len(textMark))]
	return strings.Trim(rest, " \t") == "" && (strings.HasSuffix(line, ":") || strings.HasSuffix(line, "say"))
}

// unescape resolves the escapes of a piece of a string. Its offset in the source is from.
func (s *scanner) unescape(from int, piece string) string {
	i := strings.IndexByte(piece, '\\')
	if i < 0 {
		return piece
	}
	var text strings.Builder
	for i >= 0 {
		text.WriteString(piece[:i])
		r, size, wrong := escape(piece[i:])
		if wrong != "" {
			s.slip(from+i, from+i+size, false, wrong, `write a backslash as \\; the escapes are those of JSON: \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits`)
		}
		text.WriteRune(r)
		from += i + size
		piece = piece[i+size:]
		i = strings.IndexByte(piece, '\\')
	}
	text.WriteString(piece)
	return text.String()
}

// escape reads the escape that a text begins with: the character, the length of what stands for it, and what is wrong.
func escape(text string) (r rune, size int, wrong string) {
	if len(text) == 1 {
		return utf8.RuneError, 1, `"\\" at the end of a line; expected an escape`
	}
	if i := strings.IndexByte(`"\/bfnrt`, text[1]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 2, ""
	}
	if text[1] != 'u' {
		_, size := utf8.DecodeRuneInString(text[1:])
		return utf8.RuneError, 1 + size, "\"" + text[:1+size] + "\" is no escape"
	}
	r, digits := hex4(text[2:])
	size = 2 + digits
	if digits < 4 {
		return utf8.RuneError, size, "\"" + text[:size] + "\" is no escape; expected four hexadecimal digits"
	}
	if !utf16.IsSurrogate(r) {
		return r, size, ""
	}
	if strings.HasPrefix(text[size:], `\u`) {
		if low, digits := hex4(text[size+2:]); digits == 4 {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, size + 6, ""
			}
		}
	}
	return utf8.RuneError, size, "\"" + text[:size] + "\" is one half of a surrogate pair; expected the other half beside it"
}

func hex4(text string) (r rune, digits int) {
	for digits < 4 && digits < len(text) {
		c := text[digits]
		switch {
		case isDigit(c):
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return r, digits
		}
		r = r<<4 | rune(c)
		digits++
	}
	return r, digits
}
