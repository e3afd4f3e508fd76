package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

// What is grammatical in the flow language, but says something other than its author meant: else and always misspelled, an arrow
// without a name where the node has several outcomes, a colon in place of an arrow.

// explainArrow adds to a finding about an unknown outcome of the flow language what to write for it, and tells whether that is clear.
func (p *Pass) explainArrow(out *ast.Diagnostic, d *shape.Defect) bool {
	if p.File.Language != ast.Flow || d.Member.Value.Style != ast.Arrow || d.Node == nil || d.Node.Spec == nil {
		return false
	}
	const nameless = "->"
	written, target, keyword := p.File.Source.Slice(d.Member.KeySpan), ast.Quote(d.Member.Value.Text), arrowKeyword(d.Node.Spec)
	quoted := strings.HasPrefix(written, `"`)
	if !quoted && !isWord(written) {
		written = nameless // however it is written, which is a finding of its own
	}
	if isWord(d.Member.Value.Text) {
		target = d.Member.Value.Text
	}
	switch names := edgeNames(d.Owner); {
	case quoted && keyword == "always":
		out.Help = []string{fmt.Sprintf("write on %s -> %s", written, target)}
		out.Fixes = replacement(`put "on" before it`, ast.Span{Start: d.Span.Start, End: d.Span.Start}, "on ")
	case written != nameless && p.isNearKeyword(written, keyword):
		out.Help = []string{ast.DidYouMean(keyword)}
		out.Fixes = replacement("change it to "+ast.Quote(keyword), d.Member.KeySpan, keyword)
	case written != nameless:
		return false
	case keyword != "":
		out.Message = fmt.Sprintf("an arrow without a name is no outcome of %s", d.Node.Spec.Name)
		out.Help = []string{fmt.Sprintf("write %s -> %s in the body of the node", keyword, target)}
		if p.inBody(d) && d.Object.Get("outcomes") == nil && d.Object.Get("default") == nil {
			out.Fixes = replacement(fmt.Sprintf("put %s before it", ast.Quote(keyword)), d.Member.KeySpan, keyword+" ->")
		}
	case len(names) > 0:
		out.Help = []string{"write one arrow for each outcome: " + ast.And(names)}
	default:
		return false
	}
	return true
}

// arrowKeyword returns the keyword that stands before an arrow in nodes of the type in place of a name; empty for none.
func arrowKeyword(spec *catalog.NodeType) string {
	for _, keyword := range []string{"always", "else"} {
		if ast.IsArrowKeyword(keyword, spec) {
			return keyword
		}
	}
	return ""
}

func replacement(title string, span ast.Span, text string) []ast.Fix {
	return []ast.Fix{{Title: title, Edits: []ast.Edit{{Span: span, Text: text}}}}
}

// isNearKeyword tells whether a word before an arrow was probably meant to be the keyword.
func (p *Pass) isNearKeyword(written, keyword string) bool {
	if keyword == "" || strings.HasPrefix(written, `"`) {
		return false
	}
	switch strings.ToLower(written) {
	case "otherwise", "else", "always", "fallback":
		return true
	}
	_, ok := p.near(written, []string{keyword})
	return ok
}

// inBody tells whether a member stands in the braces of its node, and not before them.
func (p *Pass) inBody(d *shape.Defect) bool {
	from := d.Node.Type.Span.End
	return from <= d.Span.Start && strings.Contains(p.File.Source.Slice(ast.Span{Start: from, End: d.Span.Start}), "{")
}

// needsArrow adds to a finding about an unknown field that an arrow must stand in place of the colon, and tells whether that
// is clear.
func (p *Pass) needsArrow(out *ast.Diagnostic, d *shape.Defect) bool {
	if p.File.Language != ast.Flow || !isMisplacedOutcome(p.File, d.Node, d.Member) {
		return false
	}
	key := p.File.Source.Slice(d.Member.KeySpan)
	out.Help = []string{fmt.Sprintf("write %s -> %s; an outcome has an arrow", key, p.File.Source.Slice(d.Member.Value.Span))}
	between := ast.Span{Start: d.Member.KeySpan.End, End: d.Member.Value.Span.Start}
	if strings.TrimSpace(p.File.Source.Slice(between)) == ":" {
		out.Fixes = replacement(`write "->" in place of ":"`, between, " -> ")
	}
	return true
}

// isEdgeKeyword tells whether a member is made by a keyword of the flow language with which edges begin, and is no key of that name.
func isEdgeKeyword(f *ast.File, m *ast.Member) bool {
	if f.Language != ast.Flow {
		return false
	}
	switch f.Source.Slice(m.KeySpan) {
	case "on", "always", "if", "else":
		return !strings.HasPrefix(strings.TrimLeft(f.Source.Text[m.KeySpan.End:], " \t\r\n"), ":")
	}
	return false
}

// hasForeignEdge tells whether a node has an edge that begins as those of another type of node.
func hasForeignEdge(f *ast.File, object *ast.Value, t *catalog.Type) bool {
	return slices.ContainsFunc(object.Members, func(m ast.Member) bool { return isEdgeKeyword(f, &m) && t.Field(m.Key) == nil })
}

// foreignEdgeHelp says how edges are written in a node of the type, where a keyword of another type's stands; nil where there are none.
func foreignEdgeHelp(spec *catalog.NodeType, keyword string) []string {
	outcomes := spec.Outcomes()
	switch arrowKeyword(spec) {
	case "always":
		return []string{`write on "…" -> …, with the condition in words`}
	case "else":
		if keyword == "always" {
			return []string{"write else -> …"}
		}
		return []string{"write if … -> …, with a test as in providedData.score >= 80"}
	}
	switch {
	case outcomes != nil && outcomes.Type.Outcomes:
		return []string{"write one arrow for each outcome: " + ast.And(edgeNames(outcomes.Type))}
	case spec.Role != catalog.End:
		return []string{"write -> …, the only way out"}
	}
	return nil
}

// isOnlyWayOut tells whether an unknown key is a keyword before the arrow of a node that leads to one place.
func isOnlyWayOut(f *ast.File, d *shape.Defect) bool {
	return d.Node != nil && d.Node.Spec != nil && d.Object == &d.Node.Object && isEdgeKeyword(f, d.Member) &&
		len(edgeNames(d.Owner)) == 1 && d.Owner.Field(edgeNames(d.Owner)[0]) != nil && arrowKeyword(d.Node.Spec) == ""
}

// withoutKeyword is the fix that leaves an arrow alone of an edge that has a keyword before it; nil where something is between the two.
func withoutKeyword(f *ast.File, m *ast.Member) []ast.Fix {
	rest := f.Source.Text[m.KeySpan.End:]
	arrow := strings.TrimLeft(rest, " \t")
	if !strings.HasPrefix(arrow, "->") {
		return nil
	}
	return replacement(fmt.Sprintf("remove %s", ast.Quote(f.Source.Slice(m.KeySpan))), ast.Span{Start: m.KeySpan.Start, End: m.KeySpan.End + int32(len(rest)-len(arrow))}, "")
}

// conditionsForNames says in a finding about the outcomes of a node, which have names, that it was given conditions.
func (p *Pass) conditionsForNames(out *ast.Diagnostic, d *shape.Defect) {
	if p.File.Language != ast.Flow || !d.Owner.Outcomes || d.Value.Kind != ast.List {
		return
	}
	out.Message = fmt.Sprintf("a node of type %s has no conditions; expected its outcomes by name", ast.Quote(d.Node.Spec.Name))
	out.Help = []string{"its outcomes are " + ast.And(edgeNames(d.Owner))}
	for i := range d.Value.Items {
		item := &d.Value.Items[i]
		if name, target := item.Get("condition"), item.Get("targetNodeId"); name != nil && target != nil && d.Owner.Field(name.Text) != nil {
			out.Help = []string{fmt.Sprintf("write %s -> %s, without on", name.Text, target.Text)}
			return
		}
	}
}

// amongNodes adds to a finding about an unknown type that what looks like a node is meant to be something else: an arrow, as
// in "start: greeting", or a key of the request.
func (p *Pass) amongNodes(out *ast.Diagnostic, n *ast.Node) {
	if p.File.Language != ast.Flow {
		return
	}
	if p.File.Catalog.Body.Field(n.ID.Text) != nil && out.Fixes == nil {
		out.Help = []string{fmt.Sprintf("keys of the request stand in the session: session { %s: … }", n.ID.Text)}
		return
	}
	if n.ID.Text != "start" || p.File.Node(n.Type.Text) == nil {
		return
	}
	between := ast.Span{Start: n.ID.Span.End, End: n.Type.Span.Start}
	out.Help = []string{"write start -> " + n.Type.Text}
	out.Fixes = replacement(`write "->" in place of ":"`, between, " -> ")
}
