package flow

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// A context is where a mistake is.
type context uint8

const (
	outside context = iota // between items
	header                 // in an item, but not in brackets
	inBody
	inObject
	inList
)

// wrong reports that a token is not what must stand there, in a piece that begins at the token from, unless something was said about
// the piece before. It returns the token that is to blame: that one, or the one after it.
func (r *reader) wrong(c context, from, at int) int {
	if r.isKind(at, kindOn) || at > from && r.isKind(at, kindArrow) {
		at++ // it is the token after it that is wrong
	}
	if r.said(from, at) || at > from && r.blamed(c, at-1) {
		return at
	}
	t := &r.tokens[at]
	if t.span.Len() == 0 && t.kind != kindEnd {
		return at // a bracket that is missing
	}
	span := t.span
	if !t.lead.IsZero() {
		span = t.lead
	}
	if at == from {
		expected, help := expectedFirst(c, t)
		r.report(span, r.describe(t)+"; expected "+expected, help)
		return at
	}
	before := &r.tokens[at-1]
	expected, help := r.expected(c, before, at, from)
	found := r.describe(t)
	switch {
	case t.kind == kindEnd || t.column >= 0 && goesOn(c, t.kind):
		found, span, help = "nothing", before.span, ""
	case before.kind == kindOn:
		span.End = r.unquotedCondition(at)
		help = "write on " + ast.Quote(r.source.Slice(span)) + " -> …"
		if word := r.source.Slice(t.span); r.isOutcome(word) {
			help = "write " + word + " -> …, without on"
		}
	}
	r.report(span, fmt.Sprintf("%s after %s; expected %s", found, r.written(before.span), expected), help)
	return at
}

// blamed tells whether the finding reported last is about a token, so that what is missing or wrong behind it follows from that.
func (r *reader) blamed(c context, at int) bool {
	n, next := len(r.found), &r.tokens[at+1]
	return n > 0 && r.found[n-1].Span.Start == r.tokens[at].begin() && (next.column < 0 || goesOn(c, next.kind))
}

// goesOn tells whether a token that begins a line may be right where it stands, as the beginning of what comes next or the end of
// what is around it. In that case something is missing before it.
func goesOn(c context, kind lexer.TokenType) bool {
	switch kind {
	case kindIllegal, kindNumber, kindOperator, kindComma, kindColon, kindDot, kindLeftBrace, kindLeftBracket, kindTooDeep:
		return false
	case kindTarget, kindArrow:
		return c == inBody
	}
	return true
}

// expected says what must stand at a token, and what to do when it is not there.
func (r *reader) expected(c context, before *token, at, from int) (expected, help string) {
	found := &r.tokens[at]
	if c == header {
		return r.expectedInHeader(before, found, at, from)
	}
	switch before.kind {
	case kindLabel:
		if found.kind == kindTarget && c == inBody {
			return "a value", "write " + before.text + " -> " + found.text + " for an outcome"
		}
		return "a value", ""
	case kindName:
		switch {
		case c == inObject:
			expected = `":" and a value`
		case isSpoken(before, found):
			expected = "the text in quotation marks"
		default:
			expected = `":" and a value, or "->" and the name of a node`
		}
		return expected, r.helpAfterName(c, before, found, at)
	case kindOn:
		return "the condition in quotation marks", ""
	case kindIf, kindUnary, kindRef, kindOperator:
		if !r.isKind(at-2, kindUnary) { // behind which no operator stands
			return r.expectedInTest(before, found, at, from)
		}
	case kindArrow:
		return "the name of a node", ""
	}
	switch found.text {
	case "then", "to", "goto", ":", "=", "-", "~", "<", ">":
		help = "write -> in its place"
	case "and", "or", "&&", "||", "&", "|":
		help = "a rule has one test; let it lead to another field_condition for the second"
	case "{":
		help = `write -> and the name alone, without braces`
	case "as":
		help = `write -> NAME as ID, the id last`
	default:
		if found.kind == kindName {
			help = "write -> " + r.source.Slice(found.span)
		}
	}
	return `"->" and the name of a node`, help
}

// mostQuoted is how many tokens of a text without quotation marks are looked at, to show it in a message. ast.Quote shows no more than
// that of it; and a line may be as long as the file, and have a mistake at each of its tokens.
const mostQuoted = 100

// helpAfterName says what to write where a name, which nothing makes a key or an outcome, stands before the token.
func (r *reader) helpAfterName(c context, before, found *token, at int) string {
	switch written := r.source.Slice(found.span); {
	case found.kind == kindLeftBrace:
		return "write " + before.text + ": { … }"
	case found.kind == kindLeftBracket:
		return "write " + before.text + ": [ … ]"
	case isSpoken(before, found):
		return "write say " + ast.Quote(r.unquotedText(at))
	case written == "true" || written == "false" || written == "null" || found.form == ast.Number:
		return "write " + before.text + ": " + written
	case found.kind == kindName && !strings.HasPrefix(written, `"`) && r.tokens[at+1].kind == kindName && r.tokens[at+1].column < 0:
		return "write " + before.text + ": " + ast.Quote(r.unquotedText(at))
	case strings.HasPrefix(written, `"`):
		return "write " + before.text + ": " + written
	case c == inObject:
		return "write " + before.text + ": …"
	case found.kind == kindName:
		return "write " + before.text + " -> " + written
	}
	return ""
}

// isSpoken tells whether a token behind a name begins the text of a say that lacks its quotation marks.
func isSpoken(before, found *token) bool {
	return before.text == "say" && (found.kind == kindName || found.form == ast.Ref)
}

// unquotedText returns the text without quotation marks that begins at a token: up to the end of its line, or to where a member begins.
func (r *reader) unquotedText(at int) string {
	span := r.tokens[at].span
	if written := r.source.Slice(span); r.tokens[at].form == ast.Ref {
		if point := strings.IndexByte(written, '.') + 1; strings.IndexByte(" \t\r\n", written[point]) >= 0 && r.isKind(at+1, kindColon) {
			return written[:point] // a sentence, and the key of the next member
		}
	}
	for i := at + 1; i < at+mostQuoted && !r.endsText(inBody, i) && !r.isKind(i, kindLabel) && !r.isKind(i, kindTarget) && !r.isBracket(i); i++ {
		span.End = r.tokens[i].span.End
	}
	return r.source.Slice(span)
}

func expectedFirst(c context, found *token) (expected, help string) {
	switch c {
	case outside:
		if found.text == "-" {
			help = "remove it; a node needs no mark"
		}
		switch found.kind {
		case kindIllegal, kindNumber, kindString, kindWord, kindOperator, kindComma, kindColon, kindDot, kindLeftBrace, kindLeftBracket:
			return `a node, as in greeting: conversation { … }`, cmp.Or(help, "remove it, or write the node that it belongs to")
		}
		return `a node, as in greeting: conversation { … }; this stands in none`, `look for a "}" too many before it`
	case inBody:
		if found.kind == kindArrow {
			help = "remove it, or write the name of an outcome before it"
		}
		return `a member of the node, as in prompt: "…" or on "…" -> greeting`, cmp.Or(help, "remove it, or put text in quotation marks behind its key")
	case inObject:
		if found.kind == kindTarget || found.kind == kindArrow {
			return "a key and its value", `"->" belongs in the body of the node itself`
		}
		if found.kind == kindComma {
			return "a key and its value", "remove it"
		}
		return "a key and its value", "remove it, or write a key and a colon before it"
	}
	if found.kind == kindComma {
		return "a value before it", "remove it"
	}
	return `a value, "," or "]"`, "remove it, or put text in quotation marks"
}

func (r *reader) expectedInHeader(before, found *token, at, from int) (expected, help string) {
	switch {
	case before.kind == kindLabel && before.text == "start" && found.kind == kindTarget:
		return `no ":"`, "write start -> " + found.text
	case before.kind == kindLabel:
		if help, ok := r.besideNodes(before.text); ok {
			return "the type of the node", help
		}
		return "the type of the node", "write " + before.text + ": conversation, or another type"
	case at == 1 && before.isStraySession(r.text):
		return `"{"`, "write session { … }"
	case at == 1 && before.kind == kindName:
		switch found.kind {
		case kindName:
			help = "write " + before.text + ": " + found.text
			if r.isType(before.text) && !r.isType(found.text) {
				help = "write " + found.text + ": " + before.text
			}
			return `":" between the name of a node and its type`, help
		case kindTarget:
			return `":" and the type of the node`, "edges stand in the body of their node, as in " + before.text + ": conversation { always -> " + found.text + " }"
		case kindLeftBrace:
			if help, ok := r.besideNodes(before.text); ok {
				return `":" and the type of the node`, help
			}
			if before.text == "start" {
				return `"->" and the name of the first node`, "write start -> …, without braces"
			}
			return `":" and the type of the node`, "write " + before.text + ": conversation, or another type; start alone needs none"
		}
		return `":" and the type of the node`, ""
	case before.kind == kindArrow:
		return "the name of a node", ""
	case before.kind == kindRightBrace || r.isKind(from, kindStart):
		return "the next node", surplusHelp(found)
	case before.kind == kindTarget:
		return `"{" or the next node`, surplusHelp(found)
	case before.kind == kindName:
		if found.kind == kindName && r.isType(before.text) && !r.isType(found.text) {
			return `"->", "{" or the next node`, "write -> " + found.text + " if that is where it leads"
		}
		return `"->", "{" or the next node`, surplusHelp(found)
	}
	return r.expectedInPolicy(at, from), r.policyHelp(found)
}

// besideNodes says where a key of the request that stands among the nodes belongs; ok is false for any other word.
func (r *reader) besideNodes(word string) (help string, ok bool) {
	switch {
	case word == "flow":
		return "leave it out: the nodes stand alone, as in greeting: conversation { … }", true
	case r.catalog.Body.Field(word) != nil:
		return "keys of the request stand in the session: session { " + word + ": … }", true
	}
	return "", false
}

// isOutcome tells whether a word is a named outcome of the item's node.
func (r *reader) isOutcome(word string) bool {
	t := r.catalog.NodeType(r.tokens[1].text)
	return t != nil && t.Outcomes() != nil && t.Outcomes().Type.Field(word) != nil
}

// isType tells whether a word is a type of node.
func (c *cutter) isType(word string) bool { return c.catalog.NodeType(word) != nil }

// resemblesType tells whether a word is a type of node, or like one.
func (c *cutter) resemblesType(word string) bool {
	types := make([]string, len(c.catalog.NodeTypes))
	for i := range types {
		types[i] = c.catalog.NodeTypes[i].Name
	}
	_, near := nearest.Of(word, types)
	return near || c.isType(word)
}

// isField tells whether nodes of some type have a field of the name.
func (c *cutter) isField(name string) bool {
	for i := range c.catalog.NodeTypes {
		if c.catalog.NodeTypes[i].Type.Field(name) != nil {
			return true
		}
	}
	return false
}

// surplusHelp says what to do with a token after an item.
func surplusHelp(found *token) string {
	switch found.kind {
	case kindComma, kindIllegal:
		return "remove it"
	case kindTarget:
		return "write the edge in the body of the node that it leaves"
	}
	return ""
}

// describe names a token as a message does: by its first piece, for that is what is wrong.
func (r *reader) describe(t *token) string {
	switch {
	case t.kind == kindTooDeep:
		return "brackets nested too deeply"
	case !t.lead.IsZero():
		return r.written(t.lead)
	}
	return r.written(t.span)
}

func (r *reader) written(span ast.Span) string {
	written := r.source.Slice(span)
	if len(written) > 1 && written[0] == '"' {
		return "the string " + ast.Quote(strings.Trim(written, `"`))
	}
	return ast.Quote(written)
}

// unquotedCondition returns where a condition without quotation marks that begins at a token ends: before the arrow.
func (r *reader) unquotedCondition(at int) int32 {
	end := r.tokens[at].span.End
	for i := at; i < at+mostQuoted && r.tokens[i].kind != kindEnd && (i == at || r.tokens[i].column < 0); i++ {
		if r.isKind(i, kindTarget) || r.isKind(i, kindArrow) {
			break
		}
		end = r.tokens[i].span.End
	}
	return end
}
