package rule

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// An Example is a whole source that shows a rule.
type Example struct {
	Language ast.Language
	text     string
}

// Text returns the source.
func (e Example) Text() string { return strings.TrimPrefix(e.text, "\n") }

// yaml is so simple that the compiler evaluates it for the examples, and the tool does not have to when it starts.
func yaml(text string) Example { return Example{Language: ast.YAML, text: text} }

// minimal is the smallest flow that says something and ends.
const minimal = `
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`
