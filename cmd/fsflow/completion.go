package main

import (
	"bytes"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/spf13/cobra"
)

func completionCommand(p *process) *cobra.Command {
	shells := []string{"bash", "fish", "powershell", "zsh"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script that lets a shell complete a command line",
		Long: `Print the script that lets a shell complete commands, flags and names. SHELL is bash, fish, powershell or zsh.

To have it in every shell, put one of these into the shell's start-up file:

  bash        source <(fsflow completion bash)
  fish        fsflow completion fish | source
  powershell  fsflow completion powershell | Out-String | Invoke-Expression
  zsh         source <(fsflow completion zsh)

The one for bash needs the package bash-completion, the one for zsh that compinit was called before.`,
		Example:           "  fsflow completion bash",
		Args:              takes(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(command *cobra.Command, arguments []string) error {
			var script bytes.Buffer
			var err error
			switch root := command.Root(); arguments[0] {
			case "bash":
				err = root.GenBashCompletionV2(&script, true)
			case "fish":
				err = root.GenFishCompletion(&script, true)
			case "powershell":
				err = root.GenPowerShellCompletionWithDesc(&script)
			case "zsh":
				err = root.GenZshCompletion(&script)
			default:
				// The names are too short for a guess.
				err = usage("unknown shell %s; expected %s", ast.Quote(arguments[0]), ast.Or(shells))
			}
			if err != nil {
				return err
			}
			return p.print(script.Bytes())
		},
	}
}
