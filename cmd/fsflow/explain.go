package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/spf13/cobra"
)

func explainCommand(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "Explain a rule, with an example of what it finds",
		Example: "  fsflow explain dangling-target",
		Args:    takes(1, 1),
		RunE: func(_ *cobra.Command, arguments []string) error {
			r := rule.Find(arguments[0])
			if r == nil {
				return unknown("rule", arguments[0], ruleIDs())
			}
			text, err := explain(r, p.colored(p.stdout))
			if err != nil {
				return err
			}
			return p.print(text)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func ruleIDs() []string {
	var ids []string
	for _, r := range rule.All() {
		ids = append(ids, r.ID)
	}
	return ids
}

// pageWidth is that of the narrowest terminal in use.
const pageWidth = 80

// explain returns the page of a rule.
func explain(r *rule.Rule, colored bool) ([]byte, error) {
	strong := color.New(color.Bold)
	strong.DisableColor()
	if colored {
		strong.EnableColor()
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s (%s, %s)\n\n", strong.Sprint(r.ID), r.Severity, r.Family)
	out.WriteString(wrap(r.Summary, pageWidth))
	if r.Doc != "" {
		fmt.Fprintf(&out, "\n%s", wrap(r.Doc, pageWidth))
	}
	if r.Bad.Text != "" {
		findings, err := examine(r, colored)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "\n%s\n\n%s\n%s\n\n%s", strong.Sprint("Wrong:"), indent(r.Bad.Text), strong.Sprint("It gives:"), indent(findings))
	}
	if r.Good.Text != "" {
		fmt.Fprintf(&out, "\n%s\n\n%s", strong.Sprint("Right:"), indent(r.Good.Text))
	}
	return out.Bytes(), nil
}

// examine returns what the rule finds in its own bad example.
func examine(r *rule.Rule, colored bool) (string, error) {
	names := map[ast.Language]string{ast.YAML: "example.flow.yaml", ast.JSON: "example.flow.json", ast.Flow: "example.flow"}
	name := names[r.Bad.Language]
	file := dsl.Parse(name, []byte(r.Bad.Text), r.Bad.Language)
	found := lint.Result{Files: []lint.FileResult{{Name: name, Source: file.Source, Diagnostics: lint.Check(file, []*rule.Rule{r})}}}
	var out strings.Builder
	err := report.Text(&out, &found, report.Options{Color: colored, NoSummary: true})
	return out.String(), err
}

func indent(text string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.Trim(text, "\n") + "\n") {
		if line != "\n" {
			out.WriteString("  ")
		}
		out.WriteString(line)
	}
	return out.String()
}

// wrap breaks a text into lines of at most width columns. Blank lines part paragraphs.
func wrap(text string, width int) string {
	var out strings.Builder
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			out.WriteString("\n")
		}
		column := 0
		for _, word := range strings.Fields(paragraph) {
			length := utf8.RuneCountInString(word)
			switch {
			case column == 0:
			case column+1+length > width:
				out.WriteString("\n")
				column = 0
			default:
				out.WriteString(" ")
				column++
			}
			out.WriteString(word)
			column += length
		}
		out.WriteString("\n")
	}
	return out.String()
}
