package report

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	// sarifRoot is what code scanners call the folder that names are relative to.
	sarifRoot = "%SRCROOT%"
	// mostLocations is how many related places of a finding code scanning keeps. It refuses a log with very many.
	mostLocations = 100
	// mostSteps is how many steps of a path code scanning shows.
	mostSteps = 1000
)

// SARIF writes a log of SARIF 2.1.0, as code scanners read it.
func SARIF(w io.Writer, result *lint.Result, options Options) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriverOf(options.Version)},
		Invocations: []sarifInvocation{sarifInvocationOf(result)},
		Bases:       map[string]sarifBase{sarifRoot: {sarifMessage{"the folder in which fsflow was run"}}},
		// A lone carriage return ends a line, too: see ast.Source.
		Newlines:   []string{"\r\n", "\n", "\r"},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	indexes := map[string]int{}
	addRule := func(r sarifRule) {
		indexes[r.ID] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, r)
	}
	for _, r := range rule.All() {
		addRule(sarifRuleOf(r))
	}
	prints := fingerprints{}
	for i := range result.Files {
		file := &result.Files[i]
		for k := range file.Diagnostics {
			d := &file.Diagnostics[k]
			if _, ok := indexes[d.Rule]; !ok {
				text := sarifMessage{"found by fsflow, but by none of its rules"}
				addRule(sarifRule{ID: d.Rule, ShortDescription: text, FullDescription: text, Help: text})
			}
			one := sarifOf(file, d)
			one.RuleIndex = indexes[d.Rule]
			one.Fingerprints = map[string]string{"fsflow/v1": prints.of(file, d)}
			run.Results = append(run.Results, one)
		}
	}
	return json.Write(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifDriverOf(version string) sarifDriver {
	driver := sarifDriver{Name: "fsflow", Version: version, InformationURI: rule.Homepage}
	if semantic := strings.TrimPrefix(version, "v"); semanticVersion(semantic) {
		driver.SemanticVersion = semantic
	}
	return driver
}

// semanticVersion tells whether a version begins with three numbers. What follows them comes from Go itself, and is well formed.
func semanticVersion(version string) bool {
	version, _, _ = strings.Cut(version, "+")
	version, _, _ = strings.Cut(version, "-")
	numbers := strings.Split(version, ".")
	return len(numbers) == 3 && !slices.ContainsFunc(numbers, func(n string) bool {
		_, err := strconv.ParseUint(n, 10, 64)
		return err != nil || len(n) > 1 && n[0] == '0'
	})
}

func sarifRuleOf(r *rule.Rule) sarifRule {
	return sarifRule{
		ID: r.ID, ShortDescription: sarifMessage{r.Summary}, FullDescription: sarifMessage{r.Doc}, Help: sarifMessage{r.Doc},
		HelpURI: rule.RulesPage + "#" + r.ID, Default: &sarifDefaults{sarifLevel(r.Severity)}, Properties: &sarifRuleDetails{[]string{r.Family}},
	}
}

func sarifLevel(s ast.Severity) string {
	if s == ast.Info {
		return "note"
	}
	return s.String()
}

// sarifInvocationOf says what is missing in the results: files that could not be read, and findings that are only counted.
func sarifInvocationOf(result *lint.Result) sarifInvocation {
	invocation := sarifInvocation{Successful: true}
	for i := range result.Files {
		file := &result.Files[i]
		notify := func(level, text string) {
			where := []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifactOf(file.Name)}}}
			invocation.Notifications = append(invocation.Notifications, sarifNotification{level, sarifMessage{text}, where})
		}
		if file.Err != nil {
			invocation.Successful = false
			notify("error", file.Err.Error())
		}
		if n := file.Unlisted(); n > 0 {
			notify("warning", ast.Count(n, "more finding")+" of this file not listed; --max-findings 0 lists all")
		}
	}
	return invocation
}

func sarifOf(file *lint.FileResult, d *ast.Diagnostic) sarifResult {
	artifact := sarifArtifactOf(file.Name)
	at := func(span ast.Span) sarifPhysical {
		region := sarifRegionOf(file.Source, span)
		return sarifPhysical{artifact, &region}
	}
	one := sarifResult{
		RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifMessage{sarifText(d)},
		Locations: []sarifLocation{{Physical: at(d.Span)}},
	}
	if d.Node != "" {
		one.Locations[0].Logical = []sarifLogical{{printable(d.Node), "member"}}
	}
	for i, r := range d.Related[:min(len(d.Related), mostLocations)] {
		one.Related = append(one.Related, sarifLocation{ID: i + 1, Physical: at(r.Span), Message: &sarifMessage{printable(r.Message)}})
	}
	one.CodeFlows = sarifCodeFlowsOf(d, at)
	for _, f := range d.Fixes {
		change := sarifChange{Artifact: artifact}
		for _, e := range f.Edits {
			replacement := sarifReplacement{Deleted: sarifRegionOf(file.Source, e.Span)}
			if e.Text != "" {
				replacement.Inserted = &sarifMessage{e.Text}
			}
			change.Replacements = append(change.Replacements, replacement)
		}
		if change.Replacements != nil {
			one.Fixes = append(one.Fixes, sarifFix{sarifMessage{printable(f.Title)}, []sarifChange{change}, sarifFixDetails{f.Safe}})
		}
	}
	return one
}

// sarifCodeFlowsOf returns the path that the finding is about, edge by edge, with the finding at its end; nil for none.
// Code scanning lets people walk along it.
func sarifCodeFlowsOf(d *ast.Diagnostic, at func(ast.Span) sarifPhysical) []sarifCodeFlow {
	var steps []sarifStep
	var last ast.Span
	for _, r := range d.Related {
		if r.Step {
			steps = append(steps, sarifStep{sarifLocation{Physical: at(r.Span), Message: &sarifMessage{printable(r.Message)}}})
			last = r.Span
		}
	}
	// Half a path would be none.
	if len(steps) == 0 || len(steps) > mostSteps {
		return nil
	}
	if last != d.Span {
		steps = append(steps, sarifStep{sarifLocation{Physical: at(d.Span), Message: &sarifMessage{oneLine(d.Message)}}})
	}
	return []sarifCodeFlow{{[]sarifThreadFlow{{steps}}}}
}

// sarifText is the message with the help, and a link to each related place: code scanning shows those that the message
// links to, and no others.
//
// The braces of a message stay single. The specification doubles them, but readers show them then as they stand.
func sarifText(d *ast.Diagnostic) string {
	escape := strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace
	var text strings.Builder
	// What comes from a flow must not read as a link.
	text.WriteString(strings.ReplaceAll(printable(strings.Join(append([]string{d.Message}, d.Help...), "\n")), "](", `\](`))
	for i, r := range d.Related[:min(len(d.Related), mostLocations)] {
		fmt.Fprintf(&text, "\n[%s](%d)", escape(oneLine(r.Message)), i+1)
	}
	if n := len(d.Related) - mostLocations; n > 0 {
		text.WriteString("\nand " + ast.Count(n, "more place"))
	}
	return text.String()
}

func sarifRegionOf(source *ast.Source, span ast.Span) sarifRegion {
	r := regionOf(source, span)
	return sarifRegion{r.start.Line, r.start.Column, r.end.Line, r.end.Column}
}

// sarifArtifactOf is the name of a file as a URI reference.
func sarifArtifactOf(name string) sarifArtifact {
	name = path.Clean(name)
	if !filepath.IsAbs(name) && !path.IsAbs(name) {
		return sarifArtifact{(&url.URL{Path: name}).String(), sarifRoot}
	}
	// On Windows a name begins with the volume, which is no host.
	return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimLeft(name, "/")}).String()}
}
