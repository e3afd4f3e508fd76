package flow

import (
	"fmt"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
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

// wrong reports that a token is not what must stand there, in a piece that begins at the token from. It does so only when
// nothing was said about the piece before. It returns the token that is to blame: the one, or that behind it.
func (r *reader) wrong(c context, from, at int) int {
	if at > from && (r.isKind(at, kindOn) || r.isKind(at, kindArrow)) || at == from && r.isKind(at, kindOn) {
		at++ // it is the token after it that is wrong
	}
	if r.hasSlip(from, at+1, false) {
		return at
	}
	t := &r.tokens[at]
	if t.span.Len() == 0 && t.kind != kindEnd {
		return at // a bracket that is missing
	}
	span := ast.Span{Start: t.begin(), End: t.span.End}
	if at == from {
		expected, help := expectedFirst(c, t)
		r.report(span, help, r.describe(t)+"; expected "+expected)
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
	}
	r.report(span, help, fmt.Sprintf("%s after %s; expected %s", found, r.written(before.span), expected))
	return at
}

// goesOn tells whether a token that begins a line may be right where it stands: it begins what comes next, or ends what is
// around. Something is missing before it then.
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
		return "a value", ""
	case kindName:
		if c == inObject {
			return `":" and a value`, "write " + before.text + ": …"
		}
		switch written := r.source.Slice(found.span); {
		case written == "true" || written == "false" || written == "null" || found.form == ast.Number:
			help = "write " + before.text + ": " + written
		case before.text == "say":
			help = "write say " + ast.Quote(found.text)
		case strings.HasPrefix(written, `"`):
			help = "write " + before.text + ": " + written
		case found.kind == kindName:
			help = "write " + before.text + " -> " + written
		}
		return `":" and a value, or "->" and the name of a node`, help
	case kindOn:
		return "the condition in quotation marks", ""
	case kindIf:
		return "a test, as in providedData.score >= 80 or exists providedData.email", ""
	case kindUnary:
		return "a reference, as in providedData.email", ""
	case kindRef:
		if at-2 >= from && r.isKind(at-2, kindUnary) {
			break
		}
		return "one of the operators ==, !=, >, >=, < and <=", operatorHelp(found.text)
	case kindOperator:
		if found.kind == kindWord {
			return "a string, a number, true, false or a reference", "write " + ast.Quote(found.text) + " if it is meant as text"
		}
		return "a string, a number, true, false or a reference", ""
	case kindArrow:
		return "the name of a node", ""
	}
	switch found.text {
	case "then":
		help = `write "->" in its place`
	case "and", "or", "&&", "||":
		help = "a rule has one test; let it lead to another field_condition for the second"
	}
	return `"->" and the name of a node`, help
}

func expectedFirst(c context, found *token) (expected, help string) {
	switch c {
	case outside:
		switch found.kind {
		case kindIllegal, kindNumber, kindString, kindWord, kindOperator, kindComma, kindColon, kindDot, kindLeftBrace, kindLeftBracket:
			return `a node, as in greeting: conversation { … }`, ""
		}
		return `a node, as in greeting: conversation { … }; this stands in none`, `look for a "}" too many before it`
	case inBody:
		return `a member of the node, as in prompt: "…" or on "…" -> greeting`, ""
	case inObject:
		if found.kind == kindTarget || found.kind == kindArrow {
			return "a key and its value", `"->" belongs in the body of the node itself`
		}
		return "a key and its value", ""
	}
	if found.kind == kindComma {
		return "a value before it", "remove it"
	}
	return `a value, "," or "]"`, ""
}

func (r *reader) expectedInHeader(before, found *token, at, from int) (expected, help string) {
	switch {
	case at == 1 && before.kind == kindLabel && before.text == "start" && found.kind == kindTarget:
		return `no ":"`, "write start -> " + found.text
	case at == 1 && before.kind == kindLabel:
		return "the type of the node", "write " + before.text + ": conversation, or another type"
	case at == 1 && before.isStraySession(r.text):
		return `"{"`, "write session { … }"
	case at == 1 && before.kind == kindName:
		switch found.kind {
		case kindName:
			return `":" between the name of a node and its type`, "write " + before.text + ": " + found.text
		case kindLeftBrace, kindTarget:
			return `":" and the type of the node`, "write " + before.text + ": conversation, or another type; start alone needs none"
		}
		return `":" and the type of the node`, ""
	case before.kind == kindStart || before.kind == kindArrow:
		return "the name of a node", ""
	case before.kind == kindRightBrace || before.kind == kindTarget && r.isKind(from, kindStart):
		return "the next node", ""
	case before.kind == kindTarget:
		return `"{" or the next node`, ""
	case before.kind == kindName:
		return `"->", "{" or the next node`, ""
	}
	return expectedInPolicy(before), "a policy reads: before NODE require EDGE, or: after EDGE forbid NODE"
}

func expectedInPolicy(before *token) string {
	switch before.kind {
	case kindTitle:
		return `"{"`
	case kindLeftBrace:
		return `"before" or "after"`
	case kindBefore, kindAfter, kindRequire, kindForbid:
		return `a name, as in liveness or liveness.livenessDetected, or a list of them`
	}
	return `the rest of the policy`
}

func operatorHelp(found string) string {
	switch found {
	case "is", "equals", "eq":
		return `write "=="`
	case "in":
		return `write a rule with "==" for each value`
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

// unquotedCondition returns where a condition without quotation marks ends that begins at a token: before the arrow.
func (r *reader) unquotedCondition(at int) int32 {
	end := r.tokens[at].span.End
	for i := at; r.tokens[i].kind != kindEnd && (i == at || r.tokens[i].column < 0); i++ {
		if r.isKind(i, kindTarget) || r.isKind(i, kindArrow) {
			break
		}
		end = r.tokens[i].span.End
	}
	return end
}

// unquoted tells whether the value at a token, which ends before the token end, goes on as text without quotation marks
// would; it reports that.
func (r *reader) unquoted(at, end int) bool {
	value, next := &r.tokens[at], &r.tokens[end]
	if value.kind != kindScalar || r.text[value.span.Start] == '"' || next.column >= 0 || next.span.Len() == 0 {
		return false
	}
	switch next.kind {
	case kindName, kindIllegal, kindNumber, kindWord, kindOperator, kindColon, kindDot, kindString, kindScalar:
	default:
		return false
	}
	whole := ast.Span{Start: value.span.Start, End: next.span.End}
	marks := true
	for i := end; r.tokens[i].column < 0 && !r.isKind(i, kindEnd) && !r.isKind(i, kindRightBrace); i++ {
		whole.End = r.tokens[i].span.End
		marks = marks && r.isKind(i, kindIllegal)
	}
	if marks {
		return false // a word and a stray mark
	}
	if !r.hasSlip(at, end+1, false) {
		words := r.source.Slice(whole)
		r.report(whole, "write "+ast.Quote(words), fmt.Sprintf("text of several words, %s; expected it in quotation marks", ast.Quote(strings.TrimSpace(words))))
	}
	return true
}
