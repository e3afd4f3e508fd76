package flowgen_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/graph"
	"github.com/fsflow/fsflow/internal/flowgen"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

func TestDeterministic(t *testing.T) {
	a, b, other := flowgen.Flow(300, 7), flowgen.Flow(300, 7), flowgen.Flow(300, 8)
	for name, write := range map[string]func(*flowgen.Model) []byte{"YAML": (*flowgen.Model).YAML, "JSON": (*flowgen.Model).JSON, "Flow": (*flowgen.Model).Flow} {
		if !bytes.Equal(write(a), write(b)) || !bytes.Equal(write(a), write(a)) {
			t.Errorf("%s is not the same twice", name)
		}
		if bytes.Equal(write(a), write(other)) {
			t.Errorf("%s is the same for two seeds", name)
		}
	}
}

// The sizes that the bars of design.md, section 6, speak of.
func TestSizes(t *testing.T) {
	within := func(what string, size, low, high int) {
		t.Helper()
		if size < low || size > high {
			t.Errorf("%s: %d bytes, want %d to %d", what, size, low, high)
		}
	}
	within("10,000 nodes", len(flowgen.Flow(10_000, 1).YAML()), 1_800_000, 2_000_000)
	files, size := flowgen.Corpus(1000), 0
	names := map[string]bool{}
	for _, f := range files {
		names[f.Name] = true
		size += len(f.Text)
	}
	within("1,000 files", size, 3_400_000, 3_800_000)
	if len(names) != 1000 {
		t.Errorf("%d names, want 1000", len(names))
	}
}

// notations are the three ways to write a flow.
var notations = []struct {
	language ast.Language
	write    func(*flowgen.Model) []byte
}{{ast.YAML, (*flowgen.Model).YAML}, {ast.JSON, (*flowgen.Model).JSON}, {ast.Flow, (*flowgen.Model).Flow}}

// The three notations of a flow compile to the bytes that JSON foretells.
func TestNotationsCompileToTheSame(t *testing.T) {
	for _, nodes := range []int{0, 6, 7, 8, 20, 55, 2000} {
		for _, notation := range notations {
			t.Run(fmt.Sprintf("%d %s", nodes, notation.language), func(t *testing.T) {
				m := flowgen.Shape{Nodes: nodes, Seed: 3, Cycles: 0.1}.Flow()
				f := dsl.Parse("generated", notation.write(m), notation.language)
				for _, d := range f.Diagnostics {
					t.Fatalf("%s at %v", d.Message, f.Source.Position(int(d.Span.Start)))
				}
				if want := max(nodes, 6); len(f.Nodes) != want {
					t.Errorf("%d nodes, want %d", len(f.Nodes), want)
				}
				got, err := compiler.Compile(f, compiler.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(m.JSON()), string(got)); diff != "" {
					t.Errorf("compiled (+) and foretold (-) differ:\n%s", diff)
				}
			})
		}
	}
}

func TestNothingToFind(t *testing.T) {
	flows := map[string][]byte{"3,000 nodes": flowgen.Flow(3000, 11).YAML()}
	for _, f := range flowgen.Corpus(60) {
		flows[f.Name] = f.Text
	}
	for name, text := range flows {
		for _, d := range lint.Check(dsl.Parse(name, text, ast.YAML), rule.All()) {
			t.Errorf("%s: %s: %s: %s", name, d.Node, d.Rule, d.Message)
		}
	}
}

func TestShape(t *testing.T) {
	for _, test := range []struct {
		name   string
		cycles float64
	}{{"without cycles", 0}, {"with cycles", 0.1}} {
		t.Run(test.name, func(t *testing.T) {
			f := dsl.Parse("generated", flowgen.Shape{Nodes: 3000, Seed: 5, Cycles: test.cycles}.Flow().JSON(), ast.JSON)
			g := graph.New(f)
			ends, seen := []int(nil), map[string]int{}
			for i := range f.Nodes {
				seen[f.Nodes[i].Type.Text]++
				if f.Nodes[i].Type.Text == "end" {
					ends = append(ends, i)
				}
				for _, e := range f.Nodes[i].Edges {
					if e.To < 0 {
						t.Errorf("%s leads to %s, which is no node", f.Nodes[i].ID.Text, e.Target.Text)
					}
				}
			}
			forward, backward := g.Forward([]int{0}, nil), g.Backward(ends, nil)
			for i := range f.Nodes {
				if !forward.Reached(i) || !backward.Reached(i) {
					t.Errorf("%s: reached %v, reaches an end %v", f.Nodes[i].ID.Text, forward.Reached(i), backward.Reached(i))
				}
			}
			for _, name := range catalog.Default().NodeTypeNames() {
				if seen[name] == 0 {
					t.Errorf("there is no %s", name)
				}
			}
			if seen["conversation"] < len(f.Nodes)/2 {
				t.Errorf("%d of %d nodes are conversations", seen["conversation"], len(f.Nodes))
			}
			cyclic, c := false, g.Components(nil)
			for i := range c.Len() {
				cyclic = cyclic || c.Cyclic(i)
			}
			if cyclic != (test.cycles > 0) {
				t.Errorf("cyclic: %v", cyclic)
			}
		})
	}
}
