package rule

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

var graphNodeRules = []*Rule{
	{
		ID: "no-start", Family: "graph", Severity: ast.Error,
		Summary: "the flow has no start",
		Doc:     "A session begins at the node of type start. Without one the server answers 200, and the session has nowhere to begin.",
		Bad: yaml(`
flow:
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: func(p *Pass) { checkRole(p, catalog.Start, "start", p.outline().starts) },
	},
	{
		ID: "multiple-starts", Family: "graph", Severity: ast.Error,
		Summary: "the flow has more than one start",
		Doc:     "A session begins at one place. Where that is when there are several starts is undefined. Keep one, and let it lead to the others' targets.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  again: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkMultipleStarts,
	},
	{
		ID: "no-end", Family: "graph", Severity: ast.Error,
		Summary: "the flow has no end",
		Doc:     "Only reaching an end makes a session complete; one that stops anywhere else stays incomplete, whatever the person did.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: sure, canceled: sure}}
  sure: {type: enter_email, outcomes: {emailEntered: mail, canceled: mail}}
`),
		Good:  yaml(minimal),
		Check: func(p *Pass) { checkRole(p, catalog.End, "end", p.outline().ends) },
	},
	{
		ID: "empty-node-id", Family: "graph", Severity: ast.Error,
		Summary: "a node's id is empty",
		Doc:     "An empty id names nothing: no report can tell what happened at the node. Give it a name.",
		Bad: yaml(`
flow:
  - {id: start, type: start, outcome: ""}
  - {id: "", type: end}
`),
		Good:  yaml(minimal),
		Check: checkEmptyNodeID,
	},
	{
		ID: "duplicate-node-id", Family: "graph", Severity: ast.Error,
		Summary: "two nodes have the same id",
		Doc:     "A target names a node by its id. When two have the same, one of them is never reached, and which one is undefined.",
		Bad: yaml(`
flow:
  - {id: start, type: start, outcome: done}
  - {id: done, type: end}
  - {id: done, type: end}
`),
		Good:  yaml(minimal),
		Check: checkDuplicateNodeID,
	},
}

// checkRole reports that no node has a role that every flow needs. name is that of the type with the role, there the nodes that have it.
func checkRole(p *Pass, role catalog.Role, name string, there []int) {
	if len(there) > 0 || len(p.File.Nodes) == 0 || p.File.Incomplete || p.mightBe(role) {
		return
	}
	flow := p.File.Body.Member("flow")
	p.Report(ast.Diagnostic{
		Message: fmt.Sprintf("the flow has no node of type %s", ast.Quote(name)), Span: flow.Value.Span, Related: through(flow.Value.Via),
		Help: []string{roleHelp(role, p.File.Language, p.head())},
	})
}

// head returns the id of the one node that no edge leads to, or an example of one.
func (p *Pass) head() string {
	id := ""
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if len(p.Graph.In(i)) > 0 || p.nameless(i) {
			continue
		}
		if id != "" {
			return "greeting"
		}
		id = n.ID.Text
	}
	if !isWord(id) || id == "start" {
		return "greeting"
	}
	return id
}

// roleHelp says how to write the node that is not there. A start leads to the node with the id first.
func roleHelp(role catalog.Role, l ast.Language, first string) string {
	node := map[ast.Language]string{
		ast.Flow: "start -> " + first, ast.JSON: fmt.Sprintf(`{"id": "start", "type": "start", "outcome": %q}`, first), ast.YAML: fmt.Sprintf("start: {type: start, outcome: %s}", first),
	}
	if role == catalog.End {
		node = map[ast.Language]string{ast.Flow: "done: end", ast.JSON: `{"id": "done", "type": "end"}`, ast.YAML: "done: {type: end}"}
		return "add one and lead to it, as in: " + node[l]
	}
	return "add one, as in: " + node[l]
}

func checkMultipleStarts(p *Pass) {
	starts := p.outline().starts
	for i := 1; i < len(starts); i++ {
		first, n := &p.File.Nodes[starts[0]], &p.File.Nodes[starts[i]]
		out := ast.Diagnostic{
			Message: fmt.Sprintf("%s is another start; a flow has one", nameOf(n)), Span: n.ID.Span, Node: idOf(n),
			Related: append([]ast.Related{{Message: "the first", Span: first.ID.Span}}, through(n.ID.Via)...),
			Help:    []string{"keep one, and let it lead to where the other does"},
		}
		if len(p.Graph.In(starts[i])) > 0 {
			out.Help = []string{"edges lead to it: make it a node of another type"}
		}
		p.Report(out)
	}
}

func checkEmptyNodeID(p *Pass) {
	for i := range p.File.Nodes {
		if n := &p.File.Nodes[i]; n.HasID && n.ID.Text == "" {
			p.Report(ast.Diagnostic{Message: "the id of the node is empty", Span: n.ID.Span, Related: through(n.ID.Via), Help: []string{"give the node a name"}})
		}
	}
}

func checkDuplicateNodeID(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if first := sameID(p.File, n); first != nil {
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("another node has the id %s", ast.Quote(n.ID.Text)), Span: n.ID.Span, Node: idOf(n),
				Related: append([]ast.Related{{Message: "the first", Span: first.ID.Span}}, through(n.ID.Via)...),
				Help:    []string{"give it another id; targets lead to the first"},
			})
		}
	}
}
