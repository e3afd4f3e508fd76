package dsl_test

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

func ExampleParse() {
	file := dsl.Parse("hello.flow", []byte(`
start -> hello
hello: conversation {
  say "Hello."
  doesNotRequireReply: true
  always -> done
}
done: end
`), ast.Flow)
	for _, edge := range file.Edges {
		at := file.Source.Position(int(edge.Target.Span.Start))
		fmt.Printf("%s.%s leads to %s at line %d, column %d\n", file.Nodes[edge.From].ID.Text, edge.Name.Text, edge.Target.Text, at.Line, at.Column)
	}
	// Output:
	// start.outcome leads to hello at line 2, column 10
	// hello.next leads to done at line 6, column 13
}
