package rule

import "github.com/fsflow/fsflow/dsl/ast"

// The front ends find what these rules are about while they read; the rules only pass it on.
var syntaxRules = []*Rule{
	{
		ID: "syntax", Family: "syntax", Severity: ast.Error,
		Summary: "the source cannot be parsed",
		Doc: "Nothing can be said of a flow that cannot be read, and nothing is compiled from it. In the flow language every " +
			"mistake in the file is reported in one run, and the nodes around it are still checked; reading YAML and JSON stops at the first.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: passOn,
	},
	{
		ID: "duplicate-key", Family: "syntax", Severity: ast.Error,
		Summary: "a key is given twice in one mapping",
		Doc: "Only one of the two can count, and which one is decided by whoever reads the file: the author sees one flow, the " +
			"session runs another. Remove one, or rename it.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello:
    type: conversation
    say: Hello.
    doesNotRequireReply: true
    doesNotRequireReply: false
    outcomes: done
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: passOn,
	},
	{
		ID: "encoding", Family: "syntax", Severity: ast.Error,
		Summary: "the source is not UTF-8, or holds a control character",
		Doc: "Text in another encoding reaches the person garbled, and a NUL or another control character is never meant. A byte " +
			"order mark and Windows line ends are fine. Save the file as UTF-8; write a special character as an escape.",
		Bad:   yaml("\nflow:\n  start: {type: start, outcome: hello}\n  hello: {type: conversation, say: \"Hello\x07\", doesNotRequireReply: true, outcomes: done}\n  done: {type: end}\n"),
		Good:  yaml(minimal),
		Check: passOn,
	},
	{
		ID: ast.MultipleDocuments, Family: "syntax", Severity: ast.Error,
		Summary: "a file holds more than one document",
		Doc:     "One file is one flow. What follows the first document would be dropped without a word. Put it into a file of its own.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
---
flow: []
`),
		Good:  yaml(minimal),
		Check: passOn,
	},
}

func passOn(p *Pass) {
	for _, d := range p.File.Diagnostics {
		if d.Rule == p.rule.ID {
			p.Report(d)
		}
	}
}
