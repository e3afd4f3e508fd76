package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/fsflow/fsflow/lint/rule"
)

// A page is what there is to say about a rule: what its record holds, and what running it over its own bad example shows.
type page struct {
	*rule.Rule
	width     int         // in columns
	bad, good string      // the examples, no wider than the page where possible
	found     lint.Result // in the bad one
	fix       fixKind     // of the findings there
}

const (
	pageWidth  = 80   // in columns, unless the terminal is narrower
	narrowPage = 60   // below which an example cannot be read
	margin     = "  " // of examples
)

// A fixKind says whether a rule has a fix.
type fixKind string

const (
	noFix     fixKind = "none"
	safeFix   fixKind = "safe"
	unsafeFix fixKind = "unsafe"
)

// newPage returns the page about a rule, width columns wide. It runs all rules over the bad example, since those of the family tool
// look at what the others found.
func newPage(r *rule.Rule, width int) *page {
	name := "example" + r.Bad.Language.Endings()[0]
	p := &page{Rule: r, width: width, fix: noFix}
	p.bad, p.good = reflow(r.Bad.Text(), p.exampleWidth()), reflow(r.Good.Text(), p.exampleWidth())
	file := dsl.Parse(name, []byte(p.bad), r.Bad.Language)
	var found []ast.Diagnostic
	for _, d := range lint.Check(file, rule.All()) {
		if d.Rule != r.ID {
			continue
		}
		found = append(found, d)
		switch {
		case hasSafe(d.Fixes):
			p.fix = safeFix
		case len(d.Fixes) > 0 && p.fix == noFix:
			p.fix = unsafeFix
		}
	}
	p.found.Files = []lint.FileResult{{Name: name, Source: file.Source, Diagnostics: found}}
	return p
}

// exampleWidth is how wide examples and what is found in them are.
func (p *page) exampleWidth() int { return p.width - len(margin) }

// writeFindings writes what the rule finds in its bad example, as lint would.
func (p *page) writeFindings(w io.Writer, colored bool) error {
	return report.Text(w, &p.found, report.Options{Color: colored, NoSummary: true, Width: p.exampleWidth()})
}

// fixing says in words whether there is a fix, and what applies it.
func (p *page) fixing() string {
	switch p.fix {
	case safeFix:
		return "fsflow lint --fix fixes it where it is plain what was meant. The fix is safe: it cannot change that."
	case unsafeFix:
		return "fsflow lint --fix --unsafe fixes it where it can tell what was probably meant. Look at what it would do with --diff first."
	}
	return "There is no fix: only the author knows what is right."
}

// setting is a piece of configuration that changes what the rule does.
func (p *page) setting() string {
	return fmt.Sprintf("rules:\n  %s: off # or error, warning, info\n  # %s: {severity: info, exclude: [\"demo/**\"]}\n", p.ID, p.ID)
}

// comment is what silences the rule at one place; empty where nothing does.
func (p *page) comment() string {
	if p.Family == "syntax" {
		return ""
	}
	return fmt.Sprintf("# fsflow:ignore %s -- why it is right here", p.ID)
}

// silencing says where the comment stands.
func (p *page) silencing() string {
	if p.comment() == "" {
		return "No comment silences it: nothing else can be said of a file that cannot be read."
	}
	return "At the end of a line the comment applies to that line; on a line of its own, to the node, outcome or key below it; with " +
		"fsflow:ignore-file, to the file. JSON has no comments: use " + config.FileName + ", or a baseline."
}

// indent puts a piece of text into a page, with lines that are too wide cut.
func (p *page) indent(text string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			out.WriteString(margin + cut(line, p.exampleWidth()))
		}
		out.WriteString("\n")
	}
	return out.String()
}

// cut shortens a line that is wider than width columns, and shows that it did.
func cut(line string, width int) string {
	if utf8.RuneCountInString(line) <= width {
		return line
	}
	return string([]rune(line)[:width-1]) + "…"
}
