package report_test

import (
	"encoding/json"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
)

// codeQuality is what GitLab documents of an entry of its Code Quality report. A pointer is nil when the key is not there.
type codeQuality struct {
	Description *string `json:"description"`
	CheckName   *string `json:"check_name"`
	Fingerprint *string `json:"fingerprint"`
	Severity    *string `json:"severity"`
	Location    *struct {
		Path  *string `json:"path"`
		Lines *struct {
			Begin *int `json:"begin"`
			End   *int `json:"end"`
		} `json:"lines"`
	} `json:"location"`
}

// checkGitLab holds a report against GitLab's documentation: an array without anything around it, with all keys there and
// no others, the severities that there are, relative paths, and fingerprints that are unique.
func checkGitLab(t *testing.T, text string, result *lint.Result) {
	t.Helper()
	var issues []codeQuality
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&issues); err != nil || issues == nil {
		t.Fatalf("%v in %s", err, text)
	}
	if _, err := decoder.Token(); err != io.EOF || !strings.HasPrefix(text, "[") {
		t.Error("there is something besides the array")
	}
	names := map[string]bool{}
	listed := 0
	for i := range result.Files {
		names[path.Clean(result.Files[i].Name)] = true
		listed += len(result.Files[i].Diagnostics)
	}
	if len(issues) != listed {
		t.Errorf("%d issues; want %d", len(issues), listed)
	}
	form, seen := regexp.MustCompile(`\A[0-9a-f]{32}\z`), map[string]bool{}
	for _, i := range issues {
		if i.Description == nil || i.CheckName == nil || i.Fingerprint == nil || i.Severity == nil || i.Location == nil || i.Location.Path == nil || i.Location.Lines == nil {
			t.Fatalf("a key is missing: %+v", i)
		}
		if !form.MatchString(*i.Fingerprint) || seen[*i.Fingerprint] {
			t.Errorf("the fingerprint %q is not the only one", *i.Fingerprint)
		}
		seen[*i.Fingerprint] = true
		if !slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, *i.Severity) {
			t.Errorf("there is no severity %q", *i.Severity)
		}
		if strings.HasPrefix(*i.Location.Path, "./") || !names[*i.Location.Path] && !strings.Contains(*i.Location.Path, "\uFFFD") {
			t.Errorf("there is no file %q", *i.Location.Path)
		}
		if l := i.Location.Lines; l.Begin == nil || l.End == nil || *l.Begin < 1 || *l.End < *l.Begin {
			t.Errorf("the lines %+v are none", *l)
		}
	}
}

func TestGitLab(t *testing.T) {
	for name, result := range results(t) {
		t.Run(name, func(t *testing.T) { checkGitLab(t, write(t, "gitlab", result, report.Options{}), result) })
	}
	golden.Check(t, "testdata/awkward.gitlab", write(t, "gitlab", awkward(), report.Options{}))
	if nothing := write(t, "gitlab", &lint.Result{}, report.Options{}); nothing != "[]\n" {
		t.Errorf("no findings give %q", nothing)
	}
}
