package flow

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// show writes a value on one line, with the places of all that is in it: key@start-end:"text"@start-end.
func show(v *ast.Value) string {
	var b strings.Builder
	write(&b, v)
	return b.String()
}

func write(b *strings.Builder, v *ast.Value) {
	switch v.Kind {
	case ast.Object:
		b.WriteByte('{')
		for i := range v.Members {
			if i > 0 {
				b.WriteByte(' ')
			}
			m := &v.Members[i]
			fmt.Fprintf(b, "%s@%s:", m.Key, offsets(m.KeySpan))
			write(b, &m.Value)
		}
		b.WriteByte('}')
	case ast.List:
		b.WriteByte('[')
		for i := range v.Items {
			if i > 0 {
				b.WriteByte(' ')
			}
			write(b, &v.Items[i])
		}
		b.WriteByte(']')
	case ast.String:
		if v.Style == ast.Arrow {
			b.WriteString("->")
		}
		fmt.Fprintf(b, "%q", v.Text)
	case ast.Ref:
		b.WriteString("ref " + v.Text)
	case ast.Absent:
		b.WriteString("absent")
	default:
		b.WriteString(v.Text)
	}
	if v.Incomplete {
		b.WriteByte('!')
	}
	b.WriteString("@" + offsets(v.Span))
}

func offsets(s ast.Span) string { return fmt.Sprintf("%d-%d", s.Start, s.End) }

// showFindings writes each finding on a line: from where to where, the rule unless it is syntax, and the message, then the
// help and the related places.
func showFindings(source *ast.Source, found []ast.Diagnostic) []string {
	lines := make([]string, len(found))
	for i, d := range found {
		rule := ""
		if d.Rule != "syntax" {
			rule = d.Rule + ": "
		}
		lines[i] = fmt.Sprintf("%s %s%s", lineColumn(source, d.Span), rule, d.Message)
		for _, help := range d.Help {
			lines[i] += " | " + help
		}
		for _, related := range d.Related {
			lines[i] += fmt.Sprintf(" | %s: %s", lineColumn(source, related.Span), related.Message)
		}
	}
	return lines
}

func lineColumn(source *ast.Source, s ast.Span) string {
	start, end := source.Position(int(s.Start)), source.Position(int(s.End))
	if start.Line == end.Line {
		return fmt.Sprintf("%d:%d-%d", start.Line, start.Column, end.Column)
	}
	return fmt.Sprintf("%d:%d-%d:%d", start.Line, start.Column, end.Line, end.Column)
}
