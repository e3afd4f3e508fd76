package yaml

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// locate finds the cause of a failure of the library. A scanner and a grammar that are as strict as the library's look for it, and
// unlike the library's they know where they are. err may be nil, when it was not the library that failed.
func locate(text string, err error) ast.Diagnostic {
	p := newParser(text)
	p.stream()
	p.tail()
	illegal := firstIllegal(text)
	if found := p.found; found != nil && (illegal < 0 || int(found.Span.Start) < illegal) {
		return p.plainCause(*found)
	}
	if illegal >= 0 {
		return illegalCharacter(text, illegal)
	}
	return lastResort(text, err)
}

// plainCause returns the common slip that is behind a finding, or else the finding itself.
func (p *parser) plainCause(found ast.Diagnostic) ast.Diagnostic {
	if found.Rule != "syntax" {
		return found
	}
	at := int(found.Span.Start)
	if comment := p.commentOfAnotherLanguage(at); comment >= 0 {
		return noComment(p.text, comment)
	}
	if blank := strangeBlankBefore(p.text, at); blank >= 0 {
		return notABlank(p.text, blank)
	}
	if t := templateAt(p.text, at); !t.IsZero() {
		return ast.SyntaxError(t, fmt.Sprintf("%q begins a tag of a template; expected YAML", p.text[t.Start:t.End]), "let the template be filled in before the file is read")
	}
	if dash := p.dashAbove(at); dash >= 0 {
		return missingBlankAfterDash(p.text, dash)
	}
	colon := gluedBefore(p.text, at)
	if line := startOfLine(p.text, at); colon < 0 && line > bodyStart(p.text) && strings.Trim(p.text[line:at], " \t") == "" {
		colon = gluedBefore(p.text, line-1) // the brackets may be on several lines
	}
	if colon >= 0 {
		return missingBlank(p.text, colon)
	}
	return found
}

// commentOfAnotherLanguage returns where a comment in // or /* begins that led to a finding at the offset, or -1.
func (p *parser) commentOfAnotherLanguage(at int) int {
	isComment := func(i int) bool {
		return strings.HasPrefix(p.text[i:], "//") || strings.HasPrefix(p.text[i:], "/*")
	}
	if isComment(at) {
		return at
	}
	// Inside of brackets it runs on to the next thing that ends a text.
	for _, t := range []*token{p.latest(), &p.prev} {
		if !t.plain || len(p.open) == 0 {
			continue
		}
		if isComment(t.start) {
			return t.start
		}
		if i := strings.Index(p.text[t.start:t.end], " //"); i >= 0 {
			return t.start + i + 1
		}
	}
	return -1
}

// strangeBlankBefore returns the offset of a character that only looks like a blank: in the indentation of the line of the offset
// or of the line above, or next to a colon on the line; -1 where there is none.
func strangeBlankBefore(text string, at int) int {
	line := startOfLine(text, at)
	if blank := strangeIndentation(text, line); blank >= 0 {
		return blank
	}
	for i, end := line, endOfLine(text, line); i < end; i++ {
		if text[i] == ':' {
			if blank := strangeBlank(text, i+1); blank >= 0 {
				return blank
			}
		}
	}
	for line > bodyStart(text) {
		line = startOfLine(text, line-1)
		if restOfLine(text, line).Len() > 0 {
			return strangeIndentation(text, line)
		}
	}
	return -1
}

func strangeIndentation(text string, line int) int {
	for line < len(text) && isBlank(text[line]) {
		line++
	}
	return strangeBlank(text, line)
}

// templateAt returns the place of a template's tag at the beginning of the line of the offset or, for brackets that end there, of
// the line above; the zero span where there is none.
func templateAt(text string, at int) ast.Span {
	line := startOfLine(text, at)
	for {
		first := line
		for first < len(text) && isBlank(text[first]) {
			first++
		}
		for _, mark := range []string{"{{", "{%", "<%"} {
			if inside := first + len(mark); strings.HasPrefix(text[first:], mark) && inside < len(text) && strings.IndexByte("{[\"'}]", text[inside]) < 0 {
				return ast.Between(first, first+len(mark))
			}
		}
		if line == bodyStart(text) || line != startOfLine(text, at) {
			return ast.Span{}
		}
		line = startOfLine(text, line-1)
	}
}

// dashAbove returns the offset of the dash, without a blank after it, with which the item around the line was meant to begin; -1
// where the next line above that is indented less does not begin with one.
func (p *parser) dashAbove(at int) int {
	line := startOfLine(p.text, at)
	indentation := at - line
	if strings.Trim(p.text[line:at], " ") != "" {
		return -1
	}
	for line > bodyStart(p.text) {
		line = startOfLine(p.text, line-1)
		first := line
		for first < len(p.text) && p.text[first] == ' ' {
			first++
		}
		if first-line < indentation && !endsWord(p.text, first) {
			if missesBlank(p.text, first) {
				return first
			}
			return -1
		}
	}
	return -1
}

// lastResort points at the line that the library names, or else at where the document begins.
func lastResort(text string, err error) ast.Diagnostic {
	at := skipSpace(text, bodyStart(text))
	if line := lineOf(err); line > 0 {
		cursor := lineCursor{text: text}
		at = cursor.find(line, 1)
		for at < len(text) && isBlank(text[at]) {
			at++
		}
	}
	end := endOfLine(text, at)
	return ast.SyntaxError(ast.Between(at, at+len(strings.TrimRight(text[at:end], " \t"))), "this is not YAML from here on", "put text in quotation marks")
}

// lineOf reads the line out of an error of the library, or returns 0.
func lineOf(err error) int {
	if err == nil {
		return 0
	}
	_, after, ok := strings.Cut(err.Error(), "line ")
	digits, _, found := strings.Cut(after, ":")
	line, bad := strconv.Atoi(digits)
	if !ok || !found || bad != nil {
		return 0
	}
	return line
}
