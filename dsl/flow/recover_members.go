package flow

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// recoverBody reads the members of a body from a token on, and returns the token after its brace.
func (r *reader) recoverBody(b *body, at int) int {
	loose, mark := r.looseText(at)
	for {
		if at >= loose && !r.isKind(mark, kindEnd) {
			r.reportLooseText(loose, mark)
			b.incomplete = true
			at = mark + 1
			loose, mark = r.looseText(at)
		}
		switch t := &r.tokens[at]; t.kind {
		case kindRightBrace:
			if t.span.Len() == 0 && r.hasSlip(r.tokens[0].begin(), t.span.End, func(s *slip) bool { return s.brackets }) {
				b.incomplete = true // the rest of it may be in what was swallowed with the brace
			}
			return at + 1
		case kindEnd:
			return at
		case kindComma:
			if r.isKind(at-1, kindTarget) && (r.enumerates(at) || r.isKind(at+1, kindName) && r.isKind(at+2, kindRightBrace)) {
				r.report(r.tokens[at].span, `","; expected no second target`, "an outcome has one target; write another outcome for "+ast.Quote(r.tokens[at+1].text))
				b.incomplete = true
				at += 2
				continue
			}
			r.report(r.tokens[at].span, `","; expected no mark between the members of a node`, "remove it")
			at++
		case kindRightBracket: // of a list whose beginning was taken with what is broken before it
			at++
		default:
			at = r.recoverMember(b, at)
		}
	}
}

func (r *reader) recoverMember(b *body, at int) int {
	for _, known := range []func(*body, int) int{r.withBracket, r.withoutSign, r.withIDFirst, r.withStrayID, r.asInYAML} {
		if end := known(b, at); end > at {
			return end
		}
	}
	end, ok := r.recognizer.member(at)
	wrong := at
	if ok && r.isKind(at, kindLabel) {
		if after, text := r.unquoted(inBody, at+1, end); text {
			b.incomplete = true
			return after
		}
	}
	switch {
	case !ok:
		wrong = r.wrong(inBody, at, end)
		if !goesOn(inBody, r.tokens[wrong].kind) {
			end = wrong + 1
		}
	case r.blankInTarget(end):
		b.incomplete = true
		return end + 1
	case r.lacksHead(at), r.isRest(at), r.beforeAnother(end):
		b.incomplete = true
		return end
	case !r.spoiled(at, end):
		r.member(b, at)
		return end
	default:
		b.incomplete = true
		return end
	}
	b.incomplete = true
	return r.skip(at, end, func(i int) bool { return r.startsPiece(i, at, wrong) })
}

// lacksHead tells whether an arrow, or a name and an arrow, are what is left of a member whose first word something else stands for.
func (r *reader) lacksHead(at int) bool {
	return (r.isKind(at, kindName) || r.isKind(at, kindTarget)) && r.tokens[at].column < 0 && r.blamed(inBody, at-1)
}

// beforeAnother tells whether a member ends with a value or a target, and there is another one behind it on the line: it is not known
// which of the two was meant.
func (r *reader) beforeAnother(end int) bool {
	next := &r.tokens[end]
	switch {
	case next.column >= 0, !r.isKind(end-1, kindScalar) && !r.isKind(end-1, kindTarget):
		return false
	case next.kind == kindName:
		return !r.isKind(end+1, kindTarget) && !r.isBracket(end+1) && !r.isField(next.text)
	}
	return next.kind == kindNumber
}

// isRest tells whether a key stands right behind a name that was reported to have nothing of a member behind it: it may be the rest of
// that name.
func (r *reader) isRest(at int) bool {
	if !r.isKind(at, kindLabel) || r.tokens[at].column >= 0 || len(r.found) == 0 {
		return false
	}
	said := r.found[len(r.found)-1].Span.Start
	return said == r.tokens[at].span.Start && r.isKind(at-1, kindName) || said == r.tokens[at-1].span.Start && r.isKind(at-2, kindName)
}

// startsPiece tells whether the member after a broken one begins at a token. The broken one begins at from, its token wrong
// is to blame.
func (r *reader) startsPiece(i, from, wrong int) bool {
	t, head := &r.tokens[i], r.tokens[from].kind
	if t.column >= 0 {
		switch t.kind {
		case kindLabel, kindCondition, kindSay, kindIf, kindElse, kindName, kindOn, kindIllegal, kindNumber, kindWord:
			return true
		}
		return false
	}
	ended := r.isKind(i-1, kindTarget) || r.isKind(i-1, kindAs)
	switch t.kind {
	case kindLabel, kindCondition, kindSay:
		return ended || head != kindOn
	case kindElse:
		return ended || head != kindOn && r.isKind(i+1, kindTarget)
	case kindOn:
		return ended
	case kindIf:
		return ended || head != kindOn && head != kindIf && (r.isKind(i+1, kindRef) || r.isKind(i+1, kindUnary))
	case kindName:
		// Where an arrow was expected, the first there is belongs to the broken member.
		switch head {
		case kindOn, kindIf, kindCondition, kindElse:
			return ended
		}
		return ended || i > wrong && r.isKind(i+1, kindTarget)
	}
	return false
}

// endsPiece tells whether a member may end before a token.
func (r *reader) endsPiece(i int) bool {
	switch t := &r.tokens[i]; t.kind {
	case kindEnd, kindRightBrace, kindComma, kindLabel, kindCondition, kindSay, kindIf, kindElse, kindOn:
		return true
	case kindName:
		return t.column >= 0 || r.isKind(i+1, kindTarget)
	default:
		return t.column >= 0
	}
}

// withBracket reads a member whose value is a list or an object, and returns the token after it. A colon that is missing
// before the value is reported.
func (r *reader) withBracket(b *body, at int) int {
	key := &r.tokens[at]
	if key.kind == kindLabel && r.beforeBracket(at+1) {
		b.incomplete = true
		_, end := r.container(at + 2)
		return end
	}
	if !r.isBracket(at+1) || key.kind != kindLabel && key.kind != kindName {
		return at
	}
	if key.kind == kindName {
		r.wrong(inBody, at, at+1)
	}
	v, end := r.container(at + 1)
	if key.kind == kindName && !r.isField(key.text) {
		b.incomplete = true // it may be no key
		return end
	}
	r.addPair(&b.keys, key, at, v)
	return end
}

// beforeBracket reports a value with a list or an object right behind it, of which one is too many, and tells whether a token is one.
func (r *reader) beforeBracket(at int) bool {
	if !r.isKind(at, kindScalar) || !r.isBracket(at+1) || r.tokens[at+1].column >= 0 || r.tokens[at+1].span.Len() == 0 {
		return false
	}
	if !r.said(at, at+1) {
		bracket := ast.Quote(brackets[r.tokens[at+1].kind].text)
		r.report(r.tokens[at+1].span, bracket+" after "+r.written(r.tokens[at].span)+"; expected one value", "remove one of the two")
	}
	return true
}

// withoutSign reads a member that lacks nothing but the colon or the arrow between its two pieces, and returns the token after it.
func (r *reader) withoutSign(b *body, at int) int {
	first, second := &r.tokens[at], &r.tokens[at+1]
	if second.column >= 0 || !r.endsPiece(at+2) {
		return at
	}
	switch first.kind {
	case kindCondition, kindElse:
		if after := &r.tokens[at+2]; second.kind != kindName || after.kind == kindName && after.column < 0 {
			return at
		}
	case kindName:
		if r.constant(second); second.kind != kindNumber && (second.kind != kindName || second.form == ast.String && r.text[second.span.Start] != '"') {
			return at
		}
	default:
		return at
	}
	r.wrong(inBody, at, at+1)
	switch {
	case r.spoiled(at, at+2), first.kind == kindName && !r.isField(first.text): // it may be a keyword that is misspelled
		b.incomplete = true
	case first.kind == kindName:
		b.add(r, ast.Member{Key: first.text, KeySpan: first.span, Value: scalar(second)})
	default:
		second.kind, second.lead = kindTarget, second.span
		r.member(b, at)
	}
	return at + 2
}

// withIDFirst reads an outcome whose id stands before it, as in gone: on "x" -> y, and returns the token after it. The condition may
// lack its quotation marks.
func (r *reader) withIDFirst(b *body, at int) int {
	if !r.isKind(at+1, kindScalar) || !r.isKind(at+2, kindName) {
		return at
	}
	id, on := &r.tokens[at], &r.tokens[at+1]
	if r.source.Slice(on.span) != "on" {
		return at
	}
	end := at + 2
	for r.isKind(end, kindName) && r.tokens[end].column < 0 {
		end++
	}
	if end == at+2 || !r.isKind(end, kindTarget) || r.tokens[end].column >= 0 {
		return at
	}
	condition := strings.Trim(r.text[r.tokens[at+2].span.Start:r.tokens[end-1].span.End], `"`)
	b.incomplete = true
	r.report(on.span, fmt.Sprintf(`"on" after %s; expected a value, or the id behind the target`, r.written(id.span)),
		fmt.Sprintf("write on %s -> %s as %s", ast.Quote(condition), r.tokens[end].text, id.text))
	return end + 1
}

// withStrayID reads an edge with an id that is written like one without, and returns the token after it.
func (r *reader) withStrayID(b *body, at int) int {
	n := r.catalog.NodeType(b.nodeType)
	switch name := &r.tokens[at]; {
	case r.isKind(at+1, kindAs):
		r.report(name.lead, `"->" of an outcome with an id; expected "always" or a condition before it`,
			"write always -> "+r.source.Slice(name.span)+" as "+r.source.Slice(r.tokens[at+1].span))
		b.incomplete = true
		return at + 2
	case name.kind != kindName || !r.isKind(at+2, kindAs):
		return at
	case n == nil || n.TargetPath(name.text) != nil:
		r.report(r.tokens[at+2].lead, `"as" behind an outcome with a name; expected nothing, for the name is its id`, "remove it")
		r.member(b, at)
	default:
		target, id := r.source.Slice(r.tokens[at+1].span), r.source.Slice(r.tokens[at+2].span)
		if written := r.source.Slice(name.span); written == "on" {
			r.report(r.tokens[at+1].lead, arrowAfterOn, `write on "…" -> `+target+" as "+id)
			b.incomplete = true
			return at + 3
		}
		r.report(name.span, r.written(name.span)+` before an arrow; expected "on" before a condition`,
			"write on "+ast.Quote(name.text)+" -> "+target+" as "+id)
		name.kind, name.lead = kindCondition, name.span
		r.outcome(b, at)
	}
	return at + 3
}

// asInYAML reads a value, or the beginning of a member, that is written as in YAML, and returns the token after it. Everything below
// the key is part of the same mistake.
func (r *reader) asInYAML(b *body, at int) int {
	if r.isDash(at) {
		b.incomplete = true
		r.report(r.tokens[at].span, `"-"; expected a member of the node`, "remove it; the members of a node need no mark")
		return at + 1
	}
	key, next := &r.tokens[at], &r.tokens[at+1]
	if key.kind != kindLabel || key.column < 0 || !r.isDash(at+1) {
		return at
	}
	r.report(next.span, fmt.Sprintf(`"-" after %s; expected a list in brackets`, r.written(key.span)), "write "+key.text+": [ … ]")
	b.incomplete = true
	return r.skip(at, at+2, func(i int) bool {
		column := r.tokens[i].column
		return column >= 0 && column <= key.column && !r.isDash(i)
	})
}

// isDash tells whether a token is the mark of an item of a list in YAML.
func (r *reader) isDash(at int) bool {
	t := &r.tokens[at]
	return t.kind == kindIllegal && t.column >= 0 && t.text == "-"
}

// blankInTarget reports a target of two words, of which the token is the second, and tells whether there is one.
func (r *reader) blankInTarget(at int) bool {
	first, second := &r.tokens[at-1], &r.tokens[at]
	if first.kind != kindTarget || second.kind != kindName || second.column >= 0 ||
		r.text[first.span.Start] == '"' || r.text[second.span.Start] == '"' || r.tokens[at+1].column < 0 && !r.isKind(at+1, kindRightBrace) {
		return false
	}
	if second.text == "as" {
		span, found := second.span, "nothing"
		if next := &r.tokens[at+1]; next.column < 0 && next.kind != kindEnd {
			span, found = next.span, r.describe(next)
		}
		r.report(span, found+` after "as"; expected the id of the outcome`, "write an id behind it, or remove it")
		return true
	}
	whole := ast.Quote(first.text + " " + second.text)
	r.report(second.span, fmt.Sprintf("%s after the target %s; expected the name of a node, without blanks or in quotation marks", ast.Quote(second.text), ast.Quote(first.text)),
		"write -> "+whole+" if that is the name of a node")
	return true
}

// skip returns where to go on after a mistake at a token, in a piece that begins at from: at a token for which starts is true, or at
// the end of what the piece is in.
func (r *reader) skip(from, at int, starts func(at int) bool) int {
	for i, depth := from, 0; ; i++ {
		switch t := &r.tokens[i]; {
		case t.kind == kindEnd:
			return i
		case t.kind == kindLeftBrace || t.kind == kindLeftBracket:
			depth++
		case t.kind == kindRightBrace || t.kind == kindRightBracket:
			if depth == 0 {
				return i
			}
			depth--
		case depth == 0 && i > from && i >= at && starts(i):
			return i
		}
	}
}

func (r *reader) isBracket(at int) bool {
	return r.isKind(at, kindLeftBrace) || r.isKind(at, kindLeftBracket)
}
