package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
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
