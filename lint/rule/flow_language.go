package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// What is grammatical in the flow language, but says something else than its author meant: else and always misspelled, an
// arrow without a name where the node has several outcomes, a colon in place of an arrow.

// inFlowLanguage adds to a finding about an unknown outcome what to write for it, and tells whether that is clear.
func (p *Pass) inFlowLanguage(out *ast.Diagnostic, d *defect) bool {
	if p.File.Language != ast.Flow || d.member.Value.Style != ast.Arrow || d.node == nil {
		return false
	}
	written, target := p.File.Source.Slice(d.member.KeySpan), ast.Quote(d.member.Value.Text)
	if isWord(d.member.Value.Text) {
		target = d.member.Value.Text
	}
	word := ""
	switch {
	case hasConditions(d.owner):
		word = "always"
	case d.owner.Field("default") != nil && d.owner.Field("rules") != nil:
		word = "else"
	}
	switch {
	case strings.HasPrefix(written, `"`) && word == "always":
		out.Help = []string{fmt.Sprintf("write on %s -> %s", written, target)}
		out.Fixes = replacement(`put "on" before it`, ast.Span{Start: d.span.Start, End: d.span.Start}, "on ")
	case written != "->":
		if !p.isNearKeyword(written, word) {
			return false
		}
		out.Help = []string{didYouMean(word)}
		out.Fixes = replacement("change it to "+ast.Quote(word), d.member.KeySpan, word)
	case word != "":
		out.Help = []string{fmt.Sprintf("write %s -> %s in the body of the node", word, target)}
		if p.inBody(d) && d.object.Get("outcomes") == nil && d.object.Get("default") == nil {
			out.Fixes = replacement(fmt.Sprintf("put %s before it", ast.Quote(word)), d.member.KeySpan, word+" ->")
		}
	default:
		names := edgeNames(d.owner)
		if len(names) == 0 {
			return false
		}
		out.Help = []string{"write one arrow for each outcome: " + ast.And(names)}
	}
	return true
}

func replacement(title string, span ast.Span, text string) []ast.Fix {
	return []ast.Fix{{Title: title, Edits: []ast.Edit{{Span: span, Text: text}}}}
}

// isNearKeyword tells whether a word is probably meant to be a keyword that an arrow stands behind.
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
func (p *Pass) inBody(d *defect) bool {
	from := d.node.Type.Span.End
	return from <= d.span.Start && strings.Contains(p.File.Source.Slice(ast.Span{Start: from, End: d.span.Start}), "{")
}

// needsArrow adds to a finding about an unknown field that an arrow must stand in place of the colon, and tells whether that
// is clear.
func (p *Pass) needsArrow(out *ast.Diagnostic, d *defect) bool {
	if !isColonForArrow(p.File, d.node, d.member) {
		return false
	}
	key := p.File.Source.Slice(d.member.KeySpan)
	out.Help = []string{fmt.Sprintf("write %s -> %s; an outcome has an arrow", key, p.File.Source.Slice(d.member.Value.Span))}
	between := ast.Span{Start: d.member.KeySpan.End, End: d.member.Value.Span.Start}
	if strings.TrimSpace(p.File.Source.Slice(between)) == ":" {
		out.Fixes = replacement(`write "->" in place of ":"`, between, " -> ")
	}
	return true
}

// hasColonForArrow tells whether a node, which may be nil, has an outcome with a colon in place of its arrow.
func (p *Pass) hasColonForArrow(n *ast.Node) bool {
	return n != nil && slices.ContainsFunc(n.Object.Members, func(m ast.Member) bool { return isColonForArrow(p.File, n, &m) })
}

// isColonForArrow tells whether a member of a node in the flow language is an outcome with a colon in place of its arrow.
func isColonForArrow(f *ast.File, n *ast.Node, m *ast.Member) bool {
	if f.Language != ast.Flow || n == nil || n.Spec == nil || m.Value.Kind != ast.String || m.Value.Style == ast.Arrow {
		return false
	}
	switch m.Key {
	case "else":
		return n.Spec.Type.Field("default") != nil
	case "always":
		return hasConditions(n.Spec.Type)
	}
	return contains(edgeNames(n.Spec.Type), m.Key)
}

// startWithColon adds to a finding about an unknown type that "start: greeting" is meant as an arrow.
func (p *Pass) startWithColon(out *ast.Diagnostic, n *ast.Node) {
	if p.File.Language != ast.Flow || n.ID.Text != "start" || p.File.Node(n.Type.Text) == nil {
		return
	}
	between := ast.Span{Start: n.ID.Span.End, End: n.Type.Span.Start}
	out.Help = []string{"write start -> " + n.Type.Text}
	out.Fixes = replacement(`write "->" in place of ":"`, between, " -> ")
}
