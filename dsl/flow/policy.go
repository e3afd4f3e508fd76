package flow

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// ofPolicy classifies what stands in a policy.
func (c *cutter) ofPolicy(t *token) {
	before := c.last()
	term := c.open[len(c.open)-1].kind == kindLeftBracket
	switch before {
	case kindBefore, kindAfter, kindRequire, kindForbid:
		term = true
	}
	switch {
	case t.form == ast.Number:
	case term:
		t.kind = kindTerm
	case t.kind != kindWord:
	case t.text == "before":
		t.kind = kindBefore
	case t.text == "after":
		t.kind = kindAfter
	case t.text == "require":
		t.kind = kindRequire
	case t.text == "forbid":
		t.kind = kindForbid
	}
}

// readPolicy reads a policy that the grammar has accepted.
func (r *reader) readPolicy() {
	title := &r.tokens[0]
	k := r.newKeys()
	k.add(r, ast.Member{Key: "name", KeySpan: title.lead, Value: text(title)})
	at := 2
	for !r.isKind(at, kindRightBrace) {
		word := &r.tokens[at]
		var v ast.Value
		v, at = r.value(at + 1)
		k.add(r, ast.Member{Key: word.text, KeySpan: word.span, Value: v})
	}
	v := k.value(r, title.lead.Cover(r.tokens[at].span))
	if r.policies == nil {
		r.policyKey = title.lead
	}
	r.policies = append(r.policies, v)
}

func (r *reader) addPolicies(root *ast.Value) {
	span := r.policies[0].Span.Cover(r.policies[len(r.policies)-1].Span)
	list := ast.Value{Kind: ast.List, Span: span, Items: r.policies}
	if m := root.Member(catalog.Policies.Name); m != nil {
		first, second := m.KeySpan, r.policyKey
		if second.Start < first.Start {
			first, second = second, first
			m.KeySpan, m.Value = r.policyKey, list
		}
		r.found = append(r.found, ast.Duplicate(second, first, fmt.Sprintf("%s are given twice: in the session and beside it", ast.Quote(catalog.Policies.Name)),
			"keep all of them in one of the two places"))
		root.Incomplete = true
		return
	}
	root.Members = append(root.Members, ast.Member{Key: catalog.Policies.Name, KeySpan: r.policyKey, Value: list})
}

// policyWithColon reports a policy with a colon behind its first word, and tells whether the item is one.
func (r *reader) policyWithColon() bool {
	word, title := &r.tokens[0], &r.tokens[1]
	if r.source.Slice(word.span) != "policy" || title.kind != kindName || r.text[title.span.Start] != '"' {
		return false
	}
	r.session.Incomplete = true
	r.report(title.span, r.written(title.span)+` after "policy"; expected no ":"`, "write policy "+ast.Quote(title.text)+" { … }")
	return true
}

// policyWithoutTitle reports a policy whose name is missing, or not in quotation marks, and tells whether the item is one.
func (r *reader) policyWithoutTitle() bool {
	word, second := &r.tokens[0], &r.tokens[1]
	if r.source.Slice(word.span) != "policy" {
		return false
	}
	var help, found string
	switch second.kind {
	case kindLeftBrace:
		help, found = `write policy "…" { … }`, `"{"`
	case kindName:
		help, found = "write policy "+ast.Quote(second.text)+" { … }", ast.Quote(second.text)
	default:
		return false
	}
	r.session.Incomplete = true
	r.report(second.span, found+` after "policy"; expected the name of the policy in quotation marks`, help)
	return true
}

// expectedInPolicy says what must stand at a token of the policy that begins at the token from.
func (r *reader) expectedInPolicy(at, from int) string {
	switch r.tokens[at-1].kind {
	case kindTitle:
		return `"{"`
	case kindLeftBrace:
		return `"before" or "after"`
	case kindBefore, kindAfter, kindRequire, kindForbid:
		return `a name, as in liveness or liveness.livenessDetected, or a list of them`
	}
	closed := false // the list that is passed through
	for i := at - 1; i > from; i-- {
		switch r.tokens[i].kind {
		case kindRightBracket:
			closed = true
		case kindLeftBracket:
			if !closed {
				return `a name, "," or "]"`
			}
		case kindBefore:
			return `"require"`
		case kindAfter:
			return `"forbid"`
		case kindRequire, kindForbid:
			return `"}"`
		}
	}
	return `"}"`
}

// policyHelp says how the part of a policy that holds the token is written.
func (r *reader) policyHelp(found *token) string {
	switch r.source.Slice(found.span) {
	case "*", "?", ":":
		return `write names with "*", "?" or ":" in quotation marks, as in "*.livenessDetected" or "type:end"`
	}
	return "a policy reads: before NODE require EDGE, or: after EDGE forbid NODE"
}
