package json

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// faultInString finds what is wrong with the string that starts at the place, or nil when nothing is.
func (r *reader) faultInString(start int) *ast.Diagnostic {
	text := r.text
	for at := start + 1; at < len(text); {
		switch c := text[at]; {
		case c == '"':
			return nil
		case c == '\n' || c == '\r':
			return r.lineBreakInString(start, at)
		case c < ' ':
			return r.controlInString(at)
		case c == '\\':
			size, d := r.faultInEscape(at)
			if d != nil {
				return d
			}
			at += size
		case c < utf8.RuneSelf:
			at++
		default:
			rune, size := utf8.DecodeRuneInString(text[at:])
			if rune == utf8.RuneError && size == 1 {
				d := ast.NotUTF8(text, at)
				return &d
			}
			at += size
		}
	}
	d := syntax(ast.Between(start, start+1), "this quotation mark is never closed", `close the string with "`)
	d.Related = []ast.Related{fileEnd(len(text))}
	return d
}

func stringStart(start int) ast.Related {
	return ast.Related{Message: "the string starts here", Span: ast.Between(start, start+1)}
}

func (r *reader) lineBreakInString(start, at int) *ast.Diagnostic {
	end := at + 1
	if r.has(at, "\r\n") {
		end++
	}
	if !r.closesAfter(end) {
		d := syntax(ast.Between(start, start+1), "this quotation mark is not closed on its line", `close the string with "`)
		d.Related = []ast.Related{{Message: "the line ends here", Span: ast.Between(at, at)}}
		return d
	}
	d := syntax(ast.Between(at, end), "a line break inside a string", `close the string with ", or write the line break as \n`)
	d.Related = []ast.Related{stringStart(start)}
	return d
}

// closesAfter tells whether the next quotation mark seems to close a string that is open at the place: what may follow a
// string follows it.
func (r *reader) closesAfter(at int) bool {
	for ; at < len(r.text) && r.text[at] != '"'; at++ {
		if r.text[at] == '\\' {
			at++
		}
	}
	if at >= len(r.text) {
		return false
	}
	next := r.skip(at + 1)
	return next == len(r.text) || strings.IndexByte(",:]}", r.text[next]) >= 0
}

func (r *reader) controlInString(at int) *ast.Diagnostic {
	if r.text[at] == '\t' {
		return syntax(ast.Between(at, at+1), "a tab inside a string", `write it as \t`)
	}
	return syntax(ast.Between(at, at+1), fmt.Sprintf("the control character U+%04X inside a string", r.text[at]),
		fmt.Sprintf(`write it as \u%04x`, r.text[at]))
}

// faultInEscape returns how long the escape at the place is, or what is wrong with it.
func (r *reader) faultInEscape(at int) (int, *ast.Diagnostic) {
	rest := r.text[at:]
	if len(rest) < 2 || rest[1] == '\n' || rest[1] == '\r' {
		return 1, nil // the caller sees the end, or the line break
	}
	if strings.IndexByte(`"\/bfnrt`, rest[1]) >= 0 {
		return 2, nil
	}
	if rest[1] != 'u' {
		_, size := utf8.DecodeRuneInString(rest[1:])
		written := rest[:1+size]
		d := syntax(ast.Between(at, at+len(written)), fmt.Sprintf("%s is no escape of JSON", written), `the escapes are \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits`)
		switch rest[1] {
		case '\'':
			d.Help = []string{"write ' as it is"}
		case 'x', 'U', '0', 'e', 'a', 'v':
		default:
			d.Help = []string{fmt.Sprintf(`write \\ for a backslash, or %s as it is`, written[1:])}
		}
		return 0, d
	}
	first, digits := hex(rest[2:])
	if digits < 4 {
		return 0, syntax(ast.Between(at, at+2+digits), fmt.Sprintf("%s is no escape of JSON", rest[:2+digits]), `\u takes four hexadecimal digits`)
	}
	if !utf16.IsSurrogate(first) {
		return 6, nil
	}
	if strings.HasPrefix(rest[6:], `\u`) {
		if second, digits := hex(rest[8:]); digits == 4 && utf16.DecodeRune(first, second) != utf8.RuneError {
			return 12, nil
		}
	}
	return 0, syntax(ast.Between(at, at+6), fmt.Sprintf("%s is half a character: a surrogate without the other one", rest[:6]),
		`write the character itself, or both surrogates, as in \ud83d\ude00`)
}

// hex reads up to four hexadecimal digits, and tells how many there are.
func hex(s string) (value rune, digits int) {
	for digits < min(4, len(s)) {
		i := strings.IndexByte("0123456789abcdef", s[digits]|0x20)
		if i < 0 || s[digits] < '0' || '9' < s[digits] && s[digits] < 'A' {
			break
		}
		value, digits = value<<4|rune(i), digits+1
	}
	return value, digits
}

// stringEnd returns where the string that starts at the place ends, or 0 when it does not end on its line.
func stringEnd(text string, start int) int {
	for at := start + 1; at < len(text); at++ {
		switch text[at] {
		case '"':
			return at + 1
		case '\\':
			at++
		case '\n', '\r':
			return 0
		}
	}
	return 0
}

// wrongQuotes says that the string in ' or ` belongs in ".
func (r *reader) wrongQuotes(at int) *ast.Diagnostic {
	mark, name := r.text[at:at+1], "single quotation marks"
	if mark == "`" {
		name = "backticks"
	}
	end, line := at+1, r.lineEnd(at)
	if i := strings.Index(r.text[end:line], mark); i >= 0 {
		end += i + 1
	}
	return syntax(ast.Between(at, end), fmt.Sprintf("a string in %s; JSON has double ones alone", name), fmt.Sprintf(`write " in place of %s`, mark))
}
