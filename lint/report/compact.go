package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// Compact writes one line a finding, as compilers do and editors read it.
func Compact(w io.Writer, result *lint.Result, _ Options) error {
	out := bufio.NewWriter(w)
	for i := range result.Files {
		file := &result.Files[i]
		for _, d := range file.Diagnostics {
			fmt.Fprintf(out, "%s: %s: %s [%s]\n", place(file.Name, file.Source, d.Span), d.Severity, oneLine(d.Message), d.Rule)
		}
	}
	return out.Flush()
}

// place writes file:line:column.
func place(name string, source *ast.Source, span ast.Span) string {
	p := ast.Position{Line: 1, Column: 1}
	if source != nil {
		p = source.Position(int(span.Start))
	}
	return fmt.Sprintf("%s:%d:%d", nameOf(name), p.Line, p.Column)
}

// nameOf is the name of a file on one line.
func nameOf(name string) string {
	return strings.ReplaceAll(printable(name), "\n", string(unicode.ReplacementChar))
}

// oneLine makes a message one line of printable text.
func oneLine(message string) string { return printable(strings.Join(strings.Fields(message), " ")) }
