package rule

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

// What is wrong with values: their types, and what they may be.

func checkWrongType(p *Pass) {
	f := p.File
	flow := f.Body.Member("flow")
	switch {
	case f.Body.Kind != ast.Object && f.Body.Kind != ast.Null && !f.Failed():
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the document is %s; expected the body of a request, or a list of nodes", f.Body.Kind), Span: f.Body.Span,
			Help: []string{nodesHelp(f.Language)},
		})
	case flow != nil && f.Legacy:
		out := ast.Diagnostic{
			Message: `"flow" is an object of "nodes" and "edges"; expected a list of nodes, or a mapping from id to node`,
			Span:    shape.SpanOf(&flow.Value, flow.KeySpan),
			Help:    []string{legacyHelp}, Related: through(flow.Value.Via),
		}
		if flow.Value.Get("edges") == nil {
			out.Message = `"flow" is an object with "nodes" in it; expected a list of nodes, or a mapping from id to node`
			out.Help = []string{nodesStraightHelp}
		}
		p.Report(out)
	case flow != nil && flow.Value.Kind != ast.List && flow.Value.Kind != ast.Object && flow.Value.Kind != ast.Null:
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf(`"flow" is %s; expected a list of nodes, or a mapping from id to node`, shape.Found(&flow.Value)),
			Span:    shape.SpanOf(&flow.Value, flow.KeySpan), Related: through(flow.Value.Via), Help: []string{nodesHelp(f.Language)},
		})
	}
	for d := range p.defects(shape.WrongType) {
		if p.isInBlock(d.Node) {
			continue // the finding about its head says it
		}
		out := defective(d)
		help := indentHelp(p.unindented().under[d.Value])
		if d.Node != nil && d.Value == &d.Node.Object {
			help = p.nodeHelp(d.Node)
		}
		if help == nil {
			help = fieldAmongOutcomes(f, d)
		}
		switch {
		case help != nil:
			out.Help = help
		case d.Node != nil && d.Value == &d.Node.Object && d.Value.Kind == ast.String && f.Catalog.NodeType(d.Value.Text) != nil:
			out.Help = []string{typeAloneHelp(f.Language, d.Node, f.Catalog.NodeType(d.Value.Text))}
		case d.Node != nil && d.Value == d.Node.Object.Get("type") && d.Value.Kind == ast.Null:
			out.Help = []string{p.typeHelpFor(&d.Node.Object)}
		case d.Value.Kind == ast.String && d.Owner.Shorthand == catalog.ReferenceText:
			out.Help = []string{referenceHelp(f.Language, d.Value.Text)}
		default:
			if help := plainHelp(f, d.Value, d.Owner); help != nil {
				out.Help = help
			}
		}
		p.conditionsForNames(&out, d)
		p.Report(out)
	}
}

// typeAloneHelp says how the node is written for which only its type was.
func typeAloneHelp(l ast.Language, n *ast.Node, spec *catalog.NodeType) string {
	help := fmt.Sprintf("write {type: %s}", spec.Name)
	if l == ast.JSON {
		help = fmt.Sprintf(`write {"type": %s}`, ast.Quote(spec.Name))
	}
	var others []string
	for _, f := range spec.Type.Fields {
		if f.Required && f.Name != "type" && (f.Name != "id" || !n.HasID) {
			others = append(others, f.Name)
		}
	}
	if others == nil {
		return help
	}
	return help + ", with " + ast.And(others)
}

// referenceHelp says how to write a reference that was written as plain text.
func referenceHelp(l ast.Language, text string) string {
	bare, ok := meantReference(text)
	switch {
	case l == ast.Flow && ok:
		return "write it without quotation marks, as " + bare
	case l == ast.Flow:
		return "write extractedData.NAME or providedData.NAME, without quotation marks"
	case ok:
		return ast.DidYouMean("$" + bare)
	}
	return "write $extractedData.NAME or $providedData.NAME"
}

func checkInvalidValue(p *Pass) {
	for d := range p.defects(shape.WrongValue) {
		out := defective(d)
		near := p.nearest(d.Value.Text, d.Owner.Values)
		if name, ok := d.Renamed(); ok {
			near = []string{name}
		} else if near == nil {
			near = part(d.Value.Text, d.Owner.Values)
		}
		if near == nil {
			near = start(d.Value.Text, d.Owner.Values)
		}
		if near != nil {
			respell(&out, p.File, "change", d.Span, near)
		} else if len(d.Owner.Values) > ast.MostListed {
			out.Help = []string{"all are listed at " + NodesPage}
		}
		p.Report(out)
	}
}
