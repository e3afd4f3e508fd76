// Package notation tells when a source is in another notation than its name says. It is asked about sources in which a front end
// found a mistake: one finding that names the cause is then worth more than all that follows from it.
package notation

import (
	"path"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// Mistaken returns the one finding about a source that is probably in another notation than its own, or nil.
func Mistaken(source *ast.Source, own ast.Language) *ast.Diagnostic {
	g := look(source.Text)
	if !g.known && own == ast.JSON && g.key {
		g.language, g.known = ast.YAML, true // whichever of the two it is, it is no JSON
	}
	if !g.known || g.language == own || own == ast.YAML && g.language != ast.Flow || own == ast.JSON && g.bracket {
		return nil
	}
	why, help := "it was read as "+own.Title(), "read it with --lang "+g.language.String()
	// The extension of a name decides, where it tells a notation.
	for _, ending := range own.Endings() {
		if bare, ok := strings.CutSuffix(path.Base(source.Name), path.Ext(ending)); ok {
			why = "a " + path.Ext(own.Endings()[0]) + " file holds " + own.Title()
			help = "name the file " + strings.TrimSuffix(bare, ".flow") + g.language.Endings()[0]
			break
		}
	}
	d := ast.SyntaxError(g.span, "this looks like "+g.language.Title()+"; "+why, help)
	return &d
}

// A guess is what a text looks like.
type guess struct {
	language ast.Language
	known    bool // whether the language is
	span     ast.Span
	bracket  bool // it begins with one
	key      bool // it begins with a word and a colon
}

// look judges a text by how it begins and, where that fits YAML and the flow language, by the first line that fits only one of them.
func look(text string) guess {
	at := begin(text)
	guessed := func(l ast.Language, length int) guess {
		return guess{language: l, known: true, span: ast.Between(at, at+length)}
	}
	body := text[at:]
	switch {
	case body == "":
		return guess{}
	case body[0] == '{' || body[0] == '[':
		g := guessed(ast.YAML, 1)
		if inside := strings.TrimLeft(body[1:], blanks); inside != "" && strings.IndexByte(`"{[}]`, inside[0]) >= 0 {
			g.language = ast.JSON
		}
		g.bracket = true
		return g
	case strings.HasPrefix(body, "---"), strings.HasPrefix(body, "%YAML"):
		return guessed(ast.YAML, strings.IndexAny(body+"\n", blanks))
	case strings.HasPrefix(body, "- "):
		return guessed(ast.YAML, 1)
	}
	first, rest := word(body)
	g := guess{span: ast.Between(at, at+len(first))}
	g.key = first != "" && strings.HasPrefix(rest, ":")
	strange := false // a line may be a mistake in the one and the other
	for line := range strings.Lines(body) {
		if strings.IndexByte(" \t\r\n#}", line[0]) >= 0 {
			continue
		}
		switch fits := judge(strings.TrimRight(line, blanks)); {
		case fits == onlyYAML && g.key:
			g.language, g.known = ast.YAML, true
			return g
		case fits == onlyFlow && !strange:
			g.language, g.known = ast.Flow, true
			return g
		case fits != both:
			strange = true
		}
	}
	return g
}

const blanks = " \t\r\n"

// begin returns where a text begins, behind blanks and lines that somebody meant for comments.
func begin(text string) int {
	at := 0
	for strings.HasPrefix(text[at:], ast.ByteOrderMark) {
		at += len(ast.ByteOrderMark)
	}
	for {
		at = len(text) - len(strings.TrimLeft(text[at:], blanks))
		rest := text[at:]
		if !strings.HasPrefix(rest, "#") && !strings.HasPrefix(rest, "//") && !strings.HasPrefix(rest, "-- ") {
			return at
		}
		line := strings.IndexAny(rest, "\r\n")
		if line < 0 {
			return len(text)
		}
		at += line
	}
}

// A fit tells in which notations a line can begin something.
type fit uint8

const (
	neither fit = iota // in the flow language, at least
	both
	onlyYAML
	onlyFlow
)

func judge(line string) fit {
	name, rest := word(line)
	switch {
	case name == "":
		return neither
	case name == "session" && strings.HasPrefix(rest, "{"), name == "start" && strings.HasPrefix(rest, "->"), name == "policy" && strings.HasPrefix(rest, `"`):
		return onlyFlow
	case !strings.HasPrefix(rest, ":"):
		return neither
	}
	rest = strings.TrimLeft(rest[1:], blanks)
	if name == "flow" {
		if rest == "" || strings.IndexByte("#{[&!", rest[0]) >= 0 {
			return onlyYAML
		}
		return neither
	}
	// The type of a node stands on its line, and often what opens its body.
	kind, rest := word(rest)
	switch {
	case kind == "":
		return neither
	case strings.HasPrefix(rest, "{"), strings.HasPrefix(rest, "->"):
		return onlyFlow
	case rest == "", rest[0] == '#':
		return both
	}
	return neither
}

// word returns the name that a text begins with, and what follows it.
func word(text string) (name, rest string) {
	n := 0
	for n < len(text) && (ast.IsWordStart(text[n]) || n > 0 && (ast.IsWordPart(text[n]) || text[n] == '-' && n+1 < len(text) && text[n+1] != '>')) {
		n++
	}
	return text[:n], strings.TrimLeft(text[n:], " \t")
}
