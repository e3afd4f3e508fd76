package yaml

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fsflow/fsflow/dsl/ast"
)

// locateTest is a source that cannot be read. The span of the finding is given as its start and what is written there;
// help is all of it, joined by "; ", and related the start of the related place, or -1.
type locateTest struct {
	text          string
	start         int
	span, message string
	help          string
	related       int
}

// check also checks that a byte order mark moves the finding, and changes nothing else.
func (test *locateTest) check(t *testing.T) {
	t.Helper()
	test.checkAfter(t, "")
	if !strings.HasPrefix(test.text, ast.ByteOrderMark) {
		test.checkAfter(t, ast.ByteOrderMark)
	}
}

func (test *locateTest) checkAfter(t *testing.T, mark string) {
	t.Helper()
	source := ast.NewSource("test.yaml", mark+test.text)
	doc := Parse(source)
	if doc.Root.Kind != ast.Absent || !doc.Incomplete || len(doc.Diagnostics) != 1 {
		t.Fatalf("%q: got %s", mark+test.text, outline(source, doc))
	}
	d := doc.Diagnostics[0]
	if d.Rule != "syntax" || d.Severity != ast.Error {
		t.Errorf("%q: %v[%s]", mark+test.text, d.Severity, d.Rule)
	}
	if int(d.Span.Start)-len(mark) != test.start || source.Slice(d.Span) != test.span {
		t.Errorf("%q: at %d %q, want %d %q", mark+test.text, int(d.Span.Start)-len(mark), source.Slice(d.Span), test.start, test.span)
	}
	if help := strings.Join(d.Help, "; "); d.Message != test.message || help != test.help {
		t.Errorf("%q: got\n%s (%s), want\n%s (%s)", mark+test.text, d.Message, help, test.message, test.help)
	}
	related := -1
	if len(d.Related) > 0 {
		related = int(d.Related[0].Span.Start) - len(mark)
	}
	if related != test.related {
		t.Errorf("%q: related place at %d, want %d", test.text, related, test.related)
	}
}

func TestLocateTokens(t *testing.T) {
	tests := []locateTest{
		{"a:\n\tb: 2\n",
			3, "\t",
			"a tab in the indentation; expected spaces", "replace each tab by spaces", -1},
		{"a: 1\n\t\t\nb: 2\n",
			5, "\t\t",
			"a tab in the indentation; expected spaces", "replace each tab by spaces", -1},
		{"-\tx: 1\n",
			1, "\t",
			"a tab in the indentation; expected spaces", "replace each tab by spaces", -1},
		{"a: |\n  x\n\ty\n",
			9, "\t",
			"a tab in the indentation; expected spaces", "replace each tab by spaces", -1},
		{"a: x\n\ty\n",
			5, "\t",
			"a tab in the indentation; expected spaces", "replace each tab by spaces", -1},
		{"a: \"foo\nb: bar\n",
			3, `"`,
			"this quotation mark is never closed", `close the text with "; inside of it, \" stands for a quotation mark`, -1},
		{"'foo\n---\n'",
			0, "'",
			"this quotation mark is never closed", "close the text with '; inside of it, '' stands for an apostrophe", -1},
		{"a: 'foo\n---\n",
			3, "'",
			"this quotation mark is never closed", "close the text with '; inside of it, '' stands for an apostrophe", -1},
		{"a: \"foo\nb: \"bar\"\n",
			3, `"`,
			"this quotation mark is not closed on its line", `close the text with "; inside of it, \" stands for a quotation mark`, -1},
		{"a: [\"foo, \n \"bar\"]\n",
			4, `"`,
			"this quotation mark is not closed on its line", `close the text with "; inside of it, \" stands for a quotation mark`, -1},
		{"a: \"x\nb\": 1\n",
			3, `"`,
			"this quotation mark is never closed", `close the text with "; inside of it, \" stands for a quotation mark`, -1},
		{"\n'",
			1, "'",
			"this quotation mark is never closed", "close the text with '; inside of it, '' stands for an apostrophe", -1},
		// What stands before the fault is right.
		{"a: !b:c d\ne: '",
			13, "'",
			"this quotation mark is never closed", "close the text with '; inside of it, '' stands for an apostrophe", -1},
		{"a: !<b> c\nd: '",
			13, "'",
			"this quotation mark is never closed", "close the text with '; inside of it, '' stands for an apostrophe", -1},
		{"a: |\n  b\n  \tc\nd: '",
			17, "'",
			"this quotation mark is never closed", "close the text with '; inside of it, '' stands for an apostrophe", -1},
		{"\"foo\nbar\": x\n",
			0, `"foo`,
			"the text that this quotation mark begins runs over 2 lines, and a key must stand on one", "close the quotation mark on its line", -1},
		{"a: 1\n'b\n': x\n",
			5, "'b",
			"the text that this quotation mark begins runs over 2 lines, and a key must stand on one", "close the quotation mark on its line", -1},
		{"a: \"b\\qc\"\n",
			5, `\q`,
			`"\q" is no escape`, `write \\ for a backslash, or use single quotation marks, in which a backslash is nothing special`, -1},
		{"a: \"\\é\"\n",
			4, `\é`,
			`"\é" is no escape`, `write \\ for a backslash, or use single quotation marks, in which a backslash is nothing special`, -1},
		{"a: \"\\ud83d \\ude00\"\n",
			4, `\ud83d`,
			`"\ud83d" is no character`, `write the character itself, or one escape for all of it, as in "\U0001F600"`, -1},
		{"a: \"\\ude00\\ud83d\"\n",
			4, `\ude00`,
			`"\ude00" is no character`, `write the character itself, or one escape for all of it, as in "\U0001F600"`, -1},
		{"a: \"\\ud83d\\ude00\\ud83d\"\n",
			16, `\ud83d`,
			`"\ud83d" is no character`, `write the character itself, or one escape for all of it, as in "\U0001F600"`, -1},
		{"a: \"\\UFFFFFFFF\"\n",
			4, `\UFFFFFFFF`,
			`"\UFFFFFFFF" is no character`, `write the character itself, or one escape for all of it, as in "\U0001F600"`, -1},
		{"a: \"\\u12G4\"\n",
			4, `\u12`,
			`"\u" needs 4 hexadecimal digits; found 2`, "", -1},
		{"a: \"\u2028\\U12",
			7, `\U12`,
			`"\U" needs 8 hexadecimal digits; found 2`, "", -1},
		{`a: "\x4`,
			4, `\x4`,
			`"\x" needs 2 hexadecimal digits; found 1`, "", -1},
		{`a: "\`,
			4, `\`,
			`"\" is no escape`, `write \\ for a backslash, or use single quotation marks, in which a backslash is nothing special`, -1},
		{"a: @foo bar # c\n",
			3, "@",
			`a text cannot begin with "@"`, `put the text in quotation marks: "@foo bar"`, -1},
		{"a: `x`\n",
			3, "`",
			"a text cannot begin with \"`\"", "put the text in quotation marks: \"`x`\"", -1},
		{"a: %x\n",
			3, "%",
			`a text cannot begin with "%"`, `put the text in quotation marks: "%x"`, -1},
		{"a: {b: >x}\n",
			7, ">",
			`a text cannot begin with ">"`, "put the text in quotation marks", -1},
		{"a: {b: |\n  x}\n",
			7, "|",
			`a text cannot begin with "|"`, "put the text in quotation marks", -1},
		{"a: - b\n",
			3, "-",
			`"-" begins a list, which cannot begin on the line of its key`, "put the list on lines of its own, or the text in quotation marks", -1},
		{"a: ? b\n",
			3, "?",
			`"? " begins a key, which cannot begin on the line of another`, `put the text in quotation marks: "? b"`, -1},
		{"a: > text # c\n",
			5, "text",
			`unexpected "text" after ">"; expected the end of the line`, "put the text on the next line and indent it, or put it in quotation marks", -1},
		{"a: |x\n",
			4, "x",
			`unexpected "x" after "|"; expected the end of the line`, "put the text on the next line and indent it, or put it in quotation marks", -1},
		{"a: |0\n  x\n",
			4, "0",
			"an indentation of 0; expected 1 to 9, or no number", "remove it", -1},
		{"a: >10\n  x\n",
			5, "0",
			`unexpected "0" after ">"; expected the end of the line`, "put the text on the next line and indent it, or put it in quotation marks", -1},
		{"a: **bold** text\n",
			3, "**bold**",
			`"*" begins an alias, and a name of letters, digits, "-" and "_" must follow; found "**bold**"`, `put the text in quotation marks: "**bold** text"`, -1},
		{"a: *\n",
			3, "*",
			`"*" begins an alias, and a name of letters, digits, "-" and "_" must follow; found "*"`, `put the text in quotation marks: "*"`, -1},
		{"a: [& b]\n",
			4, "&",
			`"&" begins an anchor, and a name of letters, digits, "-" and "_" must follow; found "&"`, "put the text in quotation marks", -1},
		{"a: *foo.bar\n",
			3, "*foo.bar",
			`"*" begins an alias, and a name of letters, digits, "-" and "_" must follow; found "*foo.bar"`, `put the text in quotation marks: "*foo.bar"`, -1},
		{"a: !<x y\n",
			3, "!<x",
			`"!" begins a tag, and "!<x" is none`, `put the text in quotation marks: "!<x y"`, -1},
		{"a: !e! b\n",
			3, "!e!",
			`"!" begins a tag, and "!e!" is none`, `put the text in quotation marks: "!e! b"`, -1},
		{"a: !\"x\"\n",
			3, `!"x"`,
			`"!" begins a tag, and "!\"x\"" is none`, `put the text in quotation marks: "!\"x\""`, -1},
		{"a: !e!x y\n",
			3, "!e!x",
			`the tag handle "!e!" is not known`, `put the text in quotation marks: "!e!x y"`, -1},
		{"a: *foo\n",
			3, "*foo",
			`"*foo" is an alias, and no anchor "&foo" stands before it`, `put the text in quotation marks: "*foo"`, -1},
		{"a: &fob 1\nb: *foo\n",
			13, "*foo",
			`"*foo" is an alias, and no anchor "&foo" stands before it`, `did you mean "*fob"?`, -1},
		{"a: {<<: *base}\n",
			8, "*base",
			`"*base" is an alias, and no anchor "&base" stands before it`, "put the text in quotation marks", -1},
		{"a: !b%zz c\n",
			3, "!b%zz",
			`"!" begins a tag, and "!b%zz" is none`, `put the text in quotation marks: "!b%zz c"`, -1},
		{"%FOO\n---\na: 1\n",
			0, "%FOO",
			`"%FOO" is no directive; expected %YAML 1.2 or %TAG, or a text that does not begin with "%"`, "remove the line; a flow needs no directive", -1},
		{"%YAML 2.0\n---\na: 1\n",
			0, "%YAML 2.0",
			`"%YAML 2.0" is no version that can be read; expected %YAML 1.2`, "remove the line; a flow needs no directive", -1},
		{"%YAML 1.2\n%YAML 1.2\n---\n",
			10, "%YAML 1.2",
			"a second %YAML directive; expected one", "remove one of the two", -1},
		{"%TAG !e! a\n%TAG !e! b\n---\n",
			11, "%TAG !e! b",
			`the tag handle "!e!" is given twice`, "remove one of the two", -1},
		{"%TAG é tag:e.org: # x\n---\na: 1\n",
			0, "%TAG é tag:e.org:",
			`"%TAG é tag:e.org:" gives no prefix to a tag handle; expected one such as %TAG !e! tag:example.com,2026:`, "remove the line; a flow needs no directive", -1},
		{"%TAG !e tag:e.org:\n---\na: 1\n",
			0, "%TAG !e tag:e.org:",
			`"%TAG !e tag:e.org:" gives no prefix to a tag handle; expected one such as %TAG !e! tag:example.com,2026:`, "remove the line; a flow needs no directive", -1},
		{"%TAG !\n---\na: 1\n",
			0, "%TAG !",
			`"%TAG !" gives no prefix to a tag handle; expected one such as %TAG !e! tag:example.com,2026:`, "remove the line; a flow needs no directive", -1},
		{"%TAG !e! tag:{.org: # x\n---\na: 1\n",
			9, "tag:{.org:",
			`"tag:{.org:" is no prefix of tags; expected an address`, "write one such as tag:example.com,2026:", -1},
		{"%YAML 1.2\na: 1\n",
			10, "a",
			`expected "---" after the directives`, `write "---" on a line of its own before the flow`, -1},
		{"\ufffe",
			0, "\ufffe",
			"the character U+FFFE; YAML does not allow it", `remove it, or write it as "\uFFFE" in double quotation marks`, -1},
		{"a: \ufffe\n",
			3, "\ufffe",
			"the character U+FFFE; YAML does not allow it", `remove it, or write it as "\uFFFE" in double quotation marks`, -1},
		{"a: [1\nb: \x01\n",
			3, "[",
			`"[" is not closed before the next line; expected "]"`, `write "]" where it ends`, 6},
		{"a: \x01 [1\n",
			3, "\x01",
			"the character U+0001; YAML does not allow it", `remove it, or write it as "\u0001" in double quotation marks`, -1},
		{"a: b\n\ufeffc: d\n",
			5, "\ufeff",
			"a byte order mark (U+FEFF) at the beginning of a line; expected text", `remove it, or write it as "\uFEFF" in double quotation marks`, -1},
		{"\ufeff\ufeffa: 1\n",
			3, "\ufeff",
			"a byte order mark (U+FEFF) at the beginning of a line; expected text", `remove it, or write it as "\uFEFF" in double quotation marks`, -1},
	}
	for i := range tests {
		tests[i].check(t)
	}
}

// TestNotUTF8 checks that a byte which package dsl has not refused is reported as it does.
func TestNotUTF8(t *testing.T) {
	for text, at := range map[string]int{"a: \xed\xa0\x80\n": 3, "\xff\xfea\x00": 0} {
		found := Parse(ast.NewSource("bytes.flow.yaml", text)).Diagnostics
		if diff := cmp.Diff([]ast.Diagnostic{ast.NotUTF8(text, at)}, found); diff != "" {
			t.Error(diff)
		}
	}
}

func TestLocateLine(t *testing.T) {
	// What the locator cannot explain is reported at the line that the library names.
	text := "a: 1\r\n  b # c\n"
	for err, want := range map[string]string{
		"yaml: line 2: control characters are not allowed": "b # c",
		"yaml: line 9: something":                          "",
		"yaml: something":                                  "a: 1",
	} {
		d := lastResort(text, errors.New(err))
		if got := text[d.Span.Start:d.Span.End]; got != want || d.Message != "this is not YAML from here on" {
			t.Errorf("%s: %q at %q, want it at %q", err, d.Message, got, want)
		}
	}
}
