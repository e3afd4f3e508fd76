package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A process is what one run of the tool knows of the world around it.
type process struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	color          choice[string] // --color
	unhelpful      error          // why the help could not be written: cobra has no place for it
	told           bool           // whether a configuration that is wrong was shown
}

// run runs the tool with the arguments, the name of the program not among them, and returns its exit code.
func run(ctx context.Context, p *process, arguments []string) int {
	root := newRoot(p, arguments)
	root.SetArgs(arguments)
	return p.conclude(errors.Join(root.ExecuteContext(ctx), p.unhelpful))
}

// commands are the tool's commands, by name.
var commands = []struct {
	name string
	make func(*process) *cobra.Command
}{
	{"lint", lintCommand},
	{"compile", compileCommand},
	{"submit", submitCommand},
	{"rules", rulesCommand},
	{"explain", explainCommand},
	{"version", versionCommand},
	{"completion", completionCommand},
}

// newRoot returns the tool with the command that the arguments call, or with all commands where they do not begin with one: making
// the others would take as long as checking a small flow.
func newRoot(p *process, arguments []string) *cobra.Command {
	p.color = oneOf("auto", "always", "never")
	root := &cobra.Command{
		Use:   "fsflow COMMAND [flags]",
		Short: "Compile, lint and submit FaceSign verification flows",
		Long: `fsflow compiles, lints and submits FaceSign verification flows, written in YAML, in JSON or in the flow language.

Exit codes: 0 done; 1 findings, or --check or --diff found a difference; 2 wrong usage or configuration, or a file that
cannot be read or written; 3 the API refused, or could not be reached.

` + colorHelp,
		Example: `  fsflow lint testdata/good/step-up.flow.yaml
  fsflow compile testdata/good/step-up.flow.yaml
  fsflow explain dangling-target`,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		// The command's own name is all that the line of its usage shows.
		DisableFlagsInUseLine: true,
		CompletionOptions:     cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	// Cobra's own version flag uses text/template, which calls methods by name: the linker could then leave out no method of any
	// package, and every start of the tool would pay for that.
	version := root.Flags().BoolP("version", "v", false, "version for fsflow")
	root.RunE = func(_ *cobra.Command, arguments []string) error {
		if *version {
			return p.printVersion()
		}
		if len(arguments) > 0 {
			return noCommand(arguments[0], commandNames(root))
		}
		root.SetOut(p.stderr)
		if err := root.Help(); err != nil {
			return err
		}
		return &exit{code: exitUsage}
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().Var(&p.color, "color", "colours in what people read: auto, always or never")
	completeChoice(root, "color", p.color.words())
	made := commands
	if len(arguments) > 0 {
		for i, c := range commands {
			if c.name == arguments[0] {
				made = commands[i : i+1]
			}
		}
	}
	for _, c := range made {
		root.AddCommand(c.make(p))
	}
	if len(arguments) > 0 && strings.HasPrefix(arguments[0], cobra.ShellCompRequestCmd) {
		plainUsage(root)
	}
	root.SetHelpFunc(func(command *cobra.Command, _ []string) { p.writeHelp(command) })
	root.SetHelpCommand(helpCommand(root))
	return root
}

// plainUsage takes the marks around the names of values out of what shells show of the flags; the help reads and removes them itself.
func plainUsage(root *cobra.Command) {
	plain := func(f *pflag.Flag) { _, f.Usage = pflag.UnquoteUsage(f) }
	root.PersistentFlags().VisitAll(plain)
	for _, c := range root.Commands() {
		c.Flags().VisitAll(plain)
	}
}

// noCommand says why the word is not taken for a command.
func noCommand(word string, names []string) error {
	switch _, isFlow := dsl.LanguageOf(word); {
	case slices.Contains(names, word):
		return usage("%s stands after --, where nothing is a command; write fsflow %s", ast.Quote(word), word)
	case isFlow:
		return usage("%s is no command; to check it, write fsflow lint %s", ast.Quote(word), word)
	}
	return unknown("command", word, names)
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden && !strings.HasPrefix(c.Name(), "__") {
			names = append(names, c.Name())
		}
	}
	return names
}

// takes checks the number of arguments of a command, which are of the kind that its usage line names.
func takes(least, most int) cobra.PositionalArgs {
	return func(command *cobra.Command, arguments []string) error {
		switch n := len(arguments); {
		case n > most && most == 0:
			return &usageError{command.CommandPath() + " takes no arguments; found " + ast.Quote(arguments[0])}
		case n < least || n > most:
			_, argument, _ := strings.Cut(command.Use, " ")
			argument = strings.Trim(argument, "[]")
			if n < least {
				return &usageError{command.CommandPath() + " needs a " + argument}
			}
			return &usageError{command.CommandPath() + " takes one " + argument + "; found " + ast.Quote(arguments[most]) + " as well"}
		}
		return nil
	}
}
