package yaml

// directive scans a line that starts with %.
func (s *scanner) directive() {
	start := s.pos
	if !s.knownDirective() {
		return
	}
	end := s.pos
	s.blanks()
	lineEnd := endOfLine(s.text, s.pos)
	if s.pos < lineEnd && s.at(0) != '#' {
		s.badDirective(start)
		return
	}
	s.pos = end
	s.push(directiveToken, start, s.line)
	s.pos = lineEnd
	s.newline()
}

// knownDirective goes over a directive and its arguments. It reports false after a failure.
func (s *scanner) knownDirective() bool {
	start := s.pos
	s.pos++
	s.word()
	name := s.text[start:s.pos]
	blanks := s.blanks()
	switch {
	case name == "%YAML" && blanks:
		if s.version() {
			return true
		}
	case name == "%TAG" && blanks:
		if s.handle() && s.blanks() && !endsWord(s.text, s.pos) {
			return s.prefix()
		}
	}
	s.badDirective(start)
	return false
}

// version goes over a version of YAML: 1 and a minor version of at most two digits, see withKnownVersion.
func (s *scanner) version() bool {
	length := minorVersion(s.text[s.pos:])
	if length > 0 {
		s.pos += len("1.") + length
	}
	return length > 0
}

// handle goes over what a %TAG directive gives a meaning: "!e!", or "!" alone.
func (s *scanner) handle() bool {
	if s.at(0) != '!' {
		return false
	}
	s.pos += len(handleOf(s.text[s.pos:]))
	return true
}

// prefix goes over what tags that begin with the handle of a %TAG directive begin with in truth.
func (s *scanner) prefix() bool {
	start := s.pos
	s.address()
	if !endsWord(s.text, s.pos) {
		s.badPrefix(start)
		return false
	}
	return true
}

// word goes over letters, digits, "-" and "_".
func (s *scanner) word() {
	for isWord(s.at(0)) {
		s.pos++
	}
}

// blanks goes over blanks, and tells whether there are any.
func (s *scanner) blanks() bool {
	start := s.pos
	for isBlank(s.at(0)) {
		s.pos++
	}
	return s.pos > start
}
