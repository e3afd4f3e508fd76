package flow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
)

// recover reads an item in which there is a mistake piece by piece, so that each mistake is found and the rest is kept. Each broken
// piece has one finding. The brackets of an item always match.
func (r *reader) recover() {
	if r.inYAML {
		r.recoverYAMLNode() // whatever else is wrong there
		return
	}
	r.reportSlips()
	if len(r.tokens) < 2 {
		return
	}
	r.doubtNodeBefore()
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

// doubtNodeBefore marks the node before the item, where the item is indented more and begins like no node: it may be the rest of it.
func (r *reader) doubtNodeBefore() {
	if n := len(r.checkpoints); n > 1 && r.tokens[0].column > r.checkpoints[n-2].column && r.checkpoints[n-2].node && !r.isKind(0, kindLabel) {
		doubt{all: true}.node(&r.nodes[r.checkpoints[n-2].nodes].Value, r.catalog)
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
	if isMemberKeyword(r.source.Slice(first.span)) && (second.kind != kindName || r.text[second.span.Start] == '"') {
		r.incomplete = true
		r.wrong(outside, 0, 0)
		return true
	}
	return r.policyWithoutTitle() || r.include() || r.blankInName() || r.typeAlone()
}

// include reports an item such as import "x.flow", and tells whether it is one.
func (r *reader) include() bool {
	first, second := &r.tokens[0], &r.tokens[1]
	if second.kind != kindName || r.text[second.span.Start] != '"' || r.text[first.span.Start] == '"' || !r.isKind(2, kindEnd) {
		return false
	}
	help := ""
	switch first.text {
	case "import", "include", "use", "require", "load", "from", "extends":
		help = "a flow is one file; write the nodes into it"
	}
	r.incomplete = true
	r.report(first.span, first.quote()+` before a string; expected a node, as in greeting: conversation { … }`, help)
	return true
}

// isWordOfOthers tells whether other languages have a word before the name of a node.
func isWordOfOthers(word string) bool {
	switch word {
	case "node", "state", "step", "flow", "block", "def", "define", "let", "const", "var", "function", "func":
		return true
	}
	return false
}

// blankInName reports words before a node on the same line: the name of the node has a blank in it, or there is a word that
// other languages have there. It tells whether there are any.
func (r *reader) blankInName() bool {
	const most = 6 // words of a name; more are a sentence
	first, next := &r.tokens[0], &r.ahead
	n := 0
	for n < most && r.isKind(n, kindName) && r.text[r.tokens[n].span.Start] != '"' {
		n++
	}
	if !r.isKind(n, kindEnd) || next.column >= 0 || !startsItem(r.text[next.span.Start:]) {
		return false
	}
	if n == 1 {
		if isWordOfOthers(first.text) {
			r.report(first.span, first.quote()+" before a node; expected its name alone", "remove it; a node is written "+next.text+": …")
			return true
		}
	}
	r.incomplete = true // others may mean the node by another name
	var words []string
	for i := range n {
		words = append(words, r.tokens[i].text)
	}
	words = append(words, next.text)
	r.longName = ast.Member{Key: strings.Join(words, " "), KeySpan: ast.Span{Start: first.span.Start, End: next.span.End}}
	whole := ast.Quote(r.longName.Key)
	r.report(r.longName.KeySpan, "the name "+whole+" has a blank in it; expected one word, or a string",
		"write "+strings.Join(words, "_")+", or "+whole+" in quotation marks")
	return true
}

// typeAlone reports the type of a node without a name, and tells whether the item is that.
func (r *reader) typeAlone() bool {
	t := &r.tokens[0]
	if !r.isType(t.text) || !r.isKind(1, kindEnd) || r.text[t.span.Start] == '"' {
		return false
	}
	r.incomplete = true
	r.report(t.span, t.quote()+` alone; expected the name of the node before its type`, "write a name and a colon before it, as in done: "+t.text)
	return true
}

// startWithoutArrow reads "start greeting", in which nothing but the arrow is missing, and tells whether it is that.
func (r *reader) startWithoutArrow() bool {
	start := &r.tokens[0]
	if r.source.Slice(start.span) != "start" || !r.isKind(1, kindName) || !r.isKind(2, kindEnd) || r.spoiled(0, 2) {
		return false
	}
	target := &r.tokens[1]
	r.report(target.span, fmt.Sprintf("%s after \"start\"; expected \"->\" before the name of the first node", ast.Quote(target.text)), "write start -> "+target.text)
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

// strayBrace reports a brace that closes nothing. What stands between it and the node or session before it is the rest of that node
// or session.
func (r *reader) strayBrace(brace *token) {
	k := len(r.checkpoints) - 1
	for k >= 0 && brace.column >= 0 && r.checkpoints[k].column > brace.column {
		k--
	}
	if brace.column < 0 || k < 0 || !r.checkpoints[k].node && !r.checkpoints[k].session {
		if brace.column >= 0 {
			r.checkpoints = r.checkpoints[:k+1] // so that they are not gone through for each brace
		} else if n := len(r.nodes); n > 0 {
			doubt{all: true}.node(&r.nodes[n-1].Value, r.catalog)
		}
		r.report(brace.span, `"}" closes nothing`, "remove it")
		return
	}
	m, help := r.checkpoints[k], "remove one of the two"
	closed := "the session"
	if m.node {
		closed = "the node " + ast.Quote(r.nodes[m.nodes].Key)
		doubt{all: true}.node(&r.nodes[m.nodes].Value, r.catalog)
	} else {
		doubt{all: true}.value(&r.session, r.catalog.Body)
	}
	if k+1 < len(r.checkpoints) {
		next := r.checkpoints[k+1]
		r.nodes, r.found, r.incomplete = r.nodes[:next.nodes], r.found[:next.found], next.incomplete
		if m.over { // then it may as well be what is left of another node
			r.incomplete = true
			help = "remove one of the two; or write the name and the type of a node, and {, before what stands between them"
		}
		r.checkpoints = r.checkpoints[:k+1]
		r.guessed = slices.DeleteFunc(r.guessed, func(i int) bool { return i >= len(r.nodes) })
		if m.early {
			r.checkpoints[k].early = false
			r.report(m.closing, `"}" closes `+closed+", but more of it follows", "remove it",
				ast.Related{Message: "where it must be closed", Span: brace.span})
			return
		}
	}
	r.report(brace.span, `"}" closes nothing; `+closed+" is closed already", help,
		ast.Related{Message: "where it is closed", Span: m.closing})
}

// isKind tells whether the token is of the kind.
func (r *reader) isKind(at int, kind lexer.TokenType) bool { return r.tokens[at].kind == kind }
