package report

import (
	"encoding/xml"
	"fmt"
	"io"

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
	Error   *junitFailure `xml:"error,omitempty"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes a test report: a suite for each file and a case for each finding, or one case that passes for a file without any. A
// finding that does not make the run fail is a case that passes, with the finding in its output. A file that could not be read is a
// case with an error, which is not the same as a failure.
func JUnit(w io.Writer, result *lint.Result, _ Options) error {
	report := junitSuites{Name: "fsflow"}
	for i := range result.Files {
		suite := junitOf(&result.Files[i])
		report.Tests += suite.Tests
		report.Failures += suite.Failures
		report.Errors += suite.Errors
		report.Suites = append(report.Suites, suite)
	}
	return writeXML(w, report)
}

func junitOf(file *lint.FileResult) junitSuite {
	suite := junitSuite{Name: printable(file.Name)}
	if file.Err != nil {
		text := oneLine(file.Err.Error())
		suite.Errors++
		suite.Cases = []junitCase{{Name: "not read", Class: suite.Name, Error: &junitFailure{text, "unreadable", text}}}
	}
	for k := range file.Diagnostics {
		d := &file.Diagnostics[k]
		at := place(file.Name, file.Source, d.Span)
		text := fmt.Sprintf("%s: %s: %s", at, d.Severity, oneLine(d.Message))
		for _, h := range d.Help {
			text += "\nhelp: " + oneLine(h)
		}
		r := regionOf(file.Source, d.Span)
		name := fmt.Sprintf("%s at %d:%d", d.Rule, r.start.Line, r.start.Column)
		suite.add(name, d.Severity >= file.FailOn, junitFailure{oneLine(d.Message), d.Rule, text})
	}
	if n := file.Unlisted(); n > 0 {
		text := ast.Count(n, "more finding") + " not listed; --max-findings 0 lists all"
		fails := false
		for s := file.FailOn; s <= ast.Error; s++ {
			fails = fails || file.Omitted[s] > 0
		}
		suite.add("more findings", fails, junitFailure{text, "omitted", text})
	}
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Name: "no findings", Class: suite.Name}}
	}
	suite.Tests = len(suite.Cases)
	return suite
}

func (s *junitSuite) add(name string, fails bool, what junitFailure) {
	one := junitCase{Name: name, Class: s.Name}
	if fails {
		one.Failure = &what
		s.Failures++
	} else {
		one.Output = what.Text
	}
	s.Cases = append(s.Cases, one)
}
