package policy_test

import (
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/yaml"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	source := ast.NewSource("a.yaml", `policies:
  - {name: done, before: done, require: ["*.a", 2024]}
  - {name: odd, before: done, requires: x}
  - {name: half, before: done}
  - {before: done, require: x}
  - none
`)
	doc := yaml.Parse(source)
	all := policy.Read(doc.Root.Member("policies"))
	var got []string
	for i := range all {
		got = append(got, all[i].Name+" at "+source.Slice(all[i].Span))
	}
	want := []string{
		`done at {name: done, before: done, require: ["*.a", 2024]}`,
		`half at {name: half, before: done}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	done, half := &all[0], &all[1]
	if diff := cmp.Diff(policy.Policy{Name: "done", Before: []string{"done"}, Require: []string{"*.a", "2024"}}, done.Policy); diff != "" {
		t.Error(diff)
	}
	if !done.Complete() || half.Complete() {
		t.Errorf("complete are %v and %v", done.Complete(), half.Complete())
	}
	if got, want := half.Mixture(), `the policy "half" is neither kind of policy; expected before and require, or after and forbid`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadOfNoList(t *testing.T) {
	doc := yaml.Parse(ast.NewSource("a.yaml", "policies: {name: a}\n"))
	if all := policy.Read(doc.Root.Member("policies")); len(all) != 0 {
		t.Errorf("got %v", all)
	}
}
