package report_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	diagnostic "github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sarifModule is a reader of SARIF. Its source holds the JSON Schema of OASIS.
const sarifModule = "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

// sarifSchema is the schema of SARIF 2.1.0. It is taken out of the module's source, where it is a constant that is not
// exported: what the module itself validates is its own types, so that it would overlook a key which it does not know.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", sarifModule).Output()
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(folder)), "schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	text := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if constant, ok := n.(*ast.ValueSpec); ok && constant.Names[0].Name == "schema" {
			text, err = strconv.Unquote(constant.Values[0].(*ast.BasicLit).Value)
		}
		return true
	})
	if err != nil || text == "" {
		return nil, fmt.Errorf("there is no schema in %s: %w", sarifModule, err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		return nil, err
	}
	return compiler.Compile("sarif.json")
})

// checkSARIF holds a log against the schema, against what the schema cannot say, and against what code scanning of GitHub
// demands besides.
func checkSARIF(t *testing.T, text string, result *lint.Result) {
	t.Helper()
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(document); err != nil {
		t.Errorf("the log is not as its schema says: %v", err)
	}
	log, err := sarif.FromString(text)
	if err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	for _, r := range run.Tool.Driver.Rules {
		if r.ShortDescription == nil || *r.ShortDescription.Text == "" || *r.FullDescription.Text == "" || *r.Help.Text == "" {
			t.Errorf("the rule %q says too little", *r.ID)
		}
		if n := max(len(*r.ShortDescription.Text), len(*r.FullDescription.Text)); n > 1024 {
			t.Errorf("the rule %q has a description of %d characters; GitHub cuts it at 1024", *r.ID, n)
		}
	}
	prints, listed := map[string]bool{}, 0
	for i := range result.Files {
		listed += len(result.Files[i].Diagnostics)
	}
	if len(run.Results) != listed {
		t.Errorf("%d results; want %d", len(run.Results), listed)
	}
	links := regexp.MustCompile(`[^\\]\]\(([^)]*)\)`)
	for _, r := range run.Results {
		if *run.Tool.Driver.Rules[r.RuleIndex].ID != *r.RuleID {
			t.Errorf("the index %d is not that of the rule %q", r.RuleIndex, *r.RuleID)
		}
		fingerprint := r.PartialFingerprints["fsflow/v1"]
		if prints[fingerprint] || fingerprint == "" {
			t.Errorf("the fingerprint %q is not the only one", fingerprint)
		}
		prints[fingerprint] = true
		ids := map[string]bool{}
		for _, l := range slices.Concat(r.Locations, r.RelatedLocations) {
			ids[strconv.Itoa(int(l.ID))] = true
			if uri := *l.PhysicalLocation.ArtifactLocation.URI; strings.ContainsFunc(uri, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("the URI %q is not escaped", uri)
			}
			place := l.PhysicalLocation.Region
			if a, b := [2]int{*place.StartLine, *place.StartColumn}, [2]int{*place.EndLine, *place.EndColumn}; slices.Compare(a[:], b[:]) > 0 {
				t.Errorf("the region ends at %v, before it begins at %v", b, a)
			}
		}
		for _, link := range links.FindAllStringSubmatch(*r.Message.Text, -1) {
			if !ids[link[1]] {
				t.Errorf("a link to no location: %s", link[0])
			}
		}
	}
}

func TestSARIF(t *testing.T) {
	for name, result := range results(t) {
		t.Run(name, func(t *testing.T) { checkSARIF(t, write(t, "sarif", result, report.Options{}), result) })
	}
	text := write(t, "sarif", awkward(), report.Options{})
	// The rules and their order are not the subject here: they change.
	var log struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []struct {
			Tool        json.RawMessage `json:"tool,omitempty"`
			Invocations json.RawMessage `json:"invocations"`
			Bases       json.RawMessage `json:"originalUriBaseIds"`
			Newlines    json.RawMessage `json:"newlineSequences"`
			ColumnKind  json.RawMessage `json:"columnKind"`
			Results     json.RawMessage `json:"results"`
		} `json:"runs"`
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	tool := string(log.Runs[0].Tool)
	for _, want := range []string{`"name": "fsflow"`, `"id": "dangling-target"`, `"level": "error"`, `/docs/rules.md#dangling-target"`, `"graph"`, `"id": "server"`} {
		if !strings.Contains(tool, want) {
			t.Errorf("the tool does not say %s", want)
		}
	}
	if strings.Count(tool, `"id": `) != len(rule.All())+2 {
		t.Errorf("%d rules; want all %d and the two that have no record", strings.Count(tool, `"id": `), len(rule.All()))
	}
	log.Runs[0].Tool = nil
	rest, err := json.MarshalIndent(log, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/awkward.sarif", regexp.MustCompile(`(?m)^ *"ruleIndex": \d+,\n`).ReplaceAllString(string(rest), "")+"\n")
}

func TestSARIFVersion(t *testing.T) {
	for version, want := range map[string][2]string{
		"":                      {},
		"(devel)":               {"(devel)", ""},
		"v1.2.3":                {"v1.2.3", "1.2.3"},
		"1.2.3-rc.1+build.01":   {"1.2.3-rc.1+build.01", "1.2.3-rc.1+build.01"},
		"v1.2":                  {"v1.2", ""},
		"v1.02.3":               {"v1.02.3", ""},
		"v1.two.3":              {"v1.two.3", ""},
		"v10.20.30":             {"v10.20.30", "10.20.30"},
		"v0.0.0-2026-abc+dirty": {"v0.0.0-2026-abc+dirty", "0.0.0-2026-abc+dirty"},
	} {
		r := result("x")
		text := write(t, "sarif", r, report.Options{Version: version})
		checkSARIF(t, text, r)
		var log struct {
			Runs []struct {
				Tool struct {
					Driver struct{ Version, SemanticVersion string }
				}
			}
		}
		if err := json.Unmarshal([]byte(text), &log); err != nil {
			t.Fatal(err)
		}
		if got := log.Runs[0].Tool.Driver; got.Version != want[0] || got.SemanticVersion != want[1] {
			t.Errorf("%q: got %q; want %q", version, got, want)
		}
	}
}

// A finding about a path has the path as a code flow, edge by edge, which ends where the finding is.
func TestSARIFCodeFlows(t *testing.T) {
	type place struct {
		Region struct{ StartLine, StartColumn int }
	}
	for id, isPath := range map[string]bool{
		"camera-not-warm": true, "camera-not-asked": true, "source-not-ready": true, "silent-cycle": true, "cycle": true, "policy": true,
		"dangling-target": false, "duplicate-node-id": false,
	} {
		example := rule.Find(id).Bad
		file := dsl.Parse("kyc.flow", []byte(example.Text()), example.Language)
		r := &lint.Result{Files: []lint.FileResult{{Name: "kyc.flow", Source: file.Source, Diagnostics: lint.Check(file, []*rule.Rule{rule.Find(id)})}}}
		text := write(t, "sarif", r, report.Options{})
		checkSARIF(t, text, r)
		var log struct {
			Runs []struct {
				Results []struct {
					Locations []struct{ PhysicalLocation place }
					CodeFlows []struct {
						ThreadFlows []struct {
							Locations []struct {
								Location struct {
									PhysicalLocation place
									Message          struct{ Text string }
								}
							}
						}
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(text), &log); err != nil {
			t.Fatal(err)
		}
		first := log.Runs[0].Results[0]
		if !isPath {
			if first.CodeFlows != nil {
				t.Errorf("%s: a code flow, though there is no path", id)
			}
			continue
		}
		if len(first.CodeFlows) != 1 || len(first.CodeFlows[0].ThreadFlows) != 1 {
			t.Errorf("%s: no code flow", id)
			continue
		}
		steps := first.CodeFlows[0].ThreadFlows[0].Locations
		for i, step := range steps[:len(steps)-1] {
			if !strings.Contains(step.Location.Message.Text, " goes to ") {
				t.Errorf("%s: step %d is %q", id, i, step.Location.Message.Text)
			}
		}
		if last := steps[len(steps)-1].Location; last.PhysicalLocation != first.Locations[0].PhysicalLocation || last.Message.Text == "" {
			t.Errorf("%s: the path ends at %+v; want %+v", id, last, first.Locations[0])
		}
	}
}

// Of the places and the steps there are no more than code scanning takes, and whether all was read is said.
func TestSARIFBounds(t *testing.T) {
	d := diagnostic.Diagnostic{Rule: "cycle", Severity: diagnostic.Warning, Message: "m", Span: diagnostic.Span{Start: 0, End: 1}}
	for i := range 1001 {
		step := diagnostic.Related{Message: "a goes to b", Span: diagnostic.Span{Start: 1, End: 2}, Step: true}
		if i == 1000 {
			step.Span = d.Span
		}
		d.Related = append(d.Related, step)
	}
	d.Fixes = []diagnostic.Fix{{Title: "nothing"}}
	for _, test := range []struct {
		first, steps, places int
		more                 string
	}{{0, 0, 100, "\nand 901 more places"}, {1, 1000, 100, "\nand 900 more places"}, {900, 101, 100, "\nand 1 more place"}, {901, 100, 100, ""}} {
		few := d
		few.Related = d.Related[test.first:]
		r := result("ab\n", few)
		text := write(t, "sarif", r, report.Options{})
		checkSARIF(t, text, r)
		log, err := sarif.FromString(text)
		if err != nil {
			t.Fatal(err)
		}
		if !*log.Runs[0].Invocations[0].ExecutionSuccessful {
			t.Error("the run is said to have failed")
		}
		one := log.Runs[0].Results[0]
		steps := 0
		for _, flow := range one.CodeFlows {
			steps += len(flow.ThreadFlows[0].Locations)
		}
		if steps != test.steps || len(one.RelatedLocations) != test.places || len(one.Fixes) != 0 {
			t.Errorf("from %d: %d steps, %d places, %d fixes", test.first, steps, len(one.RelatedLocations), len(one.Fixes))
		}
		if got := *one.Message.Text; test.more != "" && !strings.HasSuffix(got, test.more) || test.more == "" && strings.Contains(got, "\nand ") {
			t.Errorf("from %d: the message ends %q", test.first, got[max(0, len(got)-60):])
		}
	}
}

// What the schema must refuse: else the test would prove nothing.
func TestSARIFSchema(t *testing.T) {
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	text := write(t, "sarif", awkward(), report.Options{})
	for _, change := range [][2]string{
		{`"startLine": 9`, `"startLine": 0`}, {`"level": "note"`, `"level": "info"`}, {`"columnKind": "unicodeCodePoints"`, `"columnKind": "bytes"`},
		{`"relatedLocations": [`, `"related": [`}, {`"uri": "fsflow.yaml"`, `"uri": "%zz"`}, {`"executionSuccessful": false,`, ``},
	} {
		changed := strings.Replace(text, change[0], change[1], 1)
		if changed == text {
			t.Errorf("the log has no %s", change[0])
			continue
		}
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(changed))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(document) == nil {
			t.Errorf("the schema takes %s", change[1])
		}
	}
}
