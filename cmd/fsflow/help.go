package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpCommand is like cobra's, except that an unknown command is an error.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show what a command does, and its flags",
		Example: "  fsflow help lint",
		Args:    takes(0, 1),
		RunE: func(_ *cobra.Command, arguments []string) error {
			if len(arguments) == 0 {
				return root.Help()
			}
			command, _, err := root.Find(arguments)
			if err != nil || command == root {
				return unknown("command", arguments[0], commandNames(root))
			}
			command.InitDefaultHelpFlag()
			return command.Help()
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return commandNames(root), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// widestHelp is how wide a line of help may get, in columns: wider ones are hard to read.
const widestHelp = 100

// writeHelp writes the help of a command, as wide as the terminal that it goes to, or as a page.
func (p *process) writeHelp(command *cobra.Command) {
	width := pageWidth
	if terminal := columns(command.OutOrStdout()); terminal > 0 {
		width = min(terminal, widestHelp)
	}
	if _, err := io.WriteString(command.OutOrStdout(), help(command, width)); err != nil {
		p.unhelpful = cannotWrite("the help", err)
	}
}

// ownFlows is the folder of the repository whose flows examples name, so that a test can run them as they stand.
const ownFlows = "testdata/"

func help(command *cobra.Command, width int) string {
	var out strings.Builder
	about := command.Long
	if about == "" {
		about = command.Short + "."
	}
	fmt.Fprintf(&out, "%s\nUsage:\n  %s\n", wrap(about, width), command.UseLine())
	if command.HasAvailableSubCommands() {
		out.WriteString("\nCommands:\n")
		table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
		for _, c := range command.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(table, "  %s\t%s\n", c.Name(), c.Short)
			}
		}
		_ = table.Flush() // a strings.Builder takes everything
	}
	if strings.Contains(command.Example, ownFlows) {
		fmt.Fprintf(&out, "\n%s", wrap("The examples name flows of fsflow's repository; elsewhere, name your own.", width))
	}
	if command.Example != "" {
		fmt.Fprintf(&out, "\nExamples:\n%s\n", command.Example)
	}
	flags := pflag.NewFlagSet(command.Name(), pflag.ContinueOnError)
	flags.AddFlagSet(command.LocalFlags())
	flags.AddFlagSet(command.InheritedFlags())
	fmt.Fprintf(&out, "\nFlags:\n%s", flags.FlagUsagesWrapped(width))
	if !command.HasParent() {
		fmt.Fprintf(&out, "\n%s", wrap("fsflow COMMAND --help shows more of a command, fsflow explain RULE of what it finds.", width))
	}
	return out.String()
}
