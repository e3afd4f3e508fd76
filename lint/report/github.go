package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// githubMost is how many annotations of a kind GitHub shows for a step; it drops the rest without a word.
const githubMost = 10

// GitHub writes workflow commands, which GitHub Actions shows as annotations beside the source. What it would not show is
// listed in the log instead. Errors come first, then warnings.
func GitHub(w io.Writer, result *lint.Result, options Options) error {
	out := bufio.NewWriter(w)
	for s := int(ast.Error); s >= int(ast.Info); s-- {
		githubFindings(out, result, ast.Severity(s))
	}
	if !options.NoSummary {
		fmt.Fprintln(out, summarize(result).line(options))
	}
	return out.Flush()
}

// githubFindings writes the findings of a severity, after the files that could not be read when it is Error.
func githubFindings(w io.Writer, result *lint.Result, s ast.Severity) {
	commands := [...]string{ast.Info: "notice", ast.Warning: "warning", ast.Error: "error"}
	annotated := 0
	if s == ast.Error {
		annotated = githubUnread(w, result)
	}
	total := annotated + result.Count(s)
	for i := range result.Files {
		file := &result.Files[i]
		for k := range file.Diagnostics {
			d := &file.Diagnostics[k]
			switch {
			case d.Severity != s:
				continue
			case annotated < githubMost:
				fmt.Fprintf(w, "::%s %s,title=%s::%s\n", commands[s], githubPlace(file, d.Span), githubProperty(d.Rule), githubData(githubText(d)))
			case annotated == githubMost:
				fmt.Fprintf(w, "%s; GitHub annotates %d of a step:\n", ast.Count(total-githubMost, "more "+s.String()), githubMost)
				fallthrough
			default:
				// The line must not begin with the name, which could be a command, nor hold a command of the older form.
				line := fmt.Sprintf("%s: %s: %s [%s]", s, place(file.Name, file.Source, d.Span), oneLine(d.Message), d.Rule)
				fmt.Fprintln(w, strings.ReplaceAll(line, "##[", "## ["))
			}
			annotated++
		}
	}
}

// githubUnread annotates the run with the reasons why files could not be read, each once, and returns how many there are.
func githubUnread(w io.Writer, result *lint.Result) int {
	seen := map[string]bool{}
	for i := range result.Files {
		if err := result.Files[i].Err; err != nil && !seen[err.Error()] && len(seen) < githubMost {
			seen[err.Error()] = true
			fmt.Fprintf(w, "::error title=fsflow::%s\n", githubData(err.Error()))
		}
	}
	return len(seen)
}

// githubPlace is where an annotation stands. GitHub takes columns within one line only.
func githubPlace(file *lint.FileResult, span ast.Span) string {
	r := regionOf(file.Source, span)
	where := fmt.Sprintf("file=%s,line=%d", githubProperty(path.Clean(file.Name)), r.start.Line)
	switch {
	case r.lastLine() > r.start.Line:
		return where + fmt.Sprintf(",endLine=%d", r.lastLine())
	case r.end.Column > r.start.Column:
		return where + fmt.Sprintf(",col=%d,endColumn=%d", r.start.Column, r.end.Column)
	}
	return where + fmt.Sprintf(",col=%d", r.start.Column)
}

func githubText(d *ast.Diagnostic) string {
	return strings.Join(append([]string{d.Message}, d.Help...), "\n")
}

func githubData(text string) string {
	return strings.NewReplacer("%", "%25", "\n", "%0A").Replace(printable(text))
}

func githubProperty(text string) string {
	return strings.NewReplacer("%", "%25", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(printable(text))
}
