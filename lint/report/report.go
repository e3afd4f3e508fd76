// Package report writes findings in the formats that people and programs read, one file per format.
package report

import (
	"io"

	"github.com/fsflow/fsflow/lint"
)

// A Format is a way of writing down what was found.
type Format struct {
	Name    string
	Summary string // what it is for, in one line, lower case, no full stop
	// Write writes the whole report. The error is that of the writer.
	Write func(io.Writer, *lint.Result, Options) error
}

// Options say how a report is to look. The zero Options are right for a file.
type Options struct {
	Color     bool // colours for a terminal, in the formats that people read
	Fixable   bool // say how many findings --fix would resolve
	Fixed     bool // say how many fixes were made
	NoSummary bool // leave out the line that sums up, in the formats that people read
	// Width is the width of a page in columns, which the formats for people stay within where they can; 0 for a page that wraps
	// lines by itself.
	Width int
	// Version is that of the program, in the formats that name it; empty for none.
	Version string
}

// Formats returns all formats, the default first.
func Formats() []Format {
	return []Format{
		{"text", "for people: each finding with its place in the source", Text},
		{"json", "for programs: everything that is known of each finding", JSON},
		{"compact", "one line a finding: file:line:col: severity: message [rule]", Compact},
		{"sarif", "SARIF 2.1.0, for code scanning", SARIF},
		{"github", "annotations of GitHub Actions", GitHub},
		{"gitlab", "Code Quality of GitLab", GitLab},
		{"junit", "JUnit XML, for test reports", JUnit},
		{"checkstyle", "Checkstyle XML", Checkstyle},
	}
}

// Find returns the format with the name, and whether there is one.
func Find(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
