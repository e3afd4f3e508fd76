package yaml

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// TestSlips checks sources that the library reads without a word. Each has one finding.
func TestSlips(t *testing.T) {
	const (
		afterColon  = `a blank is missing after ":"`
		afterDash   = `a blank is missing after "-"`
		likeABlank  = "which looks like a blank; to YAML it is a letter like any other"
		unseen      = "which nobody sees; to YAML it is a letter like any other"
		template    = "put it in quotation marks if the braces are a part of the text, or let the template be filled in before the file is read"
		replaceIt   = "replace it by a space"
		partOfTheID = "is a part of the key"
	)
	long := strings.Repeat("a long key ", 10)
	for _, test := range []struct {
		text          string
		start         int
		span, message string
		help          string
		rest          string // what is left of the first level, by key
	}{
		{"a: {type:end}\nb: 1\n", 8, ":", afterColon, "write type: end", "a b"},
		{"{type:start, b: c}\n", 5, ":", afterColon, "write type: start", "b"},
		{"{b: c, é:x y}\n", 9, ":", afterColon, "write é: x y", "b"},
		{"{w:x\", b: c}\n", 2, ":", afterColon, "write w: x\"", "b"},
		{"{type = end, b: c}\n", 1, "type = end", `"type = end" stands where a key belongs, but no ":" follows`, "write type: end", "b"},
		{"{ready -> done, b: c}\n", 1, "ready -> done", `"ready -> done" stands where a key belongs, but no ":" follows`, "write ready: done", "b"},
		{"{type:\u00a0end, b: c}\n", 6, "\u00a0", "the character U+00A0, " + likeABlank, replaceIt, "b"},
		{"-left: x\nb: c\n", 0, "-", afterDash, `write - left: x; put "-left" in quotation marks if the dash ` + partOfTheID, "b"},
		{"-a: x\nb: c\n", 0, "-", afterDash, `write - a: x; put "-a" in quotation marks if the dash ` + partOfTheID, "b"},
		{"-" + long + ": x\nb: c\n", 0, "-", afterDash,
			"write - " + long[:60] + `…; put "-` + long[:79] + `…" in quotation marks if the dash ` + partOfTheID, "b"},
		{"a: 1\n-'b': x\n", 5, "-", afterDash, `write - 'b': x; put "-'b'" in quotation marks if the dash ` + partOfTheID, "a"},
		{"a: 1\n// the end: b\n", 5, "//", `"//" begins no comment in YAML`, "write # in place of it", "a"},
		{"a: 1\n/* b: c */\n", 5, "/*", `"/*" begins no comment in YAML`, "begin each of its lines with #", "a"},
		{"a: 1\n\u00a0b: c\n", 5, "\u00a0", "the character U+00A0, " + likeABlank, replaceIt, "a"},
		{"a: 1\n\u2028b: c\n", 5, "\u2028", "the character U+2028, " + likeABlank, replaceIt, "a"},
		{"a: 1\nb\u3000: c\n", 6, "\u3000", "the character U+3000, " + likeABlank, replaceIt, "a"},
		{"a: 1\n\u200bb: c\n", 5, "\u200b", "the character U+200B, " + unseen, "remove it", "a"},
		{"a: 1\n\u180eb: c\n", 5, "\u180e", "the character U+180E, " + unseen, "remove it", "a"},
		{"a: {{ name }}\nb: 1\n", 3, "{{ name }}", `"{{ name }}" is an object in an object to YAML; expected a value`, template, "b"},
		{"a: {{x:y}}\nb: 1\n", 3, "{{x:y}}", `"{{x:y}}" is an object in an object to YAML; expected a value`, template, "b"},
		{"a: 1\n<<<<<<< HEAD\n", 5, "<<<<<<< HEAD", "a conflict of two versions that was not resolved", "choose what is to stay, and remove the lines with the marks", ""},
	} {
		source := ast.NewSource("test.yaml", test.text)
		doc := Parse(source)
		if len(doc.Diagnostics) != 1 {
			t.Errorf("%q: got\n%s", test.text, outline(source, doc))
			continue
		}
		d := doc.Diagnostics[0]
		if d.Rule != "syntax" || int(d.Span.Start) != test.start || source.Slice(d.Span) != test.span {
			t.Errorf("%q: %s at %d %q", test.text, d.Rule, d.Span.Start, source.Slice(d.Span))
		}
		if help := strings.Join(d.Help, "; "); d.Message != test.message || help != test.help {
			t.Errorf("%q: got\n%s (%s), want\n%s (%s)", test.text, d.Message, help, test.message, test.help)
		}
		var keys []string
		for i := range doc.Root.Members {
			keys = append(keys, doc.Root.Members[i].Key)
		}
		if got := strings.Join(keys, " "); got != test.rest {
			t.Errorf("%q: left is %q", test.text, got)
		}
	}
}

// TestNoSlips checks what only looks like a slip.
func TestNoSlips(t *testing.T) {
	for _, text := range []string{
		"{a:b: c}", "{http://x, a: b}", "{a::b: c}", "{a, b: c}", "-5: x", "--a: x", "- a: x", "\"-a\": x", "'// a': b", "/a: b", "{-a: b}",
		"a\u00a0b: c", "é: b", "ключ: b", "'\u00a0a': b", "{? x:y : z}", "{a b=c: d}", "a: x:y", "a: // x", "a: {b: {c: d}}", "a: \"\n  <<<<<<< HEAD\"", "a: x <<<<<<< y",
		"{x >= 3, y}", "{a b = c, d: e}", "e {: f",
	} {
		source := ast.NewSource("test.yaml", text)
		if doc := Parse(source); len(doc.Diagnostics) > 0 || doc.Incomplete || doc.Root.Incomplete {
			t.Errorf("%q: got\n%s", text, outline(source, doc))
		}
	}
}

// TestLocateSlips checks sources that cannot be read for a slip that the finding itself does not tell of.
func TestLocateSlips(t *testing.T) {
	const (
		comment  = `"//" begins no comment in YAML`
		hash     = "write # in place of it"
		blank    = "the character U+00A0, which looks like a blank; to YAML it is a letter like any other"
		noColon  = `stands where a key belongs, but no ":" follows`
		conflict = "a conflict of two versions that was not resolved"
		choose   = "choose what is to stay, and remove the lines with the marks"
		second   = `unexpected ":"; a text without quotation marks cannot hold ": "`
		template = "let the template be filled in before the file is read"
	)
	for _, test := range []locateTest{
		{"// x\na: b\n", 0, "//", comment, hash, -1},
		{"a: {b: c} // x\n", 10, "//", comment, hash, -1},
		{"{\n  // x\n  \"a\": 1\n}\n", 4, "//", comment, hash, -1},
		{"{\"a\": 1, // x\n \"b\": 2}\n", 9, "//", comment, hash, -1},
		{"{\"a\": x // x\n \"b\": 2}\n", 8, "//", comment, hash, -1},
		{"/* x */\na: b\n", 0, "/*", `"/*" begins no comment in YAML`, "begin each of its lines with #", -1},
		{"a:\n\u00a0\u00a0b: c\n  d: e\n", 3, "\u00a0", blank, "replace it by a space", -1},
		{"\u2028: : b\n", 0, "\u2028", "the character U+2028, which looks like a blank; to YAML it is a letter like any other", "replace it by a space", -1},
		{"a: b\nc:\u00a0d\ne: f\n", 7, "\u00a0", blank, "replace it by a space", -1},
		{"a = b\nc: d\n", 0, "a = b", `"a = b" ` + noColon, "write a: b", -1},
		{"a: b\nc d -> e f\n", 5, "c d -> e f", `"c d -> e f" ` + noColon, "write c d: e f", -1},
		{"a: : b\n", 3, ":", `a second ":"; expected a value`, "leave one of the two out", -1},
		{"a : : b\n", 4, ":", `a second ":"; expected a value`, "leave one of the two out", -1},
		{"- the user says: no: b\n", 19, ":", second, `put the text in quotation marks: "no: b"; or, if all of it is the key: "the user says: no":`, -1},
		{"a: “b: c”\n", 7, ":", second, `"“" is a letter to YAML: write " before the text, and behind it`, -1},
		{"a:\n -id: b\n  type: c\n", 4, "-", `a blank is missing after "-"`, "write - id: b", -1},
		{"a:\n -id: b\n   type: c\n", 4, "-", `a blank is missing after "-"`, "write - id: b", -1},
		{"{{ x }}\na: b\n", 0, "{{", `"{{" begins a tag of a template; expected YAML`, template, -1},
		{"a: b\n{% if x %}\nc: d\n", 5, "{%", `"{%" begins a tag of a template; expected YAML`, template, -1},
		{"a: {{ x }}, y\n", 10, ",", `unexpected "," after "}"`, `put the text in quotation marks: "{{ x }}, y"`, -1},
		{"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", 0, "<<<<<<< HEAD", conflict, choose, 31},
		{"a: 1\n>>>>>>> x # y\n", 5, ">>>>>>> x # y", conflict, choose, -1},
		{"a: 1\n=======\nb: 2\n", 5, "=======", "a mark of a conflict of two versions", "remove it, and choose which of the two versions is to stay", -1},
		{"flow:\n  a: b\nstart -> a\n", 13, "start -> a", `"start -> a" ` + noColon, "write start: a", -1},
	} {
		test.check(t)
	}
}
