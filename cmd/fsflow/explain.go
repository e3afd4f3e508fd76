package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
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
			text, err := explainID(arguments[0], p.colored(p.stdout), p.pageWidth())
			if err != nil {
				return err
			}
			return p.print(text)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return findingIDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// findingIDs returns the ids that a finding can have: those of the rules and those of the topics.
func findingIDs() []string {
	var ids []string
	for _, r := range rule.All() {
		ids = append(ids, r.ID)
	}
	for _, t := range topics() {
		ids = append(ids, t.id)
	}
	return ids
}

// pageWidth is how many columns a page on standard output has: as many as a narrow terminal, or else the usual number.
func (p *process) pageWidth() int {
	if terminal := columns(p.stdout); terminal > 0 {
		return min(max(terminal, narrowPage), pageWidth)
	}
	return pageWidth
}

// explainID returns the page about a finding's id, width columns wide.
func explainID(id string, colored bool, width int) ([]byte, error) {
	if r := rule.Find(id); r != nil {
		return explain(r, colored, width)
	}
	if t, ok := findTopic(id); ok {
		return t.page(bold(colored), width), nil
	}
	return nil, unknownRule(id, findingIDs())
}

// unknownRule says that an id is none of the known ones, of which there are too many to list, and which was probably meant. Whoever
// asks for one may also know only a part of its name, or may have named a node type.
func unknownRule(id string, ids []string) error {
	near, ok := nearest.Of(id, ids)
	switch {
	case ok:
		return usage("unknown rule %s; did you mean %s?", ast.Quote(id), ast.Quote(near))
	case catalog.Default().NodeType(id) != nil:
		return usage("%s is a node type, and no rule; see %s#%s", ast.Quote(id), rule.NodesPage, id)
	}
	const most = 5
	named := slices.DeleteFunc(slices.Clone(ids), func(known string) bool { return !strings.Contains(known, id) })
	if 0 < len(named) && len(named) <= most {
		return usage("unknown rule %s; did you mean %s?", ast.Quote(id), ast.Or(named))
	}
	return usage("unknown rule %s; fsflow rules lists those that there are", ast.Quote(id))
}

func bold(colored bool) *color.Color {
	strong := color.New(color.Bold)
	strong.DisableColor()
	if colored {
		strong.EnableColor()
	}
	return strong
}

// explain returns the page of a rule.
func explain(r *rule.Rule, colored bool, width int) ([]byte, error) {
	strong, p := bold(colored), newPage(r, width)
	var findings strings.Builder
	if err := p.writeFindings(&findings, colored); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	section := func(title string) { fmt.Fprintf(&out, "\n%s\n\n", strong.Sprint(title+":")) }
	fmt.Fprintf(&out, "%s (%s, %s)\n\n%s\n%s", strong.Sprint(r.ID), r.Severity, r.Family, wrap(r.Summary, width), wrap(r.Doc, width))
	section("Wrong")
	out.WriteString(p.indent(shown(p.bad)))
	section("It gives")
	for line := range strings.Lines(findings.String()) {
		out.WriteString(strings.TrimRight(margin+line, " \n") + "\n")
	}
	section("Right")
	out.WriteString(p.indent(p.good))
	section("Fix")
	out.WriteString(wrap(p.fixing(), width))
	section("Configure it, in " + config.FileName)
	out.WriteString(p.indent(p.setting()))
	if comment := p.comment(); comment != "" {
		section("Silence it, in YAML and in the flow language")
		out.WriteString(p.indent(comment))
		out.WriteString("\n")
	} else {
		section("Silence it")
	}
	out.WriteString(wrap(p.silencing(), width))
	return out.Bytes(), nil
}
