package main

import (
	"bytes"
	"errors"

	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/spf13/cobra"
)

// configuration are the flags that say which configuration holds.
type configuration struct {
	file string // --config
	none bool   // --no-config
}

func (c *configuration) register(command *cobra.Command) {
	flags := command.Flags()
	flags.Var((*fileName)(&c.file), "config", "configure every flow by `FILE`, in place of the nearest "+config.FileName)
	flags.BoolVar(&c.none, "no-config", false, "use no configuration file")
	// The only possible error is that there is no such flag.
	_ = command.MarkFlagFilename("config", "yaml", "yml")
}

// finder returns what finds the configuration of each file.
func (c *configuration) finder(p *process) (*config.Finder, error) {
	switch {
	case c.file != "" && c.none:
		return nil, usage("--config and --no-config exclude each other")
	case c.none:
		return &config.Finder{Off: true}, nil
	case c.file == "":
		return &config.Finder{}, nil
	}
	fixed, err := config.Load(slashed(c.file))
	if err != nil {
		return nil, p.tell(err)
	}
	return &config.Finder{Fixed: fixed}, nil
}

// tell returns an error as it is to be reported. What is wrong in a configuration is shown like a finding, and at once.
func (p *process) tell(err error) error {
	var wrong *config.Error
	if !errors.As(err, &wrong) {
		return err
	}
	found := lint.Result{Files: []lint.FileResult{{Name: wrong.Source.Name, Source: wrong.Source, Diagnostics: wrong.Diagnostics}}}
	var text bytes.Buffer
	if p.told {
		text.WriteByte('\n')
	}
	p.told = true
	if err := report.Text(&text, &found, report.Options{Color: p.colored(p.stderr), Width: columns(p.stderr), NoSummary: true}); err != nil {
		return err
	}
	if _, err := p.stderr.Write(p.keyless(text.Bytes())); err != nil {
		return cannotWrite("standard error", err)
	}
	return &exit{code: exitUsage}
}

// unread joins the errors of the files that could not be read or configured, each of them once.
func (p *process) unread(result *lint.Result) error {
	var failed []error
	seen := make(map[string]bool)
	for i := range result.Files {
		if err := result.Files[i].Err; err != nil && !seen[err.Error()] {
			seen[err.Error()] = true
			failed = append(failed, p.tell(err))
		}
	}
	return errors.Join(failed...)
}
