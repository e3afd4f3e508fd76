package flow

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// beforeWord tells whether a word stands at a place, or behind blanks there.
func (s *scanner) beforeWord(at int) bool {
	for at < len(s.text) && (s.text[at] == ' ' || s.text[at] == '\t') {
		at++
	}
	return at < len(s.text) && ast.IsWordPart(s.text[at])
}

// withInner reads a string that has a mark without a backslash in it, from start to end.
func (s *scanner) withInner(start, mark, end int) string {
	text := s.text[start+1 : end]
	s.at = end + 1
	s.slip(mark, mark+1, strings.Contains(text, " "), "a quotation mark within a string; expected a backslash before it",
		`write \" if it belongs to the text, or remove it`)
	return text
}

// pastInner returns the mark that closes a string in which the mark at a place has no backslash, as in: on "the user says "yes"" -> b.
// It returns 0 where that mark closes the string, which begins at start. A word follows it, which may begin a member.
func (s *scanner) pastInner(start, mark int) int {
	rest := s.text[mark+1 : min(mark+longestOther, len(s.text))]
	word := skipSpaces(rest)
	if word == "" { // nothing but blanks for so long
		return 0
	}
	if i := strings.IndexAny(word, "\r\n"); i >= 0 {
		word = word[:i]
	}
	attached := len(word) > 0 && rest[0] == word[0]
	marks := strings.Count(word, `"`)
	if marks == 0 || marks > mostInner || !attached && marks%2 == 0 || strings.ContainsAny(word, `#\`) ||
		startsMember(word) || startsSentence(word) || !expectsText(s.lineBefore(start)) {
		return 0
	}
	// Where the string before the mark ends like a key, it is not closed, and the mark opens another.
	if text := strings.TrimRight(s.text[start+1:mark], " \t"); expectsText(text) || strings.HasSuffix(text, "->") {
		return 0
	}
	for at := 0; marks > 0; {
		at += strings.IndexByte(word[at:], '"') + 1
		marks--
		if behind := skipSpaces(word[at:]); marks%2 == 0 && (behind == "" || strings.IndexByte(",}]", behind[0]) >= 0 ||
			strings.HasPrefix(behind, "->") || startsMember(behind) || startsSentence(behind)) {
			return mark + 1 + len(rest) - len(skipSpaces(rest)) + at - 1
		}
	}
	return 0
}

const mostInner = 20 // quotation marks on the rest of a line in which the end of a string is looked for
