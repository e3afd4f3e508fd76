package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes a test report: a suite a file, a case a finding, and one case that passes for a file without any. A finding
// that does not make the run fail is a case that passes and says so in its output.
func JUnit(w io.Writer, result *lint.Result, _ Options) error {
	report := junitSuites{Name: "fsflow"}
	for i := range result.Files {
		file := &result.Files[i]
		if file.Err != nil {
			continue
		}
		suite := junitSuite{Name: printable(file.Name)}
		for k := range file.Diagnostics {
			suite.add(file, &file.Diagnostics[k])
		}
		if len(suite.Cases) == 0 {
			suite.Cases = []junitCase{{Name: "no findings", Class: suite.Name}}
		}
		suite.Tests = len(suite.Cases)
		report.Tests += suite.Tests
		report.Failures += suite.Failures
		report.Suites = append(report.Suites, suite)
	}
	return writeXML(w, report)
}

func (s *junitSuite) add(file *lint.FileResult, d *ast.Diagnostic) {
	at := place(file.Name, file.Source, d.Span)
	text := fmt.Sprintf("%s: %s: %s", at, d.Severity, oneLine(d.Message))
	for _, h := range d.Help {
		text += "\nhelp: " + printable(strings.ReplaceAll(h, "\n", " "))
	}
	one := junitCase{Name: fmt.Sprintf("%s at %s", d.Rule, strings.TrimPrefix(at, s.Name+":")), Class: s.Name}
	if d.Severity >= file.FailOn {
		one.Failure = &junitFailure{Message: oneLine(d.Message), Type: d.Rule, Text: text}
		s.Failures++
	} else {
		one.Output = text
	}
	s.Cases = append(s.Cases, one)
}

func writeXML(w io.Writer, document any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
