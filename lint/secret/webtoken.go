package secret

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// webTokens returns the JSON web tokens of a text: three parts of letters, digits, "_" and "-", divided by dots, the first
// of which begins with "eyJ".
//
// The characters of such a token may go on for as long as the file, with "eyJ" at every third one. So each run of them is looked
// at only once.
func webTokens(text string) []Found {
	const begin, least = "eyJ", 60
	var found []Found
	for at := 0; ; {
		k := strings.IndexByte(text[at:], 'J') // the rarest of its letters
		if k < 0 {
			return found
		}
		end := at + k + 1
		start := end - len(begin)
		if start < at || text[start:end] != begin {
			at = end
			continue
		}
		for end < len(text) && (isWord(text[end]) || text[end] == '-' || text[end] == '.') {
			end++
		}
		at = end
		for text[end-1] == '.' { // of the sentence around it
			end--
		}
		// The token ends with the run, and has two dots: it begins after the third last one, and before the second last.
		last := strings.LastIndexByte(text[start:end], '.')
		second := start + strings.LastIndexByte(text[start:start+max(last, 0)], '.')
		if second < start {
			continue
		}
		first := start + strings.LastIndexByte(text[start:second], '.') + 1
		for first < second {
			k := strings.Index(text[first:second], begin)
			if k < 0 {
				break
			}
			first += k
			after := first + len(begin)
			if (first == 0 || !isWord(text[first-1])) && end-after >= least && varied(text[after:end]) {
				found = append(found, Found{
					Span:   ast.Between(first, end),
					Hidden: ast.Between(after, end), Kind: "a JSON web token",
				})
				break
			}
			first = after
		}
	}
}
