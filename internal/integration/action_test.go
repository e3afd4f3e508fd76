package integration

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// An action is what action.yml may hold, as GitHub documents it for composite actions.
type action struct {
	Name        string
	Description string
	Branding    struct{ Icon, Color string }
	Inputs      map[string]struct {
		Description string
		Default     *string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	ID, If, Uses, Shell, Run string
	Env, With                map[string]string
}

func readAction(t *testing.T) *action {
	t.Helper()
	var a action
	decoder := yaml.NewDecoder(strings.NewReader(read(t, filepath.Join(root, "action.yml"))))
	decoder.KnownFields(true)
	if err := decoder.Decode(&a); err != nil {
		t.Fatal(err)
	}
	return &a
}

func (a *action) step(id string) step {
	return a.Runs.Steps[slices.IndexFunc(a.Runs.Steps, func(s step) bool { return s.ID == id })]
}

// expression is what GitHub replaces.
const expression = `\$\{\{ *([\w.-]+) *\}\}`

func TestActionFile(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" || a.Name == "" || a.Description == "" {
		t.Errorf("the action %q uses %q", a.Name, a.Runs.Using)
	}
	used, ids := map[string]bool{}, map[string]bool{}
	refer := func(text string) {
		for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
			parts := strings.Split(m[1], ".")
			switch {
			case parts[0] == "inputs":
				if _, ok := a.Inputs[parts[1]]; !ok {
					t.Errorf("there is no input %q", parts[1])
				}
				used[parts[1]] = true
			case parts[0] == "steps":
				if !ids[parts[1]] {
					t.Errorf("no step before has the id %q", parts[1])
				} else if !strings.Contains(a.step(parts[1]).Run, `echo "`+parts[3]+"=") {
					t.Errorf("the step %q has no output %q", parts[1], parts[3])
				}
			case m[1] != "github.action_path":
				t.Errorf("%q is not known to this test", m[1])
			}
		}
	}
	for _, s := range a.Runs.Steps {
		if (s.Run == "") == (s.Uses == "") || (s.Run != "") != (s.Shell == "bash") {
			t.Errorf("the step %+v needs either run with a shell, or uses", s)
		}
		// What is put into a script could be more than a word of it.
		if strings.Contains(s.Run, "${{") {
			t.Errorf("the script of the step %q holds an expression", s.ID)
		}
		for _, values := range []map[string]string{s.Env, s.With} {
			for _, v := range values {
				refer(v)
			}
		}
		refer("${{ " + strings.TrimSuffix(s.If, " != ''") + " }}")
		ids[s.ID] = true
	}
	for _, o := range a.Outputs {
		refer(o.Value)
	}
	page := read(t, filepath.Join(root, "docs", "ci.md"))
	for name, input := range a.Inputs {
		if !used[name] || input.Default == nil || input.Description == "" {
			t.Errorf("the input %q is not used, has no default, or says nothing", name)
		}
		says(t, page, "\n| `"+name+"` |")
	}
}

// A runner runs the scripts of the action as GitHub's runner does.
type runner struct {
	*testing.T
	action *action
	folder string // the workspace
	inputs map[string]string
	env    []string
}

// step runs a script, and returns what it prints, its exit code and its outputs.
func (r *runner) step(id string) (printed string, code int, outputs map[string]string) {
	r.Helper()
	s := r.action.step(id)
	temp := r.TempDir()
	script := filepath.Join(temp, "script.sh")
	save(r.T, temp, "script.sh", s.Run, "output", "", "path", "")
	checkout, err := filepath.Abs(root)
	if err != nil {
		r.Fatal(err)
	}
	env := append(slices.Clone(r.env), "GITHUB_OUTPUT="+filepath.Join(temp, "output"), "GITHUB_PATH="+filepath.Join(temp, "path"),
		"RUNNER_TEMP="+temp, "GITHUB_ACTION_PATH="+checkout, "GITHUB_WORKSPACE="+r.folder)
	for name, value := range s.Env {
		env = append(env, name+"="+regexp.MustCompile(expression).ReplaceAllStringFunc(value, func(e string) string {
			input := regexp.MustCompile(expression).FindStringSubmatch(e)[1]
			input = strings.TrimPrefix(input, "inputs.")
			if given, ok := r.inputs[input]; ok {
				return given
			}
			return *r.action.Inputs[input].Default
		}))
	}
	printed, code = run(r.T, r.folder, env, "bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	outputs = map[string]string{}
	for line := range strings.Lines(read(r.T, filepath.Join(temp, "output"))) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		outputs[key] = value
	}
	if added := strings.TrimSpace(read(r.T, filepath.Join(temp, "path"))); added != "" {
		outputs["PATH"] = added
	}
	return printed, code, outputs
}

func TestActionLint(t *testing.T) {
	needs(t, "bash")
	const gone = `title=dangling-target::"gone" is no node of this flow`
	for _, c := range []struct {
		name   string
		inputs map[string]string
		code   string
		says   []string
	}{
		{"everything", nil, "1", []string{"::error file=my flows/wrong.flow.yaml,line=1,", gone, "1 error, 0 warnings, 1 info in 3 files"}},
		{"a right file", map[string]string{"paths": "right.flow.yaml"}, "0", []string{"0 errors, 0 warnings in 1 file"}},
		{"several paths", map[string]string{"paths": "right.flow.yaml\nmy flows\n"}, "1", []string{"1 error, 0 warnings, 1 info in 3 files"}},
		{"no path", map[string]string{"paths": "\n"}, "1", []string{"in 3 files"}},
		{"folder", map[string]string{"working-directory": "my flows", "paths": "wrong.flow.yaml"}, "1", []string{"::error file=my flows/wrong.flow.yaml,", "in 1 file"}},
		{"folder without a path", map[string]string{"working-directory": "my flows"}, "1", []string{"::error file=my flows/wrong.flow.yaml,", "in 2 files"}},
		{"folder and nothing", map[string]string{"working-directory": "my flows", "paths": ""}, "1", []string{"in 2 files"}},
		{"fail-on", map[string]string{"paths": "my flows/advice.flow.yaml", "fail-on": "info"}, "1", []string{"::notice ", "1 info in 1 file"}},
		{"not failed", map[string]string{"paths": "my flows/advice.flow.yaml"}, "0", []string{"1 info in 1 file"}},
		{"flags", map[string]string{"args": "--fail-on\ninfo\n\n--max-findings=5\n", "paths": "my flows/advice.flow.yaml"}, "1", []string{"1 info in 1 file"}},
		{"unreadable", map[string]string{"paths": "none.flow"}, "2", []string{"none.flow"}},
		{"wrong flag", map[string]string{"args": "--nonsense"}, "2", []string{"--nonsense"}},
		{"a path that looks like a flag", map[string]string{"paths": "--fix"}, "2", []string{"--fix"}},
		{"a path that looks like a script", map[string]string{"paths": "$(touch pwned)`touch pwned`;touch pwned\n\"; touch pwned #\n*"}, "2", []string{"$(touch pwned)", "touch pwned #"}},
		{"other inputs that do", map[string]string{"fail-on": "$(touch pwned)", "args": "--config=`touch pwned`", "sarif-file": "x\";touch pwned;\"\nexit-code=0"}, "2", nil},
		{"a folder that does", map[string]string{"working-directory": "$(touch pwned)", "paths": "a"}, "2", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &runner{t, readAction(t), t.TempDir(), c.inputs, withTool(t)}
			advice := "flow: {start: {type: start, outcome: bye}, bye: {type: conversation, say: Bye., outcomes: done}, done: {type: end}}\n"
			save(t, r.folder, "right.flow.yaml", right, "my flows/wrong.flow.yaml", wrong, "my flows/advice.flow.yaml", advice)
			printed, code, outputs := r.step("lint")
			if code != 0 || outputs["exit-code"] != c.code || outputs["sarif-file"] != "" {
				t.Errorf("exit code %d, outputs %q; want %s:\n%s", code, outputs, c.code, printed)
			}
			says(t, printed, c.says...)
			if _, err := os.Stat(filepath.Join(r.folder, "pwned")); err == nil {
				t.Error("an input was run as a script")
			}
		})
	}
}

func TestActionSARIF(t *testing.T) {
	needs(t, "bash")
	r := &runner{t, readAction(t), t.TempDir(), map[string]string{"sarif-file": "out put.sarif"}, withTool(t)}
	save(t, r.folder, "wrong.flow.yaml", wrong)
	_, code, outputs := r.step("lint")
	if code != 0 || outputs["sarif-file"] != "out put.sarif" || outputs["exit-code"] != "1" {
		t.Errorf("exit code %d, outputs %q", code, outputs)
	}
	var log struct{ Runs []struct{ Results []any } }
	if err := json.Unmarshal([]byte(read(t, filepath.Join(r.folder, "out put.sarif"))), &log); err != nil || len(log.Runs) != 1 || len(log.Runs[0].Results) != 1 {
		t.Errorf("%v in the log %+v", err, log)
	}
}

func TestActionConclude(t *testing.T) {
	needs(t, "bash")
	for _, want := range []string{"0", "1", "2"} {
		r := &runner{t, readAction(t), t.TempDir(), map[string]string{"steps.lint.outputs.exit-code": want}, environment()}
		if _, code, _ := r.step("conclude"); code != int(want[0]-'0') {
			t.Errorf("exit code %d; want %s", code, want)
		}
	}
}

func TestActionInstall(t *testing.T) {
	needs(t, "bash", "go")
	t.Run("this version", func(t *testing.T) {
		r := &runner{t, readAction(t), t.TempDir(), nil, environment("GOPROXY=off", "GOFLAGS=-buildvcs=false")}
		printed, code, outputs := r.step("install")
		if code != 0 {
			t.Fatalf("exit code %d:\n%s", code, printed)
		}
		says(t, must(t, r.folder, environment(), filepath.Join(outputs["PATH"], "fsflow"), "version"), "fsflow ")
	})
	// Another version would be fetched: here, the go command only says what it is asked for.
	t.Run("another version", func(t *testing.T) {
		bin := t.TempDir()
		save(t, bin, "go", "#!/bin/sh\necho \"go $*\"\n")
		if err := os.Chmod(filepath.Join(bin, "go"), 0o755); err != nil {
			t.Fatal(err)
		}
		r := &runner{t, readAction(t), t.TempDir(), map[string]string{"version": "v1.2.3;touch pwned"}, environment("PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"))}
		printed, code, _ := r.step("install")
		if want := "go install github.com/fsflow/fsflow/cmd/fsflow@v1.2.3;touch pwned\n"; code != 0 || printed != want {
			t.Errorf("exit code %d, printed %q; want %q", code, printed, want)
		}
	})
}
