package flow

import (
	"path"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// otherNotation returns the one finding about a source that is in another notation, or nil. It is asked only about sources
// in which there is a mistake: flow: end is a node like any other.
func otherNotation(source *ast.Source) *ast.Diagnostic {
	s := newScanner(source.Text)
	s.skipBlanks()
	name, start := notation(source.Text[s.at:])
	if name == "" {
		return nil
	}
	// The ending of a name decides, where it tells a notation.
	help := "read it with --lang " + strings.ToLower(name)
	if base := path.Base(source.Name); strings.HasSuffix(base, ".flow") {
		help = "name the file " + base + "." + strings.ToLower(name)
	}
	return &ast.Diagnostic{
		Rule: "syntax", Severity: ast.Error, Span: span(s.at, s.at+start),
		Message: "this looks like " + name + "; a .flow file holds the flow language",
		Help:    []string{help},
	}
}

// notation tells which notation a text, with blanks and comments before it skipped, seems to be in, and the length of what gives it
// away. The name is empty where the text may be in the flow language.
func notation(text string) (name string, length int) {
	switch {
	case text == "":
		return "", 0
	case text[0] == '{' || text[0] == '[':
		if inside := strings.TrimLeft(text[1:], " \t\r\n"); inside != "" && strings.IndexByte(`"{[}]`, inside[0]) >= 0 {
			return "JSON", 1
		}
		return "YAML", 1
	case strings.HasPrefix(text, "---") || strings.HasPrefix(text, "%YAML"):
		return "YAML", strings.IndexAny(text+"\n", " \t\r\n")
	case strings.HasPrefix(text, "- "):
		return "YAML", 1
	}
	word, rest := leadingWord(text)
	if !strings.HasPrefix(rest, ":") {
		return "", 0
	}
	for line := range strings.Lines(text) {
		if holdsNodes(line) {
			return "YAML", len(word)
		}
		// The items that YAML has nothing like.
		if first, after := leadingWord(line); startsItem(line) && !strings.HasPrefix(after, ":") || opensNode(first, after) {
			return "", 0
		}
	}
	return "", 0
}

// holdsNodes tells whether a line is the key "flow" as YAML has it, without a type behind it.
func holdsNodes(line string) bool {
	word, rest := leadingWord(line)
	if word != "flow" || !strings.HasPrefix(rest, ":") {
		return false
	}
	rest = strings.TrimSpace(rest[1:])
	return rest == "" || strings.IndexByte("#{[&!", rest[0]) >= 0
}

// opensNode tells whether a line is the beginning of a node with a body, as in greeting: conversation {.
func opensNode(word, rest string) bool {
	_, rest = leadingWord(skipSpaces(strings.TrimPrefix(rest, ":")))
	return word != "" && (strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "->"))
}
