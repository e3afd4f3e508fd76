package report

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// A summary is what a report says in numbers.
type summary struct {
	files   int                 // that could be read
	count   [ast.Severities]int // findings by severity, listed or not
	fixable int                 // findings that have a fix, listed or not
	fixed   int                 // fixes that were made
}

func summarize(result *lint.Result) summary {
	var s summary
	for i := range result.Files {
		file := &result.Files[i]
		if file.Err != nil {
			continue
		}
		s.files++
		s.fixed += file.Applied
		s.fixable += file.OmittedFixable
		for severity := range s.count {
			s.count[severity] += file.Count(ast.Severity(severity))
		}
		for j := range file.Diagnostics {
			if len(file.Diagnostics[j].Fixes) > 0 {
				s.fixable++
			}
		}
	}
	return s
}

// line is the summary in one line, as in "1 error, 0 warnings in 1 file (1 fixable with --fix)".
func (s summary) line(options Options) string {
	line := ast.Count(s.count[ast.Error], "error") + ", " + ast.Count(s.count[ast.Warning], "warning")
	if infos := s.count[ast.Info]; infos > 0 {
		line += ", " + ast.Count(infos, "info")
	}
	line += " in " + ast.Count(s.files, "file")
	var notes []string
	if options.Fixed && s.fixed > 0 {
		notes = append(notes, fmt.Sprintf("%d fixed", s.fixed))
	}
	if options.Fixable && s.fixable > 0 {
		notes = append(notes, fmt.Sprintf("%d fixable with --fix", s.fixable))
	}
	if notes != nil {
		line += " (" + strings.Join(notes, ", ") + ")"
	}
	return line
}
