package flow

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// recover reads an item in which there is a mistake: piece by piece, so that each mistake is found and the rest is kept.
// There is one finding a broken piece. The brackets of an item always match.
func (r *reader) recover() {
	slips := r.slips[r.first:r.past]
	slices.SortStableFunc(slips, func(a, b slip) int { return cmp.Compare(a.span.Start, b.span.Start) })
	for _, s := range slips {
		var related []ast.Related
		if !s.related.IsZero() {
			related = []ast.Related{{Message: "the bracket that is not closed", Span: s.related}}
		}
		r.report(s.span, s.help, s.message, related...)
	}
	if len(r.tokens) < 2 {
		return
	}
	r.recognizer.load(r.tokens)
	switch first := &r.tokens[0]; first.kind {
	case kindLabel:
		if !r.sessionWithColon() {
			r.recoverNode()
		}
	case kindName:
		if !r.straySession() && !r.notNode() && !r.startWithoutArrow() {
			r.recoverNode()
		}
	case kindSession:
		r.recoverSession()
	case kindStart, kindTitle:
		r.recoverShort()
	case kindRightBrace:
		r.strayBrace(first)
	default:
		r.incomplete = r.incomplete || r.hidesNode()
		r.wrong(outside, 0, 0)
	}
}

// hidesNode tells whether there may be a node in an item that is none: all but marks on a line of their own.
func (r *reader) hidesNode() bool {
	for i := range r.tokens {
		if !r.isKind(i, kindIllegal) && !r.isKind(i, kindEnd) {
			return true
		}
	}
	return r.ahead.column < 0 && r.ahead.kind != kindEnd
}

// notNode reports an item that begins with a word and is no node, and tells whether it is one.
func (r *reader) notNode() bool {
	first, second := &r.tokens[0], &r.tokens[1]
	switch r.source.Slice(first.span) {
	case "on", "always", "if", "else", "say":
		if second.kind != kindName || r.text[second.span.Start] == '"' {
			r.incomplete = true
			r.wrong(outside, 0, 0)
			return true
		}
	case "policy":
		if second.kind == kindName {
			r.session.Incomplete = true
			r.report(second.span, "write policy "+ast.Quote(second.text)+" { … }",
				ast.Quote(second.text)+" after \"policy\"; expected the name of the policy in quotation marks")
			return true
		}
	}
	return false
}

// startWithoutArrow reads "start greeting", in which nothing but the arrow is missing, and tells whether it is that.
func (r *reader) startWithoutArrow() bool {
	start := &r.tokens[0]
	if r.source.Slice(start.span) != "start" || !r.isKind(1, kindName) || !r.isKind(2, kindEnd) || r.spoiled(0, 2) {
		return false
	}
	target := &r.tokens[1]
	r.report(target.span, "write start -> "+target.text, fmt.Sprintf("%s after \"start\"; expected \"->\" before the name of the first node", ast.Quote(target.text)))
	target.kind, target.lead = kindTarget, target.span
	b := r.newBody(start)
	r.member(&b, 1)
	r.addNode(start.text, start.span, b.value(r))
	return true
}

// recoverShort reads an item of which nothing is kept when it is wrong.
func (r *reader) recoverShort() {
	at, ok := r.recognizer.item()
	if ok && !r.spoiled(0, len(r.tokens)) {
		r.readItem()
		return
	}
	if !ok {
		r.wrong(header, 0, at)
	}
	if r.isKind(0, kindTitle) {
		r.session.Incomplete = true
		return
	}
	start := &r.tokens[0]
	b := r.newBody(start)
	b.incomplete = true
	if r.isKind(1, kindTarget) && !r.spoiled(0, 2) {
		r.member(&b, 1)
	}
	r.addNode(start.text, start.span, b.value(r))
}

func (r *reader) recoverNode() {
	name := &r.tokens[0]
	at, typed := 1, false
	switch {
	case r.isKind(1, kindName):
		at, typed = 2, !r.spoiled(1, 2)
		if name.kind == kindName {
			r.wrong(header, 0, 1)
		}
	case name.kind == kindName && !r.isKind(1, kindLeftBrace) && !r.isKind(1, kindTarget):
		r.incomplete = true
		r.wrong(header, 0, 1)
		return
	default:
		r.wrong(header, 0, 1)
	}
	var b body
	if typed {
		b = r.newBody(&r.tokens[1])
	} else {
		b = r.newBody(nil)
		b.incomplete = true
	}
	b.incomplete = b.incomplete || name.kind == kindName
	if r.isKind(at, kindTarget) {
		if r.spoiled(at, at+1) {
			b.incomplete = true
		} else {
			r.member(&b, at)
		}
		at++
	}
	if !r.isKind(at, kindLeftBrace) && !r.isKind(at, kindEnd) {
		b.incomplete = true
		if typed {
			r.wrong(header, 0, at)
		}
		for !r.isKind(at, kindLeftBrace) && !r.isKind(at, kindEnd) {
			at++
		}
	}
	if r.isKind(at, kindLeftBrace) {
		at = r.recoverBody(&b, at+1)
		if !r.isKind(at, kindEnd) {
			b.incomplete = true
			r.wrong(header, 0, at)
		}
	}
	v := b.value(r)
	if r.spoiled(0, 1) {
		r.incomplete = true
		return
	}
	r.addNode(name.text, name.span, v)
}

// recoverBody reads the members of a body from a token on, and returns the token after its brace.
func (r *reader) recoverBody(b *body, at int) int {
	for {
		switch r.tokens[at].kind {
		case kindRightBrace:
			return at + 1
		case kindEnd:
			return at
		case kindComma:
			r.report(r.tokens[at].span, "remove it", `","; expected no mark between the members of a node`)
			at++
		default:
			at = r.recoverMember(b, at)
		}
	}
}

func (r *reader) recoverMember(b *body, at int) int {
	if r.isKind(at, kindLabel) && r.isBracket(at+1) {
		key := &r.tokens[at]
		v, end := r.container(at + 1)
		r.addPair(&b.keys, key, at, v)
		return end
	}
	end, ok := r.recognizer.member(at)
	switch {
	case !ok:
		if wrong := r.wrong(inBody, at, end); wrong > at && !goesOn(inBody, r.tokens[wrong].kind) && !r.isBracket(wrong) {
			end = wrong + 1
		}
	case r.isKind(at, kindLabel) && r.unquoted(at+1, end):
		ok = false
	case !r.spoiled(at, end):
		r.member(b, at)
		return end
	default:
		b.incomplete = true
		return end
	}
	b.incomplete = true
	return r.skip(at, end, func(t *token) bool {
		switch t.kind {
		case kindLabel, kindCondition, kindSay, kindIf, kindElse:
			return t.column >= 0 || r.tokens[at].kind != kindOn && ok == (t.kind == kindIf)
		case kindName, kindOn, kindIllegal, kindNumber, kindWord:
			return t.column >= 0
		}
		return false
	})
}

// skip returns where to go on after a mistake at a token, in a piece that begins at from: at a token that starts says, or
// at the end of what the piece is in.
func (r *reader) skip(from, at int, starts func(*token) bool) int {
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
		case depth == 0 && i > from && i >= at && starts(t):
			return i
		}
	}
}

func (r *reader) isBracket(at int) bool {
	return r.isKind(at, kindLeftBrace) || r.isKind(at, kindLeftBracket)
}

// container reads the object or list that begins at a token, and returns the token after it.
func (r *reader) container(at int) (ast.Value, int) {
	if r.isKind(at, kindLeftBracket) {
		return r.recoverList(at)
	}
	open := r.tokens[at].span
	k := r.newKeys()
	comma := false // whether there may be one
	for at++; ; {
		t := &r.tokens[at]
		switch {
		case t.kind == kindRightBrace:
			k.incomplete = k.incomplete || t.span.Len() == 0
			return k.value(r, open.Cover(t.span)), at + 1
		case t.kind == kindEnd || t.kind == kindRightBracket:
			k.incomplete = true
			return k.value(r, open.Cover(t.span)), at
		case t.kind == kindComma && comma:
			comma = false
			at++
		case t.kind == kindLabel && r.isBracket(at+1):
			var v ast.Value
			from := at
			v, at = r.container(at + 1)
			r.addPair(&k, t, from, v)
			comma = true
		case t.kind == kindLabel && r.isKind(at+1, kindScalar) && !r.unquoted(at+1, at+2):
			if r.spoiled(at+1, at+2) {
				k.incomplete = true
			} else {
				r.addPair(&k, t, at, scalar(&r.tokens[at+1]))
			}
			at += 2
			comma = true
		default:
			at = r.skipPair(at, &k)
			comma = true
		}
	}
}

// skipPair skips what is no key with a value.
func (r *reader) skipPair(from int, k *keys) int {
	k.incomplete = true
	at := from
	switch {
	case r.isKind(from, kindLabel) && r.isKind(from+1, kindScalar):
		at = from + 2 // said already
	case r.isKind(from, kindLabel) || r.isKind(from, kindName):
		at = from + 1
		r.wrong(inObject, from, at)
	default:
		r.wrong(inObject, from, from)
	}
	return r.skip(from, at, func(t *token) bool {
		return t.kind == kindComma || t.kind == kindLabel || t.kind == kindName && t.column >= 0
	})
}

func (r *reader) addPair(k *keys, key *token, at int, v ast.Value) {
	if r.spoiled(at, at+1) {
		k.incomplete = true
		return
	}
	k.add(r, ast.Member{Key: key.text, KeySpan: key.span, Value: v})
}

func (r *reader) recoverList(at int) (ast.Value, int) {
	list := ast.Value{Kind: ast.List, Span: r.tokens[at].span}
	base := len(r.items)
	comma := false
	for at++; ; {
		t := &r.tokens[at]
		switch t.kind {
		case kindRightBracket, kindEnd, kindRightBrace:
			list.Incomplete = list.Incomplete || t.kind != kindRightBracket || t.span.Len() == 0
			list.Span, list.Items = list.Span.Cover(t.span), r.takeItems(base)
			if t.kind == kindRightBracket {
				at++
			}
			return list, at
		case kindLeftBrace, kindLeftBracket:
			var v ast.Value
			v, at = r.container(at)
			r.items = append(r.items, v)
			comma = true
			continue
		case kindScalar:
			if r.spoiled(at, at+1) {
				list.Incomplete = true
			} else {
				r.items = append(r.items, scalar(t))
			}
			at++
			comma = true
			continue
		case kindComma:
			if !comma {
				list.Incomplete = true
				r.wrong(inList, at, at)
			}
			comma = false
			at++
			continue
		}
		list.Incomplete = true
		r.wrong(inList, at, at)
		at = r.skip(at, at+1, func(t *token) bool { return t.kind == kindComma || t.column >= 0 })
		comma = true
	}
}

// strayBrace reports a brace that closes nothing. What stands between the node before it and it is the rest of that node.
func (r *reader) strayBrace(brace *token) {
	k := len(r.marks) - 1
	for k >= 0 && r.marks[k].column > brace.column {
		k--
	}
	if brace.column < 0 || k < 0 || !r.marks[k].node {
		r.report(brace.span, "remove it", `"}" closes nothing`)
		return
	}
	m := r.marks[k]
	r.nodes[m.nodes].Value.Incomplete = true
	if k+1 < len(r.marks) {
		next := r.marks[k+1]
		r.nodes, r.found, r.incomplete = r.nodes[:next.nodes], r.found[:next.found], next.incomplete
		r.marks = r.marks[:k+1]
	}
	name := r.nodes[m.nodes].Key
	r.report(brace.span, "remove one of the two", `"}" closes nothing; the node `+ast.Quote(name)+" is closed already",
		ast.Related{Message: "where it is closed", Span: m.closing})
}

// spoiled tells whether a token of a range was read otherwise than it was meant, so that it is not known what was meant.
func (r *reader) spoiled(from, to int) bool { return r.hasSlip(from, to, true) }

func (r *reader) hasSlip(from, to int, spoiling bool) bool {
	slips := r.slips[r.first:r.past]
	start, end := r.tokens[from].begin(), r.tokens[to-1].span.End
	i, _ := slices.BinarySearchFunc(slips, start, func(s slip, at int32) int { return cmp.Compare(s.span.Start, at) })
	for ; i < len(slips) && slips[i].span.Start < end; i++ {
		if !spoiling || !slips[i].meant {
			return true
		}
	}
	return false
}

// isKind tells whether the token is of the kind.
func (r *reader) isKind(at int, kind lexer.TokenType) bool { return r.tokens[at].kind == kind }
