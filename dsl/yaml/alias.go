package yaml

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// anchored is a value that aliases may stand for, and how much it counts with the aliases in it written out.
type anchored struct {
	value   ast.Value
	ok      bool // false when there is no value, which has been reported
	values  int
	bytes   int
	aliases int
	height  int // of collections inside each other; 0 for a scalar
}

// anchor converts a node with an anchor, and notes the value for the aliases to come. Until it is done the anchor is not noted,
// which is how an alias inside of its own anchor is found out.
func (c *converter) anchor(n *yaml.Node, v *ast.Value) bool {
	values, bytes, aliases, deepest := c.values, c.bytes, c.aliases, c.deepest
	c.deepest = c.depth
	ok := c.bare(n, v)
	if c.stopped {
		return false
	}
	if c.anchors == nil {
		c.anchors, c.names = map[*yaml.Node]anchored{}, map[string]struct{}{}
	}
	c.names[n.Anchor] = struct{}{}
	c.anchors[n] = anchored{*v, ok, c.values - values, c.bytes - bytes, c.aliases - aliases, c.deepest - c.depth}
	c.deepest = max(c.deepest, deepest)
	return ok
}

// alias makes the value a copy of the one that the alias stands for. Only its header is copied.
func (c *converter) alias(n *yaml.Node, v *ast.Value) bool {
	c.shared = true
	at := c.lines.offset(n)
	c.pos = min(at+1+len(n.Value), len(c.text))
	s := ast.Between(at, c.pos)
	target, ok := c.anchors[n.Alias]
	if !ok {
		c.report(ast.SyntaxError(s, fmt.Sprintf("the alias %s stands inside of what it stands for", ast.Quote("*"+n.Value)), "write out what is meant there"))
		return false
	}
	c.values += max(target.values, 1)
	c.bytes += target.bytes
	c.aliases += 1 + target.aliases
	c.deepest = max(c.deepest, c.depth+target.height)
	switch {
	case c.aliases > ast.MaxAliases:
		c.stop(tooManyAliases(s))
		return false
	case c.bytes > maxText:
		c.stop(tooMuchText(s))
		return false
	case c.values > ast.MaxValues:
		c.stop(tooManyValues(s))
		return false
	case c.deepest > ast.MaxDepth:
		c.stop(tooDeep(s))
		return false
	}
	*v = target.value
	v.Via = s
	return target.ok
}
