package flow

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// classify finds out what a word, string or number means where it stands, and joins it with what belongs to it. A keyword is one only
// where the grammar has its construct; elsewhere it is a name.
func (c *cutter) classify(t *token) {
	c.reference(t)
	before, depth := c.last(), len(c.open)
	switch {
	case len(c.tokens) == 0 && c.opening(t):
	case depth == 0:
		c.label(t)
	case c.tokens[0].kind == kindTitle:
		c.ofPolicy(t)
	case before == kindLabel || c.open[depth-1].kind == kindLeftBracket:
		if before == kindLabel && c.forgotten(t) {
			c.member(t)
			break
		}
		t.kind = kindScalar
		c.constant(t)
	case before == kindOperator && c.inTest(t):
		if c.constant(t); t.form != ast.Null && (t.form != ast.String || t.kind == kindString) {
			t.kind = kindOperand
		}
	case before == kindIf || before == kindUnary:
		c.tested(t)
	case before == kindRef && c.operatorWord(t):
	default:
		c.member(t)
	}
}

// member classifies what begins a member of a body or of an object.
func (c *cutter) member(t *token) {
	if c.ahead.kind == kindColon || len(c.open) > 1 || c.tokens[0].kind == kindSession || !c.ofBody(t) {
		c.label(t)
	}
}

// inTest tells whether a token behind an operator is in a test with it, and the operator no stray one.
func (c *cutter) inTest(t *token) bool {
	n := len(c.tokens)
	return c.tokens[n-1].column < 0 && t.column < 0 || c.tokens[n-2].kind == kindRef
}

// forgotten tells whether a value was forgotten before a word: the word begins the next line, or is that of an outcome, and what
// follows it shows that it begins a member.
func (c *cutter) forgotten(t *token) bool {
	if t.form == ast.Ref || c.ahead.column >= 0 {
		return false
	}
	if t.column < 0 {
		return c.ahead.kind == kindArrow && c.leads(t)
	}
	if c.ahead.kind == kindColon || c.ahead.kind == kindArrow {
		return true
	}
	// In an object there is no such member: the value may well be a word, and the next key a string on the same line.
	return len(c.open) == 1 && c.tokens[0].kind != kindSession && c.ahead.isName() && startsSentence(c.text[t.span.Start:])
}

// reference joins a word with the point and the field behind it.
func (c *cutter) reference(t *token) {
	t.form = ast.String
	if t.kind == kindNumber {
		t.form = ast.Number
	}
	if t.kind != kindWord || c.ahead.kind != kindDot || len(c.open) == 0 {
		return
	}
	dot := c.advance()
	if !c.ahead.isName() || c.ahead.column >= 0 {
		c.point = dot
		return
	}
	field := c.advance()
	t.form, t.text, t.span.End = ast.Ref, t.text+"."+field.text, field.span.End
}

// opening classifies a word that begins an item other than a node.
func (c *cutter) opening(t *token) bool {
	switch {
	case t.kind != kindWord:
		return false
	case t.text == "start" && c.ahead.kind == kindArrow:
		t.kind = kindStart
	case t.text == "session" && c.ahead.kind == kindLeftBrace:
		t.kind = kindSession
	case t.text == "policy" && c.ahead.kind == kindString:
		c.join(t, kindTitle)
	default:
		return c.misspelledItem(t)
	}
	return true
}

// aheadOpensEdge tells whether the next word is the first of a line, and one with which edges begin.
func (c *cutter) aheadOpensEdge() bool {
	return c.ahead.column >= 0 && c.ahead.kind == kindWord && isMemberKeyword(c.ahead.text)
}

// isMemberKeyword tells whether a word is a keyword with which a member of a node begins.
func isMemberKeyword(word string) bool {
	switch word {
	case "on", "always", "if", "else", "say":
		return true
	}
	return false
}

// join makes one token, of the given kind, out of t and the token after it.
func (c *cutter) join(t *token, kind lexer.TokenType) {
	second := c.advance()
	t.kind, t.text, t.lead, t.span = kind, second.text, t.span, second.span
	if kind == kindCondition && c.ahead.kind == kindColon && len(c.slips) > c.before {
		// It is "=", and was taken for a colon, but stands where an arrow must.
		c.slips, c.ahead.kind = c.slips[:len(c.slips)-1], kindIllegal
	}
}

// label classifies a name: with the colon behind it, it is a label.
func (c *cutter) label(t *token) {
	if !t.isName() || t.form == ast.Ref {
		return
	}
	if t.kind = kindName; c.ahead.kind != kindColon {
		return
	}
	if c.last() == kindLabel && c.ahead.column >= 0 {
		return // it is the type of a node; the colon is left of the next one, which has lost its name
	}
	c.advance()
	t.kind = kindLabel
}

// constant gives a word the form that it has as a value. In quotation marks, it would be longer than any of those.
func (c *cutter) constant(t *token) {
	if t.form != ast.String || t.span.Len() > len("false") {
		return
	}
	switch t.text {
	case "true", "false":
		t.form = ast.Bool
	case "null":
		t.form = ast.Null
	}
}

// tested classifies what stands behind "if".
func (c *cutter) tested(t *token) {
	switch {
	case t.form == ast.Ref:
		t.kind = kindRef
	case t.kind != kindWord || c.last() != kindIf:
	case t.text == "exists" || t.text == "missing":
		t.kind = kindUnary
	default:
		c.negated(t)
	}
}

// ofBody classifies a word that begins or continues a member of a node's body.
func (c *cutter) ofBody(t *token) bool {
	if t.kind != kindWord || t.form == ast.Ref {
		return false
	}
	switch t.text {
	case "always":
		t.kind, t.text, t.lead = kindCondition, "", t.span
		return true
	case "else":
		if !c.elseIf(t) {
			t.kind = kindElse
		}
		return true
	}
	if c.ahead.kind == kindArrow {
		return t.text == "on" && c.arrowFirst(t)
	}
	switch t.text {
	case "on":
		t.kind = kindOn
		if c.ahead.kind == kindString {
			c.join(t, kindCondition)
		}
		return true
	case "say":
		if c.ahead.kind == kindString {
			c.join(t, kindSay)
			return true
		}
	case "if":
		if !c.condition(t) {
			t.kind = kindIf
		}
		return true
	case "as":
		if c.last() == kindTarget && c.ahead.isName() && !c.aheadOpensEdge() {
			c.join(t, kindAs)
			return true
		}
	}
	return c.misspelledMember(t)
}
