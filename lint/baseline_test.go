package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/google/go-cmp/cmp"
)

const twice = "flow:\n  start: {type: start, outcome: ask}\n  ask:\n    type: conversation\n    prompt: Ask whether the user is ready.\n    outcomes: {the user is ready: gone, there is no answer after 3 attempts: gone}\n  done: {type: end}\n"

func run(t *testing.T, name, text string, options lint.Options) *lint.Result {
	t.Helper()
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text(name, ast.YAML, []byte(text))}, options)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestBaseline(t *testing.T) {
	baseline := lint.NewBaseline(run(t, "flows/a.flow.yaml", twice, lint.Options{}), "flows")
	want := `{
  "version": 1,
  "findings": [
    {
      "rule": "dangling-target",
      "file": "a.flow.yaml",
      "node": "ask",
      "hash": "283bb9deef02e684",
      "count": 2
    }
  ]
}
`
	if diff := cmp.Diff(want, string(baseline.JSON())); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}
	if n := baseline.Size(); n != 2 {
		t.Errorf("it knows %d findings, want 2", n)
	}
	again, err := lint.ReadBaseline("flows/b.json", baseline.JSON(), "flows")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what, name, text string
		left             int
	}{
		{"the same", "flows/a.flow.yaml", twice, 0},
		{"another name of the file", "./flows/../flows/a.flow.yaml", twice, 0},
		{"lines that moved", "flows/a.flow.yaml", "# new\n\n" + twice, 0},
		{"one that is mended", "flows/a.flow.yaml", strings.Replace(twice, "gone", "done", 1), 0},
		{"a third of the kind", "flows/a.flow.yaml", strings.Replace(twice, "gone}", "gone, the user refuses: gone}", 1), 1},
		{"another text at the place", "flows/a.flow.yaml", strings.Replace(twice, "gone}", "went}", 1), 1},
		{"another node", "flows/a.flow.yaml", strings.ReplaceAll(twice, "ask", "mail"), 2},
		{"another file", "a.flow.yaml", twice, 2},
	} {
		if got := len(run(t, test.name, test.text, lint.Options{Baseline: again}).Files[0].Diagnostics); got != test.left {
			t.Errorf("%s: %d findings are left, want %d", test.what, got, test.left)
		}
	}
}

// A finding that is gone would silence the next one of its kind, so whoever keeps the baseline is told.
func TestBaselineTellsWhatIsGone(t *testing.T) {
	baseline := lint.NewBaseline(run(t, "a.flow.yaml", twice, lint.Options{}), ".")
	for _, test := range []struct {
		what, name, text string
		gone             int
	}{
		{"the same", "a.flow.yaml", twice, 0},
		{"one that is mended", "a.flow.yaml", strings.Replace(twice, "gone", "done", 1), 1},
		{"all that are mended", "a.flow.yaml", strings.ReplaceAll(twice, "gone", "done"), 2},
		{"one that became another", "a.flow.yaml", strings.Replace(twice, "gone}", "went}", 1), 1},
		{"more of the kind", "a.flow.yaml", strings.Replace(twice, "gone}", "gone, the user refuses: gone}", 1), 0},
		{"another file", "b.flow.yaml", strings.ReplaceAll(twice, "gone", "done"), 0},
		{"a file that cannot be read", "a.flow.yaml", twice + "  [\n", 0},
	} {
		if got := run(t, test.name, test.text, lint.Options{Baseline: baseline}).Gone(); got != test.gone {
			t.Errorf("%s: %d are gone, want %d", test.what, got, test.gone)
		}
	}
}

// A baseline names files as seen from its own folder, so that it works from wherever the tool is run.
func TestBaselineWorksFromAnywhere(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "flows", "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(root)
	baseline := lint.NewBaseline(run(t, "flows/below/a.flow.yaml", twice, lint.Options{}), "flows")
	for dir, names := range map[string][2]string{
		"flows":       {".", "below/a.flow.yaml"},
		"flows/below": {"..", "a.flow.yaml"},
	} {
		t.Chdir(filepath.Join(root, filepath.FromSlash(dir)))
		again, err := lint.ReadBaseline("b.json", baseline.JSON(), names[0])
		if err != nil {
			t.Fatal(err)
		}
		if n := len(run(t, names[1], twice, lint.Options{Baseline: again}).Files[0].Diagnostics); n != 0 {
			t.Errorf("from %s: %d findings are left", dir, n)
		}
	}
}

func TestReadBaselineWithBOM(t *testing.T) {
	if _, err := lint.ReadBaseline("b.json", []byte("\uFEFF{\"version\": 1, \"findings\": []}"), "."); err != nil {
		t.Error(err)
	}
}

func TestReadBaselineSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`{"version": 1, "findings": [}`, `b.json:1:29: `},
		{`[]`, `"b.json" is no baseline; write a new one with --write-baseline`},
		{`{"version": 2}`, `"b.json" is no baseline of version 1, the only one there is; write a new one with --write-baseline`},
		{`{"version": 1, "summary": {}, "diagnostics": []}`, `"b.json" is no baseline; write a new one with --write-baseline`},
		{"\uFEFF[]", `"b.json" is no baseline; `},
		{`{}`, `"b.json" is no baseline of version 1, the only one there is; write a new one with --write-baseline`},
		{``, `"b.json" is no baseline; `},
	} {
		_, err := lint.ReadBaseline("b.json", []byte(test.text), ".")
		if err == nil || !strings.HasPrefix(err.Error(), test.want) || !strings.HasSuffix(err.Error(), "write a new one with --write-baseline") {
			t.Errorf("%q: got %v, want %s…", test.text, err, test.want)
		}
	}
}

func TestBaselineIsSorted(t *testing.T) {
	text := "flow:\n  start: {type: start, outcome: %s}\n  ask: {type: enter_email, outcomes: {emailEntered: gone, canceled: went}}\n  again: {type: enter_email, outcomes: {emailEntered: gone, canceled: went}}\n  done: {type: end}\n"
	var inputs []lint.Input
	for _, name := range []string{"b.flow.yaml", "c.flow.yaml", "a.flow.yaml"} {
		inputs = append(inputs, lint.Text(name, ast.YAML, []byte(strings.ReplaceAll(text, "%s", "ask"))))
	}
	result, err := lint.Run(context.Background(), inputs, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(lint.NewBaseline(result, "").JSON())) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && key != `"version"` && key != `"findings"` {
			got = append(got, strings.Trim(value, `",`))
		}
	}
	var want []string
	for _, file := range []string{"a.flow.yaml", "b.flow.yaml", "c.flow.yaml"} {
		for _, node := range []string{"again", "ask"} {
			want = append(want, "dangling-target", file, node, "283bb9deef02e684", "dangling-target", file, node, "bd7e83102fa3e6aa")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What would be found in what could not be read is not known, and so it is not gone.
func TestNothingIsGoneFromWhatCannotBeRead(t *testing.T) {
	before := "start -> mail\nmail: enter_email { emailEntered -> gone canceled -> went }\ndone: end\n"
	check := func(text string, baseline *lint.Baseline) *lint.Result {
		result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow", ast.Flow, []byte(text))}, lint.Options{Baseline: baseline})
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	baseline := lint.NewBaseline(check(before, nil), "")
	for text, want := range map[string]int{before: 0, strings.Replace(before, "went", "done", 1): 1, strings.Replace(before, "went", "", 1): 0, strings.Replace(before, "went", "done", 1) + "?\n": 0, "\xff": 0} {
		if got := check(text, baseline).Gone(); got != want {
			t.Errorf("%q: %d are gone, want %d", text, got, want)
		}
	}
}
