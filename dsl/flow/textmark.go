package flow

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A text of several lines whose opening """ is damaged or missing would be read as members, each of its lines a mistake. What shows it
// is its closing mark, which stands alone on its line.

// longestDamaged is how many bytes a damaged mark has, the break of its line counted.
const longestDamaged = 5

// damagedMark returns where the line of a string ends that is meant as a mark that opens a text, as in prompt: "" before lines of text;
// 0 where the string is what it seems to be.
func (s *scanner) damagedMark(start int) int {
	line := strings.IndexAny(s.text[start:min(start+longestDamaged, len(s.text))], "\r\n")
	if line < 0 {
		return 0
	}
	end := start + line
	next := strings.TrimLeft(s.text[end:], " \t\r\n")
	if next == "" || strings.IndexByte("\"}]{[,#", next[0]) >= 0 || startsMember(next) || startsSentence(next) {
		return 0
	}
	if s.findMark(end); s.closesFrom(end) {
		return end
	}
	return 0
}

// closesFrom tells whether the mark that was found last closes a text that begins at a place before it, and no item seems to begin
// between the two. What it depends on is kept for each mark, for the same reason as the mark is.
func (s *scanner) closesFrom(from int) bool {
	if s.endedMark != s.mark || from < s.itemFrom {
		s.endedMark, s.itemFrom, s.item = s.mark, from, -1
		s.ends = s.mark < len(s.text) && s.endsLines(s.mark)
		for at := s.itemBefore(from, s.mark); at >= 0; at = s.itemBefore(at, s.mark) {
			s.item = at
		}
	}
	return s.ends && s.item < from
}

// endsLines tells whether a """ stands where nothing but the end of a text does: alone on its line, behind something else than a key.
func (s *scanner) endsLines(mark int) bool {
	before, behind := strings.TrimRight(s.text[:mark], " \t"), skipSpaces(s.text[mark+len(textMark):])
	if !strings.HasSuffix(before, "\n") && !strings.HasSuffix(before, "\r") || behind != "" && behind[0] != '\n' && behind[0] != '\r' {
		return false
	}
	above := strings.TrimRight(s.text[max(0, mark-longestOther):mark], " \t\r\n")
	return above != "" && strings.IndexByte(":[,", above[len(above)-1]) < 0 && !expectsText(above)
}

// looseText finds the next """ that closes nothing in the body of the item, from a token on, and where the text before it begins: at the
// first line that does not begin as members do. Both are the end of the item where there is none.
func (r *reader) looseText(at int) (first, mark int) {
	first, depth := -1, 0
	for i := at; ; i++ {
		t := &r.tokens[i]
		switch {
		case t.kind == kindEnd:
			return i, i
		case t.kind == kindIllegal && t.text == textMark:
			if first < 0 {
				first = i
			}
			return first, i
		case r.isBracket(i):
			depth++
		case t.kind == kindRightBrace || t.kind == kindRightBracket:
			depth--
		case first < 0 && depth == 0 && t.column >= 0 && !r.isKind(i-1, kindLabel):
			if text := r.text[t.begin():]; !startsMember(text) && !startsSentence(text) && text[0] != '"' {
				first = i
			}
		}
	}
}

// reportLooseText reports a text whose opening mark is missing.
func (r *reader) reportLooseText(first, mark int) {
	var related []ast.Related
	if first < mark {
		related = append(related, ast.Related{Message: "where the text seems to begin", Span: r.tokens[first].span})
	}
	r.report(r.tokens[mark].span, `""" closes no text; expected one before the text as well`, `write """ behind the key of the text, as in prompt: """`, related...)
}
