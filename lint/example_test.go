package lint_test

import (
	"context"
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

func ExampleRun() {
	flow := []byte(`
flow:
  start: {type: start, outcome: helo}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`)
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("hello.flow.yaml", ast.YAML, flow)}, lint.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, file := range result.Files {
		for _, d := range file.Diagnostics {
			at := file.Source.Position(int(d.Span.Start))
			fmt.Printf("%s:%d:%d: %s: %s [%s]\n", file.Name, at.Line, at.Column, d.Severity, d.Message, d.Rule)
		}
	}
	// Output: hello.flow.yaml:3:33: error: "helo" is no node of this flow [dangling-target]
}
