package report_test

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/google/go-cmp/cmp"
)

// workflowCommand is the form of a command: ::NAME KEY=VALUE,…::MESSAGE.
const workflowCommand = `\A::(error|warning|notice) ((?:file|line|endLine|col|endColumn|title)=[^,:\n]*(?:,(?:file|line|endLine|col|endColumn|title)=[^,:\n]*)*)::(.+)\z`

// checkGitHub reads the lines as the runner does, and holds them against what GitHub documents.
func checkGitHub(t *testing.T, text string, result *lint.Result) {
	t.Helper()
	form, kinds := regexp.MustCompile(workflowCommand), map[string]int{}
	names := map[string]bool{}
	for i := range result.Files {
		names[path.Clean(result.Files[i].Name)] = true
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		if strings.ContainsAny(line, "\r\x00\x1b") {
			t.Errorf("control characters in %q", line)
		}
		if !strings.HasPrefix(strings.TrimSpace(line), "::") {
			if strings.Contains(line, "##[") {
				t.Errorf("an older command in %q", line)
			}
			continue
		}
		parts := form.FindStringSubmatch(line)
		if parts == nil {
			if !strings.HasSuffix(line, "::") { // a finding without a message
				t.Errorf("no command: %q", line)
			}
			continue
		}
		kinds[parts[1]]++
		properties, numbers := map[string]string{}, map[string]int{}
		for _, p := range strings.Split(parts[2], ",") {
			key, value, _ := strings.Cut(p, "=")
			properties[key] = strings.NewReplacer("%2C", ",", "%3A", ":", "%0D", "\r", "%0A", "\n", "%25", "%").Replace(value)
			if key != "file" && key != "title" {
				n, err := strconv.Atoi(value)
				if err != nil || n < 1 {
					t.Errorf("%s is no number in %q", key, line)
				}
				numbers[key] = n
			}
		}
		if file := properties["file"]; file != "" && !names[file] && !strings.ContainsAny(file, "\uFFFD ") {
			t.Errorf("there is no file %q", file)
		}
		if numbers["endLine"] > numbers["line"] && (numbers["col"] > 0 || numbers["endColumn"] > 0) {
			t.Errorf("columns over several lines in %q", line)
		}
		if i == len(lines)-1 {
			t.Errorf("the last line is a command: %q", line)
		}
	}
	for kind, n := range kinds {
		if n > 10 {
			t.Errorf("%d annotations of the kind %s; GitHub shows 10 of a step", n, kind)
		}
	}
}

func TestGitHub(t *testing.T) {
	for name, result := range results(t) {
		t.Run(name, func(t *testing.T) { checkGitHub(t, write(t, "github", result, report.Options{}), result) })
	}
	golden.Check(t, "testdata/awkward.github", write(t, "github", awkward(), report.Options{}))
	if nothing := write(t, "github", &lint.Result{}, report.Options{NoSummary: true}); nothing != "" {
		t.Errorf("no findings give %q", nothing)
	}
}

// Beyond what GitHub shows, findings are still in the log, where no name and no message may be taken for a command.
func TestGitHubCap(t *testing.T) {
	var found []ast.Diagnostic
	for i := range 12 {
		found = append(found, ast.Diagnostic{Rule: "r", Severity: ast.Error, Message: fmt.Sprint(i), Span: ast.Span{Start: 0, End: 1}})
	}
	found = append(found, ast.Diagnostic{Rule: "s", Severity: ast.Warning, Message: "w", Span: ast.Span{Start: 0, End: 1}})
	for i := range 11 {
		found = append(found, ast.Diagnostic{Rule: "t", Severity: ast.Info, Message: fmt.Sprint(i), Span: ast.Span{Start: 0, End: 1}})
	}
	found[11].Message = "##[error]x"
	name := "::error::x"
	r := &lint.Result{Files: []lint.FileResult{{Name: name, Source: ast.NewSource(name, "a\n"), Diagnostics: found, Omitted: [ast.Severities]int{ast.Error: 5}}}}
	got := write(t, "github", r, report.Options{})
	checkGitHub(t, got, r)
	var want strings.Builder
	for i := range 10 {
		fmt.Fprintf(&want, "::error file=%%3A%%3Aerror%%3A%%3Ax,line=1,col=1,endColumn=2,title=r::%d\n", i)
	}
	notices := strings.NewReplacer("::error file", "::notice file", "title=r", "title=t").Replace(want.String())
	want.WriteString("7 more errors; GitHub annotates 10 of a step:\n" +
		"error: ::error::x:1:1: 10 [r]\n" +
		"error: ::error::x:1:1: ## [error]x [r]\n" +
		"::warning file=%3A%3Aerror%3A%3Ax,line=1,col=1,endColumn=2,title=s::w\n" +
		notices + "1 more info; GitHub annotates 10 of a step:\n" +
		"info: ::error::x:1:1: 10 [t]\n" +
		"17 errors, 1 warning, 11 infos in 1 file\n")
	if diff := cmp.Diff(want.String(), got); diff != "" {
		t.Error(diff)
	}
}

// A reason why files could not be read is given once, and such reasons are no more than GitHub shows. Errors come after them.
func TestGitHubUnread(t *testing.T) {
	r := result("a\n", ast.Diagnostic{Rule: "r", Severity: ast.Error, Message: "m", Span: ast.Span{Start: 0, End: 1}})
	for i := range 22 {
		r.Files = append(r.Files, lint.FileResult{Name: fmt.Sprint(i), Err: fmt.Errorf("reason %d", i/2)})
	}
	var want strings.Builder
	for i := range 10 {
		fmt.Fprintf(&want, "::error title=fsflow::reason %d\n", i)
	}
	want.WriteString("1 more error; GitHub annotates 10 of a step:\nerror: flows/kyc.flow.yaml:1:1: m [r]\n1 error, 0 warnings in 1 file\n")
	if diff := cmp.Diff(want.String(), write(t, "github", r, report.Options{})); diff != "" {
		t.Error(diff)
	}
}

// The last line of a place is the one that holds its last character.
func TestLastLine(t *testing.T) {
	for text, want := range map[string]struct{ github, gitlab string }{
		"«a\n»b\n":     {"line=1,col=1,title", `"begin": 1, "end": 1`},
		"«a\nb»\n":     {"line=1,endLine=2,title", `"begin": 1, "end": 2`},
		"«a\nb\n»c\n":  {"line=1,endLine=2,title", `"begin": 1, "end": 2`},
		"a«bc»\n":      {"line=1,col=2,endColumn=4,title", `"begin": 1, "end": 1`},
		"a«»\n":        {"line=1,col=2,title", `"begin": 1, "end": 1`},
		"xxxx«a\nb»\n": {"line=1,endLine=2,title", `"begin": 1, "end": 2`},
	} {
		r := marked(text, ast.Diagnostic{Rule: "r", Severity: ast.Error, Message: "m"})
		if got := write(t, "github", r, report.Options{}); !strings.Contains(got, want.github) {
			t.Errorf("%q: got %s; want %s", text, got, want.github)
		}
		if got := strings.Join(strings.Fields(write(t, "gitlab", r, report.Options{})), " "); !strings.Contains(got, want.gitlab) {
			t.Errorf("%q: got %s; want %s", text, got, want.gitlab)
		}
	}
}
