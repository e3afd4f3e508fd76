package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/spf13/cobra"
)

// linting is the command lint with its flags.
type linting struct {
	sources
	fixing
	baselines
	formats     []string
	failOn      choice[ast.Severity]
	maxFindings int
	printConfig string
}

func lintCommand(p *process) *cobra.Command {
	l := &linting{failOn: choice[ast.Severity]{from: []ast.Severity{ast.Error, ast.Warning, ast.Info}}}
	command := &cobra.Command{
		Use:   "lint [PATH]...",
		Short: "Check flows, and report what would go wrong",
		Long: `Check flows, and report what would go wrong in front of the camera.

A PATH is a file, a folder, or - for standard input; none is the current folder. Folders are searched for ` + series(flowPatterns(), "and") + `. The notation of standard input is told by --stdin-filename or --lang; else it
is JSON when it begins with { or [, and YAML when it does not.

The nearest ` + config.FileName + ` at or above each flow configures it. What it excludes is left out when folders are searched;
a file that is named outright is checked all the same, unless --force-exclude is given.

--fix writes the flows that it changes; that of standard input goes to standard output, and the report to standard
error. --diff shows the changes as a diff, and writes nothing; the report goes to standard error then, too.

Formats of the report:

` + formatList(),
		Example: `  fsflow lint testdata/good/step-up.flow.yaml
  fsflow lint testdata/good --format compact --fail-on warning
  fsflow lint testdata/good --format text --format json=findings.json
  fsflow lint testdata/good --diff --unsafe
  fsflow lint testdata/good --fix
  fsflow lint testdata/good --write-baseline baseline.json
  fsflow lint testdata/good --baseline baseline.json
  fsflow lint --print-config testdata/good/step-up.flow.yaml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, paths []string) error { return l.run(command.Context(), p, paths) },
	}
	l.sources.register(command)
	l.sources.registerMany(command)
	l.fixing.register(command)
	l.baselines.register(command)
	flags := command.Flags()
	flags.StringArrayVar(&l.formats, "format", []string{report.Formats()[0].Name},
		"how to report, as `FORMAT[=FILE]`; may be given several times, each with a file of its own")
	flags.Lookup("format").DefValue = report.Formats()[0].Name // not "[text]"
	flags.Var(&l.failOn, "fail-on", "least severity that makes the exit code 1: error, warning or info (default that of "+config.FileName+", else error)")
	flags.IntVar(&l.maxFindings, "max-findings", lint.DefaultMaxFindings, "list `N` findings of a file, and count the rest; 0 lists all")
	flags.Var((*fileName)(&l.printConfig), "print-config", "show what holds for the flow `PATH`, and where each setting comes from; check nothing")
	completeChoice(command, "format", formatNames())
	completeChoice(command, "fail-on", l.failOn.words())
	completeFlows(command, "print-config")
	return command
}

func (l *linting) run(ctx context.Context, p *process, paths []string) error {
	if l.printConfig != "" {
		return l.showConfig(p, paths, l.failOn.value)
	}
	reports, options, err := l.plan(p)
	if err != nil {
		return err
	}
	list, failed := l.find(ctx, p, paths)
	if list == nil {
		return failed
	}
	if err := l.refuse(reports, list); err != nil {
		return err
	}
	options.Config = l.configs
	result, err := check(ctx, p, list, options)
	if err != nil {
		return err
	}
	failed = errors.Join(failed, p.unread(result))
	changed, err := l.fix(ctx, p, list, result)
	failed = errors.Join(failed, err)
	if failed == nil {
		failed = l.record(p, result)
	}
	if len(l.missed) > 0 {
		result.Files = append(result.Files, l.missed...)
		slices.SortStableFunc(result.Files, func(a, b lint.FileResult) int { return cmp.Compare(a.Name, b.Name) })
	}
	aside := l.aside(list)
	reportOptions := l.reportOptions()
	// Where there was nothing to read but errors, "0 errors" would look like success.
	reportOptions.NoSummary = failed != nil && len(list) == 0
	for _, r := range reports {
		failed = errors.Join(failed, r.write(p, result, reportOptions, aside))
	}
	p.noteOmitted(reports, result)
	l.noteLeft(p, result)
	l.noteGone(p, result)
	switch {
	case failed != nil:
		return failed
	case result.Failed() || changed && l.diff:
		return errFindings()
	}
	return nil
}

// plan reads the flags that say what is to be done, before anything is done.
func (l *linting) plan(p *process) ([]output, lint.Options, error) {
	options := lint.Options{Jobs: l.jobs, MaxFindings: cmp.Or(l.maxFindings, -1), FailOn: l.failOn.value, Fix: l.which(), Preview: l.diff}
	reports, err := parseReports(l.formats)
	if err != nil {
		return nil, options, err
	}
	if err := notNegative("max-findings", l.maxFindings); err != nil {
		return nil, options, err
	}
	if err := l.fixing.check(); err != nil {
		return nil, options, err
	}
	err = l.baselines.apply(&options, l.fixing)
	return reports, options, err
}

// check lints the sources, and shows its progress on a terminal.
func check(ctx context.Context, p *process, list []source, options lint.Options) (*lint.Result, error) {
	step, stop := p.progress(ctx, len(list))
	defer stop()
	var memory tuner
	inputs := make([]lint.Input, len(list))
	for i := range list {
		inputs[i] = lint.Input{Name: list[i].Name, Language: list[i].Language, Read: func() (string, error) {
			step()
			text, err := list[i].read()
			memory.add(len(text))
			return text, err
		}}
	}
	return lint.Run(ctx, inputs, options)
}

// noteOmitted says how many findings are not listed, where no report says so itself.
func (p *process) noteOmitted(reports []output, result *lint.Result) {
	if slices.ContainsFunc(reports, func(o output) bool { return o.Name == report.Formats()[0].Name }) {
		return
	}
	for i := range result.Files {
		f := &result.Files[i]
		switch n := f.Unlisted(); n {
		case 0:
		case 1:
			p.note("1 more finding in %s is not listed (--max-findings 0 lists all)", ast.QuoteFile(f.Name))
		default:
			p.note("%d more findings in %s are not listed (--max-findings 0 lists all)", n, ast.QuoteFile(f.Name))
		}
	}
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
		case isStdout(file):
			file = ""
		}
		key := file
		if file != "" {
			key = place(file)
		}
		if seen[key] && file == "" {
			return nil, usage("--format: only one report can go to standard output; send others to files, as in --format %s=FILE", name)
		}
		if seen[key] {
			return nil, usage("--format: two reports go to %s; give each a file of its own", ast.QuoteFile(file))
		}
		seen[key] = true
		outputs = append(outputs, output{format, file})
	}
	return outputs, nil
}

// refuse keeps a report or a baseline from taking the place of what was written by hand, or of one another.
func (l *linting) refuse(reports []output, list []source) error {
	kept := kept{sources: list, config: l.configuration.file}
	if l.write != "" {
		if what := kept.at(l.write, false); what != "" {
			return usage("--write-baseline: the baseline would overwrite %s", what)
		}
	}
	kept.baseline = l.read
	for _, r := range reports {
		if r.file == "" {
			continue
		}
		if what := kept.at(r.file, false); what != "" {
			return usage("--format: the report would overwrite %s", what)
		}
		if l.write != "" && place(r.file) == place(l.write) {
			return usage("--format: the report would overwrite the baseline %s; give it a file of its own", ast.QuoteFile(l.write))
		}
	}
	return nil
}

// write writes the report. One for standard output goes to standard error when the result of the run is another one.
func (o *output) write(p *process, result *lint.Result, options report.Options, aside bool) error {
	to := p.stdout
	if aside {
		to = p.stderr
	}
	if o.file == "" {
		options.Color, options.Width = p.colored(to), columns(to)
	}
	var written bytes.Buffer
	if err := o.Write(&written, result, options); err != nil {
		return err
	}
	text := p.keyless(written.Bytes())
	switch {
	case o.file != "":
		return p.writeFile(o.file, text)
	case aside:
		_, err := to.Write(text)
		return err
	}
	return p.print(text)
}
