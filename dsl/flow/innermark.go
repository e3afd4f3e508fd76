package flow

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// pastInner returns the mark that closes a string in which the mark at a place has no backslash, as in: on "the user says "yes"" -> b.
// It returns 0 where that mark closes the string, which begins at start: something else than a word follows it, or a member.
func (s *scanner) pastInner(start, mark int) int {
	rest := s.text[mark+1 : min(mark+longestOther, len(s.text))]
	word := skipSpaces(rest)
	if word == "" || !ast.IsWordPart(word[0]) {
		return 0
	}
	if i := strings.IndexAny(word, "\r\n"); i >= 0 {
		word = word[:i]
	}
	attached := len(word) > 0 && rest[0] == word[0]
	if !attached && strings.Count(word, `"`)%2 == 0 || strings.IndexByte(word, '"') < 0 || strings.ContainsAny(word, `#\`) ||
		startsMember(word) || startsSentence(word) || !expectsText(s.lineBefore(start)) {
		return 0
	}
	// Where the string before the mark ends like a key, it is not closed, and the mark opens another.
	if text := strings.TrimRight(s.text[start+1:mark], " \t"); expectsText(text) || strings.HasSuffix(text, "->") {
		return 0
	}
	for at := 0; ; {
		i := strings.IndexByte(word[at:], '"')
		if i < 0 {
			return 0
		}
		at += i + 1
		if behind := skipSpaces(word[at:]); strings.Count(behind, `"`)%2 == 0 && (behind == "" || strings.IndexByte(",}]", behind[0]) >= 0 ||
			strings.HasPrefix(behind, "->") || startsMember(behind) || startsSentence(behind)) {
			return mark + 1 + len(rest) - len(skipSpaces(rest)) + at - 1
		}
	}
}
