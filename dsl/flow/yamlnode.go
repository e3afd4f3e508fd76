package flow

// A node may be written as in YAML: its type and its fields stand below its name and are indented more, or behind the mark of an item
// of a list. All of that is one item, and one mistake.

// startsYAMLNode tells whether the first token of the item and the one ahead begin such a node.
func (c *cutter) startsYAMLNode() bool {
	first := &c.tokens[0]
	if len(c.tokens) != 1 || first.column < 0 || c.ahead.kind != kindWord {
		return false
	}
	switch {
	case first.kind == kindLabel && c.ahead.column > first.column:
		return (c.ahead.text == "type" || c.ahead.text == "id" || c.isField(c.ahead.text) && !c.atNode()) && c.isKey()
	case first.kind == kindIllegal && first.text == "-" && c.ahead.column < 0:
		return (c.ahead.text == "type" || c.ahead.text == "id") && c.isKey() && !c.atNode()
	}
	return false
}

// atNode tells whether the word ahead is the name of a node, for a type stands behind it and the colon; behind the word type, one stands
// in YAML as well.
func (c *cutter) atNode() bool {
	_, rest := leadingWord(c.text[c.ahead.span.Start:])
	if c.ahead.text == "type" || rest == "" {
		return false
	}
	value, _ := leadingWord(skipSpaces(rest[1:]))
	return c.isType(value)
}

// recoverYAMLNode reports a node that is written as in YAML. Its name and its type are kept.
func (r *reader) recoverYAMLNode() {
	first, second := &r.tokens[0], &r.tokens[1]
	name, nodeType := r.yamlValue("id"), r.yamlValue("type")
	if first.kind == kindLabel {
		name = first
	}
	id, kind := "greeting", "conversation"
	if name != nil {
		id = r.source.Slice(name.span)
	}
	if nodeType != nil && r.isType(nodeType.text) {
		kind = nodeType.text
	}
	help := "write " + id + ": " + kind + " { … }, with the members of the node between the braces"
	if first.kind == kindLabel {
		r.report(second.span, second.quote()+" below "+first.quote()+"; expected the type of the node behind its name, and its members in braces", help)
	} else {
		r.report(first.span, `"-" before a node; expected its name and its type, and its members in braces`, help)
	}
	if name == nil {
		r.incomplete = true
		return
	}
	b := r.newBody(nodeType)
	b.incomplete = true
	r.addNode(name.text, name.span, b.value(r))
}

// yamlValue returns the value of the first key of that name in a node that is written as in YAML; nil for none.
func (r *reader) yamlValue(key string) *token {
	for i := range r.tokens {
		if r.isKind(i, kindLabel) && r.tokens[i].text == key && r.isKind(i+1, kindName) {
			return &r.tokens[i+1]
		}
	}
	return nil
}
