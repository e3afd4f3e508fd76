package yaml

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// What the scanner can find wrong, in words.

// latest returns the last token so far that has a text of its own.
func (s *scanner) latest() *token {
	for i := len(s.queue) - 1; i >= 0; i-- {
		if s.queue[i].isWritten() {
			return &s.queue[i]
		}
	}
	return &s.prev
}

// onLine returns the part of a span that is on its first line.
func onLine(text string, start, end int) ast.Span {
	end = min(end, endOfLine(text, start))
	return ast.Between(start, start+len(strings.TrimRight(text[start:end], " \t")))
}

// restOfLine returns the place of what stands on the line from the offset on, without a comment.
func restOfLine(text string, start int) ast.Span {
	end := endOfLine(text, start)
	for _, comment := range []string{" #", "\t#"} {
		if i := strings.Index(text[start:end], comment); i >= 0 {
			end = start + i
		}
	}
	return onLine(text, start, end)
}

func (s *scanner) words(at ast.Span) string { return ast.Quote(s.text[at.Start:at.End]) }

// quoteHelp says to quote the text that starts at the offset.
func (s *scanner) quoteHelp(start int) string {
	const help = "put the text in quotation marks"
	if r, size := utf8.DecodeRuneInString(s.text[start:]); strings.ContainsRune("“”„‘’«»", r) {
		return fmt.Sprintf("%q is a letter to YAML: write \" before the text, and behind it", s.text[start:start+size])
	}
	rest := s.words(restOfLine(s.text, start))
	if len(s.open) > 0 || strings.Contains(rest, "…") {
		return help
	}
	return help + ": " + rest
}

func (s *scanner) missingColon(k *simpleKey) {
	if i := k.number - s.consumed; i >= 0 && i < len(s.queue) {
		s.missingColonAfter(&s.queue[i])
		return
	}
	s.fail(s.noColon(restOfLine(s.text, k.start)))
}

func (s *scanner) missingColonAfter(t *token) {
	switch {
	case t.isQuoted(s.text) && t.lastLine > t.line:
		s.fail(s.quoteOverLines(t))
	case t.end < len(s.text) && s.text[t.end] == ':' && utf8.RuneCountInString(s.text[t.start:t.end]) > 1024:
		s.fail(s.longKey(t))
	default:
		s.fail(s.noColon(onLine(s.text, t.start, t.end)))
	}
}

func (s *scanner) noColon(at ast.Span) ast.Diagnostic {
	d := ast.SyntaxError(at, fmt.Sprintf(`%s stands where a key belongs, but no ":" follows`, s.words(at)))
	written := s.text[at.Start:at.End]
	if strings.Trim(written, "=") == "" || strings.HasPrefix(written, "||||||| ") {
		d.Message = "a mark of a conflict of two versions"
		d.Help = []string{"remove it, and choose which of the two versions is to stay"}
	} else if meant := withColon(written); meant != "" {
		d.Help = []string{"write " + meant}
	} else if i := strings.IndexByte(written, ':'); i > 0 && i+1 < len(written) && !strings.HasPrefix(written[i:], "://") {
		d.Help = []string{"put a space after the colon: " + ast.Quote(written[:i+1]+" "+written[i+1:])}
	} else {
		d.Help = []string{"write KEY: VALUE, or indent the line if it belongs to the text above it"}
	}
	return d
}

func (s *scanner) longKey(t *token) ast.Diagnostic {
	return ast.SyntaxError(onLine(s.text, t.start, t.end), "a key of more than 1024 characters; YAML takes none that long",
		`put "? " before the key, and the colon on the next line`)
}

func (s *scanner) quoteOverLines(t *token) ast.Diagnostic {
	return ast.SyntaxError(onLine(s.text, t.start, t.end),
		fmt.Sprintf("the text that this quotation mark begins runs over %d lines, and a key must stand on one", t.lastLine-t.line+1),
		"close the quotation mark on its line")
}

func (s *scanner) mismatch(opener, t *token) {
	d := ast.SyntaxError(ast.Between(t.start, t.end),
		fmt.Sprintf("%q does not close %q; expected %q", s.text[t.start:t.end], s.text[opener.start:opener.end], closerOf(opener)),
		fmt.Sprintf("write %q before it, or remove it", closerOf(opener)))
	d.Related = []ast.Related{{Message: "opened here", Span: ast.Between(opener.start, opener.end)}}
	s.fail(d)
}

func closerOf(opener *token) string {
	if opener.kind == flowSequence {
		return "]"
	}
	return "}"
}

func (s *scanner) listOnLineOfKey() {
	s.fail(ast.SyntaxError(ast.Between(s.pos, s.pos+1), `"-" begins a list, which cannot begin on the line of its key`,
		"put the list on lines of its own, or the text in quotation marks"))
}

func (s *scanner) questionMark() {
	s.fail(ast.SyntaxError(ast.Between(s.pos, s.pos+1), `"? " begins a key, which cannot begin on the line of another`, s.quoteHelp(s.pos)))
}

// colonNotAllowed is about a ":" outside of brackets, after something that is no key.
func (s *scanner) colonNotAllowed() {
	t := s.latest()
	if t.kind == valueToken {
		s.fail(ast.SyntaxError(ast.Between(s.pos, s.pos+1), `a second ":"; expected a value`, "leave one of the two out"))
		return
	}
	if t.kind == scalarToken && t.lastLine > t.line && (t.plain || t.isQuoted(s.text)) {
		switch {
		case !t.plain && t.mayBeKey:
			s.fail(s.quoteOverLines(t))
		case !t.plain:
			s.unclosedQuote(t.start)
		case t.mayBeKey:
			s.fail(s.noColon(onLine(s.text, t.start, t.end)))
		default:
			s.fail(s.badIndentation(s.lastLineOf(t)))
		}
		return
	}
	if t.mayBeKey && t.kind == scalarToken {
		s.fail(s.longKey(t))
		return
	}
	s.fail(s.secondColon(s.pos, t))
}

// secondColon is about the second ":" in "prompt: Say: hello".
func (s *scanner) secondColon(at int, before *token) ast.Diagnostic {
	d := ast.SyntaxError(ast.Between(at, at+1), `unexpected ":"; a text without quotation marks cannot hold ": "`)
	if before.plain {
		d.Help = []string{s.quoteHelp(before.start)}
		if rest := restOfLine(s.text, at+1); strings.TrimSpace(s.text[rest.Start:rest.End]) == "" {
			d.Help = []string{"remove it, or " + d.Help[0]}
		}
		if key := firstWords(s.text, s.firstOnLine(at)); strings.IndexByte(s.text[key.Start:key.End], ' ') > 0 && len(s.open) == 0 && int(key.End) < before.start {
			// A key of several words is a text as well.
			d.Help = append(d.Help, fmt.Sprintf("or, if all of it is the key: %s:", s.words(ast.Between(int(key.Start), before.end))))
		}
	} else {
		d.Message = `unexpected ":" after a value; expected the end of the line`
	}
	return d
}

// firstOnLine returns where the first thing stands on the line of an offset, behind the dashes of lists.
func (s *scanner) firstOnLine(at int) int {
	i := startOfLine(s.text, at)
	for i < at && (isBlank(s.text[i]) || s.text[i] == '-' && endsWord(s.text, i+1)) {
		i++
	}
	return i
}

// lastLineOf returns the place of the last line of a text that runs over several.
func (s *scanner) lastLineOf(t *token) ast.Span {
	start := max(startOfLine(s.text, t.end), t.start)
	for isBlank(s.text[start]) {
		start++
	}
	return ast.Between(start, t.end)
}

func (s *scanner) tab() {
	end := s.pos
	for end < len(s.text) && s.text[end] == '\t' {
		end++
	}
	s.fail(ast.SyntaxError(ast.Between(s.pos, end), "a tab in the indentation; expected spaces", "replace each tab by spaces"))
}

func (s *scanner) unclosedQuote(start int) {
	s.fail(ast.SyntaxError(ast.Between(start, start+1), "this quotation mark is never closed", s.quoteMarkHelp(s.text[start])))
}

func (s *scanner) quoteMarkHelp(mark byte) string {
	if mark == '\'' {
		return "close the text with '; inside of it, '' stands for an apostrophe"
	}
	return `close the text with "; inside of it, \" stands for a quotation mark`
}

// escapeAt returns an escape as it is written, in quotation marks.
func (s *scanner) escapeAt(start, end int) string {
	return strings.ReplaceAll(s.words(ast.Between(start, end)), `\\`, `\`)
}

func (s *scanner) unknownEscape(start, end int) {
	end = min(end, len(s.text))
	s.fail(ast.SyntaxError(ast.Between(start, end), fmt.Sprintf("%s is no escape", s.escapeAt(start, end)),
		`write \\ for a backslash, or use single quotation marks, in which a backslash is nothing special`))
}

func (s *scanner) shortEscape(start, end, digits int) {
	end = min(end, len(s.text))
	s.fail(ast.SyntaxError(ast.Between(start, end), fmt.Sprintf("%s needs %d hexadecimal digits; found %d",
		s.escapeAt(start, start+2), digits, end-start-2)))
}

func (s *scanner) badCodePoint(start, end int) {
	s.fail(ast.SyntaxError(ast.Between(start, end), fmt.Sprintf("%s is no character", s.escapeAt(start, end)),
		`write the character itself, or one escape for all of it, as in "\U0001F600"`))
}

func (s *scanner) zeroIndent() {
	s.fail(ast.SyntaxError(ast.Between(s.pos, s.pos+1), "an indentation of 0; expected 1 to 9, or no number", "remove it"))
}

func (s *scanner) textOnHeader(start int) {
	rest := restOfLine(s.text, s.pos)
	s.fail(ast.SyntaxError(rest, fmt.Sprintf("unexpected %s after %q; expected the end of the line", s.words(rest), s.text[start:start+1]),
		"put the text on the next line and indent it, or put it in quotation marks"))
}

// wordFrom returns the place of a word that begins with an indicator.
func (s *scanner) wordFrom(start int) ast.Span {
	end := start + 1
	for !endsWord(s.text, end) && (len(s.open) == 0 || strings.IndexByte(",[]{}", s.text[end]) < 0) {
		end++
	}
	return ast.Between(start, end)
}

func (s *scanner) badName(start int) {
	what := "an alias"
	if s.text[start] == '&' {
		what = "an anchor"
	}
	word := s.wordFrom(start)
	s.fail(ast.SyntaxError(word, fmt.Sprintf(`%q begins %s, and a name of letters, digits, "-" and "_" must follow; found %s`,
		s.text[start:start+1], what, s.words(word)), s.quoteHelp(start)))
}

func (s *scanner) badTag(start int) {
	word := s.wordFrom(start)
	s.fail(ast.SyntaxError(word, fmt.Sprintf(`"!" begins a tag, and %s is none`, s.words(word)), s.quoteHelp(start)))
}

func (s *scanner) badDirective(start int) {
	end := start
	for end < len(s.text) && breakAt(s.text, end) == 0 && (s.text[end] != '#' || !isBlank(s.text[end-1])) {
		end++
	}
	line := ast.Between(start, start+len(strings.TrimRight(s.text[start:end], " \t")))
	name := s.wordFrom(start)
	message := fmt.Sprintf("%s is no directive; expected %%YAML 1.2 or %%TAG, or a text that does not begin with %q", s.words(name), "%")
	switch s.text[name.Start:name.End] {
	case "%YAML":
		message = fmt.Sprintf("%s is no version that can be read; expected %%YAML 1.2", s.words(line))
	case "%TAG":
		message = fmt.Sprintf("%s gives no prefix to a tag handle; expected one such as %%TAG !e! tag:example.com,2026:", s.words(line))
	}
	s.fail(ast.SyntaxError(line, message, "remove the line; a flow needs no directive"))
}

func (s *scanner) badPrefix(start int) {
	prefix := s.wordFrom(start)
	s.fail(ast.SyntaxError(prefix, fmt.Sprintf("%s is no prefix of tags; expected an address", s.words(prefix)), "write one such as tag:example.com,2026:"))
}

// noToken is about a character that nothing can begin with.
func (s *scanner) noToken(c byte) {
	if c == '\t' {
		s.tab()
		return
	}
	s.fail(ast.SyntaxError(ast.Between(s.pos, s.pos+1), fmt.Sprintf("a text cannot begin with %q", string(c)), s.quoteHelp(s.pos)))
}
