package rule

import (
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

// What stands beside the key that it was meant to stand under, mostly for want of indentation. It is one mistake, however many lines it
// is.

// A block is fields of a node that stand among the nodes.
type block struct {
	keys []string
	// head is the node that they were meant to be the fields of, or the first of them where that is not known.
	head *ast.Node
}

// fieldsBeside returns the block that a node is the head or a part of; nil for none.
func (p *Pass) fieldsBeside(n *ast.Node) *block {
	if p.memo.blocks == nil {
		p.memo.blocks = p.findBlocks()
	}
	return p.memo.blocks[n]
}

func (p *Pass) findBlocks() map[*ast.Node]*block {
	blocks := map[*ast.Node]*block{}
	if p.File.Language == ast.Flow {
		return blocks
	}
	var last *block // that goes on with the next node
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		switch {
		case n.Object.Kind == ast.Null && p.File.Language == ast.JSON: // nothing is indented there
			last = nil
			continue
		case n.Object.Kind == ast.Null:
			last = &block{head: n}
		case !isFieldOfNodes(p.File.Catalog, n.ID.Text), n.Object.Kind == ast.Object && (n.Object.Get("type") != nil || last == nil && (i == 0 || !lacks(&p.File.Nodes[i-1], n.ID.Text))):
			last = nil
			continue
		default:
			if last == nil {
				last = &block{head: n}
			}
			last.keys = append(last.keys, n.ID.Text)
		}
		blocks[n] = last
	}
	return blocks
}

// lacks tells whether a node may have a field, and does not.
func lacks(n *ast.Node, field string) bool {
	return n.Spec != nil && n.Spec.Type.Field(field) != nil && n.Object.Get(field) == nil
}

// isFieldOfNodes tells whether nodes of some type have a field of that name.
func isFieldOfNodes(c *catalog.Catalog, name string) bool {
	for i := range c.NodeTypes {
		if t := c.NodeTypes[i].Type; t.Field(t.Spelled(name)) != nil {
			return true
		}
	}
	return false
}

// isInBlock tells whether a node, which may be nil, is a field of another one, or of one that is reported with it.
func (p *Pass) isInBlock(n *ast.Node) bool {
	if n == nil {
		return false
	}
	b := p.fieldsBeside(n)
	return b != nil && b.head != n
}

// isNotIndented tells whether a field that is missing is in a block, or is missing in what is none but a part of a block.
func (p *Pass) isNotIndented(d *shape.Defect) bool {
	n := d.Node
	if n == nil || n.Spec == nil {
		return p.isInBlock(n)
	}
	return d.Object == &n.Object && p.standsBeside(d.Field.Name, n)
}

// standsBeside tells whether a field of a node stands in the block behind it.
func (p *Pass) standsBeside(field string, n *ast.Node) bool {
	if n.Index+1 >= len(p.File.Nodes) {
		return false
	}
	next := &p.File.Nodes[n.Index+1]
	b := p.fieldsBeside(next)
	return b != nil && b.head == next && slices.ContainsFunc(b.keys, func(key string) bool { return n.Spec.Type.Spelled(key) == field })
}

// nodeHelp says how to indent the block that a node is the head of; nil for none.
func (p *Pass) nodeHelp(n *ast.Node) []string {
	switch b := p.fieldsBeside(n); {
	case b == nil:
		return nil
	case n.Object.Kind == ast.Null && len(b.keys) == 0:
		return []string{"indent its fields, so that they stand under it"}
	case n.Object.Kind == ast.Null:
		return indentHelp(b.keys)
	case len(b.keys) == 1:
		return []string{fmt.Sprintf("%s is a field of nodes; %s", ast.Quote(b.keys[0]), underNode(p.File.Language, "it", "its"))}
	default:
		return []string{fmt.Sprintf("%s are fields of nodes; %s", ast.And(b.keys), underNode(p.File.Language, "them", "their"))}
	}
}

// underNode says how fields come to stand where they belong.
func underNode(l ast.Language, them, their string) string {
	if l == ast.JSON {
		return fmt.Sprintf("put %s into the object of %s node", them, their)
	}
	return fmt.Sprintf("indent %s below the id of %s node", them, their)
}

// indentHelp says how to make the keys what an empty one holds; nil where there are none.
func indentHelp(keys []string) []string {
	switch n := len(keys); {
	case n == 0:
		return nil
	case n > ast.MostListed:
		return []string{fmt.Sprintf("indent the %d keys behind it, so that they stand under it", n)}
	case n == 1:
		return []string{fmt.Sprintf("indent %s, so that it stands under it", ast.Quote(keys[0]))}
	}
	return []string{fmt.Sprintf("indent %s, so that they stand under it", ast.And(keys))}
}

// unindented is the keys of objects that were meant to stand under an empty one before them.
type unindented struct {
	members map[*ast.Member]bool
	under   map[*ast.Value][]string // by the empty value
}

func (p *Pass) unindented() *unindented {
	if p.memo.unindented != nil {
		return p.memo.unindented
	}
	u := &unindented{members: map[*ast.Member]bool{}, under: map[*ast.Value][]string{}}
	p.memo.unindented = u
	if p.File.Language != ast.YAML {
		return u
	}
	var last *ast.Value
	for d := range p.defects(shape.UnknownKey) {
		if d.Object != last { // the defects of an object follow each other, those of what is in it between them
			last = d.Object
			p.findUnindented(u, d.Object, d.Owner)
		}
	}
	return u
}

func (p *Pass) findUnindented(u *unindented, object *ast.Value, t *catalog.Type) {
	var head *ast.Value
	var inside *catalog.Type
	for i := range object.Members {
		m := &object.Members[i]
		switch f := t.Field(m.Key); {
		case f != nil && m.Value.Kind == ast.Null && m.Value.Span.Len() == 0:
			head, inside = &m.Value, f.Type
		case f != nil || head == nil || !p.goesInto(m, inside):
			head = nil
		case !u.members[m]:
			u.members[m] = true
			u.under[head] = append(u.under[head], m.Key)
		}
	}
}

// goesInto tells whether a member would be right in an object of the type, or as a condition with its target.
func (p *Pass) goesInto(m *ast.Member, t *catalog.Type) bool {
	if t.Shorthand == catalog.ConditionMap {
		return m.Value.Kind == ast.String && p.File.Node(m.Value.Text) != nil
	}
	return t.Field(m.Key) != nil
}
