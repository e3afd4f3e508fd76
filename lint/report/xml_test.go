package report_test

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
)

// An element is what a format says of an element of that name.
type element struct {
	required, optional []string // attributes
	children           []string
	numbers            []string // attributes that are counts or positions
	text               bool     // it may have text
}

// junitElements is the format as Jenkins has it (the schema junit-10.xsd of its xunit plug-in), and as GitLab reads it. No
// Go module has the schema; this says the same of the elements that are written.
var junitElements = map[string]element{
	"testsuites": {optional: []string{"name", "tests", "failures", "errors", "time"}, children: []string{"testsuite"}, numbers: []string{"tests", "failures", "errors"}},
	"testsuite": {required: []string{"name", "tests", "failures", "errors"}, optional: []string{"time", "timestamp", "file"},
		children: []string{"testcase"}, numbers: []string{"tests", "failures", "errors"}},
	"testcase":   {required: []string{"name"}, optional: []string{"classname", "time"}, children: []string{"failure", "error", "system-out"}},
	"failure":    {optional: []string{"message", "type"}, text: true},
	"error":      {optional: []string{"message", "type"}, text: true},
	"system-out": {text: true},
}

// checkstyleElements is what Checkstyle writes, which has no schema of its own.
var checkstyleElements = map[string]element{
	"checkstyle": {required: []string{"version"}, children: []string{"file"}},
	"file":       {required: []string{"name"}, children: []string{"error"}},
	"error":      {required: []string{"line", "severity", "message", "source"}, optional: []string{"column"}, numbers: []string{"line", "column"}},
}

// A tree is an element of a document.
type tree struct {
	name       string
	attributes map[string]string
	children   []*tree
}

// parseXML reads a document strictly and holds every element of it against the format.
func parseXML(t *testing.T, text, root string, elements map[string]element) *tree {
	t.Helper()
	if !strings.HasPrefix(text, `<?xml version="1.0" encoding="UTF-8"?>`+"\n<"+root) || !strings.HasSuffix(text, ">\n") {
		t.Errorf("the document begins or ends otherwise: %q", text)
	}
	top := &tree{}
	open := []*tree{top}
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, text)
		}
		parent := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			one := &tree{name: token.Name.Local, attributes: map[string]string{}}
			known, ok := elements[one.name]
			if !ok || parent != top && !slices.Contains(elements[parent.name].children, one.name) {
				t.Errorf("<%s> does not belong into <%s>", one.name, parent.name)
			}
			for _, a := range token.Attr {
				one.attributes[a.Name.Local] = a.Value
				if !slices.Contains(slices.Concat(known.required, known.optional), a.Name.Local) {
					t.Errorf("<%s> has no %s", one.name, a.Name.Local)
				}
				if n, err := strconv.Atoi(a.Value); slices.Contains(known.numbers, a.Name.Local) && (err != nil || n < 0) {
					t.Errorf("%s of <%s> is no count: %q", a.Name.Local, one.name, a.Value)
				}
			}
			for _, name := range known.required {
				if _, ok := one.attributes[name]; !ok {
					t.Errorf("<%s> needs %s", one.name, name)
				}
			}
			parent.children = append(parent.children, one)
			open = append(open, one)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if parent != top && !elements[parent.name].text && strings.TrimSpace(string(token)) != "" {
				t.Errorf("<%s> has the text %q", parent.name, token)
			}
		}
	}
	if len(top.children) != 1 || top.children[0].name != root {
		t.Fatalf("%d documents in one", len(top.children))
	}
	return top.children[0]
}

// count is how many elements of the name there are below.
func (e *tree) count(name string) int {
	n := 0
	for _, child := range e.children {
		if child.name == name {
			n++
		}
		n += child.count(name)
	}
	return n
}

func checkJUnit(t *testing.T, text string) {
	t.Helper()
	root := parseXML(t, text, "testsuites", junitElements)
	for _, e := range append([]*tree{root}, root.children...) {
		for attribute, name := range map[string]string{"tests": "testcase", "failures": "failure", "errors": "error"} {
			if got := e.attributes[attribute]; got != strconv.Itoa(e.count(name)) {
				t.Errorf("<%s> says %s=%q, and has %d", e.name, attribute, got, e.count(name))
			}
		}
		if e.name == "testsuite" && len(e.children) == 0 {
			t.Errorf("the suite %q is empty", e.attributes["name"])
		}
	}
}

func checkCheckstyle(t *testing.T, text string) {
	t.Helper()
	root := parseXML(t, text, "checkstyle", checkstyleElements)
	for _, file := range root.children {
		for _, e := range file.children {
			if !slices.Contains([]string{"ignore", "info", "warning", "error"}, e.attributes["severity"]) {
				t.Errorf("there is no severity %q", e.attributes["severity"])
			}
			if e.attributes["line"] == "0" || e.attributes["column"] == "0" {
				t.Errorf("lines and columns count from 1: %v", e.attributes)
			}
		}
	}
}

func TestJUnit(t *testing.T) {
	for name, result := range results(t) {
		t.Run(name, func(t *testing.T) { checkJUnit(t, write(t, "junit", result, report.Options{})) })
	}
	golden.Check(t, "testdata/awkward.junit", write(t, "junit", awkward(), report.Options{}))
}

// Findings that are not listed fail the run as they would if they were.
func TestJUnitOmitted(t *testing.T) {
	for _, test := range []struct {
		omitted  [ast.Severities]int
		failOn   ast.Severity
		failures string
	}{
		{[ast.Severities]int{ast.Info: 3}, ast.Error, "0"},
		{[ast.Severities]int{ast.Warning: 3}, ast.Error, "0"},
		{[ast.Severities]int{ast.Error: 3}, ast.Error, "1"},
		{[ast.Severities]int{ast.Error: 3}, ast.Info, "1"},
		{[ast.Severities]int{ast.Info: 3}, ast.Info, "1"},
		{[ast.Severities]int{ast.Info: 3}, ast.Warning, "0"},
	} {
		r := &lint.Result{Files: []lint.FileResult{{Name: "a.flow", FailOn: test.failOn, Omitted: test.omitted}}}
		text := write(t, "junit", r, report.Options{})
		checkJUnit(t, text)
		root := parseXML(t, text, "testsuites", junitElements)
		if got := root.attributes["failures"]; got != test.failures || root.attributes["tests"] != "1" {
			t.Errorf("%+v: got\n%s", test, text)
		}
	}
}

func TestCheckstyle(t *testing.T) {
	for name, result := range results(t) {
		t.Run(name, func(t *testing.T) { checkCheckstyle(t, write(t, "checkstyle", result, report.Options{})) })
	}
	golden.Check(t, "testdata/awkward.checkstyle", write(t, "checkstyle", awkward(), report.Options{}))
	want := xml.Header + "<checkstyle version=\"4.3\"></checkstyle>\n"
	if nothing := write(t, "checkstyle", &lint.Result{}, report.Options{}); nothing != want {
		t.Errorf("no findings give %q", nothing)
	}
}
