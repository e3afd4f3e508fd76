package integration

import (
	"path/filepath"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestDocumentedWorkflow checks that the workflow gives the action only inputs that it has.
func TestDocumentedWorkflow(t *testing.T) {
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string
				With map[string]string
			}
		}
	}
	if err := yaml.Unmarshal([]byte(documented(t, ".github/workflows/flows.yml")), &workflow); err != nil {
		t.Fatal(err)
	}
	inputs, found := readAction(t).Inputs, false
	for _, s := range workflow.Jobs["lint"].Steps {
		if s.Uses != "fsflow/fsflow@v1" {
			continue
		}
		found = true
		for name := range s.With {
			if _, ok := inputs[name]; !ok {
				t.Errorf("the action has no input %q", name)
			}
		}
	}
	if !found {
		t.Error("the workflow does not use the action")
	}
}

// TestWorkflows runs actionlint over the workflows, those of the documentation and our own.
func TestWorkflows(t *testing.T) {
	needs(t, "actionlint")
	workflows, err := filepath.Glob(filepath.Join(root, ".github", "workflows", "*.yml"))
	if err != nil || len(workflows) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	folder := t.TempDir()
	save(t, folder, "flows.yml", documented(t, ".github/workflows/flows.yml"))
	workflows = append(workflows, filepath.Join(folder, "flows.yml"))
	must(t, ".", environment(), "actionlint", append([]string{"-no-color"}, workflows...)...)
}
