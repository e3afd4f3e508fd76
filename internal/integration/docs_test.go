package integration

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// A block is a fenced block of docs/ci.md.
type block struct {
	kind, name string // what stands after the opening fence: ```yaml NAME
	text       string
}

func blocks(t *testing.T) []block {
	t.Helper()
	var all []block
	var open *block
	for line := range strings.Lines(read(t, filepath.Join(root, "docs", "ci.md"))) {
		fence, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && open == nil:
			kind, name, _ := strings.Cut(strings.TrimSpace(fence), " ")
			open = &block{kind: kind, name: name}
		case isFence:
			all = append(all, *open)
			open = nil
		case open != nil:
			open.text += line
		}
	}
	if open != nil {
		t.Fatal("a block of docs/ci.md is not closed")
	}
	return all
}

// documented returns the file of the name that docs/ci.md shows.
func documented(t *testing.T, name string) string {
	t.Helper()
	for _, b := range blocks(t) {
		if b.name == name {
			return b.text
		}
	}
	t.Fatalf("docs/ci.md does not show %s", name)
	return ""
}

// project is a folder as docs/ci.md has it in mind: with right flows in the folder flows.
func project(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"step-up", "every-node"} {
		save(t, folder, "flows/"+name+".flow.yaml", read(t, filepath.Join(root, "testdata", "good", name+".flow.yaml")))
	}
	return folder
}

// TestDocumentedCommands runs every line of the page that is a command of this tool, as a shell would.
func TestDocumentedCommands(t *testing.T) {
	needs(t, "bash")
	folder, commands := project(t), 0
	for _, b := range blocks(t) {
		for line := range strings.Lines(b.text) {
			line = strings.TrimPrefix(strings.TrimSpace(line), "- ")
			if b.kind == "make" || !strings.HasPrefix(line, "fsflow ") {
				continue
			}
			commands++
			if printed, code := run(t, folder, withTool(t), "bash", "-c", line); code != 0 {
				t.Errorf("%s: exit code %d\n%s", line, code, printed)
			}
		}
	}
	if commands < 4 {
		t.Errorf("only %d commands", commands)
	}
	for _, name := range []string{"gl-code-quality-report.json", "junit.xml", "checkstyle.xml", "fsflow.sarif", "baseline.json"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
			t.Errorf("no command of the page has written %s", name)
		}
	}
}

// TestDocumentedContainers runs what is run in the container as if it were outside: there may be no Docker here.
func TestDocumentedContainers(t *testing.T) {
	needs(t, "bash")
	folder, commands := project(t), 0
	for _, b := range blocks(t) {
		for line := range strings.Lines(b.text) {
			if _, command, ok := strings.Cut(line, " fsflow "); ok && strings.HasPrefix(line, "docker run ") {
				commands++
				must(t, folder, withTool(t), "bash", "-c", "fsflow "+command)
			}
		}
	}
	if commands < 2 {
		t.Errorf("only %d commands", commands)
	}
	if read(t, filepath.Join(folder, "build/step-up.json")) != read(t, filepath.Join(root, "testdata/good/step-up.json")) {
		t.Error("the compiled flow is another one")
	}
}

func TestDocumentedMakefile(t *testing.T) {
	needs(t, "make")
	folder := project(t)
	save(t, folder, "Makefile", documented(t, "Makefile"))
	must(t, folder, withTool(t), "make")
	must(t, folder, withTool(t), "make", "build")
	for _, name := range []string{"step-up", "every-node"} {
		if read(t, filepath.Join(folder, "build", name+".json")) != read(t, filepath.Join(root, "testdata/good", name+".json")) {
			t.Errorf("%s is compiled to something else", name)
		}
	}
	save(t, folder, "flows/wrong.flow.yaml", wrong)
	printed, code := run(t, folder, withTool(t), "make")
	if code == 0 {
		t.Error("a wrong flow does not stop make")
	}
	says(t, printed, "error[dangling-target]")
}

// TestDocumentedGitLab checks that the job writes each report that it hands over. The rest of it is for GitLab.
func TestDocumentedGitLab(t *testing.T) {
	var file map[string]struct {
		Image     string
		Script    []string
		Artifacts struct {
			When    string
			Reports map[string]string
		}
	}
	decoder := yaml.NewDecoder(strings.NewReader(documented(t, ".gitlab-ci.yml")))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		t.Fatal(err)
	}
	job := file["flows"]
	if len(file) != 1 || len(job.Script) != 2 || job.Artifacts.When != "always" || !strings.HasPrefix(job.Image, "golang:") {
		t.Errorf("the job is %+v", job)
	}
	formats := map[string]string{"codequality": "gitlab", "junit": "junit"}
	if len(job.Artifacts.Reports) != len(formats) {
		t.Errorf("%d reports; want %d", len(job.Artifacts.Reports), len(formats))
	}
	for kind, name := range job.Artifacts.Reports {
		says(t, job.Script[1]+" ", "--format "+formats[kind]+"="+name+" ")
	}
}

// TestDocumentedYAML checks that every block of YAML is some.
func TestDocumentedYAML(t *testing.T) {
	for _, b := range blocks(t) {
		var document yaml.Node
		if b.kind != "yaml" {
			continue
		}
		if err := yaml.Unmarshal([]byte(b.text), &document); err != nil {
			t.Errorf("%s: %v", b.name, err)
		}
	}
}
