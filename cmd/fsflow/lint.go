package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/spf13/cobra"
)

// linting is the command lint with its flags.
type linting struct {
	sources
	formats     []string
	failOn      choice
	maxFindings int
	noConfig    bool
}

func lintCommand(p *process) *cobra.Command {
	l := &linting{failOn: choice{from: []string{ast.Error.String(), ast.Warning.String(), ast.Info.String()}}}
	command := &cobra.Command{
		Use:   "lint [PATH]...",
		Short: "Check flows, and report what would go wrong",
		Long: `Check flows, and report what would go wrong in front of the camera.

A PATH is a file, a folder, or - for standard input; none is the current folder. Folders are searched for *.flow,
*.flow.yaml, *.flow.yml and *.flow.json. The notation of standard input is told by --stdin-filename or --lang; else it
is JSON when it begins with { or [, and YAML when it does not.

Formats of the report:

` + formatList(),
		Example: `  fsflow lint testdata/good/step-up.flow.yaml
  fsflow lint testdata/good --format compact --fail-on warning
  fsflow lint testdata/good --format text --format json=findings.json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, paths []string) error { return l.run(command.Context(), p, paths) },
	}
	l.register(command)
	flags := command.Flags()
	flags.StringArrayVar(&l.formats, "format", []string{report.Formats()[0].Name},
		"how to report, as in `FORMAT[=FILE]`; may be given several times, each with a file of its own")
	flags.Var(&l.failOn, "fail-on", "least severity that makes the exit code 1: error, warning or info (default error)")
	flags.IntVar(&l.maxFindings, "max-findings", lint.DefaultMaxFindings, "how many findings of a file are listed, the rest are counted; 0 for all")
	flags.BoolVar(&l.noConfig, "no-config", false, "use no configuration file")
	completeChoice(command, "format", formatNames())
	completeChoice(command, "fail-on", l.failOn.from)
	return command
}

func (l *linting) run(ctx context.Context, p *process, paths []string) error {
	reports, err := parseReports(l.formats)
	if err != nil {
		return err
	}
	if err := notNegative("max-findings", l.maxFindings); err != nil {
		return err
	}
	least, err := l.least()
	if err != nil {
		return err
	}
	list, failed := l.find(p, paths)
	if err := refuseSources(reports, list); err != nil {
		return err
	}
	options := lint.Options{Jobs: l.jobs, MaxFindings: cmp.Or(l.maxFindings, -1), FailOn: least}
	result, err := check(ctx, p, list, options)
	if err != nil {
		return err
	}
	for _, r := range reports {
		failed = errors.Join(failed, r.write(p, result))
	}
	p.noteOmitted(reports, result)
	failed = errors.Join(failed, unread(result))
	if failed != nil {
		return failed
	}
	if result.Failed() {
		return errFindings()
	}
	return nil
}

// least returns the severity of --fail-on; nil when the flag is not given.
func (l *linting) least() (*ast.Severity, error) {
	if l.failOn.value == "" {
		return nil, nil
	}
	severity, err := ast.ParseSeverity(l.failOn.value)
	return &severity, err
}

// check lints the sources, and shows on a terminal how far it is.
func check(ctx context.Context, p *process, list []source, options lint.Options) (*lint.Result, error) {
	step, stop := p.progress(len(list))
	defer stop()
	var memory tuner
	inputs := make([]lint.Input, len(list))
	for i := range list {
		inputs[i] = lint.Input{Name: list[i].Name, Language: list[i].Language, Read: func() ([]byte, error) {
			step()
			text, err := list[i].read()
			memory.add(len(text))
			return text, err
		}}
	}
	return lint.Run(ctx, inputs, options)
}

// noteOmitted says what is not listed, where no report has the words for it.
func (p *process) noteOmitted(reports []output, result *lint.Result) {
	if slices.ContainsFunc(reports, func(o output) bool { return o.Name == report.Formats()[0].Name }) {
		return
	}
	for i := range result.Files {
		f := &result.Files[i]
		switch n := f.Omitted[ast.Info] + f.Omitted[ast.Warning] + f.Omitted[ast.Error]; n {
		case 0:
		case 1:
			p.note("1 more finding in %s is not listed (--max-findings 0 lists all)", ast.Quote(f.Name))
		default:
			p.note("%d more findings in %s are not listed (--max-findings 0 lists all)", n, ast.Quote(f.Name))
		}
	}
}

// unread joins the errors of the files that could not be read.
func unread(result *lint.Result) error {
	var failed []error
	for i := range result.Files {
		failed = append(failed, result.Files[i].Err)
	}
	return errors.Join(failed...)
}

// An output is a report that is to be written.
type output struct {
	report.Format
	file string // empty for standard output
}

func formatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// formatList is the part of the help that names the formats.
func formatList() string {
	var out strings.Builder
	for _, f := range report.Formats() {
		fmt.Fprintf(&out, "  %-11s %s\n", f.Name, f.Summary)
	}
	return strings.TrimRight(out.String(), "\n")
}

// parseReports reads the values of --format.
func parseReports(flags []string) ([]output, error) {
	var outputs []output
	seen := make(map[string]bool)
	for _, flag := range flags {
		name, file, toFile := strings.Cut(flag, "=")
		format, ok := report.Find(name)
		switch {
		case !ok:
			err := unknown("format", name, formatNames())
			return nil, usage("--format: %s", err)
		case toFile && file == "":
			return nil, usage("--format %s: expected the name of a file after =", flag)
		case file == "-":
			file = ""
		}
		key := file
		if file != "" {
			key = filepath.Clean(file)
		}
		if seen[key] && file == "" {
			return nil, usage("--format: only one report can go to standard output; send others to files, as in --format %s=FILE", name)
		}
		if seen[key] {
			return nil, usage("--format: two reports go to %s; give each a file of its own", ast.Quote(file))
		}
		seen[key] = true
		outputs = append(outputs, output{format, file})
	}
	return outputs, nil
}

// refuseSources keeps a report from taking the place of a flow.
func refuseSources(reports []output, list []source) error {
	for _, r := range reports {
		if s := sameFile(r.file, list); s != nil {
			return usage("--format: the report would overwrite the flow %s", ast.Quote(s.Name))
		}
	}
	return nil
}

// sameFile returns the source that the file is, or nil.
func sameFile(file string, list []source) *source {
	info, err := os.Stat(file)
	if file == "" || err != nil || !info.Mode().IsRegular() {
		return nil
	}
	for i := range list {
		if other, err := os.Stat(list[i].Path); err == nil && os.SameFile(info, other) {
			return &list[i]
		}
	}
	return nil
}

func (o *output) write(p *process, result *lint.Result) error {
	options := report.Options{Color: o.file == "" && p.colored(p.stdout)}
	var text bytes.Buffer
	if err := o.Write(&text, result, options); err != nil {
		return err
	}
	if o.file != "" {
		return writeFile(o.file, text.Bytes())
	}
	return p.print(text.Bytes())
}
