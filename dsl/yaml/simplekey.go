package yaml

import "unicode/utf8"

// A simpleKey is a token that is a key if a ":" comes soon enough. There is one for each level of brackets.
type simpleKey struct {
	possible bool
	required bool // nothing but a key may stand there
	number   int  // of the token, counted from the start
	start    int
	index    int // of the start, in characters
	line     int
	column   int
}

func (s *scanner) characters() int {
	s.index += utf8.RuneCountInString(s.text[s.indexed:s.pos])
	s.indexed = s.pos
	return s.index
}

func (s *scanner) headMayBeKey() bool {
	head := &s.queue[0]
	if !head.mayBeKey || head.level >= len(s.keys) {
		return false
	}
	k := &s.keys[head.level]
	return k.number == s.consumed && s.keyIsValid(k)
}

// keyIsValid tells whether a ":" here would still make a key of it.
func (s *scanner) keyIsValid(k *simpleKey) bool {
	if !k.possible {
		return false
	}
	if k.line == s.line && k.index+1024 >= s.characters() {
		return true
	}
	if k.required {
		s.missingColon(k)
	}
	k.possible = false
	return false
}

// saveKey begins a token that may be a key. The caller fills in the rest of it.
func (s *scanner) saveKey() token {
	t := token{start: s.pos, line: s.line, mayBeKey: s.keyAllowed, level: len(s.keys) - 1}
	if s.keyAllowed && s.dropKey() {
		s.keys[t.level] = simpleKey{
			possible: true, required: len(s.open) == 0 && s.indent == s.column(), number: s.consumed + len(s.queue),
			start: s.pos, index: s.characters(), line: s.line, column: s.column(),
		}
	}
	s.keyAllowed = false
	return t
}

// dropKey gives up on the pending token being a key. It reports false when it had to be one.
func (s *scanner) dropKey() bool {
	k := &s.keys[len(s.keys)-1]
	if k.possible && k.required {
		s.missingColon(k)
	}
	k.possible = false
	return s.found == nil
}
