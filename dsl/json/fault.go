package json

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// An expectation is what the grammar asks for at some place.
type expectation uint8

const (
	aValue expectation = iota
	aKey
	aColon
	anEnd // a comma or a closing bracket
)

// fault finds out why the decoder stopped after the token that was read last.
func (r *reader) fault() *ast.Diagnostic {
	if d := r.faultInWord(); d != nil {
		return d
	}
	at := r.skip(r.at())
	want := aValue
	var open *frame
	if len(r.frames) > 0 {
		open = &r.frames[len(r.frames)-1]
		switch {
		case open.keyed:
			want = aColon
		case open.begun:
			want = anEnd
		case open.object:
			want = aKey
		}
	}
	if d := r.faultInSpace(at); d != nil {
		return d
	}
	comma := -1
	switch {
	case want == aColon && r.has(at, ":"):
		want, at = aValue, r.skip(at+1)
	case want == anEnd && r.has(at, ","):
		comma, want = at, aValue
		if open.object {
			want = aKey
		}
		at = r.skip(at + 1)
	}
	if d := r.faultInSpace(at); d != nil {
		return d
	}
	return r.unexpected(at, comma, want, open)
}

// faultAfterEnd says what is wrong with text after the value of the file.
func (r *reader) faultAfterEnd() *ast.Diagnostic {
	if d := r.faultInWord(); d != nil {
		return d
	}
	at := r.skip(r.at())
	if d := r.faultInSpace(at); d != nil {
		return d
	}
	end := r.tokenEnd(at)
	switch c := r.text[at]; {
	case c == '}' || c == ']':
		return syntax(ast.Between(at, at+1), fmt.Sprintf("%s closes nothing", ast.Quote(r.text[at:at+1])), "remove it")
	case c == ',' || c == ':':
		return syntax(ast.Between(at, at+1), fmt.Sprintf("%s after the end of the document", ast.Quote(r.text[at:at+1])), "remove it")
	case c == '{' || c == '[' || c == '"' || c == '-' || '0' <= c && c <= '9' || isLiteral(r.text[at:end]):
		d := ast.SecondDocument(ast.Between(at, end), "a second JSON value; a file holds one flow", "put it into a file of its own")
		return &d
	}
	return syntax(ast.Between(at, end), fmt.Sprintf("%s after the end of the document", r.quote(at, end)), "remove it")
}

func isLiteral(word string) bool { return word == "true" || word == "false" || word == "null" }

func (r *reader) has(at int, token string) bool { return strings.HasPrefix(r.text[at:], token) }

func (r *reader) skip(at int) int { return skipSpace(r.text, at) }

func skipSpace(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
		at++
	}
	return at
}

// faultInSpace finds what people take for space: comments, and the spaces that JSON does not know.
func (r *reader) faultInSpace(at int) *ast.Diagnostic {
	end := at
	switch {
	case r.has(at, "//") || r.has(at, "#"):
		end = r.lineEnd(at)
	case r.has(at, "/*"):
		end = len(r.text)
		if i := strings.Index(r.text[at+2:], "*/"); i >= 0 {
			end = at + 2 + i + 2
		}
	default:
		return nil
	}
	return syntax(ast.Between(at, end), "JSON has no comments", "remove it, or write the flow as .flow.yaml, where # begins a comment")
}

func (r *reader) lineEnd(at int) int {
	if i := strings.IndexAny(r.text[at:], "\r\n"); i >= 0 {
		return at + i
	}
	return len(r.text)
}

// unexpected says what is wrong with the token at the place, where something else is wanted. comma is where the comma before it
// is, or -1.
func (r *reader) unexpected(at, comma int, want expectation, open *frame) *ast.Diagnostic {
	if at == len(r.text) {
		return r.unclosed(open)
	}
	end := r.tokenEnd(at)
	token, span := r.quote(at, end), ast.Between(at, end)
	switch c := r.text[at]; c {
	case '}', ']':
		return r.faultAtCloser(at, comma, want, open)
	case ',':
		if want == aColon || want == aValue && open != nil && open.keyed {
			return r.lacksValue(span, open)
		}
		return syntax(span, "a comma with nothing before it", "remove the comma, or write what is missing")
	case '"':
		if d := r.faultInString(at); d != nil {
			return d
		}
	case '\'', '`':
		return r.wrongQuotes(at)
	}
	switch r.text[at:end] {
	case "“", "”", "„", "‘", "’":
		return syntax(span, fmt.Sprintf("the typographic quotation mark %s", r.text[at:end]), `write the plain quotation mark "`)
	}
	switch want {
	case aColon:
		help := `write ":" in its place`
		if c := r.text[at]; c == '"' || c == '{' || c == '[' || isWordByte(c) {
			help = "put a colon between the two"
		}
		return syntax(span, fmt.Sprintf(`expected ":" after the key %s, found %s`, ast.Quote(open.key.Key), token), help)
	case anEnd:
		return r.lacksComma(at, span, token, open)
	case aKey:
		if isWordByte(r.text[at]) {
			return syntax(span, fmt.Sprintf("the key %s is not in quotation marks", token), fmt.Sprintf("write %s in double quotation marks", r.text[at:end]))
		}
		return syntax(span, fmt.Sprintf("expected a key in double quotation marks, found %s", token), "write a key and a colon before it, or remove it")
	}
	if isWordByte(r.text[at]) {
		return wrongWord(r.text[at:end], span)
	}
	return syntax(span, fmt.Sprintf("expected a value, found %s", token), "remove it, or write text in double quotation marks")
}

func (r *reader) lacksComma(at int, span ast.Span, token string, open *frame) *ast.Diagnostic {
	if at == r.at() && at > r.start && r.text[at-1] == '"' {
		return syntax(span, fmt.Sprintf("%s right after the end of a string", token), `write a quotation mark inside a string as \"`)
	}
	_, closer := open.brackets()
	d := syntax(span, fmt.Sprintf(`expected "," or %q, found %s`, closer, token), "remove it")
	if c := r.text[at]; c == '"' || c == '{' || c == '[' || c == ';' || isWordByte(c) {
		d.Help = []string{"put a comma between the two"}
	}
	return d
}

// unclosed says what is not closed at the end of the text.
func (r *reader) unclosed(open *frame) *ast.Diagnostic {
	end := len(strings.TrimRight(r.text, " \t\r\n"))
	if open == nil {
		return syntax(ast.Between(end, end), "the file ends too early; expected a flow", `write it as {"flow": [ … ]}`)
	}
	opener, closer := open.brackets()
	d := syntax(ast.Between(open.open, open.open+1), fmt.Sprintf("%q is never closed; expected %q", opener, closer), fmt.Sprintf("write %q where it ends", closer))
	d.Related = []ast.Related{fileEnd(end)}
	return d
}

// fileEnd is the place where a file ends too early.
func fileEnd(at int) ast.Related {
	return ast.Related{Message: "the file ends here", Span: ast.Between(at, at)}
}

func (f *frame) brackets() (opener, closer string) {
	if f.object {
		return "{", "}"
	}
	return "[", "]"
}

func (r *reader) faultAtCloser(at, comma int, want expectation, open *frame) *ast.Diagnostic {
	span, found := ast.Between(at, at+1), r.text[at:at+1]
	if open == nil {
		return syntax(span, fmt.Sprintf("%q closes nothing", found), "remove it")
	}
	opener, closer := open.brackets()
	if found != closer {
		d := syntax(span, fmt.Sprintf("%q does not close %q; expected %q", found, opener, closer), fmt.Sprintf("write %q before it, or remove it", closer))
		d.Related = []ast.Related{{Message: "opened here", Span: ast.Between(open.open, open.open+1)}}
		return d
	}
	if comma >= 0 {
		return syntax(ast.Between(comma, comma+1), fmt.Sprintf("a comma before %q", closer), "remove it; JSON takes no comma after the last one")
	}
	return r.lacksValue(span, open)
}

func (r *reader) lacksValue(span ast.Span, open *frame) *ast.Diagnostic {
	d := syntax(span, fmt.Sprintf("the key %s has no value", ast.Quote(open.key.Key)), "write one behind it, or remove the key")
	d.Related = []ast.Related{{Message: "the key", Span: open.key.KeySpan}}
	return d
}

// quote puts a token into a message.
func (r *reader) quote(at, end int) string {
	if r.text[at] == '"' && end > at+1 {
		return "the string " + ast.Quote(r.text[at+1:end-1])
	}
	return ast.Quote(r.text[at:end])
}

// tokenEnd returns where what looks like one token ends: a word, a string on one line, or a single character.
func (r *reader) tokenEnd(at int) int {
	if isWordByte(r.text[at]) {
		end := at + 1
		for end < len(r.text) && isWordByte(r.text[end]) {
			end++
		}
		return end
	}
	if r.text[at] == '"' {
		if end := stringEnd(r.text, at); end > 0 {
			return end
		}
	}
	_, size := utf8.DecodeRuneInString(r.text[at:])
	return at + size
}

// isWordByte tells whether the byte may be a part of what people write for a number or a word.
func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '$' || c == '+' || c == '-' || c == '.'
}
