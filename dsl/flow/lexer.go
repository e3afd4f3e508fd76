package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A scanner splits a text into tokens. It never fails: what is no token becomes one of the kind Illegal, and a token with a slip in
// it, such as 'single quotes', becomes that token and a slip on the list.
type scanner struct {
	text  string
	at    int
	line  int  // where the line of at begins
	fresh bool // no token of that line has been read
	// commentEnd is where the first "*/" after commentFrom stands, or the end of the text. It is kept so that a source full of "/*"
	// is not searched over and over.
	commentFrom, commentEnd int
	// mark is where the first """ without a backslash before it stands after markFrom, or the end of the text. It is kept for the
	// same reason, as is whether the mark judged last closes no text, but opens one.
	markFrom, mark, judged int
	opening                bool
	// ends tells whether the mark endedMark can but close a text; item is the last line between itemFrom and that mark at which an item
	// seems to begin, see closesFrom.
	itemFrom, endedMark, item int
	ends                      bool
	// slips are all that were found so far. The first before of them lie in front of the token read last.
	slips  []slip
	before int
	patched
}

func newScanner(text string) *scanner {
	s := &scanner{text: text}
	s.rewind(len(text)-len(strings.TrimPrefix(text, ast.ByteOrderMark)), 0)
	return s
}

// rewind goes back to the place where a token begins, in the column that next returned for it.
func (s *scanner) rewind(at int, column int32) {
	s.at, s.line, s.fresh = at, at-int(max(column, 0)), column >= 0
	s.seek(at)
}

// next reads the next token into t, for copies of tokens take time; at the end of the text, that is one of the kind End, again and
// again.
func (s *scanner) next(t *token) {
	s.skipBlanks()
	s.before = len(s.slips)
	for s.at == s.patched.next {
		if s.patch(t) {
			return
		}
		s.skipBlanks()
		s.before = len(s.slips)
	}
	s.token(t)
}

// token reads the token that begins here.
func (s *scanner) token(t *token) {
	*t = token{kind: kindEnd, column: -1, span: ast.Between(s.at, s.at)}
	if s.at == len(s.text) {
		return
	}
	if s.fresh {
		t.column = int32(s.at - s.line)
		s.fresh = false
	}
	start, c := s.at, s.text[s.at]
	switch {
	case ast.IsWordStart(c):
		if s.unopened(t) {
			return
		}
		t.kind = s.word()
	case c == '"':
		t.kind, t.text = s.quoted()
		t.span.End = int32(s.at)
		return
	case s.startsNumber(c):
		if s.unopened(t) {
			return
		}
		t.kind, t.text = s.number()
		t.span.End = int32(s.at)
		return
	case c >= utf8.RuneSelf && !s.atForeignQuote() && s.unopened(t):
		return
	default:
		t.kind, t.text = s.punctuation(c)
	}
	t.span.End = int32(s.at)
	if t.text == "" {
		t.text = s.text[start:s.at]
	}
}

// skipBlanks skips what is between tokens: blanks, line breaks and comments.
func (s *scanner) skipBlanks() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\t':
			s.at++
		case c == '\n' || c == '\r':
			s.at++
			s.line, s.fresh = s.at, true
		case c == '#':
			s.skipLine()
		case c == '/' && s.peek(1) == '/', c == '-' && s.fresh && s.peek(1) == '-' && s.peek(2) == ' ':
			start := s.at
			s.skipLine()
			s.slip(start, start+2, true, ast.Quote(s.text[start:start+2])+` begins no comment; expected "#"`, "write # in its place")
		case c == '/' && s.peek(1) == '*':
			start := s.at
			s.skipBlockComment()
			s.slip(start, start+2, true, `"/*" begins no comment; expected "#"`, `write # at the beginning of each line of it`)
		case c == ';':
			s.slip(s.at, s.at+1, true, `";" is no part of the language; lines need no mark at their end`, "remove it")
			s.at++
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s.text[s.at:])
			if !unicode.IsSpace(r) && r != '\uFEFF' && r != '\u200B' {
				return
			}
			s.slip(s.at, s.at+size, true, "an invisible character that is no plain space; expected a plain one", "replace it by a plain space")
			s.at += size
		default:
			return
		}
	}
}

// skipBlockComment goes over a comment of other languages, or over the line where its end is missing.
func (s *scanner) skipBlockComment() {
	start := s.at + len("/*")
	if s.commentFrom > start || start > s.commentEnd {
		s.commentFrom, s.commentEnd = start, len(s.text)
		if i := strings.Index(s.text[start:], "*/"); i >= 0 {
			s.commentEnd = start + i
		}
	}
	if s.commentEnd == len(s.text) {
		s.skipLine()
		return
	}
	s.at = s.commentEnd + len("*/")
	if i := strings.LastIndexAny(s.text[start:s.at], "\r\n"); i >= 0 {
		s.line, s.fresh = start+i+1, true
	}
}

func (s *scanner) skipLine() { s.at = s.lineEnd(s.at) }

// lineEnd returns where the line of a place ends, its break not counted.
func (s *scanner) lineEnd(at int) int {
	if i := strings.IndexAny(s.text[at:], "\r\n"); i >= 0 {
		return at + i
	}
	return len(s.text)
}

func (s *scanner) peek(ahead int) byte {
	if s.at+ahead < len(s.text) {
		return s.text[s.at+ahead]
	}
	return 0
}

// startsNumber tells whether what begins with c is meant as a number: 1, -1, +1, .5 or -.5.
func (s *scanner) startsNumber(c byte) bool {
	switch c {
	case '-', '+':
		return s.digitAt(s.at+1) || s.peek(1) == '.' && s.digitAt(s.at+2)
	case '.':
		return s.digitAt(s.at+1) && !s.follows()
	}
	return isDigit(c)
}

func (s *scanner) digitAt(at int) bool { return at < len(s.text) && isDigit(s.text[at]) }
