package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/lint/config"
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

// explain returns the page of a rule.
func explain(r *rule.Rule, colored bool) ([]byte, error) {
	strong := color.New(color.Bold)
	strong.DisableColor()
	if colored {
		strong.EnableColor()
	}
	p := newPage(r)
	var findings strings.Builder
	if err := p.writeFindings(&findings, colored); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	section := func(title string) { fmt.Fprintf(&out, "\n%s\n\n", strong.Sprint(title+":")) }
	fmt.Fprintf(&out, "%s (%s, %s)\n\n%s\n%s", strong.Sprint(r.ID), r.Severity, r.Family, wrap(r.Summary, pageWidth), wrap(r.Doc, pageWidth))
	section("Wrong")
	out.WriteString(indent(shown(p.bad)))
	section("It gives")
	for line := range strings.Lines(findings.String()) {
		out.WriteString(strings.TrimRight(margin+line, " \n") + "\n")
	}
	section("Right")
	out.WriteString(indent(p.good))
	section("Fix")
	out.WriteString(wrap(p.fixing(), pageWidth))
	section("Configure it, in " + config.FileName)
	out.WriteString(indent(p.setting()))
	if comment := p.comment(); comment != "" {
		section("Silence it, in YAML and in the flow language")
		out.WriteString(indent(comment))
		out.WriteString("\n")
	} else {
		section("Silence it")
	}
	out.WriteString(wrap(p.silencing(), pageWidth))
	return out.Bytes(), nil
}
