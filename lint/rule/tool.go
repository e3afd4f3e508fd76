package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// toolRules are about the use of this tool. They run last: only when the others are done is it known what an ignore silences.
var toolRules = []*Rule{
	{
		ID: "unknown-rule", Family: toolFamily, Severity: ast.Warning,
		Summary: "a comment or the configuration names a rule that does not exist",
		Doc: "A misspelled rule silences nothing, or is not configured as was intended. The command fsflow rules lists them. A comment that is " +
			"nearly an ignore, as one that begins with fsflow:disable, silences nothing either.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done} # fsflow:ignore empty-promt -- on purpose
  done: {type: end}
`),
		Good:  yaml(silenced),
		Check: checkUnknownRule,
	},
	{
		ID: "unused-ignore", Family: toolFamily, Severity: ast.Warning,
		Summary: "an ignore comment silences nothing",
		Doc: "What it was for has been fixed, or was never there. Left in place, it would silence the next mistake of the same kind, which " +
			"nobody has looked at.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done} # fsflow:ignore empty-prompt -- on purpose
  done: {type: end}
`),
		Good:  yaml(silenced),
		Check: checkUnusedIgnore,
	},
}

// silenced is a flow with a finding that a comment silences.
const silenced = `
flow:
  start: {type: start, outcome: mail}
  # fsflow:ignore cycle -- whoever does not want to give an address can close the window
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}}
  done: {type: end}
`

const toolFamily = "tool"

// UnknownRule is the finding that a name in a configuration is that of no rule.
func UnknownRule(id string, span ast.Span) ast.Diagnostic {
	d := noRule(id, span, All(), nearest.Of)
	d.Rule, d.Severity = "unknown-rule", ast.Warning
	return d
}

func noRule(id string, span ast.Span, known []*Rule, meant func(string, []string) (string, bool)) ast.Diagnostic {
	all := make([]string, len(known))
	for i := range known {
		all[i] = known[i].ID
	}
	d := ast.Diagnostic{Message: fmt.Sprintf("%s is no rule", ast.Quote(id)), Span: span, Help: []string{"list the rules with: fsflow rules"}}
	if near, ok := meant(id, all); ok {
		d.Help = []string{ast.DidYouMean(near)}
	}
	return d
}

func (p *Pass) isKnown(id string) bool {
	return slices.ContainsFunc(p.known, func(r *Rule) bool { return r.ID == id })
}

// runningRule returns the rule with the id, if it runs, or nil.
func (p *Pass) runningRule(id string) *Rule {
	if i := slices.IndexFunc(p.running, func(r *Rule) bool { return r.ID == id }); i >= 0 {
		return p.running[i]
	}
	return nil
}

func checkUnknownRule(p *Pass) {
	for _, c := range p.ignores() {
		for _, r := range c.rules {
			if !p.isKnown(r.id) {
				p.Report(noRule(r.id, r.span, p.known, p.near))
			}
		}
		switch {
		case c.wrong:
			help := "write fsflow:ignore for a line or a node, or fsflow:ignore-file for the file"
			if c.meant != "" {
				help = ast.DidYouMean(c.meant)
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("%s silences nothing", ast.Quote(p.File.Source.Slice(c.words))), Span: c.words, Help: []string{help},
			})
		case len(c.rules) == 0:
			p.Report(ast.Diagnostic{
				Message: "the comment names no rule to ignore", Span: c.comment,
				Help: []string{"write the rules before the reason, as in: # fsflow:ignore cycle -- trying again is meant"},
			})
		}
	}
}

// lostEdges tells whether edges are missing or are not what they were meant to be, because of mistakes that are reported.
func (p *Pass) lostEdges() bool {
	for i := range p.File.Nodes {
		if p.uncertain(&p.File.Nodes[i]) {
			return true
		}
	}
	return p.policyFlow().Outcomes != nil
}

func checkUnusedIgnore(p *Pass) {
	if len(p.ignores()) == 0 || p.File.Incomplete || slices.ContainsFunc(p.File.Nodes, func(n ast.Node) bool { return n.Spec == nil }) {
		return // what could not be read, or is of no known type, may be what a comment is for
	}
	lost := p.lostEdges() // so is what comes of an edge that leads nowhere yet
	for _, c := range p.ignores() {
		var unused []ignoredRule
		for _, r := range c.rules {
			// What a rule that does not run would have found is not known.
			if one := p.runningRule(r.id); !r.used && r.id != p.rule.ID && one != nil && !(lost && one.Paths) {
				unused = append(unused, r)
			}
		}
		if len(unused) == 0 {
			continue
		}
		if len(unused) == len(c.rules) {
			help := "remove it"
			if p.isFoundElsewhere(unused) {
				help += ", or put it before the node that it is for; for the whole file, write fsflow:ignore-file"
			}
			p.Report(ast.Diagnostic{
				Message: "the comment silences nothing", Span: c.comment, Help: []string{help},
				Fixes: []ast.Fix{{Title: "remove the comment", Safe: true, Edits: []ast.Edit{removeComment(p.File.Source.Text, &c)}}},
			})
			continue
		}
		for _, r := range unused {
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the comment silences no finding of %s", ast.Quote(r.id)), Span: r.span, Help: []string{"remove it from the list"},
				Fixes: []ast.Fix{{Title: "remove it from the list", Safe: true, Edits: []ast.Edit{removeFromList(p.File.Source.Text, r.span)}}},
			})
		}
	}
}

// isFoundElsewhere tells whether one of the rules has found something that no comment silences.
func (p *Pass) isFoundElsewhere(rules []ignoredRule) bool {
	return slices.ContainsFunc(rules, func(r ignoredRule) bool {
		return !isSyntax(r.id) && slices.ContainsFunc(p.found, func(d ast.Diagnostic) bool { return d.Rule == r.id })
	})
}

// removeComment takes a comment away, and its line when there is nothing else on it.
func removeComment(text string, c *ignore) ast.Edit {
	start, end := int(c.comment.Start), int(c.comment.End)
	if c.ownLine {
		start, end = wholeLines(text, start, end)
	} else {
		start = len(strings.TrimRight(text[:start], " \t"))
	}
	return ast.Edit{Span: ast.Between(start, end)}
}

// removeFromList takes a rule out of the list of a comment, with the comma that belongs to it.
func removeFromList(text string, span ast.Span) ast.Edit {
	start, end := int(span.Start), int(span.End)
	if rest := strings.TrimLeft(text[end:], " \t"); strings.HasPrefix(rest, ",") {
		end += strings.IndexByte(text[end:], ',') + 1
		end += len(text[end:]) - len(strings.TrimLeft(text[end:], " \t"))
	} else if before := strings.TrimRight(text[:start], " \t"); strings.HasSuffix(before, ",") {
		start = len(before) - 1
	}
	return ast.Edit{Span: ast.Between(start, end)}
}
