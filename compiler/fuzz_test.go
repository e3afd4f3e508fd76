package compiler_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// FuzzCompile: what the linter finds no error in compiles, and what is compiled is a source that compiles to itself.
func FuzzCompile(f *testing.F) {
	for name, language := range map[string]ast.Language{"kyc.flow.yaml": ast.YAML, "kyc.flow": ast.Flow, "kyc.json": ast.JSON} {
		f.Add(read(f, "testdata/"+name), uint8(language))
	}
	for _, seed := range []struct {
		text     string
		language ast.Language
	}{
		{`{"flow":{"start":{"type":"start","outcome":"end"},"end":{"type":"end"}}}`, ast.JSON},
		{`[{"id":"start","type":"start","outcome":"end"},{"id":"end","type":"end"}]`, ast.JSON},
		{"metadata: {a: 0x10, b: .5, c: \"\\x7f\\u2028\"}\nflow:\n  1: {type: start, outcome: 2}\n  2: {type: end}\n", ast.YAML},
		{"start -> c\nc: field_condition {\n  if exists providedData.vip -> e\n  else -> e\n}\ne: end\n", ast.Flow},
	} {
		f.Add(seed.text, uint8(seed.language))
	}
	isError := func(d ast.Diagnostic) bool { return d.Severity == ast.Error }
	rules := rule.All()
	f.Fuzz(func(t *testing.T, text string, language uint8) {
		file := dsl.Parse("a.flow", []byte(text), ast.Language(language%3))
		out, err := compiler.Compile(file, compiler.Options{})
		if err != nil {
			if strings.Contains(err.Error(), "JSON cannot hold the number") {
				return
			}
			if !slices.ContainsFunc(file.Diagnostics, isError) && !slices.ContainsFunc(lint.Check(file, rules), isError) {
				t.Fatalf("the linter finds no error, the compiler does: %v", err)
			}
			return
		}
		again := dsl.Parse("a.json", out, ast.JSON)
		if slices.ContainsFunc(again.Diagnostics, isError) {
			t.Fatalf("compiled to what cannot be read: %v\n%s", again.Diagnostics, out)
		}
		twice, err := compiler.Compile(again, compiler.Options{})
		if err != nil && slices.ContainsFunc(lint.Check(file, rules), isError) {
			return
		}
		if err != nil || string(twice) != string(out) {
			t.Fatalf("compiled once:\n%s\ntwice (%v):\n%s", out, err, twice)
		}
	})
}
