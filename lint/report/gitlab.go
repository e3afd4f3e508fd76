package report

import (
	"io"
	"path"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint"
)

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"` // relative to the root of the repository, without ./ in front
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// GitLab writes a Code Quality report, which GitLab shows in merge requests.
func GitLab(w io.Writer, result *lint.Result, _ Options) error {
	severities := [...]string{ast.Info: "info", ast.Warning: "minor", ast.Error: "major"}
	issues, prints := []gitlabIssue{}, fingerprints{}
	for i := range result.Files {
		file := &result.Files[i]
		for k := range file.Diagnostics {
			d := &file.Diagnostics[k]
			r := regionOf(file.Source, d.Span)
			issues = append(issues, gitlabIssue{
				Description: oneLine(d.Message), CheckName: d.Rule, Fingerprint: prints.of(file, d), Severity: severities[d.Severity],
				Location: gitlabLocation{path.Clean(file.Name), gitlabLines{r.start.Line, r.lastLine()}},
			})
		}
	}
	return json.Write(w, issues)
}
