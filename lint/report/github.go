package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// githubMost is how many annotations of a level GitHub shows for a step; it drops the rest without a word.
const githubMost = 10

// GitHub writes workflow commands, which GitHub Actions shows as annotations beside the source. Beyond what it shows, the
// findings are counted, the worst of them first in line.
func GitHub(w io.Writer, result *lint.Result, options Options) error {
	out := bufio.NewWriter(w)
	commands := [...]string{ast.Info: "notice", ast.Warning: "warning", ast.Error: "error"}
	for s := int(ast.Error); s >= int(ast.Info); s-- {
		shown := 0
		for i := range result.Files {
			file := &result.Files[i]
			for k := range file.Diagnostics {
				if d := &file.Diagnostics[k]; int(d.Severity) == s && shown < githubMost {
					shown++
					githubCommand(out, commands[s], file, d)
				}
			}
		}
		if more := result.Count(ast.Severity(s)) - shown; more > 0 {
			fmt.Fprintf(out, "%s not annotated: GitHub shows %d of a step\n", count(more, "more "+ast.Severity(s).String()), githubMost)
		}
	}
	if !options.NoSummary {
		fmt.Fprintln(out, summarize(result).line(options))
	}
	return out.Flush()
}

func githubCommand(w io.Writer, command string, file *lint.FileResult, d *ast.Diagnostic) {
	start, end := file.Source.Position(int(d.Span.Start)), file.Source.Position(int(d.Span.End))
	where := fmt.Sprintf("file=%s,line=%d,col=%d", githubProperty(file.Name), start.Line, start.Column)
	if end.Line > start.Line {
		where += fmt.Sprintf(",endLine=%d", end.Line)
	} else if end.Column > start.Column {
		where += fmt.Sprintf(",endColumn=%d", end.Column)
	}
	message := d.Message
	for _, h := range d.Help {
		message += "\n" + h
	}
	fmt.Fprintf(w, "::%s %s,title=%s::%s\n", command, where, githubProperty(d.Rule), githubData(message))
}

func githubData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func githubProperty(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}
