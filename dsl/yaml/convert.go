package yaml

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// A converter makes values of nodes, in the order of the source.
type converter struct {
	text        string
	memory      *ast.Arena
	lines       lineCursor
	pos         int      // where the last scalar, alias or bracket ended
	tag         ast.Span // the last tag met
	diagnostics []ast.Diagnostic
	astray      bool // a key stands where it does not belong
	stopped     bool // the last diagnostic is one that ends the work
	shared      bool // an alias or a merge key has been met: values may share slices

	anchors map[*yaml.Node]anchored
	names   map[string]struct{} // of the anchors
	depth   int                 // of the collections around
	deepest int                 // the largest depth so far, with aliases written out
	values  int                 // so far, with aliases written out
	bytes   int                 // of the texts among them
	aliases int                 // likewise
}

// report adds a finding, unless there are very many.
func (c *converter) report(d ast.Diagnostic) {
	if len(c.diagnostics) < ast.MaxFindings {
		c.diagnostics = append(c.diagnostics, d)
	}
}

// stop ends the work with a finding, which is the only one that counts then.
func (c *converter) stop(d ast.Diagnostic) {
	c.diagnostics = append(c.diagnostics, d)
	c.stopped = true
}

// value converts a node. It reports false when there is no value: a diagnostic says why, and what holds it is incomplete.
func (c *converter) value(n *yaml.Node, v *ast.Value) bool {
	if n.Kind == yaml.AliasNode {
		return c.alias(n, v)
	}
	if n.Anchor != "" {
		return c.anchor(n, v)
	}
	return c.bare(n, v)
}

// bare converts a node that is no alias, whether or not it has an anchor.
func (c *converter) bare(n *yaml.Node, v *ast.Value) bool {
	c.values++
	switch n.Kind {
	case yaml.MappingNode:
		return c.mapping(n, v)
	case yaml.SequenceNode:
		return c.sequence(n, v)
	}
	text, s := c.scalar(n)
	c.bytes += len(text)
	v.Span, v.Text = s, text
	if n.Style&quotedStyles == 0 {
		v.Style = ast.Plain
	}
	kind, ok := c.kind(n, s)
	if !ok {
		*v = ast.Value{Span: s}
		return false
	}
	v.Kind = kind
	switch kind {
	case ast.Bool:
		v.Text = strings.ToLower(text)
	case ast.Null:
		v.Text = ""
	}
	return true
}

const quotedStyles = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar returns the text and the place of a scalar. The text is a part of the source where it can be, so that the
// library's copy need not be kept.
func (c *converter) scalar(n *yaml.Node) (string, ast.Span) {
	at := c.content(n)
	text, end := n.Value, at
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		end = endOfQuoted(c.text, at)
		if inside := c.text[min(at+1, end):max(end-1, min(at+1, end))]; inside == text {
			text = inside
		}
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		end = endOfBlockText(c.text, at, text)
	case text != "":
		end = endOfPlain(c.text, at, text)
		if end-at == len(text) {
			text = c.text[at:end]
		}
	}
	c.pos = end
	return text, ast.Between(at, end)
}

// isEmpty tells whether nothing is written for the value. Its place in the node is then that of whatever comes next.
func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0 && n.Anchor == ""
}

// mapping converts an object. Its keys and values are walked even where they are dropped: they may hold anchors.
func (c *converter) mapping(n *yaml.Node, v *ast.Value) bool {
	flow := n.Style&yaml.FlowStyle != 0
	start, brackets := 0, false
	column := n.Column - 1
	switch {
	case flow:
		start, brackets = c.openMapping(n)
		column = inBrackets
	case n.Anchor != "" || n.Style&yaml.TaggedStyle != 0:
		at := c.content(n)
		column = at - startOfLine(c.text, at)
	}
	c.checkTag(n, "!!map")
	if brackets && isTemplate(c.text, start, n) {
		return c.template(n, start)
	}
	if !c.enter(n, start) {
		return false
	}
	room := len(n.Content) / 2
	if c.depth == ast.NodeDepth {
		room++
	}
	m := members{list: c.memory.Members(room)}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		// The member is made in its place, and taken out again where it does not belong.
		at := len(m.list)
		m.list = m.list[:at+1]
		member := &m.list[at]
		ok := c.key(key, member)
		if ok && (c.glued(key, value, member.KeySpan) || c.slip(key, value, member.KeySpan, flow)) {
			ok = false
		}
		if i == 0 && !flow {
			start = int(member.KeySpan.Start)
		}
		if ok && key.Tag == mergeTag {
			c.merge(&m, value, column)
		} else if c.member(value, &member.Value, column) && ok {
			c.check(&m)
		} else {
			m.drop()
		}
		if c.stopped {
			return false
		}
	}
	c.depth--
	if brackets {
		c.pos = endOfFlow(c.text, c.pos)
	}
	v.Kind, v.Span = ast.Object, ast.Between(start, c.pos)
	v.Members, v.Incomplete = m.merged(), m.incomplete
	return true
}

// openMapping finds where an object in flow style begins, and tells whether there are brackets: the pair in [a: b] has none.
func (c *converter) openMapping(n *yaml.Node) (start int, brackets bool) {
	start = c.lines.offset(n)
	if len(n.Content) == 2 && (n.Content[0].Line == n.Line && n.Content[0].Column == n.Column ||
		start < len(c.text) && c.text[start] == '?') {
		return start, false
	}
	start = c.content(n)
	c.pos = start + 1
	return start, true
}

// key converts a key. It reports false when it is none, with a diagnostic.
func (c *converter) key(n *yaml.Node, m *ast.Member) bool {
	switch target := n.Alias; {
	case n.Kind == yaml.ScalarNode && n.Anchor == "" && n.Style&yaml.TaggedStyle == 0:
		m.Key, m.KeySpan = c.scalar(n)
		return true
	case n.Kind == yaml.ScalarNode, n.Kind == yaml.AliasNode && target.Kind == yaml.ScalarNode:
		var v ast.Value
		ok := c.value(n, &v)
		m.Key, m.KeySpan = n.Value, v.Span
		if n.Kind == yaml.AliasNode {
			m.Key, m.KeySpan = target.Value, v.Via
		}
		return ok
	}
	var v ast.Value
	ok := c.value(n, &v)
	m.KeySpan = v.Span
	if n.Kind == yaml.AliasNode {
		m.KeySpan = ast.Between(c.pos-1-len(n.Value), c.pos)
	}
	if ok {
		c.report(ast.SyntaxError(m.KeySpan, fmt.Sprintf("a key is %s; expected a text", v.Kind), c.complexKeyHelp(m.KeySpan)...))
	}
	return false
}

// glued reports a key that is one with a part of its value, for want of a blank. It is cheap: few keys hold a colon.
func (c *converter) glued(key, value *yaml.Node, s ast.Span) bool {
	if i := strings.IndexByte(key.Value, '{'); i > 0 && key.Style == 0 && key.Value[i-1] == ' ' && c.lacksColon(key.Value, i, value, s) {
		return true
	}
	if strings.IndexByte(key.Value, ':') < 0 || key.Style&quotedStyles != 0 || value.Style&quotedStyles != 0 || !isGlued(key.Value, value.Value) {
		return false
	}
	c.report(missingBlank(c.text, int(s.Start)+gluedColon(key.Value)))
	return true
}

// lacksColon reports a key that is one with the beginning of its value, as in: done {type: end}.
func (c *converter) lacksColon(key string, brace int, value *yaml.Node, s ast.Span) bool {
	rest := restOfLine(c.text, int(s.Start))
	line := strings.TrimRight(c.text[rest.Start:rest.End], " \t")
	name := strings.TrimRight(key[:brace], " ")
	if value.Kind != yaml.ScalarNode || value.Style&quotedStyles != 0 || !strings.HasSuffix(value.Value, "}") || !strings.HasSuffix(line, value.Value) || s.Len() != len(key) || strings.IndexByte(name, ':') >= 0 {
		return false
	}
	at := int(s.Start) + brace
	c.report(ast.SyntaxError(ast.Between(at, at+1), `":" is missing before "{"`, "write "+name+": "+line[brace:]))
	c.astray = true
	return true
}

func (c *converter) complexKeyHelp(s ast.Span) []string {
	if strings.HasPrefix(c.text[s.Start:], "{") || strings.HasPrefix(c.text[s.Start:], "[") {
		return []string{"put the key in quotation marks if the brackets are a part of it"}
	}
	return nil
}

// member converts the value of a member, whose key was the last thing walked over.
func (c *converter) member(n *yaml.Node, v *ast.Value, column int) bool {
	if !isEmpty(n) {
		return c.value(n, v)
	}
	c.values++
	at := c.pos
	if i := skipSpace(c.text, at); i < len(c.text) && c.text[i] == ':' && c.isColon(i, column) {
		at = i + 1
	}
	c.pos = at
	*v = ast.Value{Kind: ast.Null, Style: ast.Plain, Span: ast.Between(at, at)}
	return true
}

// inBrackets is in place of the column of an object that is written in brackets.
const inBrackets = -1

// isColon tells whether the ":" that follows a key is the one before its value. Outside of brackets one on a line of its
// own, behind a key with "?", stands in the column of that mark, which is the column of the object.
func (c *converter) isColon(at, column int) bool {
	if column == inBrackets {
		return true
	}
	line := startOfLine(c.text, at)
	return endsWord(c.text, at+1) && (line <= c.pos || at-line == column)
}

func (c *converter) sequence(n *yaml.Node, v *ast.Value) bool {
	start := c.content(n)
	c.checkTag(n, "!!seq")
	if !c.enter(n, start) {
		return false
	}
	c.pos = min(start+1, len(c.text))
	items := c.memory.Values(len(n.Content))
	kept := 0
	for _, item := range n.Content {
		if c.value(item, &items[kept]) {
			kept++
		} else {
			items[kept] = ast.Value{}
			v.Incomplete = true
		}
		if c.stopped {
			return false
		}
	}
	c.depth--
	if n.Style&yaml.FlowStyle != 0 {
		c.pos = endOfFlow(c.text, c.pos)
	}
	v.Kind, v.Span, v.Items = ast.List, ast.Between(start, c.pos), items[:kept]
	return true
}

// enter counts a collection that is in depth others. It reports false when that is too deep.
func (c *converter) enter(n *yaml.Node, start int) bool {
	c.depth++
	c.deepest = max(c.deepest, c.depth)
	if c.depth <= ast.MaxDepth {
		return true
	}
	s := ast.Between(start, min(start+1, len(c.text)))
	if n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 {
		for len(n.Content) > 0 && n.Kind != yaml.ScalarNode {
			n = n.Content[0]
		}
		_, s = c.scalar(n)
	}
	c.stop(tooDeep(s))
	return false
}
