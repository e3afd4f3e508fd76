package flow

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// addSession takes the object of a session.
func (r *reader) addSession(object ast.Value) {
	word := r.tokens[0].span
	if !r.sessionKey.IsZero() {
		r.found = append(r.found, ast.Duplicate(word, r.sessionKey, "the session is given twice", "move its keys into the first"))
		r.session.Incomplete = true
		return
	}
	r.sessionKey, r.session = word, object
	for i, m := range object.Members {
		if m.Key == "flow" {
			r.report(m.KeySpan, `"flow" in the session; expected the nodes beside it`,
				"write the nodes beside the session, as in greeting: conversation { … }")
			r.session.Members, r.session.Incomplete, r.incomplete = slices.Delete(object.Members, i, i+1), true, true
			break
		}
	}
}

func (r *reader) recoverSession() {
	object, end := r.container(1)
	if !r.isKind(end, kindEnd) {
		r.incomplete = r.incomplete || r.lacksName(end)
		r.wrong(header, 0, end)
	}
	r.addSession(object)
	r.session.Incomplete = true
	if r.unclear {
		doubt{}.value(&r.session, r.catalog.Body)
	}
}

// sessionWithColon reads "session: {", in which the colon is one too many, and tells whether the item is that.
func (r *reader) sessionWithColon() bool {
	if r.source.Slice(r.tokens[0].span) != "session" || !r.isKind(1, kindLeftBrace) {
		return false
	}
	if !r.said(0, 1) {
		r.report(r.tokens[1].span, `"{" after "session"; expected no ":"`, "write session { … }")
	}
	r.recoverSession()
	return true
}

// straySession reports a session without its brace, of which nothing is kept, and tells whether the item is one.
func (r *reader) straySession() bool {
	if !r.tokens[0].isStraySession(r.text) {
		return false
	}
	r.session.Incomplete = true
	r.wrong(header, 0, 1)
	return true
}

// inStraySession tells whether the item is a session without its brace. What stands on its line and further to the right
// below is the rest of it, and no nodes.
func (c *cutter) inStraySession() bool { return c.tokens[0].isStraySession(c.text) }

// isStraySession tells whether a token that begins an item is the word "session" without a brace or a colon behind it.
func (t *token) isStraySession(source string) bool {
	return t.kind == kindName && source[t.span.Start:t.span.End] == "session"
}
