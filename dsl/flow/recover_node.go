package flow

// A head is what a node with a mistake in it begins with.
type head struct {
	name token
	// typed tells that the type follows the name, as the second token.
	typed bool
	// guessed tells that the colon is missing, so that it may be meant as something else than a node.
	guessed bool
	end     int // the token behind it
}

// recoverNode reads a node from its name to its end: its type, the one way out that may follow that, and its body.
func (r *reader) recoverNode() {
	h, ok := r.recoverHead()
	if !ok {
		return
	}
	b := r.recoveredBody(&h)
	at := r.recoverTarget(&b, h.end)
	at = r.skipToBody(&b, at, h.typed)
	hollow := false
	if r.isKind(at, kindLeftBrace) {
		// Where nothing stands between a brace and the next item, it is not only the closing brace that is missing.
		hollow = r.isKind(at+1, kindRightBrace) && r.tokens[at+1].span.Len() == 0
		b.incomplete = b.incomplete || hollow
		at = r.recoverBody(&b, at+1)
		r.recoverRest(&b, at)
	}
	before := len(r.nodes)
	r.keepNode(&h, &b)
	if hollow && len(r.nodes) > before {
		r.hollow = len(r.nodes)
	}
}

// recoverHead reads the name and the type of a node, and tells whether it may be one.
func (r *reader) recoverHead() (h head, ok bool) {
	h = head{name: r.tokens[0], end: 1, guessed: r.isKind(0, kindName)}
	opened, led := r.isKind(1, kindLeftBrace), r.isKind(1, kindTarget)
	switch {
	case h.guessed && r.isKind(1, kindName) && !r.isType(r.tokens[1].text) && isWordOfOthers(h.name.text):
		name := &r.tokens[1]
		r.report(h.name.span, h.name.quote()+" before a name; expected the name of a node, a colon and its type",
			"write "+r.source.Slice(name.span)+": conversation { … }, or another type")
		h.name, h.end = *name, 2
	case r.isKind(1, kindName): // a type, behind a colon or without one
		h.typed, h.end = !r.spoiled(1, 2), 2
		if h.guessed {
			r.wrong(header, 0, 1)
		}
	case h.guessed && !opened && !led: // a name, and nothing of a node
		r.incomplete = true
		r.wrong(header, 0, 1)
		return h, false
	default: // a node without a type
		r.wrong(header, 0, 1)
		if h.guessed && opened {
			r.session.Incomplete = true // the session may be meant
		}
	}
	if h.typed && h.guessed && r.isType(h.name.text) && !r.isType(r.tokens[1].text) {
		// The type stands in front, as other languages have it.
		h.name, r.tokens[1] = r.tokens[1], h.name
	}
	return h, true
}

// recoveredBody returns the body of a node that begins with a head.
func (r *reader) recoveredBody(h *head) body {
	if !h.typed || r.doubtfulType() {
		b := r.newBody(nil)
		b.incomplete = true
		return b
	}
	b := r.newBody(&r.tokens[1])
	b.incomplete = h.guessed
	return b
}

// doubtfulType tells whether something else than what follows a type stands behind the second token, which should be the type of a
// node, and may be meant as it.
func (r *reader) doubtfulType() bool {
	next := &r.tokens[2]
	if next.column >= 0 {
		return false
	}
	switch next.kind {
	case kindEnd, kindTarget, kindLeftBrace:
		return false
	}
	return !r.isType(r.tokens[1].text) || r.isType(next.text)
}

// recoverTarget reads the arrow behind the head of a node, where there is one, and returns the token after it.
func (r *reader) recoverTarget(b *body, at int) int {
	switch {
	case !r.isKind(at, kindTarget):
		return at
	case r.spoiled(at, at+1):
		b.incomplete = true
		return at + 1
	}
	return r.member(b, at)
}

// skipToBody skips what stands before the body of a node, and returns the brace or, where there is none, the end of the item. Where
// the node has no type, enough was said of that.
func (r *reader) skipToBody(b *body, at int, typed bool) int {
	if r.isKind(at, kindLeftBrace) || r.isKind(at, kindEnd) {
		return at
	}
	b.incomplete = true
	if typed {
		r.wrong(header, 0, at)
	}
	for !r.isKind(at, kindLeftBrace) && !r.isKind(at, kindEnd) {
		at++
	}
	return at
}

// recoverRest reports what stands behind the body of a node.
func (r *reader) recoverRest(b *body, at int) {
	if r.isKind(at, kindEnd) {
		return
	}
	b.incomplete = true
	r.incomplete = r.incomplete || r.lacksName(at)
	r.wrong(header, 0, at)
}

// lacksName tells whether what stands behind an item is what is left of another one that has lost its name.
func (r *reader) lacksName(at int) bool {
	return r.isKind(at, kindTarget) || r.isKind(at, kindArrow) || r.isKind(at, kindColon)
}

// keepNode adds a node to the flow, unless it is not known what its name is.
func (r *reader) keepNode(h *head, b *body) {
	v := b.value(r)
	if r.unclear {
		doubt{}.node(&v, r.catalog)
	}
	if r.spoiled(0, 1) {
		r.incomplete = true
		return
	}
	if h.guessed {
		r.guessed = append(r.guessed, len(r.nodes))
	}
	r.addNode(h.name.text, h.name.span, v)
}
