package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

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
			list := map[string]func([]*rule.Rule) ([]byte, error){"text": rulesText, "json": rulesJSON, "markdown": rulesMarkdown}[format.value]
			text, err := list(rule.All())
			if err != nil {
				return err
			}
			return p.print(text)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	command.Flags().Var(&format, "format", "text, json or markdown")
	completeChoice(command, "format", format.from)
	return command
}

// rulesText writes a table.
func rulesText(rules []*rule.Rule) ([]byte, error) {
	var out bytes.Buffer
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RULE\tSEVERITY\tFAMILY\tFINDS")
	for _, r := range rules {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Family, r.Summary)
	}
	err := table.Flush()
	return out.Bytes(), err
}

type jsonRule struct {
	ID       string      `json:"id"`
	Severity string      `json:"severity"`
	Family   string      `json:"family"`
	Summary  string      `json:"summary"`
	Doc      string      `json:"doc"`
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
		list[i] = jsonRule{r.ID, r.Severity.String(), r.Family, r.Summary, r.Doc,
			jsonExample{r.Bad.Language.String(), r.Bad.Text}, jsonExample{r.Good.Language.String(), r.Good.Text}}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(list)
	return out.Bytes(), err
}

// rulesMarkdown writes the page of the documentation: a table a family, and a section a rule.
func rulesMarkdown(rules []*rule.Rule) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("# Rules\n")
	family := ""
	for _, r := range rules {
		if r.Family != family {
			family = r.Family
			fmt.Fprintf(&out, "\n## %s\n\n| rule | severity | finds |\n|---|---|---|\n", family)
		}
		fmt.Fprintf(&out, "| [`%s`](#%s) | %s | %s |\n", r.ID, r.ID, r.Severity, strings.ReplaceAll(r.Summary, "|", `\|`))
	}
	for _, r := range rules {
		fmt.Fprintf(&out, "\n## %s\n\n%s (%s, %s)\n", r.ID, r.Summary, r.Severity, r.Family)
		if r.Doc != "" {
			fmt.Fprintf(&out, "\n%s\n", r.Doc)
		}
		for _, e := range []struct {
			title string
			rule.Example
		}{{"Wrong", r.Bad}, {"Right", r.Good}} {
			if e.Text != "" {
				fmt.Fprintf(&out, "\n%s:\n\n%s%s\n%s\n%s\n", e.title, fence(e.Text), e.Language, strings.Trim(e.Text, "\n"), fence(e.Text))
			}
		}
	}
	return out.Bytes(), nil
}

// fence is the mark around a block of code, longer than any in it.
func fence(text string) string {
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	return mark
}
