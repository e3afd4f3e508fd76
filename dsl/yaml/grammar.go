package yaml

import "github.com/fsflow/fsflow/dsl/ast"

// A parser checks the order of the tokens by the grammar of the library (libyaml's), and stops at the first one that does not
// fit.
type parser struct {
	scanner
	anchors map[string]bool
	handles []string // of tags, from %TAG
	depth   int
}

func newParser(text string) *parser {
	return &parser{scanner: newScanner(text), anchors: map[string]bool{}}
}

// next returns the kind of the next token; noToken after a failure.
func (p *parser) next() tokenKind {
	t := p.peek()
	switch {
	case t == nil:
		return noToken
	case t.opensMapping:
		return blockMapping
	case t.isKey:
		return keyToken
	}
	return t.kind
}

func (p *parser) accept(kind tokenKind) bool {
	if kind == noToken || p.next() != kind {
		return false
	}
	t := &p.queue[0]
	switch {
	case t.opensMapping:
		t.opensMapping = false
	case t.isKey:
		t.isKey = false
	default:
		p.skip()
	}
	return true
}

func (p *parser) isOneOf(kinds ...tokenKind) bool {
	next := p.next()
	for _, k := range kinds {
		if next == k {
			return true
		}
	}
	return next == noToken
}

// stream goes over the first document.
func (p *parser) stream() {
	versions := 0
	for p.next() == directiveToken {
		p.directiveMeaning(&versions)
	}
	if p.accept(documentStart) {
		if !p.isOneOf(directiveToken, documentStart, documentEnd, endToken) {
			p.node(false)
		}
	} else if p.prev.kind == directiveToken {
		p.missingDocumentStart()
	} else if p.next() != endToken {
		p.node(false)
	}
	if !p.isOneOf(documentStart, documentEnd, endToken) {
		p.afterDocument()
	}
}

// tail goes over what comes after the first document. The library looks at the first tokens of it, and fails where it cannot read
// them.
func (p *parser) tail() {
	ended := false
	for p.accept(documentEnd) {
		ended = true
	}
	switch t := p.peek(); {
	case t == nil:
	case t.kind == documentStart:
		p.fail(secondDocument(ast.Between(t.start, t.end), "---"))
	case ended && t.kind != endToken:
		p.fail(secondDocument(ast.Between(t.start, t.end), "..."))
	}
}

// enter counts a collection, and leave ends it. enter reports false when it is too deep.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > ast.MaxDepth {
		p.deep()
	}
	return p.found == nil
}

func (p *parser) leave() { p.depth-- }

// node goes over a value. In a block mapping a list may stand in the same column as its key.
func (p *parser) node(indentless bool) {
	if p.next() == aliasToken {
		p.alias()
		return
	}
	properties := p.properties()
	switch kind := p.next(); {
	case kind == noToken:
	case kind == blockEntry && indentless:
		p.list()
	case kind == scalarToken:
		p.accept(scalarToken)
	case kind == flowSequence:
		p.flowList()
	case kind == flowMapping:
		p.flowObject()
	case kind == blockSequence:
		p.accept(blockSequence)
		p.list()
		p.blockEnd(blockSequence)
	case kind == blockMapping:
		p.object()
	case !properties:
		p.noValue()
	}
}

// properties goes over an anchor and a tag, in either order, and tells whether there is one.
func (p *parser) properties() bool {
	first := p.next()
	if !p.property() {
		return false
	}
	if second := p.next(); second != first {
		p.property()
	}
	return true
}

func (p *parser) property() bool {
	switch t := p.peek(); p.next() {
	case anchorToken:
		p.anchors[p.text[t.start+1:t.end]] = true
		return p.accept(anchorToken)
	case tagToken:
		p.checkHandle(*t)
		return p.accept(tagToken)
	}
	return false
}

// list goes over the items of a list of lines.
func (p *parser) list() {
	if !p.enter() {
		return
	}
	for p.accept(blockEntry) {
		if !p.isOneOf(blockEntry, keyToken, valueToken, blockEnd) {
			p.node(false)
		}
	}
	p.leave()
}

// blockEnd expects the end of a block.
func (p *parser) blockEnd(kind tokenKind) {
	if !p.accept(blockEnd) {
		p.unexpectedInBlock(kind)
	}
}

func (p *parser) object() {
	if !p.enter() {
		return
	}
	p.accept(blockMapping)
	for p.accept(keyToken) {
		if !p.isOneOf(keyToken, valueToken, blockEnd) {
			p.node(true)
		}
		if p.accept(valueToken) && !p.isOneOf(keyToken, valueToken, blockEnd) {
			p.node(true)
		}
	}
	p.blockEnd(blockMapping)
	p.leave()
}

func (p *parser) flowList() {
	if !p.enter() {
		return
	}
	opener := *p.peek()
	p.accept(flowSequence)
	for first := true; !p.isOneOf(flowSequenceEnd); first = false {
		if !first {
			if !p.accept(flowEntry) {
				p.unexpectedInFlow(&opener)
				return
			}
			if p.next() == flowSequenceEnd {
				break
			}
		}
		if p.next() == keyToken {
			p.flowPair()
		} else {
			p.node(false)
		}
	}
	p.accept(flowSequenceEnd)
	p.leave()
}

// flowPair goes over the pair in [a: b]. What it does without a key is odd, but it is what the library does.
func (p *parser) flowPair() {
	if !p.enter() {
		return
	}
	p.accept(keyToken)
	if p.isOneOf(valueToken, flowEntry, flowSequenceEnd) {
		p.accept(p.next())
	} else {
		p.node(false)
	}
	if p.accept(valueToken) && !p.isOneOf(flowEntry, flowSequenceEnd) {
		p.node(false)
	}
	p.leave()
}

func (p *parser) flowObject() {
	if !p.enter() {
		return
	}
	opener := *p.peek()
	p.accept(flowMapping)
	for first := true; !p.isOneOf(flowMappingEnd); first = false {
		if !first {
			if !p.accept(flowEntry) {
				p.unexpectedInFlow(&opener)
				return
			}
			if p.next() == flowMappingEnd {
				break
			}
		}
		if !p.accept(keyToken) {
			p.node(false)
			continue
		}
		if !p.isOneOf(valueToken, flowEntry, flowMappingEnd) {
			p.node(false)
		}
		if p.accept(valueToken) && !p.isOneOf(flowEntry, flowMappingEnd) {
			p.node(false)
		}
	}
	p.accept(flowMappingEnd)
	p.leave()
}
