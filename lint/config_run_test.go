package lint_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/config"
)

// Two flows with findings of three severities: a warning and an info in each, and an error in the second.
var configured = map[string]string{
	"a.flow.yaml": `flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: bye, canceled: mail}} # fsflow:ignore no-exit-condition
  bye: {type: conversation, say: Goodbye., outcomes: done}
  done: {type: end}
`,
	"demo/b.flow.yaml": `flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: bye, canceled: mail}}
  bye: {type: conversation, say: "", outcomes: done}
  done: {type: end}
`,
}

// TestConfigurationsChangeWhatIsFound runs both flows under a configuration. What is found is listed as "file:line severity
// rule", in order, and whether the run failed.
func TestConfigurationsChangeWhatIsFound(t *testing.T) {
	const a1, a2, a3 = "a:3 warning cycle", "a:3 warning unused-ignore", "a:4 info farewell-waits"
	const b1, b2, b3 = "b:3 warning cycle", "b:4 info farewell-waits", "b:4 error empty-prompt"
	for _, test := range []struct {
		name, text string
		want       []string
		failed     bool
	}{
		{"nothing said", "version: 1\n", []string{a1, a2, a3, b1, b2, b3}, true},
		{"off", "version: 1\nrules: {cycle: off, empty-prompt: off}\n", []string{a2, a3, b2}, false},
		{"another severity", "version: 1\nrules: {farewell-waits: error, empty-prompt: info, cycle: off}\n",
			[]string{a2, "a:4 error farewell-waits", "b:4 error farewell-waits", "b:4 info empty-prompt"}, true},
		{"excluded for some files", "version: 1\nrules: {cycle: {severity: info, exclude: [\"demo/**\"]}}\n",
			[]string{"a:3 info cycle", a2, a3, b2, b3}, true},
		{"an ignore of a rule that is off is not unused", "version: 1\nrules: {no-exit-condition: off, empty-prompt: off}\n", []string{a1, a3, b1, b2}, false},
		{"fail on a warning", "version: 1\nfail-on: warning\nrules: {empty-prompt: off}\n", []string{a1, a2, a3, b1, b2}, true},
		{"fail on an info", "version: 1\nfail-on: info\nrules: {empty-prompt: off, cycle: off, unused-ignore: off}\n", []string{a3, b2}, true},
		{"no rule", "version: 1\nrules:\n  cycles: off\n  empty-prompt: off\n", []string{a1, a2, a3, b1, b2, "fsflow:3 warning unknown-rule"}, false},
		{"a policy that does not hold", "version: 1\nrules: {cycle: off, farewell-waits: off, unused-ignore: off, empty-prompt: off}\npolicies:\n" +
			"  - {name: nobody is done without an address, before: done, require: mail.emailEntered}\n" +
			"  - {name: who has no address never comes to the end, after: mail.canceled, forbid: \"type:end\"}\n",
			[]string{"a:5 error policy", "b:5 error policy"}, true},
		{"a policy that matches nothing in any file", "version: 1\nrules: {cycle: off, farewell-waits: off, unused-ignore: off, empty-prompt: off}\npolicies:\n" +
			"  - {name: nobody is verified unseen, before: verified, require: \"*.livenessDetected\"}\n", []string{"fsflow:4 error policy"}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.ToSlash(t.TempDir()) // where no other flow is that a policy could be about
			c, err := config.Read(ast.NewSource(dir+"/fsflow.yaml", test.text), dir)
			if err != nil {
				t.Fatal(err)
			}
			var inputs []lint.Input
			for _, name := range []string{"a.flow.yaml", "demo/b.flow.yaml"} {
				inputs = append(inputs, lint.Text(dir+"/"+name, ast.YAML, []byte(configured[name])))
			}
			result, err := lint.Run(context.Background(), inputs, lint.Options{Config: &config.Finder{Fixed: c}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range result.Files {
				f := &result.Files[i]
				if f.Err != nil {
					t.Fatal(f.Err)
				}
				short, _, _ := strings.Cut(f.Name[strings.LastIndex(f.Name, "/")+1:], ".")
				for _, d := range f.Diagnostics {
					got = append(got, fmt.Sprintf("%s:%d %s %s", short, f.Source.Position(int(d.Span.Start)).Line, d.Severity, d.Rule))
				}
			}
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if result.Failed() != test.failed {
				t.Errorf("failed is %v, want %v", result.Failed(), test.failed)
			}
		})
	}
}

// TestASeverityOfTheConfigurationMakesNoMilderFindingWorse: the rule fail-open is a warning, and an info where the outcomes
// meet in a farewell. As an error, it still is an info there.
func TestASeverityOfTheConfigurationMakesNoMilderFindingWorse(t *testing.T) {
	const flow = `flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: first}
  first: {type: liveness_detection, outcomes: {livenessDetected: second, deepfakeDetected: second, noFace: bye, inconclusive: bye}}
  second: {type: liveness_detection, outcomes: {livenessDetected: bye, deepfakeDetected: bye, noFace: done, inconclusive: done}}
  bye: {type: conversation, say: Goodbye., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`
	c, err := config.Read(ast.NewSource("fsflow.yaml", "version: 1\nrules: {fail-open: error}\n"), ".")
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte(flow))}, lint.Options{Config: &config.Finder{Fixed: c}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range result.Files[0].Diagnostics {
		got = append(got, d.Severity.String()+" "+d.Rule)
	}
	if want := "error fail-open,info fail-open"; strings.Join(got, ",") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
