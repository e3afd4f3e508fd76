package flow

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A bracket is one that has been opened and not yet closed.
type bracket struct {
	kind lexer.TokenType
	span ast.Span
	// column is the indentation of the line on which it stands, inner that of the first line inside; -1 when not known.
	column, inner int32
}

var brackets = map[lexer.TokenType]struct {
	text, closing string
	closingKind   lexer.TokenType
}{
	kindLeftBrace:   {"{", "}", kindRightBrace},
	kindLeftBracket: {"[", "]", kindRightBracket},
}

func (c *cutter) openBracket(t *token) {
	if len(c.open) == ast.MaxDepth {
		c.skipDeep(t)
		return
	}
	c.open = append(c.open, bracket{t.kind, t.span, c.indentation, -1})
	if t.kind == kindLeftBrace {
		c.braces++
	}
}

// openForgotten opens the body of a node whose brace is missing, and tells whether there is one. What is ahead begins as members do
// and nodes do not, and is indented more than the name of the node or, on the same line, has a key that nodes have.
func (c *cutter) openForgotten() bool {
	n := len(c.tokens)
	if n < 2 || n > 3 || c.tokens[0].kind != kindLabel || c.tokens[1].kind != kindName || n == 3 && c.tokens[2].kind != kindTarget {
		return false
	}
	text := c.text[c.ahead.span.Start:]
	switch name, last := &c.tokens[0], &c.tokens[n-1]; {
	case c.ahead.column > name.column && name.column >= 0 && c.startsInBody(text):
		c.indentation = name.column
		c.insertBrace(last.span, fmt.Sprintf("nothing after %s; expected %s before the members of the node", last.quote(), ast.Quote("{")), "close the line with {")
	case c.ahead.column < 0 && c.startsInBody(text) && (c.isField(c.ahead.text) || hasPlainValue(text) || n == 2 && c.isType(last.text) && c.hasWordValue(text)):
		c.insertBrace(c.ahead.span, fmt.Sprintf("%s after %s; expected %s", c.ahead.quote(), last.quote(), ast.Quote("{")), "put the members of the node between { and }")
	default:
		return false
	}
	return true
}

// openForgottenValue opens the object after a key whose brace is missing: the line below is indented more, and begins with a key.
func (c *cutter) openForgottenValue() {
	key := &c.tokens[len(c.tokens)-1]
	if key.kind == kindLabel && key.column >= 0 && c.ahead.column > key.column && c.ahead.isName() &&
		strings.HasPrefix(skipSpaces(c.text[c.ahead.span.End:]), ":") {
		c.insertBrace(key.span, fmt.Sprintf("nothing after %s; expected a value, or an object in braces", key.quote()), "write "+key.text+": { … }")
	}
}

// openForgottenOnLine opens the object after a key whose brace is missing: another key and its value follow on the line. Where that
// value is a word, it may be a sentence with a colon in it.
func (c *cutter) openForgottenOnLine() {
	key := &c.tokens[len(c.tokens)-1]
	if key.kind == kindLabel && c.ahead.isName() && hasPlainValue(c.text[c.ahead.span.Start:]) {
		c.insertBrace(c.ahead.span, fmt.Sprintf("%s after %s; expected %s", c.ahead.quote(), key.quote(), ast.Quote("{")), "write "+key.text+": { … }")
	}
}

// hasPlainValue tells whether a text begins with a word, a colon, and a value that is no word.
func hasPlainValue(text string) bool {
	_, rest := leadingWord(text)
	rest, ok := strings.CutPrefix(rest, ":")
	rest = skipSpaces(rest)
	return ok && rest != "" && (strings.IndexByte("\"{[", rest[0]) >= 0 || isDigit(rest[0]))
}

// hasWordValue tells whether a text begins with a word, a colon, and a word that resembles no type of node.
func (c *cutter) hasWordValue(text string) bool {
	_, rest := leadingWord(text)
	rest, ok := strings.CutPrefix(rest, ":")
	value, _ := leadingWord(skipSpaces(rest))
	return ok && value != "" && !c.resemblesType(value)
}

// insertBrace opens a brace after the last token, where none is written, and says so at a place.
func (c *cutter) insertBrace(at ast.Span, message, help string) {
	c.insertSlip(slip{span: at, meant: true, message: message, help: help})
	end := c.lastEnd()
	t := token{kind: kindLeftBrace, span: ast.Span{Start: end, End: end}, column: -1}
	c.openBracket(&t)
	c.tokens = append(c.tokens, t)
}

// startsInBody tells whether a text begins as a member of a body does, and as no item.
func (c *cutter) startsInBody(text string) bool {
	if startsSentence(text) {
		return true
	}
	word, rest := leadingWord(text)
	switch {
	case rest == "" || word == "policy":
		return false
	case strings.HasPrefix(rest, "->"):
		return word != "start"
	}
	colon := rest[0] == ':'
	if colon {
		rest = skipSpaces(rest[1:])
		if string, ok := strings.CutPrefix(rest, `"`); ok {
			if name, _, _ := strings.Cut(string, `"`); c.isType(name) {
				return false
			}
		}
	}
	switch value, after := leadingWord(rest); {
	case value == "true" || value == "false":
		return true
	case value != "":
		return colon && !c.isType(value) && !strings.HasPrefix(after, "{") && !strings.HasPrefix(after, "->")
	}
	return rest != "" && (strings.IndexByte("\"'`[", rest[0]) >= 0 || isDigit(rest[0]) || colon && strings.IndexByte("{-$", rest[0]) >= 0)
}

// newLine takes note of the indentation of the token ahead, the first of its line. Where brackets are missing, those whose lines
// are indented more than this one end before it.
func (c *cutter) newLine() {
	column := c.ahead.column
	closing := c.ahead.kind == kindRightBrace || c.ahead.kind == kindRightBracket
	// Indentation means something only where the author indents at all. The item itself ends where the next one begins, or with
	// the file.
	if body := c.open[0]; int(c.ahead.span.Start) < c.strict && body.inner > body.column {
		n := len(c.open)
		for ; n > 1; n-- {
			b := c.open[n-1]
			if b.inner >= 0 && b.inner <= b.column || column > b.column || closing && column == b.column {
				break
			}
		}
		c.closeMissing(n)
	}
	// A list holds no keys and no arrows.
	if c.ahead.isName() && startsMember(c.text[c.ahead.span.Start:]) {
		n := len(c.open)
		for n > 1 && c.open[n-1].kind == kindLeftBracket {
			n--
		}
		c.closeMissing(n)
	}
	if top := &c.open[len(c.open)-1]; top.inner < 0 && !closing {
		top.inner = column
	}
}

// closeMissing closes brackets that were left open until n are left, as if their closing ones stood before the token ahead.
func (c *cutter) closeMissing(n int) {
	if n >= len(c.open) {
		return
	}
	b := c.open[len(c.open)-1]
	c.unclear = c.unclear || len(c.open) > 1
	if !c.swallowed() && b.span.Len() > 0 {
		where := c.ahead.span
		found := ast.Quote(c.text[where.Start:where.End])
		if c.ahead.kind == kindEnd {
			where = ast.Span{Start: c.lastEnd(), End: c.lastEnd()}
			found = "the end of the file"
		}
		pair := brackets[b.kind]
		c.insertSlip(slip{span: where, meant: true, related: b.span,
			message: fmt.Sprintf("%s, but a %s is not closed; expected %s", found, ast.Quote(pair.text), ast.Quote(pair.closing)),
			help:    fmt.Sprintf("close it with %s", ast.Quote(pair.closing))})
	}
	for len(c.open) > n {
		c.pop(c.lastEnd())
	}
}

func (c *cutter) lastEnd() int32 {
	if n := len(c.tokens); n > 0 {
		return c.tokens[n-1].span.End
	}
	return int32(c.start)
}

// pop closes the innermost bracket at a place where nothing closes it.
func (c *cutter) pop(at int32) {
	top := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if top.kind == kindLeftBrace {
		c.braces--
	}
	c.tokens = append(c.tokens, token{kind: brackets[top.kind].closingKind, span: ast.Span{Start: at, End: at}, column: -1})
}

// closeBracket closes the bracket that t belongs to, and tells whether there is one.
func (c *cutter) closeBracket(t *token) bool {
	n := len(c.open)
	if t.kind == kindRightBrace && n == 0 {
		return true // an item of its own, see recover.go
	}
	if t.kind == kindRightBracket && (n == 0 || c.open[n-1].kind != kindLeftBracket) || t.kind == kindRightBrace && c.braces == 0 {
		c.unclear = true
		c.insertSlip(slip{span: t.span, meant: true, help: "remove it",
			message: fmt.Sprintf("%s closes nothing", ast.Quote(t.text))})
		return false
	}
	for t.kind == kindRightBrace && c.open[len(c.open)-1].kind == kindLeftBracket {
		c.crossed, c.unclear = true, true
		c.insertSlip(slip{span: t.span, meant: true, related: c.open[len(c.open)-1].span, help: `close it with "]"`,
			message: `"}", but a "[" is not closed; expected "]"`})
		c.pop(t.span.Start)
	}
	c.open = c.open[:len(c.open)-1]
	if t.kind == kindRightBrace {
		c.braces--
	}
	return true
}

// swallowed tells whether brackets of the item may be hidden in something that was not read as it was meant.
func (c *cutter) swallowed() bool {
	for ; c.whole < c.before; c.whole++ {
		if c.slips[c.whole].brackets {
			return true
		}
	}
	return false
}

// skipDeep skips what is nested too deeply, and turns the bracket that it begins with into a token that stands for all of it.
func (c *cutter) skipDeep(t *token) {
	opening, slips := t.span, c.before
	t.kind = kindTooDeep
	for depth := 1; depth > 0 && !c.atStrictItem(); {
		switch c.ahead.kind {
		case kindEnd:
			if depth = 0; c.start >= c.strict {
				c.open = append(c.open, bracket{kind: kindTooDeep}) // so that the item is read again
			}
			continue
		case kindLeftBrace, kindLeftBracket:
			depth++
		case kindRightBrace, kindRightBracket:
			depth--
		}
		t.span.End = c.ahead.span.End
		// One mistake is enough; those inside do not matter any more.
		c.slips = c.slips[:slips]
		c.advance()
	}
	c.insertSlip(slip{span: opening, swallows: true, brackets: true, help: "put fewer of them into each other",
		message: ast.TooDeep()})
}
