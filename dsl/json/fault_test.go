package json_test

import (
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/google/go-cmp/cmp"
)

func TestFaults(t *testing.T) {
	span := func(start, end int32) ast.Span { return ast.Span{Start: start, End: end} }
	related := func(message string, start, end int32) []ast.Related {
		return []ast.Related{{Message: message, Span: span(start, end)}}
	}
	const comments = "remove it, or write the flow as .flow.yaml, where # begins a comment"
	const surrogate = `write the character itself, or both surrogates, as in \ud83d\ude00`
	const escapes = `the escapes are \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits`
	const noNumber = "write one such as 80, -0.5 or 1e3, or text in double quotation marks"
	const noComma = "remove it; JSON takes no comma after the last one"
	for _, c := range []struct {
		text    string
		span    ast.Span
		message string
		help    string
		related []ast.Related
	}{
		// Commas.
		{`[1,]`, span(2, 3), `a comma before "]"`, noComma, nil},
		{`{"a":1 , }`, span(7, 8), `a comma before "}"`, noComma, nil},
		{`{"a":1 "b":2}`, span(7, 10), `expected "," or "}", found the string "b"`, "put a comma between the two", nil},
		{"[1\n2]", span(3, 4), `expected "," or "]", found "2"`, "put a comma between the two", nil},
		{`[{} {}]`, span(4, 5), `expected "," or "]", found "{"`, "put a comma between the two", nil},
		{`[1 [2]]`, span(3, 4), `expected "," or "]", found "["`, "put a comma between the two", nil},
		{`[1;2]`, span(2, 3), `expected "," or "]", found ";"`, "put a comma between the two", nil},
		{`[1:2]`, span(2, 3), `expected "," or "]", found ":"`, "remove it", nil},
		{`[,1]`, span(1, 2), "a comma with nothing before it", "remove the comma, or write what is missing", nil},
		{`[1,,2]`, span(3, 4), "a comma with nothing before it", "remove the comma, or write what is missing", nil},
		{`{,}`, span(1, 2), "a comma with nothing before it", "remove the comma, or write what is missing", nil},
		{`,`, span(0, 1), "a comma with nothing before it", "remove the comma, or write what is missing", nil},
		{`["say "hi""]`, span(7, 9), `"hi" right after the end of a string`, `write a quotation mark inside a string as \"`, nil},
		// Keys.
		{`{"a" 1}`, span(5, 6), `expected ":" after the key "a", found "1"`, "put a colon between the two", nil},
		{`{"a"=1}`, span(4, 5), `expected ":" after the key "a", found "="`, `write ":" in its place`, nil},
		{`{"a"}`, span(4, 5), `the key "a" has no value`, "write one behind it, or remove the key", related("the key", 1, 4)},
		{`{"a":}`, span(5, 6), `the key "a" has no value`, "write one behind it, or remove the key", related("the key", 1, 4)},
		{`{"a":,"b":1}`, span(5, 6), `the key "a" has no value`, "write one behind it, or remove the key", related("the key", 1, 4)},
		{`{a-b: 1}`, span(1, 4), `the key "a-b" is not in quotation marks`, "write a-b in double quotation marks", nil},
		{`{"a":1, 2:3}`, span(8, 9), `the key "2" is not in quotation marks`, "write 2 in double quotation marks", nil},
		{`{true:3}`, span(1, 5), `the key "true" is not in quotation marks`, "write true in double quotation marks", nil},
		{`{[]:1}`, span(1, 2), `expected a key in double quotation marks, found "["`, "write a key and a colon before it, or remove it", nil},
		{`{'a':1}`, span(1, 4), "a string in single quotation marks; JSON has double ones alone", `write " in place of '`, nil},
		// Words and numbers.
		{`[True]`, span(1, 5), `"True" is no JSON`, "write true", nil},
		{`[FALSE]`, span(1, 6), `"FALSE" is no JSON`, "write false", nil},
		{`[None]`, span(1, 5), `"None" is no JSON`, "write null", nil},
		{`[undefined]`, span(1, 10), `"undefined" is no JSON`, "write null", nil},
		{`[NaN]`, span(1, 4), `JSON has no number "NaN"`, "write a number with digits", nil},
		{`[-Infinity]`, span(1, 10), `JSON has no number "-Infinity"`, "write a number with digits", nil},
		{`[+.Inf]`, span(1, 6), `JSON has no number "+.Inf"`, "write a number with digits", nil},
		{`[.inf]`, span(1, 5), `JSON has no number ".inf"`, "write a number with digits", nil},
		{`[010]`, span(1, 4), `"010" is no number as JSON writes it`, "write 10", nil},
		{`[-00.5]`, span(1, 6), `"-00.5" is no number as JSON writes it`, "write -0.5", nil},
		{`[+1]`, span(1, 3), `"+1" is no number as JSON writes it`, "write 1", nil},
		{`[.5]`, span(1, 3), `".5" is no number as JSON writes it`, "write 0.5", nil},
		{`[0x10]`, span(1, 5), `"0x10" is no number as JSON writes it`, "write 16", nil},
		{`[1.]`, span(1, 3), `"1." is no number as JSON writes it`, "write 1", nil},
		{`[1e]`, span(1, 3), `"1e" is no number as JSON writes it`, noNumber, nil},
		{`[-]`, span(1, 2), `"-" is no number as JSON writes it`, noNumber, nil},
		{`[--1]`, span(1, 4), `"--1" is no number as JSON writes it`, noNumber, nil},
		{`[1.2.3]`, span(1, 6), `"1.2.3" is no number as JSON writes it`, noNumber, nil},
		{`01`, span(0, 2), `"01" is no number as JSON writes it`, "write 1", nil},
		{`[trueish]`, span(1, 8), `expected a value, found the word "trueish"`, "write text in double quotation marks", nil},
		{`{"a": hello}`, span(6, 11), `expected a value, found the word "hello"`, "write text in double quotation marks", nil},
		{"[\u00a01]", span(1, 3), `expected a value, found "\u00a0"`, "remove it, or write text in double quotation marks", nil},
		{`:`, span(0, 1), `expected a value, found ":"`, "remove it, or write text in double quotation marks", nil},
		// Strings.
		{`['x y', 2]`, span(1, 6), "a string in single quotation marks; JSON has double ones alone", `write " in place of '`, nil},
		{"[`x\n", span(1, 2), "a string in backticks; JSON has double ones alone", "write \" in place of `", nil},
		{`{"a":“x”}`, span(5, 8), "the typographic quotation mark “", `write the plain quotation mark "`, nil},
		{"{\"a\":\"x\r\n\"}", span(7, 9), "a line break inside a string", `close the string with ", or write the line break as \n`, related("the string starts here", 5, 6)},
		{"{\"a\n\":1}", span(3, 4), "a line break inside a string", `close the string with ", or write the line break as \n`, related("the string starts here", 1, 2)},
		{"[\"x\\\n\"]", span(4, 5), "a line break inside a string", `close the string with ", or write the line break as \n`, related("the string starts here", 1, 2)},
		{"{\"a\":\"x,\n\"b\":1}", span(5, 6), "this quotation mark is not closed on its line", `close the string with "`, related("the line ends here", 8, 8)},
		{"[\"x\n", span(1, 2), "this quotation mark is not closed on its line", `close the string with "`, related("the line ends here", 3, 3)},
		{"[\"a\tb\"]", span(3, 4), "a tab inside a string", `write it as \t`, nil},
		{"[\"a\x01b\"]", span(3, 4), "the control character U+0001 inside a string", `write it as \u0001`, nil},
		{`["a\xff"]`, span(3, 5), `\x is no escape of JSON`, escapes, nil},
		{`["\'"]`, span(2, 4), `\' is no escape of JSON`, "write ' as it is", nil},
		{`["C:\Users"]`, span(4, 6), `\U is no escape of JSON`, escapes, nil},
		{`["\d+"]`, span(2, 4), `\d is no escape of JSON`, `write \\ for a backslash, or d as it is`, nil},
		{`["\é"]`, span(2, 5), `\é is no escape of JSON`, `write \\ for a backslash, or é as it is`, nil},
		{`["\u12G4"]`, span(2, 6), `\u12 is no escape of JSON`, `\u takes four hexadecimal digits`, nil},
		{`["\u"]`, span(2, 4), `\u is no escape of JSON`, `\u takes four hexadecimal digits`, nil},
		{`["é\ud800"]`, span(4, 10), `\ud800 is half a character: a surrogate without the other one`, surrogate, nil},
		{`["\uD83D\uD83D\uDE00"]`, span(2, 8), `\uD83D is half a character: a surrogate without the other one`, surrogate, nil},
		{`["\ud83d\ude00\uDe00"]`, span(14, 20), `\uDe00 is half a character: a surrogate without the other one`, surrogate, nil},
		{`{"a":"x`, span(5, 6), "this quotation mark is never closed", `close the string with "`, related("the file ends here", 7, 7)},
		{`["\`, span(1, 2), "this quotation mark is never closed", `close the string with "`, related("the file ends here", 3, 3)},
		// Brackets.
		{"[\n", span(0, 1), `"[" is never closed; expected "]"`, `write "]" where it ends`, related("the file ends here", 1, 1)},
		{"{\"a\":[1]\n\n", span(0, 1), `"{" is never closed; expected "}"`, `write "}" where it ends`, related("the file ends here", 8, 8)},
		{`{"a":[{"b":1]}`, span(12, 13), `"]" does not close "{"; expected "}"`, `write "}" before it, or remove it`, related("opened here", 6, 7)},
		{`[}`, span(1, 2), `"}" does not close "["; expected "]"`, `write "]" before it, or remove it`, related("opened here", 0, 1)},
		{`]`, span(0, 1), `"]" closes nothing`, "remove it", nil},
		{`{}}`, span(2, 3), `"}" closes nothing`, "remove it", nil},
		// Comments.
		{"// x\r\n{}", span(0, 4), "JSON has no comments", comments, nil},
		{`{} // x`, span(3, 7), "JSON has no comments", comments, nil},
		{`{ /* a */ }`, span(2, 9), "JSON has no comments", comments, nil},
		{`{"a": 1, /* a`, span(9, 13), "JSON has no comments", comments, nil},
		{`[/**/1]`, span(1, 5), "JSON has no comments", comments, nil},
		{"[1, # no\n2]", span(4, 8), "JSON has no comments", comments, nil},
		// The end.
		{`{} x`, span(3, 4), `"x" after the end of the document`, "remove it", nil},
		{`{},`, span(2, 3), `"," after the end of the document`, "remove it", nil},
		{"\uFEFF{} 'a'", span(6, 7), `"'" after the end of the document`, "remove it", nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			d := ast.Diagnostic{Rule: "syntax", Severity: ast.Error, Message: c.message, Span: c.span, Related: c.related}
			if c.help != "" {
				d.Help = []string{c.help}
			}
			want := ast.Document{Incomplete: true, Diagnostics: []ast.Diagnostic{d}}
			if diff := cmp.Diff(want, parse(c.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOtherFindings(t *testing.T) {
	for _, c := range []struct {
		text, rule string
		span       ast.Span
		message    string
	}{
		{"{}\n{}", "multiple-documents", ast.Span{Start: 3, End: 4}, "a second JSON value; a file holds one flow"},
		{`"a" "b c"`, "multiple-documents", ast.Span{Start: 4, End: 9}, "a second JSON value; a file holds one flow"},
		{"1 \"a\nb\"", "multiple-documents", ast.Span{Start: 2, End: 3}, "a second JSON value; a file holds one flow"},
		{`[] null`, "multiple-documents", ast.Span{Start: 3, End: 7}, "a second JSON value; a file holds one flow"},
		{"[\"é\xff\"]", "encoding", ast.Span{Start: 4, End: 5}, "the byte 0xFF is not UTF-8"},
	} {
		doc := parse(c.text)
		if len(doc.Diagnostics) != 1 || !doc.Incomplete || doc.Root.Kind != ast.Absent {
			t.Fatalf("%q: %+v", c.text, doc)
		}
		if d := doc.Diagnostics[0]; d.Rule != c.rule || d.Span != c.span || d.Message != c.message || d.Severity != ast.Error {
			t.Errorf("%q: %+v", c.text, d)
		}
	}
}
