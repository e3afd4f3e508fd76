package yaml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestKinds(t *testing.T) {
	run(t, []outlineTest{
		{"numbers", "[1, -2.5, 1e3, 0x10, 010, 0o7, 1_000, .5, .inf, -.INF, .nan]", `
0-60 a list "[1, -2.5, 1e3, 0x10, 010, 0o7, 1_000, .5, .inf, -.INF, .nan]"
  - 1-2 a number "1" = "1" plain
  - 4-8 a number "-2.5" = "-2.5" plain
  - 10-13 a number "1e3" = "1e3" plain
  - 15-19 a number "0x10" = "0x10" plain
  - 21-24 a number "010" = "010" plain
  - 26-29 a number "0o7" = "0o7" plain
  - 31-36 a number "1_000" = "1_000" plain
  - 38-40 a number ".5" = ".5" plain
  - 42-46 a number ".inf" = ".inf" plain
  - 48-53 a number "-.INF" = "-.INF" plain
  - 55-59 a number ".nan" = ".nan" plain
`},
		{"texts that look like something else", "[2024-01-01, yes, no, 'true', \"1\", 1.2.3, -, <<]", `
0-48 a list "[2024-01-01, yes, no, 'true', \"1\", 1.2.3, -, <<]"
  - 1-11 a string "2024-01-01" plain
  - 13-16 a string "yes" plain
  - 18-20 a string "no" plain
  - 22-28 a string "'true'" = "true"
  - 30-33 a string "\"1\"" = "1"
  - 35-40 a string "1.2.3" plain
  - 42-43 a string "-" plain
  - 45-47 a string "<<" plain
`},
		{"booleans and nothing", "[true, True, FALSE, null, ~, NULL, 'null']", `
0-42 a list "[true, True, FALSE, null, ~, NULL, 'null']"
  - 1-5 a boolean "true" = "true" plain
  - 7-11 a boolean "True" = "true" plain
  - 13-18 a boolean "FALSE" = "false" plain
  - 20-24 null "null" plain
  - 26-27 null "~" plain
  - 29-33 null "NULL" plain
  - 35-41 a string "'null'" = "null"
`},
		{"keys as they are written", "True: 1\n010: 2\n~: 3\n\"a\\tb\": 4\n", `
0-29 an object "True: 1\n010: 2\n~: 3\n\"a\\tb\": 4"
  0-4 "True": 6-7 a number "1" = "1" plain
  8-11 "010": 13-14 a number "2" = "2" plain
  15-16 "~": 18-19 a number "3" = "3" plain
  20-26 "\"a\\tb\"" = "a\tb": 28-29 a number "4" = "4" plain
`},
		{"tags", "[!!str 1, !!str ~, !!float 1, !!int \"2\", !!bool \"true\", !!null '', !!binary aGk=, !!timestamp 2024-01-01, ! x]", `
0-110 a list "[!!str 1, !!str ~, !!float 1, !!int \"2\", !!bool \"true\", !!null '', !!binary aGk=, !!timestamp 2024-01-01, ! x]"
  - 7-8 a string "1" plain
  - 16-17 a string "~" plain
  - 27-28 a number "1" = "1" plain
  - 36-39 a number "\"2\"" = "2"
  - 48-54 a boolean "\"true\"" = "true"
  - 63-65 null "''"
  - 76-80 a string "aGk=" plain
  - 94-104 a string "2024-01-01" plain
  - 108-109 a string "x" plain
`},
		{"tags of numbers that the library has no type for", "- !!int \"123456789012345678901\"\n- !!int 0x1_0000_0000_0000_0000\n- !!float 1e400\n", `
0-79 a list "- !!int \"123456789012345678901\"\n- !!int 0x1_0000_0000_0000_0000\n- !!float 1e400"
  - 8-31 a number "\"123456789012345678901\"" = "123456789012345678901"
  - 40-63 a number "0x1_0000_0000_0000_0000" = "0x1_0000_0000_0000_0000" plain
  - 74-79 a number "1e400" = "1e400" plain
`},
		{"tags that do not fit", "- !!int x\n- !!int 1.0\n- !!bool 1\n- !!float yes\n- !!map x\n- !!seq {a: b}\n- !!str [c]\n", `
0-83 a list "- !!int x\n- !!int 1.0\n- !!bool 1\n- !!float yes\n- !!map x\n- !!seq {a: b}\n- !!str [c]" incomplete
  - 65-71 an object "{a: b}"
    66-67 "a": 69-70 a string "b" plain
  - 80-83 a list "[c]"
    - 81-82 a string "c" plain
8-9 syntax "x": "x" does not fit its tag !!int
18-21 syntax "1.0": "1.0" does not fit its tag !!int
31-32 syntax "1": "1" does not fit its tag !!bool
43-46 syntax "yes": "yes" does not fit its tag !!float
49-54 syntax "!!map": the tag !!map does not fit what it stands before
59-64 syntax "!!seq": the tag !!seq does not fit what it stands before
74-79 syntax "!!str": the tag !!str does not fit what it stands before
`},
		{"unknown tags", "a: !foo 1\nb: !!set {c}\nd: !<tag:e.org,2000:x> \"2\"\n", `
0-49 an object "a: !foo 1\nb: !!set {c}\nd: !<tag:e.org,2000:x> \"2\"" incomplete
  10-11 "b": 19-22 an object "{c}"
    20-21 "c": 21-21 null "" plain
3-7 syntax "!foo": the tag "!foo" is not known
13-18 syntax "!!set": the tag "!!set" is not known
26-45 syntax "!<tag:e.org,2000:x>": the tag "!<tag:e.org,2000:x>" is not known
`},
		{"a version behind a handle", "%TAG !e! tag:e.org:\n%YAML 1.2\n---\na: 1\n", `
34-38 an object "a: 1"
  34-35 "a": 37-38 a number "1" = "1" plain
`},
		{"a key given twice", "a: 1\nb: 2\n\"a\": 3\n", `
0-16 an object "a: 1\nb: 2\n\"a\": 3" incomplete
  0-1 "a": 3-4 a number "1" = "1" plain
  5-6 "b": 8-9 a number "2" = "2" plain
10-13 duplicate-key "\"a\"": the key "a" is given twice
  0-1 "a": the first
`},
		{"a key given twice in brackets", "[{a: {b: 1, b: 2, b: 3}}]", `
0-25 a list "[{a: {b: 1, b: 2, b: 3}}]"
  - 1-24 an object "{a: {b: 1, b: 2, b: 3}}"
    2-3 "a": 5-23 an object "{b: 1, b: 2, b: 3}" incomplete
      6-7 "b": 9-10 a number "1" = "1" plain
12-13 duplicate-key "b": the key "b" is given twice
  6-7 "b": the first
18-19 duplicate-key "b": the key "b" is given twice
  6-7 "b": the first
`},
		{"a key of the next object, indented too far", "a: 1\nb: 2\nc:\na: 3\nb: 4\nd: 5\n", `
0-27 an object "a: 1\nb: 2\nc:\na: 3\nb: 4\nd: 5" incomplete
  0-1 "a": 3-4 a number "1" = "1" plain
  5-6 "b": 8-9 a number "2" = "2" plain
10-11 syntax "c": "c" has no value, and the keys that follow it stand above it as well; expected it to be indented less
`},
		{"a key without a value, and one given twice behind others", "a: 1\nc:\nd: 5\na: 3\n", `
0-17 an object "a: 1\nc:\nd: 5\na: 3" incomplete
  0-1 "a": 3-4 a number "1" = "1" plain
  5-6 "c": 7-7 null "" plain
  8-9 "d": 11-12 a number "5" = "5" plain
13-14 duplicate-key "a": the key "a" is given twice
  0-1 "a": the first
`},
		{"a key without a value in brackets, and one given twice", "{a: 1, b: 2, c: , a: 3}", `
0-23 an object "{a: 1, b: 2, c: , a: 3}" incomplete
  1-2 "a": 4-5 a number "1" = "1" plain
  7-8 "b": 10-11 a number "2" = "2" plain
  13-14 "c": 15-15 null "" plain
18-19 duplicate-key "a": the key "a" is given twice
  1-2 "a": the first
`},
		{"the key without a value given twice", "c:\nc: 1\n", `
0-7 an object "c:\nc: 1" incomplete
  0-1 "c": 6-7 a number "1" = "1" plain
3-4 duplicate-key "c": the key "c" is given twice
  0-1 "c": the first
`},
		{"a key given twice in an item that lacks its dash", "- a: 1\n  b: 2\n  a: 3\n  c: 4\n", `
0-27 a list "- a: 1\n  b: 2\n  a: 3\n  c: 4"
  - 2-27 an object "a: 1\n  b: 2\n  a: 3\n  c: 4" incomplete
    2-3 "a": 5-6 a number "1" = "1" plain
    9-10 "b": 12-13 a number "2" = "2" plain
    23-24 "c": 26-27 a number "4" = "4" plain
16-17 duplicate-key "a": the key "a" is given twice
  2-3 "a": the first
`},
		{"two keys given twice in an item that lacks its dash", "- a: 1\n  b: 2\n  a: 3\n  b: 4\n  c: 5\n", `
0-34 a list "- a: 1\n  b: 2\n  a: 3\n  b: 4\n  c: 5"
  - 2-34 an object "a: 1\n  b: 2\n  a: 3\n  b: 4\n  c: 5" incomplete
    2-3 "a": 5-6 a number "1" = "1" plain
    9-10 "b": 12-13 a number "2" = "2" plain
16-17 duplicate-key "a": the key "a" is given twice
  2-3 "a": the first
`},
		{"a template that is none", "a: {{ b }, c: d}", `
0-16 an object "a: {{ b }, c: d}"
  0-1 "a": 3-16 an object "{{ b }, c: d}" incomplete
    11-12 "c": 14-15 a string "d" plain
4-9 syntax "{ b }": a key is an object; expected a text
`},
		{"a key without a value before one that begins with a colon", "? a\n:b: c\n", `
2-9 an object "a\n:b: c"
  2-3 "a": 3-3 null "" plain
  4-6 ":b": 8-9 a string "c" plain
`},
		{"keys that are no texts", "? [a]\n: 1\n{b: c}: 2\nd: 3\n", `
2-24 an object "[a]\n: 1\n{b: c}: 2\nd: 3" incomplete
  20-21 "d": 23-24 a number "3" = "3" plain
2-5 syntax "[a]": a key is a list; expected a text
10-16 syntax "{b: c}": a key is an object; expected a text
`},
	})
}

func TestManyMembers(t *testing.T) {
	// Beyond a few members, keys are found in a map.
	text := "x: &x {" + lines(40, "k%d: 1, ") + "}\ny:\n" + lines(30, "  k%d: 2\n") + "  <<: *x\n  k7: 3\n"
	doc := Parse(ast.NewSource("test.yaml", text))
	if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Rule != "duplicate-key" || !strings.HasPrefix(text[doc.Diagnostics[0].Span.Start:], "k7: 3") {
		t.Fatalf("found %v", doc.Diagnostics)
	}
	members := doc.Root.Get("y").Members
	if len(members) != 40 {
		t.Fatalf("%d members, want 40", len(members))
	}
	for i := range members {
		want, merged := "2", i >= 30
		if merged {
			want = "1"
		}
		if m := &members[i]; m.Key != fmt.Sprint("k", i) || m.Value.Text != want || (m.Value.Via != ast.Span{}) != merged {
			t.Errorf("member %d is %s: %s, via %v", i, m.Key, m.Value.Text, m.Value.Via)
		}
	}
}
