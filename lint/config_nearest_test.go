package lint_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/google/go-cmp/cmp"
)

// checkIn checks the inputs in a folder that holds the files, and returns what is found, a line each, with
// place and message where it is in a configuration.
func checkIn(t *testing.T, files map[string]string, inputs ...string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
	var list []lint.Input
	for _, name := range inputs {
		list = append(list, lint.Text(name, ast.YAML, []byte(files[name])))
	}
	result, err := lint.Run(context.Background(), list, lint.Options{Config: &config.Finder{}})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i := range result.Files {
		f := &result.Files[i]
		if f.Err != nil {
			fmt.Fprintf(&out, "%s: %v\n", f.Name, f.Err)
		}
		for _, d := range f.Diagnostics {
			if !f.Configuration {
				fmt.Fprintf(&out, "%s: %s %s\n", f.Name, d.Severity, d.Rule)
				continue
			}
			at := f.Source.Position(int(d.Span.Start))
			fmt.Fprintf(&out, "%s:%d:%d: %s: %s [%s]", f.Name, at.Line, at.Column, d.Severity, d.Message, d.Rule)
			if len(d.Help) > 0 && strings.HasPrefix(d.Help[0], "did you mean") {
				out.WriteString(" " + d.Help[0])
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

const (
	loop = "flow:\n  start: {type: start, outcome: mail}\n  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}}\n  done: {type: end}\n"
	live = "flow:\n  start: {type: start, outcome: hello}\n  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: verified}\n  verified: {type: end}\n"
)

func TestConfigurationsAreFoundAndChecked(t *testing.T) {
	vacuous := `fsflow.yaml:2:12: error: the policy "p" matches nothing, so it would hold for no reason [policy]` + "\n"
	policy := "version: 1\npolicies: [{name: p, before: verified, require: \"*.livenessDetected\"}]\n"
	for _, test := range []struct {
		name   string
		files  map[string]string
		inputs []string
		want   string
	}{
		{"severity and exclude", map[string]string{
			"fsflow.yaml": "version: 1\nrules: {cycle: {severity: info, exclude: [\"demo/**\"]}}\n", "a.flow.yaml": loop, "demo/b.flow.yaml": loop,
		}, []string{"a.flow.yaml", "demo/b.flow.yaml"}, "a.flow.yaml: info cycle\n"},
		{"off, and nearest wins", map[string]string{
			"fsflow.yaml": "version: 1\nrules: {cycle: off}\n", "below/fsflow.yaml": "version: 1\nrules: {cycle: error}\n", "a.flow.yaml": loop, "below/b.flow.yaml": loop,
		}, []string{"a.flow.yaml", "below/b.flow.yaml"}, "below/b.flow.yaml: error cycle\n"},
		{"an unknown rule, in its place among the files", map[string]string{
			"b/fsflow.yaml": "version: 1\nrules: {cylce: off, cycle: off}\n", "a.flow.yaml": loop, "b/z.flow.yaml": loop, "c.flow.yaml": loop,
		}, []string{"a.flow.yaml", "b/z.flow.yaml", "c.flow.yaml"}, "a.flow.yaml: warning cycle\nb/fsflow.yaml:2:9: warning: \"cylce\" is no rule [unknown-rule] did you mean \"cycle\"?\nc.flow.yaml: warning cycle\n"},
		{"the configuration configures itself", map[string]string{
			"fsflow.yaml": "version: 1\nrules: {cylce: off, cycle: off, unknown-rule: error}\n", "a.flow.yaml": loop,
		}, []string{"a.flow.yaml"}, "fsflow.yaml:2:9: error: \"cylce\" is no rule [unknown-rule] did you mean \"cycle\"?\n"},
		{"a broken one", map[string]string{
			"fsflow.yaml": "version: 1\nrulse: {}\n", "a.flow.yaml": loop,
		}, []string{"a.flow.yaml"}, "a.flow.yaml: fsflow.yaml:2:1: \"rulse\" is no key of the configuration; did you mean \"rules\"?\n"},
		{"a policy that matches nothing", map[string]string{"fsflow.yaml": policy, "a.flow.yaml": loop}, []string{"a.flow.yaml"}, "a.flow.yaml: warning cycle\n" + vacuous},
		{"a policy about another file", map[string]string{
			"fsflow.yaml": policy, "a.flow.yaml": loop, "below/b.flow.yaml": live,
		}, []string{"a.flow.yaml"}, "a.flow.yaml: warning cycle\n"},
		{"the other file has another configuration", map[string]string{
			"fsflow.yaml": policy, "a.flow.yaml": loop, "below/b.flow.yaml": live, "below/fsflow.yaml": "version: 1\n",
		}, []string{"a.flow.yaml"}, "a.flow.yaml: warning cycle\n" + vacuous},
		{"the other file is excluded", map[string]string{
			"fsflow.yaml": policy + "exclude: [below]\n", "a.flow.yaml": loop, "below/b.flow.yaml": live,
		}, []string{"a.flow.yaml"}, "a.flow.yaml: warning cycle\n" + vacuous},
		{"the other file cannot be parsed, and may hold it", map[string]string{
			"fsflow.yaml": policy, "a.flow.yaml": loop, "below/b.flow.yaml": "flow: [",
		}, []string{"a.flow.yaml"}, "a.flow.yaml: warning cycle\n"},
		{"names beside one that matches, which match in no flow", map[string]string{
			"fsflow.yaml": "policies:\n  - {name: p, before: [verified, verifed, \"type:ned\", \"paid*\", \"type:face_compare\"], require: \"*.x\"}\n" +
				"  - {name: q, after: [\"mail.canceled\", \"mial.canceled\", \"enter_email:cancelled\"], forbid: [nowhere, elsewhere, done]}\n",
			"a.flow.yaml": live, "b.flow.yaml": loop, "below/c.flow.yaml": strings.ReplaceAll(live, "verified", "elsewhere"),
		}, []string{"a.flow.yaml"}, "a.flow.yaml: error policy\n" +
			"fsflow.yaml:2:34: warning: the policy \"p\" names \"verifed\", which matches nothing in any flow here [policy] did you mean \"verified\"?\n" +
			"fsflow.yaml:2:43: warning: the policy \"p\" names \"type:ned\", which matches nothing in any flow here [policy] did you mean \"type:end\"?\n" +
			"fsflow.yaml:3:40: warning: the policy \"q\" names \"mial.canceled\", which matches nothing in any flow here [policy] did you mean \"mail.canceled\"?\n" +
			"fsflow.yaml:3:57: warning: the policy \"q\" names \"enter_email:cancelled\", which matches nothing in any flow here [policy] did you mean \"enter_email:canceled\"?\n" +
			"fsflow.yaml:3:92: warning: the policy \"q\" names \"nowhere\", which matches nothing in any flow here [policy]\n"},
		{"names that match in one flow each", map[string]string{
			"fsflow.yaml": "policies: [{name: p, before: [payout, elsewhere], require: \"*.x\"}]\n",
			"a.flow.yaml": loop, "b.flow.yaml": strings.ReplaceAll(live, "verified", "payout"), "c.flow.yaml": strings.ReplaceAll(live, "verified", "elsewhere"),
		}, []string{"a.flow.yaml"}, "a.flow.yaml: warning cycle\n"},
		{"a policy that does not hold", map[string]string{"fsflow.yaml": policy, "a.flow.yaml": live}, []string{"a.flow.yaml"},
			"a.flow.yaml: error policy\n"},
		{"rules that are off are not asked what an ignore silences", map[string]string{
			"fsflow.yaml": "version: 1\nrules: {cycle: off}\n", "a.flow.yaml": "# fsflow:ignore-file cycle\n" + loop,
		}, []string{"a.flow.yaml"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, checkIn(t, test.files, test.inputs...)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// Where a configuration is given for flows that do not lie below it, the other flows are looked for where the command runs.
func TestPoliciesOfAConfigurationElsewhere(t *testing.T) {
	t.Chdir(t.TempDir())
	const policies = "policies: [{name: p, before: [payout, verified], require: \"*.x\"}, {name: q, before: nowhere, require: \"*.x\"}]\n"
	payout := strings.ReplaceAll(live, "verified", "payout")
	for name, text := range map[string]string{"ci/rules.yaml": policies, "flows/a.flow.yaml": loop, "flows/b.flow.yaml": live, "other/c.flow.yaml": payout} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := config.Load("ci/rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(t.Context(), []lint.Input{lint.Text("flows/a.flow.yaml", ast.YAML, []byte(loop))}, lint.Options{Config: &config.Finder{Fixed: c}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range result.Files[0].Diagnostics {
		got = append(got, d.Message)
	}
	if want := []string{`the policy "q" matches nothing, so it would hold for no reason`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A policy of thousands of names is looked up in other flows as long as that is a matter of seconds; what is not known then is
// not held against it.
func TestPoliciesAreLookedUpInBoundedTime(t *testing.T) {
	files := map[string]string{
		"fsflow.yaml": "policies: [{name: p, before: [" + strings.Repeat("verified, ", 20_000) + "], require: \"*.livenessDetected\"}]\n",
		"a.flow.yaml": loop, "b.flow.yaml": loop,
	}
	vacuous := `the policy "p" matches nothing`
	if got := checkIn(t, files, "a.flow.yaml"); !strings.Contains(got, vacuous) {
		t.Errorf("with one other flow: %s", got)
	}
	for _, name := range []string{"c", "d", "e", "f", "g", "h"} {
		files[name+".flow.yaml"] = loop
	}
	if got := checkIn(t, files, "a.flow.yaml"); strings.Contains(got, vacuous) {
		t.Errorf("with many others: %s", got)
	}
}

// What a flow that cannot be read names is not known, so no policy is said to match nothing.
func TestPoliciesAboutAFlowThatCannotBeRead(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("fsflow.yaml", []byte("policies: [{name: q, before: nowhere, require: \"*.x\"}]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	inputs := []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte(loop))}
	find := func() bool {
		result, err := lint.Run(t.Context(), inputs, lint.Options{Config: &config.Finder{}})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(result.Files, func(f lint.FileResult) bool { return f.Configuration })
	}
	if !find() {
		t.Error("a policy that matches nothing is not reported")
	}
	// No reading of this one succeeds, whoever does it.
	const unreadable = "/proc/self/mem"
	if _, err := os.Stat(unreadable); err != nil || os.Symlink(unreadable, "b.flow.yaml") != nil {
		t.Skip("this system has no such file")
	}
	if find() {
		t.Error("it is reported beside a flow that cannot be read")
	}
}
