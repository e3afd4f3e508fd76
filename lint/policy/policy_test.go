package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/graph"
	"pgregory.net/rapid"
)

// randomFlow draws a small flow of conversations whose edges are named e0, e1 and so on.
func randomFlow(t *rapid.T) *Flow {
	n := rapid.IntRange(1, 6).Draw(t, "nodes")
	var text strings.Builder
	fmt.Fprintf(&text, "start -> n%d\n", rapid.IntRange(0, n-1).Draw(t, "first"))
	for i := range n {
		fmt.Fprintf(&text, "n%d: conversation {\n", i)
		for k := range rapid.IntRange(0, 3).Draw(t, "edges") {
			fmt.Fprintf(&text, "  on \"c%d\" -> n%d as e%d\n", k, rapid.IntRange(0, n-1).Draw(t, "target"), rapid.IntRange(0, 3).Draw(t, "name"))
		}
		text.WriteString("}\n")
	}
	return &Flow{Graph: graph.New(dsl.Parse("random.flow", []byte(text.String()), ast.Flow))}
}

// paths calls visit for every path without a repeated node that begins at a node, the empty one first.
func paths(g *Flow, at int, seen map[int]bool, path []int32, visit func(end int, path []int32)) {
	visit(at, path)
	seen[at] = true
	for _, e := range g.Out(at) {
		if to := int(g.Edge(e).To); !seen[to] {
			paths(g, to, seen, append(path[:len(path):len(path)], e), visit)
		}
	}
	delete(seen, at)
}

func TestPoliciesEqualTheEnumerationOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomFlow(t)
		node := fmt.Sprintf("n%d", rapid.IntRange(0, 5).Draw(t, "node"))
		edge := fmt.Sprintf("%s.e%d", rapid.SampledFrom([]string{"*", "n1", "n?"}).Draw(t, "from"), rapid.IntRange(0, 3).Draw(t, "edge"))
		before := Policy{Name: "before", Before: []string{node}, Require: []string{edge}}
		after := Policy{Name: "after", After: []string{edge}, Forbid: []string{node}}
		named := edges(g, []string{edge})
		target := -1
		for i := range g.File.Nodes {
			if g.File.Nodes[i].ID.Text == node {
				target = i
			}
		}
		shortestBefore, shortestAfter := -1, -1
		shorter := func(best *int, length int) {
			if *best < 0 || length < *best {
				*best = length
			}
		}
		for _, s := range starts(g) {
			paths(g, s, map[int]bool{}, nil, func(end int, path []int32) {
				for _, e := range path {
					if named[e] {
						return
					}
				}
				if end == target {
					shorter(&shortestBefore, len(path))
				}
			})
		}
		for e := range g.File.Edges {
			if named[e] && g.File.Edges[e].To >= 0 {
				paths(g, int(g.File.Edges[e].To), map[int]bool{}, nil, func(end int, path []int32) {
					if end == target {
						shorter(&shortestAfter, len(path)+1)
					}
				})
			}
		}
		compare(t, g, &before, target, shortestBefore)
		compare(t, g, &after, target, shortestAfter)
	})
}

// pathOf returns the edges of a violation in walking order.
func pathOf(v *Violation) []int32 { return slices.Concat(v.First, v.Search.Path(v.Node)) }

func compare(t *rapid.T, g *Flow, p *Policy, target, shortest int) {
	violations, _ := p.Check(g)
	switch {
	case shortest < 0 && len(violations) > 0:
		t.Fatalf("%s: %v is found, and no path breaks it", p.Name, violations)
	case shortest < 0:
	case len(violations) != 1 || violations[0].Node != target || len(pathOf(&violations[0])) != shortest:
		t.Fatalf("%s: found %v, want one violation at %d with a path of %d edges", p.Name, violations, target, shortest)
	}
	for _, v := range violations {
		path := pathOf(&v)
		for i, e := range path {
			if i > 0 && g.Edge(e).From != g.Edge(path[i-1]).To {
				t.Fatalf("%s: %v is no path", p.Name, path)
			}
		}
		if len(path) > 0 && int(g.Edge(path[len(path)-1]).To) != v.Node {
			t.Fatalf("%s: %v does not lead to %d", p.Name, path, v.Node)
		}
	}
}

func TestAPolicyThatMatchesNothingSaysSo(t *testing.T) {
	g := &Flow{Graph: graph.New(dsl.Parse("a.flow", []byte("start -> a\na: enter_email { emailEntered -> b canceled -> c }\nb: end\nc: end\nd: enter_email { emailEntered -> start }\n"), ast.Flow))}
	for _, test := range []struct {
		policy    Policy
		unmatched string
		broken    int
	}{
		{Policy{Before: []string{"b"}, Require: []string{"a.emailEntered"}}, "", 0},
		{Policy{Before: []string{"b"}, Require: []string{"enter_email:emailEntered"}}, "", 0},
		{Policy{Before: []string{"type:end"}, Require: []string{"a.emailEntered"}}, "", 1},
		{Policy{Before: []string{"nowhere"}, Require: []string{"a.emailEntered"}}, "nowhere", 0},
		{Policy{Before: []string{"b"}, Require: []string{"a.nothing"}}, "", 1},
		{Policy{After: []string{"*.canceled"}, Forbid: []string{"b"}}, "", 0},
		{Policy{After: []string{"*.canceled"}, Forbid: []string{"?"}}, "", 1},
		{Policy{After: []string{"*.cancelled"}, Forbid: []string{"b"}}, "*.cancelled", 0},
		{Policy{After: []string{"a"}, Forbid: []string{"b", "c"}}, "", 2},
		{Policy{After: []string{"a"}, Forbid: []string{"x"}}, "x", 0},
		{Policy{After: []string{"d"}, Forbid: []string{"start"}}, "", 1},
	} {
		violations, unmatched := test.policy.Check(g)
		if len(violations) != test.broken || strings.Join(unmatched, ",") != test.unmatched {
			t.Errorf("%+v: %d violations, unmatched %v; want %d, %q", test.policy, len(violations), unmatched, test.broken, test.unmatched)
		}
	}
}

func TestIdsMayHoldDots(t *testing.T) {
	const text = `
flow:
  start: {type: start, outcome: ask}
  ask: {type: conversation, say: Ready., outcomes: [{id: yes.v2, condition: "yes", targetNodeId: ask.more}, {id: no.v2, condition: "no", targetNodeId: gone}]}
  ask.more: {type: conversation, say: Really., outcomes: [{id: v2, condition: "yes", targetNodeId: done}, {id: no.v2, condition: "no", targetNodeId: gone}]}
  done: {type: end}
  gone: {type: end}
`
	g := &Flow{Graph: graph.New(dsl.Parse("a.flow.yaml", []byte(text), ast.YAML))}
	for _, test := range []struct {
		edge string
		want string
	}{
		{"ask.yes.v2", "ask.more"},
		{"ask.*.v2", "ask.more gone done"},
		{"ask.more.v2", "done"},
		{"ask.more.no.v2", "gone"},
		{"ask.more.*", "done gone"},
		{"*.no.v2", "gone gone"},
		{"ask.v2", ""},
		{"ask.more", ""},
	} {
		var got []string
		for e, is := range edges(g, []string{test.edge}) {
			if is {
				got = append(got, g.File.Edges[e].Target.Text)
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: edges to %q, want %q", test.edge, got, test.want)
		}
		if dead := len((&Policy{After: []string{test.edge}}).Dead(g)) > 0; dead != (test.want == "") {
			t.Errorf("%s: dead is %v", test.edge, dead)
		}
	}
	for name, want := range map[string]string{"ask.yes.v3": "ask.yes.v2", "nobody.yes.v2": "", "no.v2": "*.no.v2"} {
		if meant := (Dead{Key: "after", Name: name}).Meant(g, nearest.Of); meant != want {
			t.Errorf("%s: meant is %q, want %q", name, meant, want)
		}
	}
}

func TestGlob(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"a", "a", true}, {"a", "ab", false}, {"*", "", true}, {"a*", "abc", true}, {"*c", "abc", true}, {"a*c", "ac", true}, {"a*c", "ab", false},
		{"?", "ä", true}, {"??", "a", false}, {"*b*", "abc", true}, {"**", "x", true}, {"a*b*c", "a-b-b-c", true}, {"v*", "", false}, {"[a]", "[a]", true},
	} {
		if got := newGlob(test.pattern).matches(test.text); got != test.want {
			t.Errorf("glob(%q, %q) is %v", test.pattern, test.text, got)
		}
	}
}

func TestComplete(t *testing.T) {
	const before, require, after, forbid = 1, 2, 4, 8
	for keys := range 16 {
		var p Policy
		for key, names := range map[int]*[]string{before: &p.Before, require: &p.Require, after: &p.After, forbid: &p.Forbid} {
			if keys&key != 0 {
				*names = []string{"a"}
			}
		}
		if got, want := p.Complete(), keys == before|require || keys == after|forbid; got != want {
			t.Errorf("Complete of %+v is %v", p, got)
		}
	}
}
