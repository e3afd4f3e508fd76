// Package yaml reads YAML: gopkg.in/yaml.v3 makes the nodes, and this package the values, each with its exact place.
//
// The library knows where a node begins, as a line and a column of its own kind, and nothing of where it ends. So the source is
// walked once, in step with the nodes, to find both (offsets.go, ends.go, convert.go; alias.go and merge.go write out what is
// shared). When the library refuses a source, it seldom knows where. Then a scanner and a grammar of ours look for the cause
// (locate.go, scanner.go, grammar.go), and problems.go, indentation.go and unexpected.go have the words.
package yaml

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// Parse reads a source. What could not be read as YAML at all gives a document without a root, and one finding.
func Parse(source *ast.Source) ast.Document {
	text := source.Text
	if d := refuse(text); d != nil {
		return ast.Unreadable(*d)
	}
	quick, d := withoutComments(text)
	if d != nil {
		return ast.Unreadable(*d)
	}
	root, err := decode(quick)
	if err != nil {
		return ast.Unreadable(locate(text, err))
	}
	start := int32(bodyStart(text))
	empty := ast.Value{Kind: ast.Null, Style: ast.Plain, Span: ast.Span{Start: start, End: start}}
	if root == nil {
		return ast.Document{Root: empty}
	}
	c := converter{text: text, memory: source.Memory, lines: lineCursor{text: text, plain: source.IsPlain()}}
	doc := ast.Document{}
	if isEmpty(root) {
		doc.Root, c.pos = empty, c.lines.offset(root)
	} else {
		ok := c.value(root, &doc.Root)
		if c.stopped {
			return ast.Unreadable(c.diagnostics[len(c.diagnostics)-1])
		}
		if !ok || doc.Root.Kind == ast.Object && doc.Root.Incomplete && len(doc.Root.Members) == 0 {
			doc.Root, doc.Incomplete = ast.Value{}, true // nothing of it is left to be checked
		}
	}
	doc.Diagnostics, doc.Unshared = c.diagnostics, !c.shared
	doc.Incomplete = doc.Incomplete || c.astray
	if d := checkTail(text, c.pos); d != nil {
		if d.Rule == "syntax" {
			return ast.Unreadable(*d)
		}
		doc.Diagnostics = append(doc.Diagnostics, *d)
		doc.Incomplete = doc.Incomplete || isCut(&doc.Root, text, int(d.Span.Start))
	}
	return doc
}

// decode returns the root of the first document, or nil when there is none.
func decode(text string) (*yaml.Node, error) {
	var d disguise
	if strangeBreak(text) >= 0 {
		if d = newDisguise(text); d.back == nil {
			return nil, errors.New("no character is left to stand for a line break")
		}
	}
	root, err := library(d.breaks(text))
	if err != nil {
		// Escapes are looked for only now: hardly any source has one that only JSON knows.
		p := newParser(text)
		if p.stream(); len(p.jsonEscapes) == 0 || p.found != nil && p.found.Rule == "syntax" {
			return nil, err
		}
		d = newDisguise(text)
		root, err = library(d.breaks(d.escapes(text, p.jsonEscapes)))
	}
	if root != nil && err == nil {
		d.reveal(root)
	}
	return root, err
}

// library lets the library read a text. If the library panics, that is an error.
func library(text string) (root *yaml.Node, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			root, err = nil, fmt.Errorf("%v", reason)
		}
	}()
	var document yaml.Node
	err = yaml.NewDecoder(strings.NewReader(withKnownVersion(text))).Decode(&document)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if document.Kind != yaml.DocumentNode || len(document.Content) != 1 {
		return nil, errors.New("no document")
	}
	return document.Content[0], nil
}

// withKnownVersion turns %YAML 1.2 into a %YAML 1.1 of the same length, the only version that the library takes.
func withKnownVersion(text string) string {
	for at := skipWhite(text, bodyStart(text)); at < len(text); at = skipWhite(text, at) {
		rest, isVersion := strings.CutPrefix(text[at:], "%YAML")
		version := strings.TrimLeft(rest, " \t")
		switch {
		case isVersion:
			from := len(text) - len(version) + len("1.")
			if n := minorVersion(version); n > 0 && len(version) < len(rest) {
				return text[:from] + strings.Repeat("0", n-1) + "1" + text[from+n:]
			}
			return text
		case text[at] != '%' && text[at] != '#':
			return text
		}
		at = endOfLine(text, at)
	}
	return text
}

// minorVersion returns how many digits stand after the point of a version such as 1.2; 0 where the library would not take them.
func minorVersion(version string) int {
	digits, ok := strings.CutPrefix(version, "1.")
	n := 0
	for ok && n < len(digits) && isDigit(digits[n]) {
		n++
	}
	if n > 2 {
		return 0
	}
	return n
}

// checkTail looks at what comes after the first document: nothing may.
func checkTail(text string, pos int) *ast.Diagnostic {
	ended := false
	for {
		pos = skipSpace(text, pos)
		if pos >= len(text) {
			return nil
		}
		if !isMarker(text, pos, "...") {
			break
		}
		ended = true
		pos += len("...")
	}
	if isMarker(text, pos, "---") {
		d := secondDocument(ast.Between(pos, pos+len("---")), "---")
		return &d
	}
	if ended {
		d := secondDocument(ast.Between(pos, endOfLine(text, pos)), "...")
		return &d
	}
	d := locate(text, nil)
	return &d
}

// secondDocument is the finding that a document begins at the span, after the mark.
func secondDocument(at ast.Span, mark string) ast.Diagnostic {
	return ast.SecondDocument(at, "a second document begins here; expected one flow a file",
		fmt.Sprintf("put it into a file of its own, or remove the %q if it is a part of the same flow", mark))
}

// isCut tells whether the first document, of this root, goes on behind the "---" at the offset: what is indented there begins no
// document of its own, and an item behind a list is one more of its items.
func isCut(root *ast.Value, text string, mark int) bool {
	if !isMarker(text, mark, "---") {
		return false
	}
	at := skipSpace(text, mark+len("---"))
	if at >= len(text) || startOfLine(text, at) == mark {
		return false
	}
	return !startsLine(text, at) || root.Kind == ast.List && text[at] == '-' && endsWord(text, at+1)
}
