package session

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// Rule is what a finding of the server has in place of a rule's id.
const Rule = "server"

// Findings returns what the server says of the flow, as warnings at the nodes that it names, sorted by offset: its
// warnings, and the outcomes that it filled in. A finding that names no node of the file has neither a span nor a node. The file is
// the one that the request was compiled from; it may be nil, and then no finding has a place.
func (a *Answer) Findings(f *ast.File) []ast.Diagnostic {
	r := newReader(f)
	var found []ast.Diagnostic
	said := map[string]bool{} // the same words are about the same node
	add := func(d ast.Diagnostic) {
		if !said[d.Message] {
			said[d.Message] = true
			found = append(found, d)
		}
	}
	for _, n := range a.Normalizations {
		add(r.normalization(n))
	}
	for _, warning := range a.Warnings {
		named := r.mentions(warning)
		rest := slices.DeleteFunc(slices.Clone(named), func(m mention) bool { return a.explains(warning, m.node) })
		if len(rest) == 0 && a.explains(warning, nil) {
			continue
		}
		add(finding(ast.Warning, "the server warns: "+warning, rest))
	}
	slices.SortStableFunc(found, func(a, b ast.Diagnostic) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return found
}

// Findings returns what the server refused, as an error at the node that it names; none when it names no node of the file.
// The file is the one that the request was compiled from; it may be nil.
func (e *Error) Findings(f *ast.File) []ast.Diagnostic {
	named := newReader(f).mentions(e.Message)
	// "Incorrect api key" is no error of a node "api".
	named = slices.DeleteFunc(named, func(m mention) bool { return m.certainty == bare })
	if len(named) == 0 {
		return nil
	}
	return []ast.Diagnostic{finding(ast.Error, "the server refuses this: "+e.Message, named)}
}

// finding makes a finding at the node that is named first and most surely, with the other ones as related places.
func finding(s ast.Severity, message string, named []mention) ast.Diagnostic {
	d := ast.Diagnostic{Rule: Rule, Severity: s, Message: strings.TrimRight(message, ". ")}
	if len(named) == 0 {
		return d
	}
	first := slices.MaxFunc(named, func(a, b mention) int { return cmp.Compare(a.certainty, b.certainty) })
	place(&d, first.node)
	for _, m := range named {
		if m.node != first.node {
			d.Related = append(d.Related, ast.Related{Message: fmt.Sprintf("the node %s", ast.Quote(m.node.ID.Text)), Span: m.node.ID.Span})
		}
	}
	return d
}

// place puts a finding at a node's id.
func place(d *ast.Diagnostic, n *ast.Node) {
	d.Span, d.Node = n.ID.Span, n.ID.Text
	if via := n.ID.Via; !via.IsZero() {
		d.Related = append(d.Related, ast.Related{Message: "used here", Span: via})
	}
}

// normalization tells what the server filled in.
func (r *reader) normalization(n Normalization) ast.Diagnostic {
	d := ast.Diagnostic{
		Rule: Rule, Severity: ast.Warning,
		Message: fmt.Sprintf("the server filled in the missing outcome %s of %s", ast.Quote(n.Outcome), ast.Quote(n.NodeID)),
		Help:    []string{fmt.Sprintf("say yourself where %s leads", ast.Quote(n.Outcome))},
	}
	node := r.node(n.NodeID)
	if node != nil {
		place(&d, node)
	}
	with := ast.Quote(n.FilledWith)
	if target := r.node(n.FilledWith); target != nil {
		d.Message += ": it leads to " + with
		d.Related = append(d.Related, ast.Related{Message: "where it leads", Span: target.ID.Span})
	} else if edge := outcome(node, n.FilledWith); edge != nil {
		d.Message += fmt.Sprintf(": it leads to %s, as %s does", ast.Quote(edge.Target.Text), with)
		d.Related = append(d.Related, ast.Related{Message: "the outcome that it follows", Span: edge.Span})
	} else if n.FilledWith != "" {
		d.Message += " with " + with
	}
	return d
}

// outcome returns the edge of the node with the name, or nil. The node may be nil.
func outcome(n *ast.Node, name string) *ast.Edge {
	if n == nil {
		return nil
	}
	for i := range n.Edges {
		if n.Edges[i].Name.Text == name {
			return &n.Edges[i]
		}
	}
	return nil
}

// explains tells whether a normalization says the same as a warning that names the node: about it, or about its target. A nil node
// stands for any: the warning then names nothing else.
func (a *Answer) explains(warning string, node *ast.Node) bool {
	for _, n := range a.Normalizations {
		if (node == nil || node.ID.Text == n.NodeID || node.ID.Text == n.FilledWith) && hasWord(warning, n.Outcome) {
			return true
		}
	}
	return false
}

// hasWord tells whether the text holds the word as a whole one.
func hasWord(text, word string) bool {
	if wordLength(word) == 0 || !strings.Contains(text, word) {
		return false
	}
	for i := 0; i < len(text); i = skip(text, i) {
		if strings.HasPrefix(text[i:], word) && wordLength(text[i:]) == wordLength(word) {
			return true
		}
	}
	return false
}
