package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/spf13/cobra"
)

func rulesCommand(p *process) *cobra.Command {
	format := oneOf("text", "json", "markdown")
	command := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  fsflow rules
  fsflow rules --format markdown`,
		Args: takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			text := func(rules []*rule.Rule) ([]byte, error) { return rulesText(rules, columns(p.stdout)) }
			list := map[string]func([]*rule.Rule) ([]byte, error){"text": text, "json": rulesJSON, "markdown": rulesMarkdown}[format.value]
			page, err := list(rule.All())
			if err != nil {
				return err
			}
			return p.print(page)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	command.Flags().Var(&format, "format", "text, json or markdown")
	completeChoice(command, "format", format.from)
	return command
}

// rulesText writes a table, within so many columns; 0 for any number.
func rulesText(rules []*rule.Rule, width int) ([]byte, error) {
	longest := [3]int{len("RULE"), len("SEVERITY"), len("FAMILY")}
	for _, r := range rules {
		for i, cell := range []string{r.ID, r.Severity.String(), r.Family} {
			longest[i] = max(longest[i], len(cell))
		}
	}
	indent := 0
	for _, n := range longest {
		indent += n + len("  ")
	}
	var out bytes.Buffer
	row := func(id, severity, family, summary string) {
		if width > 0 {
			summary = strings.TrimSpace(wrap(summary, width-indent))
		}
		fmt.Fprintf(&out, "%-*s  %-*s  %-*s  %s\n", longest[0], id, longest[1], severity, longest[2], family,
			strings.ReplaceAll(summary, "\n", "\n"+strings.Repeat(" ", indent)))
	}
	row("RULE", "SEVERITY", "FAMILY", "FINDS")
	for _, r := range rules {
		row(r.ID, r.Severity.String(), r.Family, r.Summary)
	}
	return out.Bytes(), nil
}

type jsonRule struct {
	ID       string      `json:"id"`
	Severity string      `json:"severity"`
	Family   string      `json:"family"`
	Summary  string      `json:"summary"`
	Doc      string      `json:"doc"`
	Fix      fixKind     `json:"fix"`
	Bad      jsonExample `json:"bad"`
	Good     jsonExample `json:"good"`
}

type jsonExample struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// rulesJSON writes a list of objects.
func rulesJSON(rules []*rule.Rule) ([]byte, error) {
	list := make([]jsonRule, len(rules))
	for i, r := range rules {
		list[i] = jsonRule{r.ID, r.Severity.String(), r.Family, r.Summary, r.Doc, newPage(r, pageWidth).fix,
			jsonExample{r.Bad.Language.String(), r.Bad.Text()}, jsonExample{r.Good.Language.String(), r.Good.Text()}}
	}
	var out bytes.Buffer
	err := json.Write(&out, list)
	return out.Bytes(), err
}

// rulesMarkdown writes the page of the documentation: a table of all rules, and a section a family with a part for each of
// its rules, whose anchor is the rule's id.
func rulesMarkdown(rules []*rule.Rule) ([]byte, error) {
	pages := make([]*page, len(rules))
	for i, r := range rules {
		pages[i] = newPage(r, pageWidth)
	}
	var out bytes.Buffer
	out.WriteString(markdownHead)
	for _, p := range pages {
		fix := string(p.fix)
		if p.fix == noFix {
			fix = ""
		}
		fmt.Fprintf(&out, "| [`%s`](#%s) | %s | %s | %s | %s |\n", p.ID, p.ID, p.Severity, p.Family, fix, strings.ReplaceAll(p.Summary, "|", `\|`))
	}
	family := ""
	for _, p := range pages {
		if p.Family != family {
			family = p.Family
			fmt.Fprintf(&out, "\n## The family %s\n", family)
		}
		if err := p.markdown(&out); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

const markdownHead = `# Rules

An error means that the API refuses the flow, drops what was written, or that a session is sure to break; a warning that
it is probably not what the author wants; an info is advice. A safe fix, applied by ` + "`fsflow lint --fix`" + `, cannot change
what was meant; the others need ` + "`--unsafe`" + ` as well. What is written here, ` + "`fsflow explain RULE`" + ` shows in a terminal, and
[configuration.md](configuration.md) tells how rules are set, and silenced.

This page is made by ` + "`fsflow rules --format markdown`" + `.

| rule | severity | family | fix | finds |
|---|---|---|---|---|
`

// markdown writes the part of the documentation that is about the rule.
func (p *page) markdown(out *bytes.Buffer) error {
	fmt.Fprintf(out, "\n### %s\n\n%s (%s)\n\n%s\n", p.ID, p.Summary, p.Severity, p.Doc)
	var findings strings.Builder
	if err := p.writeFindings(&findings, false); err != nil {
		return err
	}
	block := func(title, language, text string) {
		mark := fence(text)
		fmt.Fprintf(out, "\n%s:\n\n%s%s\n%s\n%s\n", title, mark, language, strings.TrimRight(text, "\n"), mark)
	}
	block("Wrong", p.Bad.Language.String(), shown(p.bad))
	block("It gives", "text", findings.String())
	block("Right", p.Good.Language.String(), p.good)
	fmt.Fprintf(out, "\n%s In %s it is set as `%s: off` below `rules`, or to another severity.", p.fixing(), config.FileName, p.ID)
	if comment := p.comment(); comment != "" {
		fmt.Fprintf(out, " One place is silenced by the comment `%s`.\n", comment)
	} else {
		fmt.Fprintf(out, " %s\n", p.silencing())
	}
	return nil
}

// shown is an example as a page may hold it: what is no text is to be seen, and does nothing to the terminal.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// fence is the mark around a block of code, longer than any in it.
func fence(text string) string {
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	return mark
}
