package report

import (
	"io"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint"
)

// jsonVersion changes whenever the programs that read the report have to change.
const jsonVersion = 1

// A Document is the report for programs. Its shape is a contract: keys are added, never changed or taken away.
type Document struct {
	Version     int              `json:"version"`
	Summary     jsonSummary      `json:"summary"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonSummary struct {
	Files    int `json:"files"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	Fixable  int `json:"fixable"`
}

type jsonDiagnostic struct {
	Rule     string        `json:"rule"`
	Severity string        `json:"severity"`
	Message  string        `json:"message"`
	File     string        `json:"file"`
	Start    jsonPosition  `json:"start"`
	End      jsonPosition  `json:"end"`
	Node     string        `json:"node,omitempty"`
	Help     []string      `json:"help,omitempty"`
	Related  []jsonRelated `json:"related"`
	Fixes    []jsonFix     `json:"fixes"`
}

type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

type jsonRelated struct {
	Message string       `json:"message"`
	File    string       `json:"file"`
	Start   jsonPosition `json:"start"`
	End     jsonPosition `json:"end"`
}

type jsonFix struct {
	Title string     `json:"title"`
	Safe  bool       `json:"safe"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	File  string       `json:"file"`
	Start jsonPosition `json:"start"`
	End   jsonPosition `json:"end"`
	Text  string       `json:"text"`
}

// JSON writes the Document of a result.
func JSON(w io.Writer, result *lint.Result, _ Options) error {
	return json.Write(w, DocumentOf(result))
}

// DocumentOf returns the report of a result, for those who write it as a part of their own.
func DocumentOf(result *lint.Result) Document {
	s := summarize(result)
	out := Document{
		Version:     jsonVersion,
		Summary:     jsonSummary{s.files, s.count[ast.Error], s.count[ast.Warning], s.count[ast.Info], s.fixable},
		Diagnostics: []jsonDiagnostic{},
	}
	for i := range result.Files {
		file := &result.Files[i]
		for j := range file.Diagnostics {
			out.Diagnostics = append(out.Diagnostics, jsonOf(file.Name, file.Source, &file.Diagnostics[j]))
		}
	}
	return out
}

func jsonOf(name string, source *ast.Source, d *ast.Diagnostic) jsonDiagnostic {
	place := func(span ast.Span) (start, end jsonPosition) {
		r := regionOf(source, span)
		return jsonPosition(r.start), jsonPosition(r.end)
	}
	out := jsonDiagnostic{
		Rule: d.Rule, Severity: d.Severity.String(), Message: d.Message, File: name, Node: d.Node, Help: d.Help,
		Related: make([]jsonRelated, len(d.Related)), Fixes: make([]jsonFix, len(d.Fixes)),
	}
	out.Start, out.End = place(d.Span)
	for i, r := range d.Related {
		out.Related[i] = jsonRelated{Message: r.Message, File: name}
		out.Related[i].Start, out.Related[i].End = place(r.Span)
	}
	for i, f := range d.Fixes {
		edits := make([]jsonEdit, len(f.Edits))
		for j, e := range f.Edits {
			edits[j] = jsonEdit{File: name, Text: e.Text}
			edits[j].Start, edits[j].End = place(e.Span)
		}
		out.Fixes[i] = jsonFix{f.Title, f.Safe, edits}
	}
	return out
}
