package yaml

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// content returns where a node begins after its properties, an anchor and a tag. Where nothing follows them, that is where they
// end.
func (c *converter) content(n *yaml.Node) int {
	at := c.lines.offset(n)
	if at >= len(c.text) || c.text[at] != '&' && c.text[at] != '!' {
		return at
	}
	anchor, tagged := n.Anchor != "", n.Style&yaml.TaggedStyle != 0
	tag := true // the library does not tell a "!" alone from no tag at all
	for end := at; ; {
		switch {
		case at < len(c.text) && c.text[at] == '&' && anchor:
			anchor = false
			for end = at + 1; end < len(c.text) && isWord(c.text[end]); end++ {
			}
		case at < len(c.text) && c.text[at] == '!' && tag && (tagged || endsWord(c.text, at+1)):
			tag = false
			for end = at + 1; !endsWord(c.text, end); end++ {
			}
			c.tag = ast.Between(at, end)
		case n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&quotedStyles == 0:
			return end
		default:
			return at
		}
		at = skipSpace(c.text, end)
	}
}

// kind tells the kind of a scalar from its tag, which the library has worked out where the author gave none. It reports false, with
// a diagnostic, where the text is not what the tag says: then nobody knows what was meant.
func (c *converter) kind(n *yaml.Node, s ast.Span) (kind ast.Kind, ok bool) {
	if n.Style&yaml.TaggedStyle == 0 {
		if kind := kindOfTag(n.Tag); kind != ast.String || n.Style&quotedStyles != 0 || !isLargeNumber(n.Value) {
			return kind, true
		}
		return ast.Number, true
	}
	untagged := yaml.Node{Kind: yaml.ScalarNode, Value: n.Value}
	meant := kindOfTag(untagged.ShortTag())
	if meant == ast.String && isLargeNumber(n.Value) {
		meant = ast.Number
	}
	switch n.Tag {
	case "!!str", "!!binary", "!!timestamp", mergeTag:
		return ast.String, true
	case "!!float", "!!bool", "!!null", "!!int":
		if kind := kindOfTag(n.Tag); kind != meant || n.Tag == "!!int" && !isInteger(n.Value) {
			c.report(ast.SyntaxError(s, fmt.Sprintf("%s does not fit its tag %s", ast.Quote(n.Value), n.Tag), "leave the tag out"))
			return 0, false
		}
		return meant, true
	}
	c.unknownTag(n)
	return 0, false
}

// isLargeNumber tells whether a text without quotation marks, which the library has taken for a string, is a number
// outside the library's range: 1e400, or 0x1_0000_0000_0000_0000.
func isLargeNumber(s string) bool {
	if s == "" || s[0] > '9' || s[0] < '0' && s[0] != '-' && s[0] != '+' {
		return false
	}
	_, ok := ast.JSONNumber(s)
	return ok
}

// isInteger tells whether a number has no fraction and no exponent. The library takes those of more than 64 bits for a !!float.
func isInteger(number string) bool {
	number, ok := ast.JSONNumber(number)
	return ok && !strings.ContainsAny(number, ".eE")
}

func kindOfTag(tag string) ast.Kind {
	switch tag {
	case "!!int", "!!float":
		return ast.Number
	case "!!bool":
		return ast.Bool
	case "!!null":
		return ast.Null
	}
	return ast.String
}

// checkTag reports a tag on a list or an object that is not its own.
func (c *converter) checkTag(n *yaml.Node, own string) {
	if n.Style&yaml.TaggedStyle != 0 && n.Tag != own {
		c.unknownTag(n)
	}
}

func (c *converter) unknownTag(n *yaml.Node) {
	switch n.Tag {
	case "!!map", "!!seq", "!!str", "!!binary", "!!timestamp", "!!float", "!!bool", "!!null", "!!int":
		c.report(ast.SyntaxError(c.tag, fmt.Sprintf("the tag %s does not fit what it stands before", n.Tag), "leave the tag out"))
		return
	}
	written := c.text[c.tag.Start:c.tag.End]
	help := []string{"leave the tag out"}
	if !strings.HasPrefix(written, "!!") {
		help = []string{"put the text in quotation marks if the exclamation mark is a part of it"}
	}
	c.report(ast.SyntaxError(c.tag, fmt.Sprintf("the tag %s is not known", ast.Quote(written)), help...))
}
