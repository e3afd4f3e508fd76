package flow

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// recover reads an item in which there is a mistake piece by piece, so that each mistake is found and the rest is kept. Each broken
// piece has one finding. The brackets of an item always match.
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
		if !r.sessionWithColon() && !r.policyWithColon() {
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
		if !r.isKind(1, kindEnd) || r.ahead.column < 0 && r.ahead.kind != kindEnd {
			r.incomplete, r.session.Incomplete = true, true // it may stand in place of a name, or of the word "session"
		}
	default:
		if r.hidesNode() {
			r.incomplete, r.session.Incomplete = true, true // or the session
		}
		r.wrong(outside, 0, 0)
	}
}

// hidesNode tells whether there may be a node in an item that is not recognized as one. There is none in mere marks on a line of
// their own.
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
	}
	return r.policyWithoutTitle() || r.include() || r.blankInName()
}

// include reports an item such as import "x.flow", and tells whether it is one.
func (r *reader) include() bool {
	first, second := &r.tokens[0], &r.tokens[1]
	if second.kind != kindName || second.column >= 0 || r.text[second.span.Start] != '"' || r.text[first.span.Start] == '"' || !r.isKind(2, kindEnd) {
		return false
	}
	help := ""
	switch first.text {
	case "import", "include", "use", "require", "load", "from", "extends":
		help = "a flow is one file; write the nodes into it"
	}
	r.incomplete = true
	r.report(first.span, help, first.quote()+` before a string; expected a node, as in greeting: conversation { … }`)
	return true
}

// blankInName reports a word before a node on the same line: the name of the node has a blank in it, or it is a word that
// other languages have there. It tells whether there is one.
func (r *reader) blankInName() bool {
	first, next := &r.tokens[0], &r.ahead
	if !r.isKind(1, kindEnd) || next.column >= 0 || next.kind != kindWord || r.text[first.span.Start] == '"' || !startsItem(r.text[next.span.Start:]) {
		return false
	}
	switch first.text {
	case "node", "state", "step", "flow", "block", "def", "define", "let", "const", "var":
		r.report(first.span, "remove it; a node is written "+next.text+": …", first.quote()+" before a node; expected its name alone")
		return true
	}
	r.incomplete = true // others may mean the node by another name
	whole := ast.Quote(first.text + " " + next.text)
	r.report(ast.Span{Start: first.span.Start, End: next.span.End}, "write "+first.text+"_"+next.text+", or "+whole+" in quotation marks",
		"the name "+whole+" has a blank in it; expected one word, or a string")
	return true
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

// recoverShort reads an item of which hardly anything is kept when it is wrong: a policy, or the start.
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
	at, typed, guessed := 1, false, name.kind == kindName
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
		r.session.Incomplete = r.session.Incomplete || name.kind == kindName && r.isKind(1, kindLeftBrace) // it may be meant
	}
	var b body
	if typed && guessed && r.isType(name.text) && !r.isType(r.tokens[1].text) {
		// The type stands in front, as other languages have it.
		swapped := r.tokens[1]
		r.tokens[1], name = *name, &swapped
		r.tokens[1].kind = kindName
	}
	if typed {
		b = r.newBody(&r.tokens[1])
	} else {
		b = r.newBody(nil)
		b.incomplete = true
	}
	b.incomplete = b.incomplete || guessed
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
			b.incomplete, r.incomplete = true, r.incomplete || r.lacksName(at)
			r.wrong(header, 0, at)
		}
	}
	v := b.value(r)
	if r.spoiled(0, 1) {
		r.incomplete = true
		return
	}
	if guessed {
		r.guessed = append(r.guessed, len(r.nodes))
	}
	r.addNode(name.text, name.span, v)
}

// lacksName tells whether what stands behind an item is what is left of another one that has lost its name.
func (r *reader) lacksName(at int) bool {
	return r.isKind(at, kindTarget) || r.isKind(at, kindArrow) || r.isKind(at, kindColon)
}

// strayBrace reports a brace that closes nothing. What stands between it and the node or session before it is the rest of that node
// or session.
func (r *reader) strayBrace(brace *token) {
	k := len(r.marks) - 1
	for k >= 0 && brace.column >= 0 && r.marks[k].column > brace.column {
		k--
	}
	if brace.column < 0 || k < 0 || !r.marks[k].node && !r.marks[k].session {
		if brace.column >= 0 {
			r.marks = r.marks[:k+1] // so that they are not gone through for each brace
		} else if n := len(r.nodes); n > 0 {
			r.doubtNode(&r.nodes[n-1].Value)
		}
		r.report(brace.span, "remove it", `"}" closes nothing`)
		return
	}
	m := r.marks[k]
	closed := "the session"
	if m.node {
		closed = "the node " + ast.Quote(r.nodes[m.nodes].Key)
		r.doubtNode(&r.nodes[m.nodes].Value)
	} else {
		r.doubtSession()
	}
	if k+1 < len(r.marks) {
		next := r.marks[k+1]
		r.nodes, r.found, r.incomplete = r.nodes[:next.nodes], r.found[:next.found], next.incomplete
		r.marks = r.marks[:k+1]
		r.guessed = slices.DeleteFunc(r.guessed, func(i int) bool { return i >= len(r.nodes) })
	}
	r.report(brace.span, "remove one of the two", `"}" closes nothing; `+closed+" is closed already",
		ast.Related{Message: "where it is closed", Span: m.closing})
}

// spoiled tells whether a token of a range was misread in such a way that it is not known what was meant.
func (r *reader) spoiled(from, to int) bool {
	return r.hasSlip(r.tokens[from].begin(), r.tokens[to-1].span.End, func(s *slip) bool { return !s.meant })
}

// said tells whether a mistake at a token, in a piece that begins at the token from, follows from a slip that was reported: one at
// the token or the one before it, or one that may have swallowed a part of the piece.
func (r *reader) said(from, at int) bool {
	near, end := r.tokens[max(from, at-1)].begin(), r.tokens[at].span.End
	if at > from && r.tokens[at].column >= 0 && r.tokens[at].kind != kindIllegal {
		end = r.tokens[at-1].span.End // what is missing is missing before the line
	}
	return r.hasSlip(r.tokens[from].begin(), end, func(s *slip) bool { return s.swallows || s.span.End > near })
}

// hasSlip tells whether there is a slip of some kind that begins in a part of the item.
func (r *reader) hasSlip(start, end int32, is func(*slip) bool) bool {
	slips := r.slips[r.first:r.past]
	i, _ := slices.BinarySearchFunc(slips, start, func(s slip, at int32) int { return cmp.Compare(s.span.Start, at) })
	for ; i < len(slips) && slips[i].span.Start < end; i++ {
		if is(&slips[i]) {
			return true
		}
	}
	return false
}

// isKind tells whether the token is of the kind.
func (r *reader) isKind(at int, kind lexer.TokenType) bool { return r.tokens[at].kind == kind }
