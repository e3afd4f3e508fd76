package compiler_test

import (
	"fmt"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

func ExampleCompile() {
	file := dsl.Parse("hello.flow.yaml", []byte(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`), ast.YAML)
	out, err := compiler.Compile(file, compiler.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(out))
	// Output:
	// {
	//   "metadata": {},
	//   "flow": [
	//     {
	//       "id": "start",
	//       "type": "start",
	//       "outcome": "hello"
	//     },
	//     {
	//       "id": "hello",
	//       "type": "conversation",
	//       "prompt": "Say: Hello.",
	//       "doesNotRequireReply": true,
	//       "outcomes": [
	//         {
	//           "id": "next",
	//           "condition": "",
	//           "targetNodeId": "done"
	//         }
	//       ]
	//     },
	//     {
	//       "id": "done",
	//       "type": "end"
	//     }
	//   ]
	// }
}

func ExampleSet() {
	file := dsl.Parse("hello.flow.json", []byte(`{"flow": []}`), ast.JSON)
	for _, assignment := range []string{"metadata.source=web-app", `langs=["en", "de"]`, "zone=ue"} {
		if err := compiler.Set(file, assignment); err != nil {
			fmt.Println(err)
		}
	}
	out, _ := compiler.Compile(file, compiler.Options{Compact: true})
	fmt.Print(string(out))
	// Output:
	// cannot set "zone": "ue" is no zone; expected "us" or "eu"
	// {"metadata":{"source":"web-app"},"langs":["en","de"],"flow":[]}
}
