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
		return *found
	}
	if illegal >= 0 {
		return illegalCharacter(text, illegal)
	}
	return lastResort(text, err)
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
