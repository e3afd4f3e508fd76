package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// Text writes the report for people: each finding with its line of the source, and a summary.
func Text(w io.Writer, result *lint.Result, options Options) error {
	out := text{Writer: bufio.NewWriter(w), palette: newPalette(options.Color), width: options.Width}
	for i := range result.Files {
		file := &result.Files[i]
		hidden := secrets(file.Source)
		for j := range file.Diagnostics {
			out.separate()
			out.finding(file, &file.Diagnostics[j], hidden)
		}
		if n := file.Unlisted(); n > 0 {
			out.separate()
			out.sentence(fmt.Sprintf("… and %s in %s (--max-findings 0 lists all)", ast.Count(n, "more finding"), nameOf(file.Name)))
		}
	}
	// Where no file could be read, "0 errors" would look like success.
	if sum := summarize(result); !options.NoSummary && (sum.files > 0 || len(result.Files) == 0) {
		out.sentence(sum.line(options))
	}
	return out.Flush()
}

// messageIndent stands before the lines of a message after its first.
const messageIndent = "    "

type text struct {
	*bufio.Writer
	palette *palette
	width   int  // see Options
	any     bool // something has been written
}

func (t *text) printf(format string, arguments ...any) { fmt.Fprintf(t.Writer, format, arguments...) }

// sentence writes what is about more than one finding.
func (t *text) sentence(line string) {
	t.printf("%s\n", strings.Join(Fold(line, t.width, 0, len(messageIndent)), "\n"+messageIndent))
}

// separate puts a blank line between findings.
func (t *text) separate() {
	if t.any {
		t.printf("\n")
	}
	t.any = true
}

func (t *text) finding(file *lint.FileResult, d *ast.Diagnostic, hidden []ast.Span) {
	severity := t.palette.severity[d.Severity]
	head := fmt.Sprintf("%s[%s]", d.Severity, d.Rule)
	message := Fold(": "+oneLine(d.Message), t.width, len(head), len(messageIndent))
	t.printf("%s%s\n", severity.Sprint(head), t.palette.strong.Sprint(message[0]))
	for _, line := range message[1:] {
		t.printf("%s%s\n", messageIndent, t.palette.strong.Sprint(line))
	}
	gutter := 1
	// A finding about the whole of a source has a place that is not worth showing.
	shown := file.Source != nil && !d.Span.IsZero()
	line := 1
	if shown {
		line = file.Source.Position(int(d.Span.Start)).Line
		gutter = len(strconv.Itoa(line))
	}
	margin := strings.Repeat(" ", gutter)
	t.printf("%s%s %s\n", margin, t.palette.dim.Sprint(" -->"), place(file.Name, file.Source, d.Span))
	if shown {
		most := snippetWidth
		if t.width > 0 {
			most = max(1, t.width-gutter-len(" ")-len(" | ")-2) // two for the marks of what is cut off
		}
		t.snippet(margin, line, snip(file.Source, d.Span, hidden, most), severity)
	}
	for _, help := range d.Help {
		t.note(margin, "help", printable(help))
	}
	for _, r := range d.Related {
		t.note(margin, "related", place(file.Name, file.Source, r.Span)+": "+printable(r.Message))
	}
}

func (t *text) snippet(margin string, line int, s snippet, mark *color.Color) {
	bar := t.palette.dim.Sprint("|")
	t.printf("%s  %s\n", margin, bar)
	t.printf("%s\n", strings.TrimRight(" "+t.palette.dim.Sprint(line, " |")+" "+s.text, " "))
	t.printf("%s  %s %s%s\n", margin, bar, strings.Repeat(" ", s.before), mark.Sprint(strings.Repeat("^", s.marked)))
}

// note writes a line below the snippet, or several where the text has several.
func (t *text) note(margin, kind, note string) {
	indent := margin + "      "
	var lines []string
	for line := range strings.Lines(strings.TrimRight(note, "\n")) {
		lines = append(lines, Fold(strings.TrimRight(line, "\n"), t.width, len(indent)+len(kind), len(indent))...)
	}
	t.printf("%s  %s %s %s\n", margin, t.palette.dim.Sprint("="), t.palette.strong.Sprint(kind+":"), lines[0])
	for _, line := range lines[1:] {
		t.printf("%s%s\n", indent, line)
	}
}
