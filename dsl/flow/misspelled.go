package flow

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// What people write for the keywords of the language: misspellings, capitals, and the keywords of other languages. The token is read
// as the one that was meant, so that the rest of the member is checked like any other. A correct source never gets here: in it, a
// word in a body that is no keyword has a colon or an arrow after it.

// synonyms are words that are not spelled like the keyword that is meant.
var synonyms = map[string]string{
	"when": "on", "whenever": "on", "case": "on",
	"tell": "say", "speak": "say", "says": "say",
	"elif": "if", "elsif": "if", "elseif": "if", "else-if": "if", "elsewhen": "if",
	"otherwise": "else",
}

// operatorWords are the words that people write for operators.
var operatorWords = map[string]string{
	"is": "==", "equals": "==", "eq": "==",
	"isnt": "!=", "notEquals": "!=", "ne": "!=", "neq": "!=",
	"gt": ">", "above": ">", "over": ">", "gte": ">=", "ge": ">=",
	"lt": "<", "below": "<", "under": "<", "lte": "<=", "le": "<=",
}

// meant returns which of the words another is meant to be; empty for none of them.
func meant(word string, words ...string) string {
	right := synonyms[strings.ToLower(word)]
	for _, w := range words {
		if w == right {
			return right
		}
	}
	near, _ := nearest.Of(word, words)
	return near
}

// misspelledMember gives a word that begins a member the kind of the keyword that is meant, and tells whether there is one.
func (c *cutter) misspelledMember(t *token) bool {
	if c.ahead.column >= 0 || c.behindReference(t) {
		return false
	}
	behind := skipSpaces(c.text[c.ahead.span.End:])
	switch {
	case c.ahead.kind == kindString:
		right := meant(t.text, "on", "say")
		if right != "say" && (right == "on" || strings.HasPrefix(behind, "->")) {
			c.replaced(t, " before a condition", "on", "write on "+ast.Quote(c.ahead.text)+" -> …")
			t.kind = kindOn
			c.join(t, kindCondition)
			return true
		}
		if right == "say" {
			c.replaced(t, " before a text", "say", "write say "+ast.Quote(c.ahead.text))
			c.join(t, kindSay)
			return true
		}
	case c.atTest():
		if right := meant(t.text, "if"); right != "" || synonyms[strings.ToLower(t.text)] == "on" {
			c.replaced(t, " before a test", "if", "write if in its place; the rules are tried from top to bottom")
			t.kind = kindIf
			return true
		}
	case c.ahead.kind == kindWord && (behind == "" || strings.IndexByte("\r\n#}", behind[0]) >= 0 || strings.HasPrefix(behind, "as ") ||
		startsMember(behind) || startsSentence(behind)):
		switch right := meant(t.text, "always", "else"); right {
		case "always":
			c.replaced(t, " before the name of a node", "always ->", "write always -> "+c.ahead.text)
			t.kind, t.text, t.lead = kindCondition, "", t.span
			return true
		case "else":
			c.replaced(t, " before the name of a node", "else ->", "write else -> "+c.ahead.text)
			t.kind = kindElse
			return true
		}
	}
	return false
}

// behindReference tells whether a token stands right behind the reference of a test, or behind one word that does: it belongs to the
// test, whatever it looks like.
func (c *cutter) behindReference(t *token) bool {
	n := len(c.tokens)
	if n > 1 && c.tokens[n-1].kind == kindName && c.tokens[n-1].column < 0 {
		n--
	}
	return t.column < 0 && n > 0 && c.tokens[n-1].kind == kindRef
}

// operatorWord gives a word behind the reference of a test the kind of the operator that is meant, and tells whether there is one with
// a value behind it.
func (c *cutter) operatorWord(t *token) bool {
	right := operatorWords[t.text]
	if right == "" || t.kind != kindWord || t.form == ast.Ref || t.column >= 0 || c.ahead.column >= 0 || !c.ahead.isName() && c.ahead.kind != kindNumber {
		return false
	}
	switch c.ahead.text {
	case "not", "than", "exists", "missing":
		if c.ahead.kind == kindWord { // an operator of several words
			return false
		}
	}
	c.replaced(t, "", right, "write "+right)
	t.kind, t.text = kindOperator, right
	return true
}

// atTest tells whether the token ahead begins a test.
func (c *cutter) atTest() bool {
	switch c.ahead.kind {
	case kindWord:
		return c.ahead.text == "exists" || c.ahead.text == "missing" || c.ahead.text == "not" ||
			strings.HasPrefix(c.text[c.ahead.span.End:], ".")
	case kindIllegal:
		return c.ahead.text == "(" || c.ahead.text == "!"
	}
	return false
}

// replaced reports a word for which it is clear what was meant.
func (c *cutter) replaced(t *token, where, right, help string) {
	if c.before > 0 && c.slips[c.before-1].span == t.span { // a mark in it, see wholeWord
		c.slips[c.before-1].meant = true
		return
	}
	c.insertSlip(slip{span: t.span, meant: true, message: ast.Quote(t.text) + where + "; expected " + ast.Quote(right), help: help})
}

// elseIf reads "else if" as "if", and tells whether it stands there.
func (c *cutter) elseIf(t *token) bool {
	if c.ahead.kind != kindWord || c.ahead.text != "if" || c.ahead.column >= 0 {
		return false
	}
	c.slip(int(c.ahead.span.Start), int(c.ahead.span.End), true, `"if" after "else"; expected "if" alone`,
		"write if … -> …; the rules are tried from top to bottom")
	column := t.column
	*t = c.advance()
	t.kind, t.column = kindIf, column
	return true
}

// condition reads "if" before a text as "on", and tells whether that is meant.
func (c *cutter) condition(t *token) bool {
	if c.ahead.kind != kindString || !strings.HasPrefix(skipSpaces(c.text[c.ahead.span.End:]), "->") {
		return false
	}
	c.replaced(t, " before a condition in words", "on", "write on "+ast.Quote(c.ahead.text)+" -> …")
	c.join(t, kindCondition)
	return true
}

const arrowAfterOn = `"->" after "on"; expected the condition in quotation marks`

// arrowFirst reads a condition with an arrow before it, and tells whether that is ahead: no node has such a name, and what follows it
// shows that it is none.
func (c *cutter) arrowFirst(t *token) bool {
	text, ok := strings.CutPrefix(skipSpaces(c.text[c.ahead.span.End:]), `"`)
	if !ok || c.ahead.column >= 0 {
		return false
	}
	_, behind, _ := strings.Cut(text, `"`)
	behind = skipSpaces(behind)
	if word, _ := leadingWord(behind); word == "" && !strings.HasPrefix(behind, "->") {
		return false
	}
	arrow := c.advance()
	c.insertSlip(slip{span: arrow.span, meant: true, message: arrowAfterOn,
		help: "write on " + ast.Quote(c.ahead.text) + " -> …"})
	c.join(t, kindCondition)
	return true
}

// misspelledItem gives a word that begins an item the kind of the keyword that is meant, and tells whether there is one.
func (c *cutter) misspelledItem(t *token) bool {
	var right, help string
	var kind lexer.TokenType
	switch c.ahead.kind {
	case kindArrow:
		right, kind, help = "start", kindStart, "write start -> …; other nodes have their edges in their bodies"
	case kindLeftBrace:
		right, kind, help = "session", kindSession, "write session { … }"
	case kindString:
		right, kind, help = "policy", kindTitle, "write policy "+ast.Quote(c.ahead.text)+" { … }"
	default:
		return false
	}
	if c.ahead.column >= 0 || meant(t.text, right) == "" {
		return false
	}
	c.replaced(t, "", right, help)
	if kind == kindTitle {
		c.join(t, kind)
		return true
	}
	t.kind = kind
	if kind == kindStart {
		t.text = right
	}
	return true
}

// negated reads "not exists" and "!exists" as "missing", and tells whether t begins that. It stands behind "if".
func (c *cutter) negated(t *token) bool {
	if c.last() != kindIf || t.text != "not" && t.text != "!" || c.ahead.kind != kindWord || c.ahead.column >= 0 {
		return false
	}
	right := map[string]string{"exists": "missing", "missing": "exists"}[c.ahead.text]
	if right == "" {
		return false
	}
	start := t.span.Start
	*t = c.advance()
	t.kind, t.text, t.span.Start = kindUnary, right, start
	c.insertSlip(slip{span: t.span, meant: true, help: "write " + right,
		message: ast.Quote(c.text[t.span.Start:t.span.End]) + "; expected " + ast.Quote(right)})
	return true
}

// strayInTest leaves out the parentheses of a test, and tells whether t is one of them. They are one mistake.
func (c *cutter) strayInTest(t *token) bool {
	switch {
	case strings.Trim(t.text, "(") == "" && (c.last() == kindIf || c.last() == kindUnary):
		c.parentheses = true
		c.insertSlip(slip{span: t.span, meant: true, help: "write the test without parentheses",
			message: ast.Quote(t.text) + " in a test; expected no parentheses"})
		return true
	case strings.Trim(t.text, ")") == "" && c.parentheses:
		c.parentheses = false
		return true
	}
	return false
}
