package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// unopened reads text that has a closing quotation mark and no opening one, as in: on the user refuses" -> goodbye. Read as words,
// it would be a mistake at its beginning, and a string that is not closed would be another one at its end.
// It tells whether that stands here.
func (s *scanner) unopened(t *token) bool {
	if !expectsText(s.lineBefore(s.at)) {
		return false
	}
	line := s.text[s.at:min(s.at+longestOther, len(s.text))]
	if i := strings.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	text, rest, ok := strings.Cut(line, `"`)
	if !ok || strings.Contains(text, "#") || strings.Contains(text, "->") || strings.Contains(text, "{ ") {
		return false
	}
	switch last := text[len(text)-1]; {
	case last == ' ' || last == '\t' || last == '\\':
		return false // that mark opens something
	}
	rest = skipSpaces(rest)
	clear := strings.HasPrefix(rest, "->") || strings.HasPrefix(rest, ",") && !strings.ContainsAny(text, " \t,:[]{}")
	if strings.Count(rest, `"`)%2 != 0 || !clear && (strings.Contains(rest, `"`) || rest != "" && strings.IndexByte(",}]#", rest[0]) < 0) {
		return false
	}
	start := s.at
	s.at += len(text) + 1
	s.slip(start, s.at, true, `a string without its opening quotation mark; expected "\"" before it`, "write "+ast.Quote(text))
	t.kind, t.text, t.span.End = kindString, s.unescape(start, text), int32(s.at)
	return true
}

// expectsText tells whether text may follow what stands on a line: a colon, a sign of comparison, on or say.
func expectsText(line string) bool {
	switch n := len(line); {
	case strings.HasSuffix(line, ":") || strings.HasSuffix(line, "=="):
		return true
	case strings.HasSuffix(line, "on"):
		return n == len("on") || !ast.IsWordPart(line[n-len("on")-1])
	case strings.HasSuffix(line, "say"):
		return n == len("say") || !ast.IsWordPart(line[n-len("say")-1])
	}
	return false
}

// atForeignQuote tells whether a quotation mark of another alphabet stands here, which otherQuotes reads.
func (s *scanner) atForeignQuote() bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.at:])
	return unicode.In(r, unicode.Pi, unicode.Pf, unicode.Ps)
}
