package report_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
)

// awkward is a result with one of everything that a format could stumble over.
func awkward() *lint.Result {
	kyc := example().Files[0]
	kyc.FailOn = ast.Error
	all := ast.Span{Start: 0, End: 16}
	kyc.Diagnostics = append(kyc.Diagnostics,
		ast.Diagnostic{Rule: "cycle", Severity: ast.Info, Message: "milder by the configuration", Span: all,
			Related: []ast.Related{{Message: `"a" goes to "b" by "[x](y)"`, Span: ast.Span{Start: 2, End: 3}}}},
		ast.Diagnostic{Rule: "unused-ignore", Severity: ast.Warning, Message: "at the end", Span: ast.Span{Start: 63, End: 64},
			Fixes: []ast.Fix{{Title: "remove it, and add a line", Safe: true, Edits: []ast.Edit{{Span: ast.Span{Start: 0, End: 2}}, {Span: ast.Span{Start: 64, End: 64}, Text: "x\n"}}}}})

	name := "./a b/日本 [1],100%:x\ty.flow"
	text := "\uFEFFa: 👋 «hi»\r\nb: \x01\rc: d\n"
	hostile := "a <b> & \"c\" ]]> \x00\x1b[31m \u202E \uFFFE \xff 100%\r\n::error::x ##[error]x {0} {name} [z](1)"
	odd := lint.FileResult{Name: name, Source: ast.NewSource(name, text), FailOn: ast.Warning, Diagnostics: []ast.Diagnostic{
		{Rule: "encoding", Severity: ast.Error, Message: hostile, Span: ast.Span{Start: 11, End: 15}, Node: "\x1b\"", Help: []string{"two\nlines", hostile}},
		{Rule: "syntax", Severity: ast.Warning, Message: "to the line's end", Span: ast.Span{Start: 19, End: 24}},
		{Rule: "syntax", Severity: ast.Warning, Message: "nothing is here", Span: ast.Span{Start: 30, End: 30}},
	}}
	return &lint.Result{Files: []lint.FileResult{
		kyc, odd,
		{Name: `C:\flows\x.flow`, FailOn: ast.Error, Diagnostics: []ast.Diagnostic{{Rule: "server", Severity: ast.Warning, Message: "the server says so"}}},
		{Name: "/srv/my flows/x.flow", Source: ast.NewSource("x", "a\n"), FailOn: ast.Error, Diagnostics: []ast.Diagnostic{
			{Rule: "internal-error", Severity: ast.Error, Message: "the rule \"x\" failed: boom", Help: []string{"report it with this trace:\na()\n\tb.go:1 +0x1\n"}},
		}},
		{Name: "fsflow.yaml", Source: ast.NewSource("fsflow.yaml", "rules: {x: off}\n"), FailOn: ast.Error, Diagnostics: []ast.Diagnostic{
			{Rule: "unknown-rule", Severity: ast.Warning, Message: `"x" is no rule`, Span: ast.Span{Start: 8, End: 9}},
		}},
		{Name: "gone.flow", FailOn: ast.Error, Err: errors.New(`cannot read "gone.flow": no such file or directory`)},
		{Name: "gone too.flow", FailOn: ast.Error, Err: errors.New(`cannot read "gone.flow": no such file or directory`)},
		{Name: "many.flow", Source: ast.NewSource("many.flow", "a\n"), FailOn: ast.Warning, Omitted: [ast.Severities]int{ast.Info: 3, ast.Warning: 1}, Diagnostics: []ast.Diagnostic{
			{Rule: "farewell-waits", Severity: ast.Info, Message: "one of many", Span: ast.Span{Start: 0, End: 1}},
		}},
		{Name: "right.flow", FailOn: ast.Error},
	}}
}

// realFindings is what is found in the wrong flows of testdata.
func realFindings(t *testing.T) *lint.Result {
	t.Helper()
	var inputs []lint.Input
	err := filepath.WalkDir("../../testdata/bad", func(path string, entry fs.DirEntry, err error) error {
		language, known := dsl.LanguageOf(path)
		if err == nil && known && !entry.IsDir() {
			inputs = append(inputs, lint.Input{Name: filepath.ToSlash(path), Language: language, Read: func() (string, error) {
				text, err := os.ReadFile(path)
				return string(text), err
			}})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(context.Background(), inputs, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Files) < 50 || !result.Has(ast.Error) {
		t.Fatalf("only %d wrong flows", len(result.Files))
	}
	return result
}

// results are those that every format is tried with.
func results(t *testing.T) map[string]*lint.Result {
	return map[string]*lint.Result{"awkward": awkward(), "real": realFindings(t), "nothing": {}, "right": {Files: []lint.FileResult{{Name: "right.flow"}}}}
}

// FuzzFormats holds every format against what it must look like, whatever a finding says and wherever it lies.
func FuzzFormats(f *testing.F) {
	for _, file := range awkward().Files {
		for _, d := range file.Diagnostics {
			text := ""
			if file.Source != nil {
				text = file.Source.Text
			}
			f.Add(file.Name, text, d.Message, d.Node, d.Span.Start, d.Span.End)
		}
	}
	f.Fuzz(func(t *testing.T, name, text, message, node string, start, end int32) {
		span := ast.Span{Start: start, End: end}
		d := ast.Diagnostic{
			Rule: "rule", Severity: ast.Severity(uint32(start) % 3), Message: message, Node: node, Span: span, Help: []string{message},
			Related: []ast.Related{{Message: message, Span: span}}, Fixes: []ast.Fix{{Title: message, Edits: []ast.Edit{{Span: span, Text: message}}}},
		}
		r := &lint.Result{Files: []lint.FileResult{{Name: name, Source: ast.NewSource(name, text), Diagnostics: []ast.Diagnostic{d, d}}}}
		checkSARIF(t, write(t, "sarif", r, report.Options{}), r)
		checkGitHub(t, write(t, "github", r, report.Options{}), r)
		checkGitLab(t, write(t, "gitlab", r, report.Options{}), r)
		checkJUnit(t, write(t, "junit", r, report.Options{}))
		checkCheckstyle(t, write(t, "checkstyle", r, report.Options{}))
		for _, line := range strings.SplitAfter(write(t, "compact", r, report.Options{}), "\n") {
			if strings.ContainsAny(line, "\x00\x1b\r") {
				t.Errorf("compact: %q", line)
			}
		}
	})
}
