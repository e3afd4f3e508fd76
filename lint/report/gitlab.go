package report

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
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
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

// GitLab writes a Code Quality report, which GitLab shows in merge requests.
func GitLab(w io.Writer, result *lint.Result, _ Options) error {
	severities := [...]string{ast.Info: "info", ast.Warning: "minor", ast.Error: "major"}
	issues := []gitlabIssue{}
	for i := range result.Files {
		file := &result.Files[i]
		prints := fingerprints{}
		for k := range file.Diagnostics {
			d := &file.Diagnostics[k]
			start, end := file.Source.Position(int(d.Span.Start)), file.Source.Position(int(d.Span.End))
			issues = append(issues, gitlabIssue{
				Description: d.Message, CheckName: d.Rule, Fingerprint: prints.of(file, d), Severity: severities[d.Severity],
				Location: gitlabLocation{strings.TrimPrefix(file.Name, "./"), gitlabLines{start.Line, end.Line}},
			})
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(issues)
}
