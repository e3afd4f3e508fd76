package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// unquoted tells whether the value at a token, which ends before the token end, goes on like text without quotation marks. If so,
// it reports that, and returns the token after the text.
func (r *reader) unquoted(c context, at, end int) (after int, ok bool) {
	value := &r.tokens[at]
	if r.text[value.span.Start] == '"' || !r.goesOnAsText(c, value, end) {
		return end, false
	}
	whole := value.span
	after = end
	for marks := true; ; after++ {
		if r.endsText(c, after) {
			if marks {
				return end, false // a word and a stray mark
			}
			break
		}
		whole.End = r.tokens[after].span.End
		marks = marks && r.isKind(after, kindIllegal)
	}
	if !r.said(at, end) {
		words := r.source.Slice(whole)
		expected, help := "it in quotation marks", "write "+ast.Quote(words)
		if isEnumeration(words) {
			expected, help = "brackets or quotation marks around it", "write ["+words+"] if it is a list, or "+ast.Quote(words)
		}
		r.report(whole, fmt.Sprintf("text of several words, %s; expected %s", ast.Quote(strings.TrimSpace(words)), expected), help)
	}
	return after, true
}

// goesOnAsText tells whether the token behind a value is no member, but more text.
func (r *reader) goesOnAsText(c context, value *token, at int) bool {
	next := &r.tokens[at]
	if next.column >= 0 {
		return false
	}
	switch next.kind {
	case kindName, kindIllegal, kindNumber, kindWord, kindOperator, kindColon, kindDot, kindString, kindScalar:
	case kindComma:
		if c == inObject {
			return value.form == ast.String && r.enumerates(at)
		}
		// A comma in a body is one too many, unless a sentence goes on behind it.
		return c == inBody && value.form == ast.String && r.isKind(at+1, kindName) && r.tokens[at+1].column < 0 && !r.isKind(at+2, kindTarget)
	case kindCondition, kindOn, kindIf, kindElse:
		return value.form == ast.String
	default:
		return false
	}
	if value.form == ast.String {
		return true
	}
	// A number, and another member behind it?
	behind := &r.tokens[at+1]
	return behind.kind == kindName && behind.column < 0 || behind.kind == kindRightBrace
}

// enumerates tells whether words without values follow a comma to the end of the line, as in: langs: es, fr, en.
func (r *reader) enumerates(comma int) bool {
	for r.isKind(comma, kindComma) && r.isKind(comma+1, kindName) && r.tokens[comma+1].column < 0 {
		comma += 2
		if r.tokens[comma].column >= 0 {
			return true
		}
	}
	return false
}

// isEnumeration tells whether a text is words with commas between them.
func isEnumeration(text string) bool {
	words := strings.Split(text, ",")
	return len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool {
		word = strings.TrimSpace(word)
		return word == "" || strings.ContainsAny(word, " \t")
	})
}

// endsText tells whether text without quotation marks ends before a token.
func (r *reader) endsText(c context, at int) bool {
	t := &r.tokens[at]
	switch t.kind {
	case kindEnd, kindRightBrace, kindSay:
		return true
	case kindCondition, kindIf, kindElse:
		return t.column >= 0 || r.startsEdge(at)
	case kindComma:
		return c != inBody && !(c == inObject && r.isKind(at+1, kindName) && r.tokens[at+1].column < 0)
	}
	return t.column >= 0
}

// startsEdge tells whether an edge begins at a token, which may also be a word of a text.
func (r *reader) startsEdge(at int) bool {
	switch r.tokens[at].kind {
	case kindCondition, kindElse:
		return r.isKind(at+1, kindTarget)
	case kindIf:
		return r.isKind(at+1, kindRef) || r.isKind(at+1, kindUnary)
	}
	return false
}
