package report_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/google/go-cmp/cmp"
)

// marked makes a file of a text in which «» stand around the span of the only finding.
func marked(text string, d ast.Diagnostic) *lint.Result {
	start := strings.Index(text, "«")
	end := strings.Index(text, "»") - len("«")
	text = strings.NewReplacer("«", "", "»", "").Replace(text)
	d.Span = ast.Between(start, end)
	return result(text, d)
}

func result(text string, diagnostics ...ast.Diagnostic) *lint.Result {
	return &lint.Result{Files: []lint.FileResult{{
		Name: "flows/kyc.flow.yaml", Source: ast.NewSource("flows/kyc.flow.yaml", text), Diagnostics: diagnostics,
	}}}
}

func write(t *testing.T, format string, r *lint.Result, o report.Options) string {
	t.Helper()
	f, ok := report.Find(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var out bytes.Buffer
	if err := f.Write(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func example() *lint.Result {
	text := "1\n2\n3\n4\n5\n6\n7\n8\n      the user is ready: livenes\n10\n  liveness:\n"
	place := func(s string) ast.Span {
		i := int32(strings.Index(text, s))
		return ast.Span{Start: i, End: i + int32(len(s))}
	}
	target := place("livenes")
	return result(text, ast.Diagnostic{
		Rule: "dangling-target", Severity: ast.Error, Message: `"livenes" is no node of this flow`, Span: target, Node: "greeting",
		Help:    []string{`did you mean "liveness"?`},
		Related: []ast.Related{{Message: "the node", Span: place("liveness")}},
		Fixes:   []ast.Fix{{Title: `change it to "liveness"`, Edits: []ast.Edit{{Span: target, Text: "liveness"}}}},
	})
}

func TestText(t *testing.T) {
	want := `error[dangling-target]: "livenes" is no node of this flow
  --> flows/kyc.flow.yaml:9:26
   |
 9 |       the user is ready: livenes
   |                          ^^^^^^^
   = help: did you mean "liveness"?
   = related: flows/kyc.flow.yaml:11:3: the node
1 error, 0 warnings in 1 file (1 fixable with --fix)
`
	if diff := cmp.Diff(want, write(t, "text", example(), report.Options{Fixable: true})); diff != "" {
		t.Error(diff)
	}
	want = strings.Replace(want, " (1 fixable with --fix)", "", 1)
	if diff := cmp.Diff(want, write(t, "text", example(), report.Options{})); diff != "" {
		t.Error(diff)
	}
}

func TestTextInColor(t *testing.T) {
	const red, blue, bold = "\x1b[31;1m", "\x1b[34;1m", "\x1b[1m"
	got := write(t, "text", example(), report.Options{Color: true})
	if plain := stripColors(got); plain != write(t, "text", example(), report.Options{}) {
		t.Errorf("without its colours:\n%s", plain)
	}
	for _, part := range []string{
		red + "error[dangling-target]", red + "^^^^^^^", blue + " -->", blue + "9 |", blue + "|", blue + "=", bold + "help:",
		bold + `: "livenes" is no node of this flow`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
	// A report that goes to a file has none, though standard output is a terminal.
	defer func(none bool) { color.NoColor = none }(color.NoColor)
	color.NoColor = false
	if got := write(t, "text", example(), report.Options{}); strings.Contains(got, "\x1b") {
		t.Errorf("colours, though none are wanted: %q", got)
	}
	for severity, color := range map[ast.Severity]string{ast.Error: red, ast.Warning: "\x1b[33;1m", ast.Info: "\x1b[36;1m"} {
		r := result("text", ast.Diagnostic{Rule: "r", Severity: severity, Message: "m", Span: ast.Span{Start: 0, End: 4}})
		if got := write(t, "text", r, report.Options{Color: true}); !strings.HasPrefix(got, color+severity.String()+"[r]") {
			t.Errorf("%v: %q", severity, got)
		}
	}
}

func stripColors(s string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, "\x1b[")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, s, _ = strings.Cut(after, "m")
	}
}

func TestSnippets(t *testing.T) {
	for _, test := range []struct{ name, text, place, line, mark string }{
		{"tab", "a:\n\tb: «c»\n", "2:5", " 2 |     b: c", "   |        ^"},
		{"wide", "a: 日本 «語»!\n", "1:7", " 1 | a: 日本 語!", "   |         ^^"},
		{"emoji", "a: 👋 «hi»\n", "1:6", " 1 | a: 👋 hi", "   |       ^^"},
		{"combining", "a: e\u0301 «x»\n", "1:7", " 1 | a: e\u0301 x", "   |      ^"},
		{"joined Hangul", "a: \u1112\u1161\u11ab «x»\n", "1:8", " 1 | a: \u1112\u1161\u11ab x", "   |       ^"},
		{"joined emoji", "a: 👩\u200d👧 «x»\n", "1:8", " 1 | a: 👩\u200d👧 x", "   |         ^"},
		{"marked marks", "a: «e\u0301日»\n", "1:4", " 1 | a: e\u0301日", "   |    ^^^"},
		{"tabs inside", "a: «b\tc»\n", "1:4", " 1 | a: b    c", "   |    ^^^^^^"},
		{"cut before a mark", strings.Repeat("e\u0301", 200) + "«x»\n", "1:401",
			" 1 | …" + strings.Repeat("e\u0301", 119) + "x", "   |  " + strings.Repeat(" ", 119) + "^"},
		{"empty span", "a:«»\n", "1:3", " 1 | a:", "   |   ^"},
		{"end of text", "a: b\n«»", "2:1", " 2 |", "   | ^"},
		{"several lines", "a: «|\n  b\n  c»\n", "1:4", " 1 | a: |", "   |    ^"},
		{"from a line's end", "ab«\n  b»\n", "1:3", " 1 | ab", "   |   ^"},
		{"CRLF", "a: b\r\nc: «d»\r\n", "2:4", " 2 | c: d", "   |    ^"},
		{"CR", "a: b\rc: «d»\r", "2:4", " 2 | c: d", "   |    ^"},
		{"byte order mark", "\uFEFFa: «b»\n", "1:4", " 1 | a: b", "   |    ^"},
		{"byte order mark in a span", "«\uFEFFa»: b\n", "1:1", " 1 | a: b", "   | ^"},
		{"byte order mark inside", "a\uFEFFb«c\uFEFFd»\n", "1:4", " 1 | a\uFEFFbc\uFEFFd", "   |   ^^"},
		{"mark at the beginning", "\u0301a«x»\n", "1:3", " 1 | \u0301ax", "   |  ^"},
		{"escape sequence", "a: \x1b[31m«b»\n", "1:9", " 1 | a: \uFFFD[31mb", "   |         ^"},
		{"not UTF-8", "a: «\xff»b\n", "1:4", " 1 | a: \uFFFDb", "   |    ^"},
		{"direction of writing", "a: \u202E«b»\n", "1:5", " 1 | a: \uFFFDb", "   |     ^"},
		{"long before", strings.Repeat("x", 500) + "«yyy»\n", "1:501",
			" 1 | …" + strings.Repeat("x", 117) + "yyy", "   |  " + strings.Repeat(" ", 117) + "^^^"},
		{"long after", "«yyy»" + strings.Repeat("x", 500) + "\n", "1:1", " 1 | yyy" + strings.Repeat("x", 117) + "…", "   | ^^^"},
		{"long on both sides", strings.Repeat("x", 500) + "«yyy»" + strings.Repeat("z", 500) + "\n", "1:501",
			" 1 | …" + strings.Repeat("x", 40) + "yyy" + strings.Repeat("z", 77) + "…", "   |  " + strings.Repeat(" ", 40) + "^^^"},
		{"long itself", "a: «" + strings.Repeat("y", 500) + "»\n", "1:4",
			" 1 | a: " + strings.Repeat("y", 117) + "…", "   |    " + strings.Repeat("^", 117)},
	} {
		got := write(t, "text", marked(test.text, ast.Diagnostic{Rule: "r", Severity: ast.Error, Message: "m"}), report.Options{})
		want := "error[r]: m\n  --> flows/kyc.flow.yaml:" + test.place + "\n   |\n" + test.line + "\n" + test.mark +
			"\n1 error, 0 warnings in 1 file\n"
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

func TestTextWithoutAPlace(t *testing.T) {
	r := &lint.Result{Files: []lint.FileResult{
		{Name: "a\x1b\n.flow", Diagnostics: []ast.Diagnostic{{Rule: "missing-flow", Severity: ast.Error, Message: "no flow\x1b[2J", Span: ast.Span{Start: 1, End: 2}}}},
		{Name: "b.flow", Err: errors.New("unreadable")},
		{Name: "c.flow", Source: ast.NewSource("c.flow", "x"), Diagnostics: []ast.Diagnostic{
			{Rule: "internal-error", Severity: ast.Error, Message: "the rule \"x\"\nfailed", Help: []string{"report it with this trace:\none\n\ttwo\n"}},
		}},
		{Name: "d.flow"},
	}}
	want := "error[missing-flow]: no flow\uFFFD[2J\n  --> a\uFFFD\uFFFD.flow:1:1\n\n" +
		"error[internal-error]: the rule \"x\" failed\n  --> c.flow:1:1\n" +
		"   = help: report it with this trace:\n       one\n           two\n" +
		"2 errors, 0 warnings in 3 files\n"
	if diff := cmp.Diff(want, write(t, "text", r, report.Options{})); diff != "" {
		t.Error(diff)
	}
}

// What is not counted is not mentioned, and where nothing could be read, no errors are no success.
func TestSummary(t *testing.T) {
	clean, fixed := lint.FileResult{Name: "a.flow"}, lint.FileResult{Name: "b.flow", Applied: 2}
	gone := lint.FileResult{Name: "c.flow", Err: errors.New("unreadable")}
	all := report.Options{Fixed: true, Fixable: true}
	for _, test := range []struct {
		files   []lint.FileResult
		options report.Options
		want    string
	}{
		{nil, all, "0 errors, 0 warnings in 0 files\n"},
		{[]lint.FileResult{clean}, all, "0 errors, 0 warnings in 1 file\n"},
		{[]lint.FileResult{fixed}, all, "0 errors, 0 warnings in 1 file (2 fixed)\n"},
		{[]lint.FileResult{fixed}, report.Options{Fixable: true}, "0 errors, 0 warnings in 1 file\n"},
		{[]lint.FileResult{clean, gone}, all, "0 errors, 0 warnings in 1 file\n"},
		{[]lint.FileResult{gone}, all, ""},
		{[]lint.FileResult{clean}, report.Options{NoSummary: true}, ""},
	} {
		if got := write(t, "text", &lint.Result{Files: test.files}, test.options); got != test.want {
			t.Errorf("got %q; want %q", got, test.want)
		}
	}
}

// The numbers of lines stand in a gutter that is as wide as they are.
func TestGutter(t *testing.T) {
	r := marked(strings.Repeat("\n", 99)+"«x»\n", ast.Diagnostic{Rule: "r", Severity: ast.Error, Message: "m", Help: []string{"h"}})
	want := "error[r]: m\n    --> flows/kyc.flow.yaml:100:1\n     |\n 100 | x\n     | ^\n     = help: h\n1 error, 0 warnings in 1 file\n"
	if diff := cmp.Diff(want, write(t, "text", r, report.Options{})); diff != "" {
		t.Error(diff)
	}
}

// TestSecretsInSecrets checks that nothing is shown of a key that holds what looks like another one, nor of what follows the latter.
func TestSecretsInSecrets(t *testing.T) {
	text := "a -----BEGIN PRIVATE KEY----- sk_test_0123456789 abc -----END PRIVATE KEY----- b sk_test_0123456789 c\n"
	r := result(text, ast.Diagnostic{Rule: "secret-in-source", Severity: ast.Error, Message: "a key", Span: ast.Span{Start: 0, End: 1}})
	want := "a -----BEGIN " + strings.Repeat("*", 65) + " b sk_test_********** c\n"
	if got := write(t, "text", r, report.Options{}); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}

func TestOmitted(t *testing.T) {
	r := result("ab\n", ast.Diagnostic{Rule: "r", Severity: ast.Info, Message: "m", Span: ast.Span{Start: 1, End: 2}})
	r.Files[0].Omitted, r.Files[0].OmittedFixable = [ast.Severities]int{ast.Info: 1, ast.Error: 1233}, 7
	want := `info[r]: m
  --> flows/kyc.flow.yaml:1:2
   |
 1 | ab
   |  ^

… and 1234 more findings in flows/kyc.flow.yaml (--max-findings 0 lists all)
1233 errors, 0 warnings, 2 infos in 1 file (7 fixable with --fix)
`
	if diff := cmp.Diff(want, write(t, "text", r, report.Options{Fixable: true})); diff != "" {
		t.Error(diff)
	}
	want = "flows/kyc.flow.yaml:1:2: info: m [r]\n"
	if diff := cmp.Diff(want, write(t, "compact", r, report.Options{})); diff != "" {
		t.Error(diff)
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	text := "key: sk_test_0123456789 x\n"
	r := result(text,
		ast.Diagnostic{Rule: "secret-in-source", Severity: ast.Error, Message: "a key", Span: ast.Span{Start: 5, End: 23}},
		ast.Diagnostic{Rule: "other", Severity: ast.Error, Message: "m", Span: ast.Span{Start: 24, End: 25}})
	for _, format := range report.Formats() {
		if got := write(t, format.Name, r, report.Options{}); strings.Contains(got, "0123") {
			t.Errorf("%s shows the key:\n%s", format.Name, got)
		}
	}
	if got := write(t, "text", r, report.Options{}); strings.Count(got, "key: sk_test_********** x") != 2 {
		t.Errorf("got:\n%s", got)
	}
}

func TestCompact(t *testing.T) {
	r := example()
	r.Files[0].Diagnostics[0].Message = "two\n\tlines"
	want := "flows/kyc.flow.yaml:9:26: error: two lines [dangling-target]\n"
	if diff := cmp.Diff(want, write(t, "compact", r, report.Options{Color: true, Fixable: true})); diff != "" {
		t.Error(diff)
	}
}
