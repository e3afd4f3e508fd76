package policy

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

func matchesNode(name string, n *ast.Node) bool {
	if kind, ok := strings.CutPrefix(name, "type:"); ok {
		return glob(kind, n.Type.Text)
	}
	return n.HasID && glob(name, n.ID.Text)
}

// An edgePattern is NODE.OUTCOME or TYPE:OUTCOME.
type edgePattern struct {
	byType   bool
	from, by string
}

func newEdgePattern(name string, c *catalog.Catalog) edgePattern {
	if kind, outcome, ok := strings.Cut(name, ":"); ok {
		for _, known := range c.NodeTypeNames() {
			if glob(kind, known) {
				return edgePattern{byType: true, from: kind, by: outcome}
			}
		}
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return edgePattern{from: name, by: "*"}
	}
	return edgePattern{from: name[:dot], by: name[dot+1:]}
}

func (p *edgePattern) matches(from *ast.Node, e *ast.Edge) bool {
	return glob(p.by, e.Name.Text) && p.leaves(from)
}

// leaves tells whether edges out of the node may be meant.
func (p *edgePattern) leaves(n *ast.Node) bool {
	if p.byType {
		return glob(p.from, n.Type.Text)
	}
	return glob(p.from, n.ID.Text)
}

// glob tells whether a text matches a pattern in which * stands for any text and ? for one character. It is linear but for
// the stars, and needs no escapes: ids that hold a star are matched by themselves.
func glob(pattern, text string) bool {
	if pattern == "*" || pattern == text {
		return true
	}
	if !strings.ContainsAny(pattern, "*?") {
		return false
	}
	p, t := []rune(pattern), []rune(text)
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == t[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
