package yaml

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// conflict finds the marks that a version control system left where two changes met; nil where there are none.
func conflict(text string) *ast.Diagnostic {
	var d *ast.Diagnostic
	for _, mark := range []string{"<<<<<<< ", ">>>>>>> "} {
		at := lineBeginning(text, mark)
		switch {
		case at < 0:
		case d == nil:
			found := ast.SyntaxError(onLine(text, at, len(text)), "a conflict of two versions that was not resolved", "choose what is to stay, and remove the lines with the marks")
			d = &found
		case at > int(d.Span.Start):
			d.Related = append(d.Related, ast.Related{Message: "it ends here", Span: onLine(text, at, len(text))})
		}
	}
	return d
}

// lineBeginning returns the offset of the first line that begins with the text, or -1.
func lineBeginning(text, beginning string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], beginning)
		if i < 0 {
			return -1
		}
		if at := from + i; startsLine(text, at) {
			return at
		}
		from += i + 1
	}
}
