package yaml

import "testing"

func TestLocateMissingBlank(t *testing.T) {
	const message = `a blank is missing after ":"`
	for _, test := range []locateTest{
		{"flow: {b:{type: end}, c: {type: end}}\n", 8, ":", message, "write b: {…", -1},
		{"flow:\n  b:{type: start, outcome: x}\n", 9, ":", message, "write b: {…", -1},
		{"flow:\n  - b:{type: start, outcome: x}\n", 11, ":", message, "write b: {…", -1},
		{"flow:\n  b:{type: start,\n    outcome: x}\n", 9, ":", message, "write b: {…", -1},
		{"- {id: a, outcomes:[]}\n", 18, ":", message, "write outcomes: […", -1},
		{"é:{type: start, outcome: x}\n", 2, ":", message, "write é: {…", -1},
		// In the middle of a text it means nothing.
		{"a: use x:{y} here: z\n", 17, ":",
			`unexpected ":"; a text without quotation marks cannot hold ": "`, `put the text in quotation marks: "use x:{y} here: z"`, -1},
		{"a: \"x:{y\" here\n", 10, "here",
			"unexpected \"here\" after the closing quotation mark", `close the text with "; inside of it, \" stands for a quotation mark`, -1},
		{"\"x{y:\" here\n", 7, "here",
			"unexpected \"here\" after the closing quotation mark", `close the text with "; inside of it, \" stands for a quotation mark`, -1},
		{"a: 1 # b:{x\nc d\n", 12, "c d",
			`"c d" stands where a key belongs, but no ":" follows`, "write KEY: VALUE, or indent the line if it belongs to the text above it", -1},
	} {
		test.check(t)
	}
}

// TestGluedKeys checks sources that the library reads, but not as they are meant.
func TestGluedKeys(t *testing.T) {
	run(t, []outlineTest{
		{"an object", "b:{type: end}\nc: 1\n", `
0-18 an object "b:{type: end}\nc: 1" incomplete
  14-15 "c": 17-18 a number "1" = "1" plain
1-2 syntax ":": a blank is missing after ":"
`},
		{"a list", "- g:[{x: 1}]\n", `
0-12 a list "- g:[{x: 1}]"
  - 2-12 an object "g:[{x: 1}]" incomplete
3-4 syntax ":": a blank is missing after ":"
`},
		{"the one key of a document", "b:{type: end}\n", `
nothing
1-2 syntax ":": a blank is missing after ":"
`},
		{"a text", "x: {type:\"end\"}\n", `
0-15 an object "x: {type:\"end\"}"
  0-1 "x": 3-15 an object "{type:\"end\"}" incomplete
8-9 syntax ":": a blank is missing after ":"
`},
		{"keys that only look so", "a:{b: c\n\"d:{e\": f}\ng h:{i: j}\n", `
0-29 an object "a:{b: c\n\"d:{e\": f}\ng h:{i: j}"
  0-4 "a:{b": 6-7 a string "c" plain
  8-14 "\"d:{e\"" = "d:{e": 16-18 a string "f}" plain
  19-25 "g h:{i": 27-29 a string "j}" plain
`},
	})
}
