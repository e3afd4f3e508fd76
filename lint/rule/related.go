package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

// through names the aliases that brought a shared piece to the place where it is wrong.
func through(via ...ast.Span) []ast.Related {
	var related []ast.Related
	for _, span := range via {
		use := ast.Related{Message: "the piece is used here", Span: span}
		if !span.IsZero() && !slices.Contains(related, use) {
			related = append(related, use)
		}
	}
	return related
}

// idOf is the id of a node for Diagnostic.Node. n may be nil.
func idOf(n *ast.Node) string {
	if n == nil {
		return ""
	}
	return n.ID.Text
}

// nameOf is what a message calls a node.
func nameOf(n *ast.Node) string {
	if n.ID.Text == "" {
		return "a node without an id"
	}
	return ast.Quote(n.ID.Text)
}

// edgePlace shows an edge among related places, as a step of a path.
func edgePlace(f *ast.File, e *ast.Edge) ast.Related {
	return ast.Related{Message: fmt.Sprintf("%s goes to %s%s", nameOf(&f.Nodes[e.From]), ast.Quote(e.Target.Text), by(f, e)), Span: e.Span, Step: true}
}

// mostShown is how many edges of paths are shown for one file before long paths are cut. A flow of thousands of nodes can break a rule
// at each of them, by a path through all the others.
const mostShown = 100_000

// related shows the edges of the path of a node.
func (p *Pass) related(search *graph.Search, node int) []ast.Related {
	const ends = 5 // edges at each end of a path that is cut
	length := search.Distance(node)
	if p.spent.shown += length; p.spent.shown > mostShown && length > 2*ends+1 {
		first, last := search.PathEnds(node, ends+1)
		left := p.edgePlaces(first[:ends])
		left = append(left, ast.Related{Message: fmt.Sprintf("%d more edges lie between", length-2*ends), Span: p.Graph.Edge(first[ends]).Span, Step: true})
		return append(left, p.edgePlaces(last[1:])...)
	}
	return p.edgePlaces(search.Path(node))
}

func (p *Pass) edgePlaces(path []int32) []ast.Related {
	related := make([]ast.Related, len(path))
	for i, e := range path {
		related[i] = edgePlace(p.File, p.Graph.Edge(e))
	}
	return related
}

// by says how an edge is taken, in the words of the source.
func by(f *ast.File, e *ast.Edge) string {
	switch {
	case e.Condition != nil && e.Condition.Text == "":
		return ""
	case e.Condition != nil:
		return " when " + ast.Quote(e.Condition.Text)
	case e.Field == nil && strings.HasPrefix(e.Name.Text, ast.RuleEdge):
		return " by rule " + strings.TrimPrefix(e.Name.Text, ast.RuleEdge)
	case e.Name.Text == "outcome":
		return ""
	case f.Language == ast.Flow && e.Name.Text == "default":
		return " by else"
	}
	return " by " + ast.Quote(e.Name.Text)
}

// written is a key as the source has it. In the flow language some members have a keyword in place of a key.
func (p *Pass) written(m *ast.Member) string {
	if p.File.Language != ast.Flow {
		return m.Key
	}
	text := p.File.Source.Slice(m.KeySpan)
	if strings.HasPrefix(text, `"`) {
		return m.Key
	}
	return text
}
