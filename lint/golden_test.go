package lint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// TestBad checks the wrong flows of testdata/bad/RULE. Beside each stands FILE.want: its findings, a line each, with the
// exact range of every place.
func TestBad(t *testing.T) {
	flows := flowsBelow(t, "../testdata/bad")
	for _, path := range flows {
		name := filepath.ToSlash(strings.TrimPrefix(path, filepath.Join("..", "testdata", "bad")+string(filepath.Separator)))
		t.Run(name, func(t *testing.T) {
			got := describe(path, t)
			id, _, _ := strings.Cut(name, "/")
			if !strings.Contains(got, " "+id+": ") {
				t.Errorf("no finding of the rule %s, whose folder this is", id)
			}
			golden.Check(t, path+".want", got)
		})
	}
	for _, r := range rule.All() {
		if !slices.ContainsFunc(flows, func(path string) bool { return filepath.Base(filepath.Dir(path)) == r.ID }) {
			t.Errorf("testdata/bad has no flow for the rule %s", r.ID)
		}
	}
}

// TestGood checks that the right flows of testdata/good give nothing at all.
func TestGood(t *testing.T) {
	for _, path := range flowsBelow(t, "../testdata/good") {
		if got := describe(path, t); got != "" {
			t.Errorf("%s:\n%s", path, got)
		}
	}
}

// TestCorpus checks real flows, where they are there: those of today have no error, those of the past have some.
func TestCorpus(t *testing.T) {
	corpus := filepath.Join("..", "..", "shared", "corpus")
	for _, folder := range []string{"current", "legacy"} {
		paths, _ := filepath.Glob(filepath.Join(corpus, folder, "*.json"))
		if len(paths) == 0 {
			t.Skipf("no flows in %s", filepath.Join(corpus, folder))
		}
		for _, path := range paths {
			errors := strings.Contains(describe(path, t), " error ")
			if want := folder == "legacy"; errors != want {
				t.Errorf("%s: errors %v, want %v:\n%s", path, errors, want, describe(path, t))
			}
		}
	}
}

func flowsBelow(t *testing.T, root string) []string {
	t.Helper()
	var flows []string
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if _, ok := dsl.LanguageOf(path); ok && err == nil && !entry.IsDir() {
			flows = append(flows, path)
		}
		return err
	})
	if err != nil || len(flows) == 0 {
		t.Fatalf("no flows below %s: %v", root, err)
	}
	return flows
}

// describe lists the findings of a file: range, severity, rule, message, then help, related places and fixes, indented.
func describe(path string, t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	language, _ := dsl.LanguageOf(path)
	file := dsl.Parse(filepath.ToSlash(path), text, language)
	var out strings.Builder
	for _, d := range lint.Check(file, rule.All()) {
		node := ""
		if d.Node != "" {
			node = " (" + d.Node + ")"
		}
		fmt.Fprintf(&out, "%s %s %s: %s%s\n", spanOf(file, d.Span), d.Severity, d.Rule, d.Message, node)
		for _, h := range d.Help {
			fmt.Fprintf(&out, "    help: %s\n", h)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&out, "    related: %s %s\n", spanOf(file, r.Span), r.Message)
		}
		for _, f := range d.Fixes {
			fmt.Fprintf(&out, "    fix (%s): %s\n", map[bool]string{true: "safe", false: "unsafe"}[f.Safe], f.Title)
			for _, e := range f.Edits {
				fmt.Fprintf(&out, "        %s %q\n", spanOf(file, e.Span), e.Text)
			}
		}
	}
	return out.String()
}

func spanOf(f *ast.File, span ast.Span) string {
	start, end := f.Source.Position(int(span.Start)), f.Source.Position(int(span.End))
	return fmt.Sprintf("%d:%d-%d:%d", start.Line, start.Column, end.Line, end.Column)
}
