package rule

import (
	"iter"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

// survey walks the file alongside the catalog, once for all rules.
func (p *Pass) survey() *shape.Survey {
	if p.memo.survey == nil {
		p.memo.survey = shape.OfFile(p.File)
	}
	return p.memo.survey
}

// defects returns what is of the wrong shape in one way, in the order of the source. Each shape rule reports those of its
// kind, and knows no node type by name.
func (p *Pass) defects(kind shape.Kind) iter.Seq[*shape.Defect] { return p.survey().Of(kind) }

// meaning returns the values whose type has the meaning, in the order of the source.
func (p *Pass) meaning(m catalog.Meaning) []shape.Noted { return p.survey().Meaning(m) }

// defective is the finding about a defect, as far as the defect alone can tell.
func defective(d *shape.Defect) ast.Diagnostic {
	out := ast.Diagnostic{Message: d.Message(), Span: d.Span, Node: idOf(d.Node), Related: through(d.Via...)}
	if help := d.Help(); help != "" {
		out.Help = []string{help}
	}
	return out
}
