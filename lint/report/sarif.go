package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// The types below are the part of SARIF 2.1.0 that is written; their names are those of its specification.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string           `json:"id"`
	ShortDescription sarifMessage     `json:"shortDescription"`
	FullDescription  sarifMessage     `json:"fullDescription"`
	HelpURI          string           `json:"helpUri"`
	Default          sarifDefaults    `json:"defaultConfiguration"`
	Properties       sarifRuleDetails `json:"properties"`
}

type sarifDefaults struct {
	Level string `json:"level"`
}

type sarifRuleDetails struct {
	Tags []string `json:"tags"`
}

type sarifMessage struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    *int              `json:"ruleIndex,omitempty"`
	Level        string            `json:"level"`
	Message      sarifMessage      `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	ID       int            `json:"id,omitempty"`
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifMessage  `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifLogical struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifFix struct {
	Description sarifMessage  `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion   `json:"deletedRegion"`
	Inserted *sarifMessage `json:"insertedContent,omitempty"`
}

// ruleDocs is where the pages of the rules are published, a heading each.
const ruleDocs = "https://github.com/fsflow/fsflow/blob/main/docs/rules.md#"

// SARIF writes a log of SARIF 2.1.0, as code scanners read it.
func SARIF(w io.Writer, result *lint.Result, _ Options) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "fsflow", InformationURI: "https://github.com/fsflow/fsflow", Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	indexes := map[string]int{}
	for i, r := range rule.All() {
		indexes[r.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: r.ID, ShortDescription: sarifMessage{r.Summary}, FullDescription: sarifMessage{r.Doc}, HelpURI: ruleDocs + r.ID,
			Default: sarifDefaults{sarifLevel(r.Severity)}, Properties: sarifRuleDetails{[]string{r.Family}},
		})
	}
	for i := range result.Files {
		file := &result.Files[i]
		prints := fingerprints{}
		for k := range file.Diagnostics {
			d := &file.Diagnostics[k]
			one := sarifOf(file, d)
			one.Fingerprints = map[string]string{"fsflow/v1": prints.of(file, d)}
			if index, ok := indexes[d.Rule]; ok {
				one.RuleIndex = &index
			}
			run.Results = append(run.Results, one)
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifLevel(s ast.Severity) string {
	if s == ast.Info {
		return "note"
	}
	return s.String()
}

func sarifOf(file *lint.FileResult, d *ast.Diagnostic) sarifResult {
	artifact := sarifArtifact{uriOf(file.Name)}
	region := func(span ast.Span) sarifRegion {
		start, end := file.Source.Position(int(span.Start)), file.Source.Position(int(span.End))
		return sarifRegion{start.Line, start.Column, end.Line, end.Column}
	}
	message := d.Message
	for _, h := range d.Help {
		message += "\n" + h
	}
	one := sarifResult{
		RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifMessage{message},
		Locations: []sarifLocation{{Physical: sarifPhysical{artifact, region(d.Span)}}},
	}
	if d.Node != "" {
		one.Locations[0].Logical = []sarifLogical{{d.Node, "member"}}
	}
	for i, r := range d.Related {
		one.Related = append(one.Related, sarifLocation{ID: i + 1, Physical: sarifPhysical{artifact, region(r.Span)}, Message: &sarifMessage{r.Message}})
	}
	for _, f := range d.Fixes {
		change := sarifChange{Artifact: artifact}
		for _, e := range f.Edits {
			replacement := sarifReplacement{Deleted: region(e.Span)}
			if e.Text != "" {
				replacement.Inserted = &sarifMessage{e.Text}
			}
			change.Replacements = append(change.Replacements, replacement)
		}
		one.Fixes = append(one.Fixes, sarifFix{sarifMessage{f.Title}, []sarifChange{change}})
	}
	return one
}

// uriOf is the name of a file as a URI reference.
func uriOf(name string) string {
	if filepath.IsAbs(name) || strings.HasPrefix(name, "/") {
		return (&url.URL{Scheme: "file", Path: name}).String()
	}
	return (&url.URL{Path: strings.TrimPrefix(name, "./")}).String()
}

// fingerprints are ids of the findings of one file that do not change when lines are added above.
type fingerprints map[string]int

// of is the fingerprint of a finding: a hash of its rule, file, node and text, and which of several alike it is.
func (f fingerprints) of(file *lint.FileResult, d *ast.Diagnostic) string {
	place := strings.Join([]string{d.Rule, file.Name, d.Node, file.Source.Slice(d.Span)}, "\x00")
	f[place]++
	hash := sha256.Sum256([]byte(place + "\x00" + strconv.Itoa(f[place])))
	return hex.EncodeToString(hash[:16])
}
