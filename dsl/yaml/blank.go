package yaml

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// What is wrong where a blank is missing.

// gluedColon returns the offset of the colon in a text such as id:{…, id:[… or id:"…, or -1. To YAML all of that is one word.
func gluedColon(text string) int {
	at := 0
	for at < len(text) && (isWord(text[at]) || text[at] >= utf8.RuneSelf) {
		at++
	}
	if at == 0 || at+1 >= len(text) || text[at] != ':' || strings.IndexByte(`{["`, text[at+1]) < 0 {
		return -1
	}
	return at
}

// isGlued tells whether a key without quotation marks, as written, runs into a part of its value, as the "b:{type" of
// b:{type: end} does. rest is what follows the key.
func isGlued(key, rest string) bool {
	at := gluedColon(key)
	if at < 0 {
		return false
	}
	switch rest = strings.TrimRight(rest, " \t"); key[at+1] {
	case '{':
		return strings.HasSuffix(rest, "}")
	case '[':
		return strings.HasSuffix(rest, "]")
	}
	return strings.HasSuffix(key, `"`)
}

func missingBlank(text string, colon int) ast.Diagnostic {
	start := colon
	for start > bodyStart(text) && (isWord(text[start-1]) || text[start-1] >= utf8.RuneSelf) {
		start--
	}
	return ast.SyntaxError(ast.Between(colon, colon+1), `a blank is missing after ":"`,
		fmt.Sprintf("write %s: %c…", text[start:colon], text[colon+1]))
}

// gluedBefore returns the last colon of a key on the line of an offset, up to the offset, that lacks the blank after it; -1 where
// there is none.
func gluedBefore(text string, at int) int {
	found := -1
	start := startOfLine(text, at)
	i := start
	for i <= at && i < len(text) && (isBlank(text[i]) || strings.IndexByte("-?", text[i]) >= 0 && endsWord(text, i+1)) {
		i++
	}
	for quote, key := byte(0), true; i <= at && i < len(text); i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '#' && i > start && isBlank(text[i-1]):
			return found
		case isBlank(c):
			continue
		case key:
			if colon := gluedColon(text[i:]); colon >= 0 {
				found = i + colon
				i, key = found, false
				continue
			}
		}
		key = strings.IndexByte("{[,", c) >= 0
		if (c == '"' || c == '\'') && (i == start || strings.IndexByte(" \t{[,:", text[i-1]) >= 0) {
			quote = c
		}
	}
	return found
}
