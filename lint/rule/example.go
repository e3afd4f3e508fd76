package rule

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// An Example is a whole source that shows a rule.
type Example struct {
	Language ast.Language
	Text     string
}

func yaml(text string) Example {
	return Example{Language: ast.YAML, Text: strings.TrimPrefix(text, "\n")}
}

// minimal is the smallest flow that says something and ends.
var minimal = yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`)
