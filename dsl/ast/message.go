package ast

import (
	"fmt"
	"path/filepath"
	"strings"
)

// The words that messages are made of.

// Count returns a number and its noun: "1 error", "2 errors".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// And joins names as a sentence does: `"a", "b" and "c"`.
func And(names []string) string { return join(names, "and") }

// Or joins names as a choice: `"a", "b" or "c"`.
func Or(names []string) string { return join(names, "or") }

// OneOf joins names as Or does, or only counts them when there are more than MostListed.
func OneOf(names []string) string {
	if len(names) > MostListed {
		return fmt.Sprintf("one of the %d known ones", len(names))
	}
	return Or(names)
}

// MostListed is how many names a message lists before it leaves the rest to the documentation.
const MostListed = 20

func join(names []string, last string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = Quote(n)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " " + last + " " + quoted[len(quoted)-1]
}

// MostMeant is how many equally likely names are shown for a misspelled one.
const MostMeant = 3

// DidYouMean asks for the name that a misspelled one was probably meant to be, or for one of those that are equally likely.
func DidYouMean(names ...string) string {
	return "did you mean " + Or(names[:min(len(names), MostMeant)]) + "?"
}

// Quote puts a name from a source into a message: in quotation marks, on one line, and cut when it is very long.
func Quote(name string) string {
	const most = 80
	runes := 0
	for i := range name {
		if runes == most {
			name = name[:i] + "…"
			break
		}
		runes++
	}
	return fmt.Sprintf("%q", name)
}

// QuoteFile puts the name of a file into a message, with "/" between folders, and never cut: the end of a long path is what tells which
// file it is.
func QuoteFile(name string) string { return fmt.Sprintf("%q", filepath.ToSlash(name)) }
