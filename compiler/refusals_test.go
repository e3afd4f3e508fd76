package compiler_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		language   ast.Language
		text, want string
		options    compiler.Options
	}{
		{ast.JSON, "{\n  \"flow\": [],\n}", `a.flow:2:13: a comma before "}"`, compiler.Options{}},
		{ast.JSON, `{"flow":[],"flow":[]}`, `a.flow:1:12: the key "flow" is given twice`, compiler.Options{}},
		{ast.JSON, ``, `a.flow:1:1: expected the body of a request, or a flow, found null`, compiler.Options{}},
		{ast.JSON, ` "x"`, `a.flow:1:2: expected the body of a request, or a flow, found a string`, compiler.Options{}},
		{ast.JSON, `{"nodes":[],"edges":[]}`, `a.flow:1:1: the flow is in the form used before 2026, with nodes and edges apart; expected a list of nodes`, compiler.Options{}},
		{ast.JSON, `{"flow":[1]}`, `a.flow:1:10: a node is a number; expected an object`, compiler.Options{}},
		{ast.JSON, `{"zone":"eu"}`, `a.flow:1:1: there is no flow`, compiler.Options{Emit: compiler.Flow}},
		{ast.JSON, `{"flow":"x"}`, `a.flow:1:9: the flow is a string; expected a list of nodes`, compiler.Options{Emit: compiler.Flow}},
		{ast.YAML, "flow: [{id: a, type: end, x: .inf}]", `a.flow:1:30: JSON cannot hold the number ".inf"`, compiler.Options{Emit: compiler.Flow}},
		{ast.YAML, "flow: []\nmetadata:\n  a: .inf", `a.flow:3:6: JSON cannot hold the number ".inf"`, compiler.Options{}},
		{ast.YAML, "flow: []\nmetadata: [1, .nan]", `a.flow:2:15: JSON cannot hold the number ".nan"`, compiler.Options{}},
		{ast.Flow, "session {\n  metadata: { a: providedData.x }\n}\n", `a.flow:2:18: the reference "providedData.x" where a plain value belongs; references belong in rules and in vars`, compiler.Options{}},
	} {
		f := dsl.Parse("a.flow", []byte(c.text), c.language)
		out, err := compiler.Compile(f, c.options)
		var e *compiler.Error
		if !errors.As(err, &e) || e.Error() != c.want || out != nil {
			t.Errorf("%s\ngot  %v\nwant %s", c.text, err, c.want)
		}
	}
}

// What a front end could not read in full is not compiled, whether or not a finding says so.
func TestIncomplete(t *testing.T) {
	file := func(change func(*ast.File)) *ast.File {
		f := dsl.Parse("a.json", []byte(`{"metadata": {"a": [1]}, "flow": [{"id": "a", "type": "end"}]}`), ast.JSON)
		change(f)
		return f
	}
	metadata := func(f *ast.File) *ast.Value { return &f.Body.Members[0].Value }
	for want, f := range map[string]*ast.File{
		"a.json:1:1: a part of the file could not be read":   file(func(f *ast.File) { f.Incomplete = true }),
		"a.json:1:14: a part of an object could not be read": file(func(f *ast.File) { metadata(f).Incomplete = true }),
		"a.json:1:1: the file could not be read":             file(func(f *ast.File) { f.Body = ast.Value{} }),
		"a.json:1:14: there is no value":                     file(func(f *ast.File) { metadata(f).Kind = ast.Absent }),
		"a.json:1:1: odd": file(func(f *ast.File) {
			f.Diagnostics = []ast.Diagnostic{{Severity: ast.Warning, Message: "mild"}, {Severity: ast.Error, Message: "odd"}}
		}),
		"": file(func(f *ast.File) { f.Diagnostics = []ast.Diagnostic{{Severity: ast.Warning, Message: "mild"}} }),
	} {
		out, err := compiler.Compile(f, compiler.Options{})
		if want == "" && err != nil || want != "" && (err == nil || err.Error() != want || out != nil) {
			t.Errorf("got %s, %v; want %s", out, err, want)
		}
	}
}

// No text that is not UTF-8 comes out of a front end, but it may come from a command line.
func TestNotUTF8(t *testing.T) {
	for _, assignment := range []string{"metadata.a=\xff", "metadata.\xff=1", "metadata.a=\x7f\xff", `providedData.name=` + "\xff", "metadata.\xff.a=1"} {
		f := dsl.Parse("a.json", []byte(`{"flow": []}`), ast.JSON)
		err := compiler.Set(f, assignment)
		var out []byte
		if err == nil {
			out, err = compiler.Compile(f, compiler.Options{})
		}
		if err == nil || !strings.Contains(err.Error(), "UTF-8") || out != nil {
			t.Errorf("%q: got %s, %v", assignment, out, err)
		}
	}
}

func TestTooDeep(t *testing.T) {
	const most = 4 * ast.MaxDepth
	for depth, want := range map[int]string{most - 1: "", most: "nested too deeply: more than 2000 levels of lists and objects"} {
		for _, kind := range []ast.Kind{ast.List, ast.Object} {
			f := dsl.Parse("a.json", []byte(`{"metadata": {}, "flow": []}`), ast.JSON)
			value := ast.Value{Kind: kind}
			for range depth - 1 {
				if kind == ast.List {
					value = ast.Value{Kind: kind, Items: []ast.Value{value}}
				} else {
					value = ast.Value{Kind: kind, Members: []ast.Member{{Key: "a", Value: value}}}
				}
			}
			f.Body.Members[0].Value = value
			out, err := compiler.Compile(f, compiler.Options{})
			if want == "" && err != nil || want != "" && (err == nil || !strings.HasSuffix(err.Error(), ": "+want) || out != nil) {
				t.Errorf("%v of %d levels: got %v; want %s", kind, depth, err, want)
			}
		}
	}
}

// What stands one after the other is not nested, however much of it there is.
func TestManyNodes(t *testing.T) {
	text := "[" + strings.Repeat(`{"id":"a","type":"end"},`, 5000) + `{"id":"b","type":"end"}]`
	if got, want := compact(t, ast.JSON, text), `{"metadata":{},"flow":`+text+"}\n"; got != want {
		t.Errorf("got %d bytes, want %d", len(got), len(want))
	}
}

func TestTooLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a quarter of a gigabyte")
	}
	// A control character is one byte of text, and six of JSON.
	text := "x-a: &a \"" + strings.Repeat(`\x01`, 10_000) + "\"\nmetadata:\n" + strings.Repeat("- *a\n", 9_000) + "flow: []\n"
	_, err := compiler.Compile(dsl.Parse("a.yaml", []byte(text), ast.YAML), compiler.Options{})
	if err == nil || !strings.HasSuffix(err.Error(), ": the compiled flow is larger than 256 MiB") {
		t.Error(err)
	}
}
