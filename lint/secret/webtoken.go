package secret

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

const webTokenMark = "eyJ" // what JSON in base64 begins with

// webTokens returns the JSON web tokens of a text: three parts of letters, digits, "_" and "-", divided by dots, the first
// of which begins with webTokenMark.
//
// The characters of such a token may go on for as long as the file, with the mark at every third one. So each run of them is looked
// at only once.
func webTokens(text string) []Found {
	var found []Found
	for at := 0; ; {
		k := strings.IndexByte(text[at:], webTokenMark[2]) // the rarest of its letters
		if k < 0 {
			return found
		}
		next := at + k + 1
		start := next - len(webTokenMark)
		if start < at || text[start:next] != webTokenMark {
			at = next
			continue
		}
		for at = next; at < len(text) && (isWord(text[at]) || text[at] == '-' || text[at] == '.'); {
			at++
		}
		if token, ok := webToken(text, start, at); ok {
			found = append(found, token)
		}
	}
}

// webToken returns the token at the end of a run of its characters, which begins with the mark; false when there is none.
func webToken(text string, start, end int) (Found, bool) {
	const least = 60
	run := strings.TrimRight(text[start:end], ".") // those are of the sentence around it
	end = start + len(run)
	// Two dots are in the token, so it begins after the third last one, and before the second last.
	last := strings.LastIndexByte(run, '.')
	second := strings.LastIndexByte(run[:max(last, 0)], '.')
	if second < 0 {
		return Found{}, false
	}
	for at := strings.LastIndexByte(run[:second], '.') + 1; ; {
		k := strings.Index(run[at:second], webTokenMark)
		if k < 0 {
			return Found{}, false
		}
		first := start + at + k
		after := first + len(webTokenMark)
		if (first == 0 || !isWord(text[first-1])) && end-after >= least && varied(text[after:end]) {
			return Found{Span: ast.Between(first, end), Hidden: ast.Between(after, end), Kind: "a JSON web token"}, true
		}
		at = after - start
	}
}
