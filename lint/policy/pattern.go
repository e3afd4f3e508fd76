package policy

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A nodePattern is an id, or type:TYPE.
type nodePattern struct {
	byType bool
	name   glob
}

func newNodePattern(name string) nodePattern {
	kind, byType := strings.CutPrefix(name, "type:")
	return nodePattern{byType, newGlob(kind)}
}

func (p *nodePattern) matches(g *Flow, n *ast.Node) bool {
	if p.byType {
		return p.name.matches(g.typeOf(n))
	}
	return n.HasID && p.name.matches(n.ID.Text)
}

// An edgePattern is NODE.OUTCOME or TYPE:OUTCOME.
type edgePattern struct {
	byType bool
	reading
	// others are the readings that end the node at an earlier dot: ids of nodes and of outcomes may hold dots, too.
	others []reading
}

// A reading says which part of a pattern names the node, or its type, and which the outcome.
type reading struct{ from, by glob }

func newEdgePattern(name string, c *catalog.Catalog) edgePattern {
	if kind, outcome, ok := strings.Cut(name, ":"); ok {
		for _, known := range c.NodeTypeNames() {
			if from := newGlob(kind); from.matches(known) {
				return edgePattern{byType: true, reading: reading{from, newGlob(outcome)}}
			}
		}
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return edgePattern{reading: reading{newGlob(name), newGlob("*")}}
	}
	p := edgePattern{reading: split(name, dot)}
	for dot = strings.LastIndexByte(name[:dot], '.'); dot >= 0 && len(p.others) < mostDots; dot = strings.LastIndexByte(name[:dot], '.') {
		p.others = append(p.others, split(name, dot))
	}
	return p
}

// mostDots is how many dots in an outcome's id are told from the one behind the node. Nobody writes so many, and each costs as much as
// another name.
const mostDots = 8

func split(name string, dot int) reading { return reading{newGlob(name[:dot]), newGlob(name[dot+1:])} }

func (p *edgePattern) matches(g *Flow, from *ast.Node, e *ast.Edge) bool {
	outcome := g.outcomeOf(e)
	if p.byType {
		return p.by.matches(outcome) && p.from.matches(g.typeOf(from))
	}
	matches := func(r reading) bool { return r.by.matches(outcome) && r.from.matches(from.ID.Text) }
	return matches(p.reading) || slices.ContainsFunc(p.others, matches)
}

// leaves tells whether edges out of the node may be meant.
func (p *edgePattern) leaves(g *Flow, n *ast.Node) bool {
	if p.byType {
		return p.from.matches(g.typeOf(n))
	}
	return p.from.matches(n.ID.Text) || slices.ContainsFunc(p.others, func(r reading) bool { return r.from.matches(n.ID.Text) })
}

// A glob is a pattern in which * stands for any text and ? for one character. It needs no escapes: an id that contains a star
// matches itself.
type glob struct {
	text string
	wild bool // there is a * or ? in it
}

func newGlob(pattern string) glob { return glob{pattern, strings.ContainsAny(pattern, "*?")} }

func (g glob) matches(text string) bool {
	return g.text == text || g.wild && (g.text == "*" || wild(g.text, text))
}

// wild tells whether the text matches a pattern with wildcards. Its time is linear, times the number of stars.
func wild(pattern, text string) bool {
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
