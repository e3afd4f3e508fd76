package yaml

import (
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// locate finds the cause of a failure of the library: a scanner and a grammar that are as strict as the library's look
// for it, and know where they are. The error may be nil when the failure is ours to explain.
func locate(text string, err error) ast.Diagnostic {
	p := newParser(text)
	p.stream()
	illegal := firstIllegal(text)
	if found := p.found; found != nil && (illegal < 0 || int(found.Span.Start) < illegal) {
		return p.plainCause(*found)
	}
	if illegal >= 0 {
		return illegalCharacter(text, illegal)
	}
	return lastResort(text, err)
}

// plainCause returns what is behind a finding where it is something that nobody sees, or else the finding.
func (p *parser) plainCause(found ast.Diagnostic) ast.Diagnostic {
	if found.Rule != "syntax" {
		return found
	}
	at := int(found.Span.Start)
	if i := separatorBefore(p.text, at); i >= 0 {
		return invisibleBreak(p.text, i)
	}
	colon := gluedBefore(p.text, at)
	if line := startOfLine(p.text, at); colon < 0 && line > 0 && strings.Trim(p.text[line:at], " \t") == "" {
		colon = gluedBefore(p.text, line-1) // the brackets may be on several lines
	}
	if colon >= 0 {
		return missingBlank(p.text, colon)
	}
	return found
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
	return syntaxError(span(at, at+len(strings.TrimRight(text[at:end], " \t"))), "this is not YAML from here on")
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
