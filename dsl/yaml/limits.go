package yaml

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// refuse finds what must never be given to the library at all, or nil.
func refuse(text string) *ast.Diagnostic {
	if strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF") {
		// It would be read as UTF-16, and no place in it would mean anything.
		d := illegalCharacter(text, 0)
		return &d
	}
	start := bodyStart(text)
	if at := markAtLine(text, start); at >= 0 {
		d := ast.SyntaxError(ast.Between(at, at+len(ast.ByteOrderMark)), "a byte order mark (U+FEFF) at the beginning of a line; expected text",
			`remove it, or write it as "\uFEFF" in double quotation marks`)
		return &d
	}
	if d := conflict(text); d != nil {
		return d
	}
	// Each value of a collection except the first needs one of these before it.
	if len(text) > ast.MaxValues {
		separators := 0
		for _, s := range []string{",", "\n", ": ", "- ", "[", "{"} {
			separators += strings.Count(text, s)
		}
		if separators > ast.MaxValues {
			d := tooManyValues(ast.Between(start, start))
			return &d
		}
	}
	return nil
}

// markAtLine returns the offset of the first byte order mark at the beginning of a line from the offset on, which is one itself;
// or -1. The library swallows the first letter behind such a mark. One within a line is a character like any other.
func markAtLine(text string, start int) int {
	for at := start; ; at += len(ast.ByteOrderMark) {
		i := strings.Index(text[at:], ast.ByteOrderMark)
		if i < 0 {
			return -1
		}
		if at += i; at == start || text[at-1] == '\n' || text[at-1] == '\r' {
			return at
		}
	}
}

// The library becomes slow where there are many comments in a row: at the end of a block it looks through all of them, once for
// each level that ends there.
const (
	manyComments = 10_000 // in the whole text
	longRow      = 64
)

// withoutComments returns the text, with its comments replaced by blanks where there may be very many of them in a row; or it
// returns why the text cannot be read.
func withoutComments(text string) (string, *ast.Diagnostic) {
	if strings.Count(text, "#") <= manyComments || longestRow(text) < longRow {
		return text, nil
	}
	p := newParser(text)
	p.blanked = []byte(text)
	p.stream()
	if p.found != nil && p.found.Rule == "syntax" {
		d := locate(text, nil)
		return "", &d
	}
	return string(p.blanked), nil
}

// longestRow returns the greatest number of lines in a row that hold nothing, or only a comment.
func longestRow(text string) int {
	longest, row := 0, 0
	for at := 0; at < len(text); at = endOfLine(text, at) + 1 {
		for at < len(text) && isBlank(text[at]) {
			at++
		}
		if at < len(text) && text[at] != '#' && breakAt(text, at) == 0 {
			longest, row = max(longest, row), 0
		}
		row++
	}
	return max(longest, row)
}

func tooManyValues(s ast.Span) ast.Diagnostic {
	return ast.SyntaxError(s, fmt.Sprintf("the document holds more than %d values, with every alias written out", ast.MaxValues), "divide it into several files, or use fewer aliases")
}

// maxText is how many bytes of text a document may hold, with every alias written out.
const maxText = 2 * ast.MaxBytes

func tooMuchText(s ast.Span) ast.Diagnostic {
	return ast.SyntaxError(s, fmt.Sprintf("the document holds more than %d MiB of text, with every alias written out", maxText>>20),
		"use fewer aliases of what is large")
}

func tooManyAliases(s ast.Span) ast.Diagnostic {
	return ast.SyntaxError(s, fmt.Sprintf("more than %d aliases, with those inside of other aliases written out", ast.MaxAliases),
		"write the shared piece out where it is used, or use fewer aliases in each other")
}

func tooDeep(s ast.Span) ast.Diagnostic {
	return ast.SyntaxError(s, ast.TooDeep(), "put fewer of them into each other")
}

// firstIllegal returns the offset of the first character that YAML does not allow anywhere, or -1.
func firstIllegal(text string) int {
	for i := 0; i < len(text); {
		if c := text[i]; 0x20 <= c && c < 0x7F || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1, r < 0xA0 && r != 0x85, r == 0xFFFE, r == 0xFFFF:
			return i
		}
		i += size
	}
	return -1
}

func illegalCharacter(text string, at int) ast.Diagnostic {
	r, size := utf8.DecodeRuneInString(text[at:])
	s := ast.Between(at, at+size)
	if r == utf8.RuneError && size == 1 {
		return ast.NotUTF8(text, at)
	}
	return ast.SyntaxError(s, fmt.Sprintf("the character U+%04X; YAML does not allow it", r),
		fmt.Sprintf(`remove it, or write it as "\u%04X" in double quotation marks`, r))
}
