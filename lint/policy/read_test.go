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
	all, wrong := policy.Read(doc.Root.Member("policies"))
	var got []string
	for i := range all {
		got = append(got, all[i].Name+" at "+source.Slice(all[i].Span))
	}
	for i := range wrong {
		got = append(got, source.Slice(wrong[i].Span)+": "+wrong[i].Message())
	}
	want := []string{
		`done at {name: done, before: done, require: ["*.a", 2024]}`,
		`half at {name: half, before: done}`,
		`requires: "requires" is no key of a policy`,
		`{before: done, require: x}: "name" is missing; a policy needs it`,
		`none: an item of "policies" is a string, "none"; expected an object`,
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
	all, wrong := policy.Read(doc.Root.Member("policies"))
	if len(all) != 0 || len(wrong) != 1 || wrong[0].Message() != `"policies" is an object; expected a list` {
		t.Errorf("got %v, %v", all, wrong)
	}
}
