// Package nearest finds the name that a misspelled one was probably meant to be.
package nearest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// longest is the length in bytes beyond which a word is near nothing: the time to compare words grows with the square of it.
const longest = 256

// mostTies is how many candidates that are equally near are told apart: whoever reads of so many is not helped by more.
const mostTies = 16

// Of returns the candidate that word is most likely a slip of the pen for, and whether there is one. The first of
// several equally near ones wins.
func Of(word string, candidates []string) (string, bool) {
	if all := All(word, candidates); len(all) > 0 {
		return all[0], true
	}
	return "", false
}

// All returns the candidates that are nearest to the word, which are several, but no more than 16, when they are equally near; nil
// where none is near. A candidate that equals word but for case or separators always counts as near.
func All(word string, candidates []string) []string {
	if len(word) > longest {
		return nil
	}
	var best []string
	least := most(word)
	folded := fold(word)
	for _, c := range candidates {
		if c == "" || c == word {
			continue
		}
		d := 0
		if fold(c) != folded {
			d = max(distance(word, c, least+1), 1)
		}
		if d == 2 && len(word) < shortWord && c[0]|0x20 != word[0]|0x20 {
			continue
		}
		if d < least || d == 0 && least > 0 {
			best, least = nil, d
		}
		if d == least && len(best) < mostTies && !slices.Contains(best, c) {
			best = append(best, c)
		}
	}
	return best
}

// most is the largest distance that still looks like a slip: a third of the word, and two at least from four letters on.
func most(word string) int {
	n := utf8.RuneCountInString(word)
	switch {
	case n < 3:
		return 0
	case n < 4:
		return 1
	}
	return min(max(2, n/3), 4)
}

// shortWord is the length in bytes below which two slips leave too little of a word, unless it begins as it should: whoever writes
// nope does not mean zone.
const shortWord = 6

var separators = strings.NewReplacer("_", "", "-", "", " ", "")

func fold(s string) string { return strings.ToLower(separators.Replace(s)) }

// distance is the number of letters to insert, delete, replace or swap with a neighbour; limit, when it is not below limit.
func distance(a, b string, limit int) int {
	a, b = unlike(a, b)
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		// Letters whose places differ by limit or more are not paired below limit.
		from, to := max(1, i-limit+1), min(len(y), i+limit-1)
		row[from-1] = limit
		if from == 1 {
			row[0] = i
		}
		if to < len(y) {
			row[to+1] = limit
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}

// unlike returns two words without the letters that both begin and end with.
func unlike(a, b string) (restA, restB string) {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	a, b = a[n:], b[n:]
	n = 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return a[:len(a)-n], b[:len(b)-n]
}

// Names is a set of candidates in which many words are looked up, such as the ids of a flow. However many words and names there
// are, it compares no more pairs than a person would wait for; after that it finds nothing.
type Names struct {
	byLength map[int][]string
	budget   int
}

// NewNames returns the set of the names.
func NewNames(names []string) *Names {
	n := &Names{byLength: make(map[int][]string), budget: 1_000_000}
	for _, name := range names {
		n.byLength[len(name)] = append(n.byLength[len(name)], name)
	}
	return n
}

// All is the function All, for the names of the set.
func (n *Names) All(word string) []string {
	if n.budget < 0 {
		return nil
	}
	var candidates []string
	// A name that is longer or shorter by more than four bytes is too far away, apart from separators.
	for length := len(word) - 4; length <= len(word)+4; length++ {
		candidates = append(candidates, n.byLength[length]...)
	}
	if n.budget -= len(candidates) + 1; n.budget < 0 {
		return nil
	}
	return All(word, candidates)
}
