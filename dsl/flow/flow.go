// Package flow reads the flow language (language.md, section 2).
//
// A scanner makes tokens and never fails (lexer.go). A cutter cuts them into items (cutter.go), tells keywords from names
// (keywords.go), and makes the brackets of each item match (brackets.go). A grammar of participle accepts an item or does not
// (grammar.go, recognizer.go); of pieces that are alike it is asked once (pieces.go). What an accepted item says is read from its
// tokens (document.go, body.go). One that is not accepted is read member by member (recover.go), so that every mistake in it is
// found and the rest of it is kept; messages.go has the words. A node written as in YAML (yamlnode.go), marks within a string
// (innermark.go) and a text whose mark is damaged (textmark.go) are one mistake each. Where a single bracket explains what several
// findings are about, the part around it is read again with that bracket mended (repair.go).
package flow

import (
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Parse reads a source. It never fails and never panics: what cannot be read is a finding of the document. Of the catalog it takes
// names: what a mistake was meant to be, and where the conditions of a node belong.
func Parse(c *catalog.Catalog, source *ast.Source) ast.Document {
	return parse(source, newCutter(c, source.Text))
}

func parse(source *ast.Source, c *cutter) ast.Document {
	r := &reader{source: source, cutter: c, recognizer: recognizers.Get().(*recognizer)}
	defer r.recognizer.release()
	var current part
	current.begin(r)
	for {
		if r.pastPart(&current) {
			if r.repair(&current) {
				continue
			}
			r.endPart(&current)
			current.begin(r)
		}
		if !r.cut() {
			break
		}
		if r.endless {
			first := r.tokens[0].span
			r.report(first, fmt.Sprintf("more than %d words and marks belong together here; the file is not read from here on", r.most), "")
			r.whole = r.whole.Cover(first)
			r.incomplete, r.session.Incomplete = true, true
			break
		}
		r.item()
		if len(r.found) > ast.MaxFindings {
			r.incomplete = true
			break
		}
	}
	slices.SortStableFunc(r.found, func(a, b ast.Diagnostic) int { return int(a.Span.Start - b.Span.Start) })
	if len(r.found) > ast.MaxFindings {
		first := r.found[ast.MaxFindings].Span
		r.found = r.found[:ast.MaxFindings]
		r.report(first, fmt.Sprintf("the file has more than %d mistakes; those from here on are not shown", ast.MaxFindings), "")
	}
	return ast.Document{Root: r.root(), Diagnostics: r.found, Incomplete: r.incomplete}
}

// A reader puts a document together.
type reader struct {
	*cutter
	source      *ast.Source
	recognizer  *recognizer
	found       []ast.Diagnostic
	whole       ast.Span // of all items
	session     ast.Value
	sessionKey  ast.Span // the word; zero where there is no session
	nodes       []ast.Member
	guessed     []int // which of nodes have no colon, so that they may not be meant as nodes
	hollow      int   // how many nodes there were with the last one of which nothing but the first line is there
	nodesSpan   ast.Span
	longName    ast.Member // the key of the last node whose name was found to have blanks in it; no value
	policies    []ast.Value
	policyKey   ast.Span // the first of the words
	incomplete  bool
	checkpoints []checkpoint
	repaired    int // how many bytes were read again to find out what is wrong with them

	// Members and items of the values that are being read; those of a value are taken off when it is complete.
	members []ast.Member
	items   []ast.Value
}

// A checkpoint remembers what had been read before an item that begins a line.
type checkpoint struct {
	column       int32
	nodes, found int
	incomplete   bool
	node         bool     // it is a node
	session      bool     // it is the session
	closing      ast.Span // the last token of the node or the session
	// over tells that it is whole as it is laid out: it has no body, or the brace that closes it begins a line.
	over  bool
	early bool // that token does not stand below the first one
}

// keepCheckpoint keeps checkpoints for as long as a surplus brace can lead back to them.
func (r *reader) keepCheckpoint() {
	first := &r.tokens[0]
	if first.column < 0 || first.kind == kindRightBrace {
		return
	}
	if first.column == 0 {
		r.checkpoints = r.checkpoints[:0]
	}
	last := &r.tokens[max(0, len(r.tokens)-2)]
	r.checkpoints = append(r.checkpoints, checkpoint{column: first.column, nodes: len(r.nodes), found: len(r.found), incomplete: r.incomplete,
		session: first.kind == kindSession, closing: last.span, over: last.kind != kindRightBrace || last.column >= 0,
		early: last.kind == kindRightBrace && last.column != first.column})
}

func (r *reader) item() {
	tokens := r.tokens
	if len(tokens) > 1 {
		r.whole = r.whole.Cover(ast.Span{Start: tokens[0].begin(), End: tokens[len(tokens)-1].span.End})
	}
	r.keepCheckpoint()
	if r.accepted() {
		r.readItem()
		return
	}
	if r.swallows() {
		r.recut(int(tokens[len(tokens)-1].span.End))
	}
	r.recover()
}

// accepted tells whether the item is without a mistake.
func (r *reader) accepted() bool {
	return r.past == r.first && r.recognizer.accepts(r.tokens)
}

// swallows tells whether there seems to be another item inside this one, because a bracket is not closed.
func (r *reader) swallows() bool {
	if r.start < r.strict || r.tokens[0].column != 0 {
		return false
	}
	indented := false
	for i := range r.tokens[1:] {
		switch t := &r.tokens[1+i]; {
		case t.column > 0:
			indented = true
		case t.column == 0 && indented && startsItem(r.text[t.begin():]):
			return true
		case t.column == 0 && !indented:
			return false
		}
	}
	return false
}

// report adds a finding. The help may be empty.
func (r *reader) report(span ast.Span, message, help string, related ...ast.Related) {
	d := ast.SyntaxError(span, message)
	d.Related = related
	if help != "" {
		d.Help = []string{help}
	}
	r.found = append(r.found, d)
}

// dropGuessed leaves out what may be no node, where another node has its name.
func (r *reader) dropGuessed() {
	if len(r.guessed) == 0 {
		return
	}
	count := make(map[string]int, len(r.nodes))
	for i := range r.nodes {
		count[r.nodes[i].Key]++
	}
	kept, guessed := r.nodes[:0], r.guessed
	for i := range r.nodes {
		if len(guessed) > 0 && guessed[0] == i {
			guessed = guessed[1:]
			if key := r.nodes[i].Key; count[key] > 1 {
				count[key]--
				r.incomplete = true
				continue
			}
		}
		kept = append(kept, r.nodes[i])
	}
	r.nodes = kept
}

// root returns the value that all items make up.
func (r *reader) root() ast.Value {
	root := ast.Value{Kind: ast.Object, Span: r.whole, Incomplete: r.session.Incomplete}
	root.Members = r.session.Members
	r.dropGuessed()
	if r.nodes != nil {
		start := r.nodesSpan.Start
		flow := ast.Value{Kind: ast.Object, Span: r.nodesSpan, Members: r.nodes, Incomplete: r.incomplete}
		root.Members = append(root.Members, ast.Member{Key: "flow", KeySpan: ast.Span{Start: start, End: start}, Value: flow})
	}
	if r.policies != nil {
		r.addPolicies(&root)
	}
	switch {
	case root.Members != nil || !r.sessionKey.IsZero():
		return root
	case r.whole.IsZero():
		return ast.Value{Kind: ast.Null}
	}
	return ast.Value{}
}
