package graph_test

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
)

func ExampleGraph_Forward() {
	file := dsl.Parse("kyc.flow.json", []byte(`{"flow": {
		"start": {"type": "start", "outcome": "greeting"},
		"greeting": {"type": "conversation", "prompt": "Greet the user.", "outcomes": {
			"the user is ready": "liveness",
			"the user refuses": "rejected"
		}},
		"liveness": {"type": "liveness_detection", "outcomes": {
			"livenessDetected": "verified", "deepfakeDetected": "rejected", "noFace": "rejected", "inconclusive": "rejected"
		}},
		"verified": {"type": "end"},
		"rejected": {"type": "end"},
		"forgotten": {"type": "end"}
	}}`), ast.JSON)
	g := graph.New(file)

	reached := g.Forward([]int{0}, nil)
	for i := range file.Nodes {
		id := file.Nodes[i].ID.Text
		if !reached.Reached(i) {
			fmt.Printf("%s cannot be reached\n", id)
			continue
		}
		fmt.Print(id)
		for _, e := range reached.Path(i) {
			edge := g.Edge(e)
			fmt.Printf(" · %s -> %s", edge.Name.Text, edge.Target.Text)
		}
		fmt.Println()
	}
	// Output:
	// start
	// greeting · outcome -> greeting
	// liveness · outcome -> greeting · the-user-is-ready -> liveness
	// verified · outcome -> greeting · the-user-is-ready -> liveness · livenessDetected -> verified
	// rejected · outcome -> greeting · the-user-refuses -> rejected
	// forgotten cannot be reached
}
