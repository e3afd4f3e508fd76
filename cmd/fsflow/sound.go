package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/fsflow/fsflow/lint/secret"
	"github.com/spf13/cobra"
)

// settings are the values of --set, and of flags that are short for one.
type settings []string

func (s *settings) register(command *cobra.Command) {
	command.Flags().StringArrayVar((*[]string)(s), "set", nil, "set a key of the body, as `KEY=VALUE`; VALUE is JSON, else a string")
	completeChoice(command, "set", nil)
}

// assign adds the setting of a key to a string, whatever the string looks like.
func (s *settings) assign(key, text string) {
	*s = append(*s, key+"="+json.Quote(text))
}

// apply makes the settings in a file, before it is checked.
func (s settings) apply(file *ast.File) error {
	for _, assignment := range s {
		if found := secret.Find(assignment); len(found) > 0 {
			return fmt.Errorf("--set: %s stands in %s; a flow holds no secrets, let the backend hold it", found[0].Kind, ast.Quote(secret.Hide(assignment)))
		}
		if err := compiler.Set(file, assignment); err != nil {
			return fmt.Errorf("--set: %w", err)
		}
	}
	return nil
}

// explain says of findings about what was set that it does not stand in the file.
func (s settings) explain(result *lint.Result) {
	if len(s) == 0 {
		return
	}
	for i := range result.Files {
		f := &result.Files[i]
		for k := range f.Diagnostics {
			if d := &f.Diagnostics[k]; f.File != nil && compiler.IsSet(f.File, d.Span) {
				d.Help = append([]string{"this does not stand in the file: it is set on the command line"}, d.Help...)
			}
		}
	}
}

// sound reads and checks what find returned, and returns the files in that order, but only when none has an error: no other severity
// keeps a flow from being compiled, whatever fail-on says. show is given the findings.
func (s *sources) sound(ctx context.Context, p *process, list []source, settings settings, show func(*lint.Result) error) ([]*ast.File, error) {
	result, err := check(ctx, p, list, lint.Options{Config: s.configs, Jobs: s.jobs, KeepFiles: true, Prepare: settings.apply})
	if err != nil {
		return nil, err
	}
	settings.explain(result)
	if err := errors.Join(show(result), p.unread(result)); err != nil {
		return nil, err
	}
	if result.Has(ast.Error) {
		return nil, errFindings()
	}
	files := make([]*ast.File, 0, len(list))
	for i := range result.Files {
		if f := &result.Files[i]; !f.Configuration {
			files = append(files, f.File)
		}
	}
	return files, nil
}

// showFindings writes the findings, if there are any, to standard error.
func (p *process) showFindings(result *lint.Result) error {
	if !result.Has(ast.Info) {
		return nil
	}
	var text bytes.Buffer
	if err := report.Text(&text, result, report.Options{Color: p.colored(p.stderr), Width: columns(p.stderr)}); err != nil {
		return err
	}
	if _, err := p.stderr.Write(p.keyless(text.Bytes())); err != nil {
		return cannotWrite("standard error", err)
	}
	return nil
}
