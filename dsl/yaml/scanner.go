package yaml

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A scanner splits a source into tokens by the rules of the library (libyaml's), and stops where the source first breaks one.
type scanner struct {
	text        string
	pos         int
	line        int
	lineStart   int
	indexed     int // index counts the characters before this offset
	index       int
	indent      int // the column of the block around; -1 outside of all
	indents     []int
	keyAllowed  bool
	keys        []simpleKey
	open        []token  // the brackets that are open
	closed      ast.Span // the brackets closed last, with what is inside
	queue       []token
	consumed    int   // tokens taken from the queue
	prev        token // the last one taken that is written
	ended       bool
	found       *ast.Diagnostic
	blanked     []byte // unless nil, a copy of the text in which comments are replaced by blanks
	jsonEscapes []int  // offsets of escapes that JSON has and the library does not know
	keepNext    bool   // the next comment ends a text, of which what follows might become a part
}

func newScanner(text string) scanner {
	start := bodyStart(text)
	return scanner{text: text, pos: start, lineStart: start, indexed: start, indent: -1, keyAllowed: true, keys: make([]simpleKey, 1)}
}

func (s *scanner) fail(d ast.Diagnostic) {
	if s.found == nil {
		s.found = &d
	}
}

// The column is in bytes. That is as good as characters: what stands before the start of a block on its line is ASCII.
func (s *scanner) column() int { return s.pos - s.lineStart }

func (s *scanner) at(offset int) byte {
	if s.pos+offset < len(s.text) {
		return s.text[s.pos+offset]
	}
	return 0
}

// newline goes over the line break at the current place, if there is one.
func (s *scanner) newline() bool {
	n := breakAt(s.text, s.pos)
	if n == 0 {
		return false
	}
	s.pos += n
	s.line++
	s.lineStart = s.pos
	return true
}

// peek returns the next token, or nil after a failure. It looks no further ahead than it takes to know whether that
// token is a key.
func (s *scanner) peek() *token {
	for s.found == nil && (len(s.queue) == 0 || s.headMayBeKey()) {
		if s.ended {
			break
		}
		s.fetch()
	}
	if len(s.queue) == 0 || s.found != nil {
		return nil
	}
	return &s.queue[0]
}

func (s *scanner) skip() {
	if s.queue[0].isWritten() {
		s.prev = s.queue[0]
	}
	s.queue = s.queue[1:]
	s.consumed++
}

func (s *scanner) push(kind tokenKind, start int, line int) *token {
	s.queue = append(s.queue, token{kind: kind, start: start, end: s.pos, line: line, lastLine: s.line})
	return &s.queue[len(s.queue)-1]
}

// take makes a token of the next n bytes.
func (s *scanner) take(kind tokenKind, n int) *token {
	s.pos += n
	return s.push(kind, s.pos-n, s.line)
}

// finish adds a token that saveKey began, and that ends here.
func (s *scanner) finish(t token, kind tokenKind) {
	t.kind, t.end, t.lastLine = kind, s.pos, s.line
	s.queue = append(s.queue, t)
}

// roll tells whether a block begins at the column.
func (s *scanner) roll(column int) bool {
	if len(s.open) > 0 || s.indent >= column {
		return false
	}
	s.indents = append(s.indents, s.indent)
	s.indent = column
	return true
}

func (s *scanner) unroll(column int) {
	for len(s.open) == 0 && s.indent > column {
		s.push(blockEnd, s.pos, s.line)
		s.indent = s.indents[len(s.indents)-1]
		s.indents = s.indents[:len(s.indents)-1]
	}
}

// fetch adds the next token to the queue, with those that it brings along.
func (s *scanner) fetch() {
	s.toNextToken()
	s.unroll(s.column())
	if s.pos >= len(s.text) {
		s.unroll(-1)
		if s.dropKey() {
			s.push(endToken, s.pos, s.line)
		}
		s.ended = true
		return
	}
	if s.column() == 0 {
		switch {
		case s.text[s.pos] == '%':
			s.unroll(-1)
			if s.dropKey() {
				s.keyAllowed = false
				s.directive()
			}
			return
		case isMarker(s.text, s.pos, "---"):
			s.marker(documentStart)
			return
		case isMarker(s.text, s.pos, "..."):
			s.marker(documentEnd)
			return
		}
	}
	s.keepNext = false
	s.fetchContent(s.text[s.pos])
	if s.found != nil {
		return
	}
	if last := &s.queue[len(s.queue)-1]; last.lastLine == s.line && last.kind != blockEntry {
		s.lineComment()
	}
}

func (s *scanner) marker(kind tokenKind) {
	s.unroll(-1)
	if s.dropKey() {
		s.keyAllowed = false
		s.take(kind, 3)
	}
}

func (s *scanner) fetchContent(c byte) {
	flow := len(s.open) > 0
	ends := endsWord(s.text, s.pos+1)
	switch {
	case c == '[':
		s.openBracket(flowSequence)
	case c == '{':
		s.openBracket(flowMapping)
	case c == ']':
		s.closeBracket(flowSequenceEnd)
	case c == '}':
		s.closeBracket(flowMappingEnd)
	case c == ',':
		if s.dropKey() {
			s.keyAllowed = true
			s.take(flowEntry, 1)
		}
	case c == '-' && ends:
		s.entry()
	case c == '?' && (flow || ends):
		s.explicitKey()
	case c == ':' && (flow || ends):
		s.value()
	case c == '*':
		s.name(aliasToken)
	case c == '&':
		s.name(anchorToken)
	case c == '!':
		s.tag()
	case (c == '|' || c == '>') && !flow:
		if s.dropKey() {
			s.keyAllowed = true
			s.blockScalar()
		}
	case c == '\'' || c == '"':
		s.quoted(c)
	case strings.IndexByte("\t|>%@`", c) >= 0:
		s.noToken(c)
	default:
		s.plain()
	}
}

func (s *scanner) openBracket(kind tokenKind) {
	t := s.saveKey()
	s.keys = append(s.keys, simpleKey{})
	s.keyAllowed = true
	s.pos++
	s.finish(t, kind)
	s.open = append(s.open, s.queue[len(s.queue)-1])
}

func (s *scanner) closeBracket(kind tokenKind) {
	if !s.dropKey() {
		return
	}
	s.keyAllowed = false
	t := s.take(kind, 1)
	if last := len(s.open) - 1; last >= 0 {
		if opener := s.open[last]; (opener.kind == flowSequence) != (kind == flowSequenceEnd) {
			s.mismatch(&opener, t)
			return
		}
		s.closed = ast.Between(s.open[last].start, t.end)
		s.open = s.open[:last]
		s.keys = s.keys[:len(s.keys)-1]
	}
}

func (s *scanner) entry() {
	if len(s.open) == 0 {
		if !s.keyAllowed {
			s.listOnLineOfKey()
			return
		}
		if s.roll(s.column()) {
			s.push(blockSequence, s.pos, s.line)
		}
	}
	if s.dropKey() {
		s.keyAllowed = true
		s.take(blockEntry, 1)
	}
}

func (s *scanner) explicitKey() {
	if len(s.open) == 0 {
		if !s.keyAllowed {
			s.questionMark()
			return
		}
		if s.roll(s.column()) {
			s.push(blockMapping, s.pos, s.line)
		}
	}
	if s.dropKey() {
		s.keyAllowed = len(s.open) == 0
		s.take(keyToken, 1)
	}
}

func (s *scanner) value() {
	k := &s.keys[len(s.keys)-1]
	switch {
	case s.keyIsValid(k):
		t := &s.queue[k.number-s.consumed]
		t.isKey, t.opensMapping = true, s.roll(k.column)
		k.possible = false
		s.keyAllowed = false
	case s.found != nil:
		return
	default:
		if len(s.open) == 0 {
			if !s.keyAllowed {
				s.colonNotAllowed()
				return
			}
			if s.roll(s.column()) {
				s.push(blockMapping, s.pos, s.line)
			}
		}
		s.keyAllowed = len(s.open) == 0
	}
	s.take(valueToken, 1)
}

// toNextToken goes over blanks, comments and line breaks. A tab is left alone where a key may begin outside of brackets:
// there it would be indentation.
func (s *scanner) toNextToken() {
	for {
		for s.at(0) == ' ' || s.at(0) == '\t' && (len(s.open) > 0 || !s.keyAllowed) {
			s.pos++
		}
		if s.at(0) == '#' {
			s.comments()
		}
		if !s.newline() {
			return
		}
		if len(s.open) == 0 {
			s.keyAllowed = true
		}
	}
}

// comments goes over a comment, and over those on the lines after it, whatever stands before them. The library looks
// no further than 512 bytes for the next one, and not over the line breaks beyond ASCII.
func (s *scanner) comments() {
	for {
		s.comment()
		next := s.pos
		for next < len(s.text) && strings.IndexByte(" \t\r\n", s.text[next]) >= 0 {
			next++
		}
		if next >= len(s.text) || s.text[next] != '#' || next-s.pos >= 512 {
			return
		}
		for s.pos < next {
			if !s.newline() {
				s.blank(s.pos, s.pos+1)
				s.pos++
			}
		}
	}
}

func (s *scanner) lineComment() {
	next := s.pos
	for next < len(s.text) && isBlank(s.text[next]) {
		next++
	}
	if next < len(s.text) && s.text[next] == '#' && next-s.pos < 512 {
		s.blank(s.pos, next)
		s.pos = next
		s.comment()
	}
}

// comment goes over the rest of the line.
func (s *scanner) comment() {
	start := s.pos
	s.pos = endOfLine(s.text, start)
	if !s.keepNext {
		s.blank(start, s.pos)
	}
	s.keepNext = false
}

// blank blanks a part of the copy, which is a comment or stands before one: a tab may stand nowhere else.
func (s *scanner) blank(start, end int) {
	for i := start; i < end && s.blanked != nil; i++ {
		s.blanked[i] = ' '
	}
}
