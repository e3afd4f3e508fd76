package report

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A region is a range of a source in lines and columns. The end is not inside.
type region struct{ start, end ast.Position }

// regionOf returns the region of a span. What has no place in a source is at its beginning. source may be nil.
func regionOf(source *ast.Source, span ast.Span) region {
	if source == nil {
		first := ast.Position{Line: 1, Column: 1}
		return region{first, first}
	}
	return region{source.Position(int(span.Start)), source.Position(int(max(span.Start, span.End)))}
}

// lastLine is the line of the last character inside.
func (r region) lastLine() int {
	if r.end.Line > r.start.Line && r.end.Column == 1 {
		return r.end.Line - 1
	}
	return r.end.Line
}

// place is where a span begins, as file:line:column. source may be nil.
func place(name string, source *ast.Source, span ast.Span) string {
	start := regionOf(source, span).start
	return fmt.Sprintf("%s:%d:%d", nameOf(name), start.Line, start.Column)
}
