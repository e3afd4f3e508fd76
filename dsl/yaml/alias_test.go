package yaml

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/google/go-cmp/cmp"
)

func TestAliases(t *testing.T) {
	run(t, []outlineTest{
		{"an alias", "a: &x {b: 1}\nc: *x\nd: [*x]\n", `
0-26 an object "a: &x {b: 1}\nc: *x\nd: [*x]"
  0-1 "a": 6-12 an object "{b: 1}"
    7-8 "b": 10-11 a number "1" = "1" plain
  13-14 "c": 6-12 an object "{b: 1}" via 16-18 "*x"
    7-8 "b": 10-11 a number "1" = "1" plain
  19-20 "d": 22-26 a list "[*x]"
    - 6-12 an object "{b: 1}" via 23-25 "*x"
      7-8 "b": 10-11 a number "1" = "1" plain
`},
		{"an alias of a scalar as a key", "a: &x b\n*x : 1\n", `
0-14 an object "a: &x b\n*x : 1"
  0-1 "a": 6-7 a string "b" plain
  8-10 "*x" = "b": 13-14 a number "1" = "1" plain
`},
		{"an alias of an object as a key", "a: &x {b: 1}\n*x : 1\nc: 2\n", `
0-24 an object "a: &x {b: 1}\n*x : 1\nc: 2" incomplete
  0-1 "a": 6-12 an object "{b: 1}"
    7-8 "b": 10-11 a number "1" = "1" plain
  20-21 "c": 23-24 a number "2" = "2" plain
13-15 syntax "*x": a key is an object; expected a text
`},
		{"an anchor given twice", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", `
0-27 an object "a: &x 1\nb: *x\nc: &x 2\nd: *x"
  0-1 "a": 6-7 a number "1" = "1" plain
  8-9 "b": 6-7 a number "1" = "1" plain via 11-13 "*x"
  14-15 "c": 20-21 a number "2" = "2" plain
  22-23 "d": 20-21 a number "2" = "2" plain via 25-27 "*x"
`},
		{"an alias in an alias", "a: &x [1]\nb: &y [*x]\nc: *y\n", `
0-26 an object "a: &x [1]\nb: &y [*x]\nc: *y"
  0-1 "a": 6-9 a list "[1]"
    - 7-8 a number "1" = "1" plain
  10-11 "b": 16-20 a list "[*x]"
    - 6-9 a list "[1]" via 17-19 "*x"
      - 7-8 a number "1" = "1" plain
  21-22 "c": 16-20 a list "[*x]" via 24-26 "*y"
    - 6-9 a list "[1]" via 17-19 "*x"
      - 7-8 a number "1" = "1" plain
`},
		{"an alias inside of what it stands for", "a: &x\n  b: [1, *x]\n  c: 2\n", `
0-25 an object "a: &x\n  b: [1, *x]\n  c: 2"
  0-1 "a": 8-25 an object "b: [1, *x]\n  c: 2"
    8-9 "b": 11-18 a list "[1, *x]" incomplete
      - 12-13 a number "1" = "1" plain
    21-22 "c": 24-25 a number "2" = "2" plain
15-17 syntax "*x": the alias "*x" stands inside of what it stands for
`},
		{"an alias of what has no value", "a: &x [&y [*y]]\nb: *y\n", `
0-21 an object "a: &x [&y [*y]]\nb: *y"
  0-1 "a": 6-15 a list "[&y [*y]]"
    - 10-14 a list "[*y]" incomplete
  16-17 "b": 10-14 a list "[*y]" incomplete via 19-21 "*y"
11-13 syntax "*y": the alias "*y" stands inside of what it stands for
`},
		{"an alias of a block", "a: &x\n  b: 1\nc:\n  - *x\n  - 2\n", `
0-28 an object "a: &x\n  b: 1\nc:\n  - *x\n  - 2"
  0-1 "a": 8-12 an object "b: 1"
    8-9 "b": 11-12 a number "1" = "1" plain
  13-14 "c": 18-28 a list "- *x\n  - 2"
    - 8-12 an object "b: 1" via 20-22 "*x"
      8-9 "b": 11-12 a number "1" = "1" plain
    - 27-28 a number "2" = "2" plain
`},
		{"a merge", "x-a: &x {b: 1, c: 2}\nd:\n  e: 0\n  <<: *x\n  c: 3\n", `
0-46 an object "x-a: &x {b: 1, c: 2}\nd:\n  e: 0\n  <<: *x\n  c: 3"
  0-3 "x-a": 8-20 an object "{b: 1, c: 2}"
    9-10 "b": 12-13 a number "1" = "1" plain
    15-16 "c": 18-19 a number "2" = "2" plain
  21-22 "d": 26-46 an object "e: 0\n  <<: *x\n  c: 3"
    26-27 "e": 29-30 a number "0" = "0" plain
    9-10 "b": 12-13 a number "1" = "1" plain via 37-39 "*x"
    42-43 "c": 45-46 a number "3" = "3" plain
`},
		{"a merge of several", "x-a: &x {b: 1, c: 2}\nx-d: &y {c: 3, e: 4}\nf: {<<: [*x, *y], g: 5}\n", `
0-65 an object "x-a: &x {b: 1, c: 2}\nx-d: &y {c: 3, e: 4}\nf: {<<: [*x, *y], g: 5}"
  0-3 "x-a": 8-20 an object "{b: 1, c: 2}"
    9-10 "b": 12-13 a number "1" = "1" plain
    15-16 "c": 18-19 a number "2" = "2" plain
  21-24 "x-d": 29-41 an object "{c: 3, e: 4}"
    30-31 "c": 33-34 a number "3" = "3" plain
    36-37 "e": 39-40 a number "4" = "4" plain
  42-43 "f": 45-65 an object "{<<: [*x, *y], g: 5}"
    9-10 "b": 12-13 a number "1" = "1" plain via 51-53 "*x"
    15-16 "c": 18-19 a number "2" = "2" plain via 51-53 "*x"
    36-37 "e": 39-40 a number "4" = "4" plain via 55-57 "*y"
    60-61 "g": 63-64 a number "5" = "5" plain
`},
		{"a merge of two that begin with the same key", "x-a: &x {b: 1}\nx-d: &y {b: 2}\nf: {<<: [*x, *y]}\n", `
0-47 an object "x-a: &x {b: 1}\nx-d: &y {b: 2}\nf: {<<: [*x, *y]}"
  0-3 "x-a": 8-14 an object "{b: 1}"
    9-10 "b": 12-13 a number "1" = "1" plain
  15-18 "x-d": 23-29 an object "{b: 2}"
    24-25 "b": 27-28 a number "2" = "2" plain
  30-31 "f": 33-47 an object "{<<: [*x, *y]}"
    9-10 "b": 12-13 a number "1" = "1" plain via 39-41 "*x"
`},
		{"a merge of an object that is written there", "a: {<<: {b: 1}, c: 2}\n", `
0-21 an object "a: {<<: {b: 1}, c: 2}"
  0-1 "a": 3-21 an object "{<<: {b: 1}, c: 2}"
    9-10 "b": 12-13 a number "1" = "1" plain
    16-17 "c": 19-20 a number "2" = "2" plain
`},
		{"a merge of a merge", "x-a: &x {b: 1}\nx-c: &y {<<: *x, d: 2}\ne: {<<: *y}\n", `
0-49 an object "x-a: &x {b: 1}\nx-c: &y {<<: *x, d: 2}\ne: {<<: *y}"
  0-3 "x-a": 8-14 an object "{b: 1}"
    9-10 "b": 12-13 a number "1" = "1" plain
  15-18 "x-c": 23-37 an object "{<<: *x, d: 2}"
    9-10 "b": 12-13 a number "1" = "1" plain via 28-30 "*x"
    32-33 "d": 35-36 a number "2" = "2" plain
  38-39 "e": 41-49 an object "{<<: *y}"
    9-10 "b": 12-13 a number "1" = "1" plain via 46-48 "*y"
    32-33 "d": 35-36 a number "2" = "2" plain via 46-48 "*y"
`},
		{"two merge keys", "x-a: &x {b: 1}\nc: {<<: *x, <<: {d: 2}}\n", `
0-38 an object "x-a: &x {b: 1}\nc: {<<: *x, <<: {d: 2}}"
  0-3 "x-a": 8-14 an object "{b: 1}"
    9-10 "b": 12-13 a number "1" = "1" plain
  15-16 "c": 18-38 an object "{<<: *x, <<: {d: 2}}" incomplete
    9-10 "b": 12-13 a number "1" = "1" plain via 23-25 "*x"
27-29 duplicate-key "<<": the key "<<" is given twice
  19-21 "<<": the first
`},
		{"a merge of itself", "a: &x\n  b: 1\n  <<: *x\n", `
0-21 an object "a: &x\n  b: 1\n  <<: *x"
  0-1 "a": 8-21 an object "b: 1\n  <<: *x" incomplete
    8-9 "b": 11-12 a number "1" = "1" plain
19-21 syntax "*x": the alias "*x" stands inside of what it stands for
`},
		{"merges of what is no object", "x-a: &x [1]\na: {<<: 1}\nb: {<<: *x}\nc: {<<: [*x, {d: 2}]}\ne:\n  <<:\n  f: 3\n", `
0-72 an object "x-a: &x [1]\na: {<<: 1}\nb: {<<: *x}\nc: {<<: [*x, {d: 2}]}\ne:\n  <<:\n  f: 3"
  0-3 "x-a": 8-11 a list "[1]"
    - 9-10 a number "1" = "1" plain
  12-13 "a": 15-22 an object "{<<: 1}" incomplete
  23-24 "b": 26-34 an object "{<<: *x}" incomplete
  35-36 "c": 38-56 an object "{<<: [*x, {d: 2}]}" incomplete
    49-50 "d": 52-53 a number "2" = "2" plain
  57-58 "e": 62-72 an object "<<:\n  f: 3" incomplete
    68-69 "f": 71-72 a number "3" = "3" plain
20-21 syntax "1": "<<" merges a number; expected an object, an alias to one, or a list of those
31-33 syntax "*x": "<<" merges a list; expected an object, an alias to one, or a list of those
44-46 syntax "*x": "<<" merges a list; expected an object, an alias to one, or a list of those
62-64 syntax "<<": "<<" merges null; expected an object, an alias to one, or a list of those
`},
		{"a merge key in quotation marks", "a: {\"<<\": 1}\n", `
0-12 an object "a: {\"<<\": 1}"
  0-1 "a": 3-12 an object "{\"<<\": 1}"
    4-8 "\"<<\"" = "<<": 10-11 a number "1" = "1" plain
`},
	})
}

// A member that came through many merge keys is not taken for one that is written where it stands.
func TestManyMerges(t *testing.T) {
	for n, want := range map[int]uint8{0: 0, 1: 1, 255: 255, 256: 255, 400: 255} {
		doc := Parse(ast.NewSource("test.yaml", strings.Repeat("{<<: ", n)+"{a: 1}"+strings.Repeat("}", n)))
		if a := doc.Root.Get("a"); a == nil || a.Merged != want {
			t.Errorf("%d merge keys: got %+v, %v; want it merged %d times", n, a, doc.Diagnostics, want)
		}
	}
}

// A document without aliases may be changed in its place, which makes the same tree.
func TestUnshared(t *testing.T) {
	files, err := filepath.Glob("../../testdata/*/*/*.flow.yaml")
	good, _ := filepath.Glob("../../testdata/good/*.flow.yaml")
	if files = append(files, good...); err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	unshared := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		build := func(inPlace bool) *ast.File {
			source := ast.NewSource(name, string(text))
			doc := Parse(source)
			if inPlace && doc.Unshared {
				unshared++
			}
			doc.Unshared = doc.Unshared && inPlace
			f := ast.Build(source, ast.YAML, catalog.Default(), doc)
			for i := range f.Nodes {
				slices.SortFunc(f.Nodes[i].Object.Members, func(a, b ast.Member) int { return strings.Compare(a.Key, b.Key) })
			}
			return f
		}
		want, got := build(false), build(true)
		same := cmp.Options{
			cmp.Comparer(func(a, b *catalog.NodeType) bool { return a == b }), cmp.Comparer(func(a, b *catalog.Field) bool { return a == b }),
		}
		if diff := cmp.Diff(want.Nodes, got.Nodes, same) + cmp.Diff(want.Edges, got.Edges, same); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if unshared < 100 || unshared == len(files) {
		t.Errorf("%d of %d files share nothing", unshared, len(files))
	}
}
