package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"text/tabwriter"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
)

// showConfig prints what holds for the flow of --print-config, and where each setting comes from.
func (l *linting) showConfig(p *process, paths []string, least *ast.Severity) error {
	if len(paths) > 0 {
		return usage("--print-config takes one PATH, and checks nothing; found %s as well", ast.QuoteFile(paths[0]))
	}
	finder, err := l.finder(p)
	if err != nil {
		return err
	}
	name := slashed(l.printConfig)
	if info, err := os.Stat(l.printConfig); err == nil && info.IsDir() {
		name = path.Join(name, "*") // what holds for the flows in it
	}
	c, err := finder.For(name)
	if err != nil {
		return p.tell(err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "What holds for %s:\n\n", onTerminal(name))
	sheet := sheet{config: c, name: name}
	if err := sheet.write(&out, least, l.configuration); err != nil {
		return err
	}
	return p.print(p.keyless(out.Bytes()))
}

// onTerminal is a name of a file that leaves a terminal alone: as it is, unless it holds what moves the cursor.
func onTerminal(name string) string {
	if quoted := ast.QuoteFile(name); quoted != `"`+name+`"` {
		return quoted
	}
	return name
}

// A sheet shows the settings of a flow.
type sheet struct {
	config *config.Config // nil for none
	name   string
}

func (s *sheet) write(w io.Writer, least *ast.Severity, flags configuration) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SETTING\tVALUE\tFROM")
	switch {
	case s.config == nil && flags.none:
		fmt.Fprintf(table, "configuration\tnone\t--no-config\n")
	case s.config == nil:
		fmt.Fprintf(table, "configuration\tnone\tdefault\n")
	case flags.file != "":
		fmt.Fprintf(table, "configuration\t%s\t--config\n", onTerminal(s.config.Source.Name))
	default:
		fmt.Fprintf(table, "configuration\t%s\tthe nearest\n", onTerminal(s.config.Source.Name))
	}
	excluded, where := "no", byDefault
	if pattern := s.config.ExcludedBy(s.name); pattern != nil {
		excluded, where = "yes", s.place(pattern.Span)
	}
	fmt.Fprintf(table, "excluded\t%s\t%s\n", excluded, where)
	severity, where := ast.Error, byDefault
	switch {
	case least != nil:
		severity, where = *least, "--fail-on"
	case s.config != nil && s.config.FailOn != nil:
		severity, where = s.config.FailOn.Value, s.place(s.config.FailOn.Span)
	}
	fmt.Fprintf(table, "fail-on\t%s\t%s\n", severity, where)
	for _, r := range rule.All() {
		setting, where := s.rule(r)
		fmt.Fprintf(table, "%s\t%s\t%s\n", r.ID, setting, where)
	}
	if s.config != nil && len(s.config.Policies) > 0 {
		// Policies get a table of their own, since their names are long.
		fmt.Fprintln(table, "\nPOLICY\tFROM")
		for _, policy := range s.config.Policies {
			fmt.Fprintf(table, "%s\t%s\n", ast.Quote(policy.Name), s.place(policy.Span))
		}
	}
	return table.Flush()
}

const byDefault = "default"

// rule returns the setting of a rule, and where it comes from.
func (s *sheet) rule(r *rule.Rule) (setting, where string) {
	effect := s.config.Rule(r.ID, s.name)
	switch {
	case effect.Off:
		return "off", s.place(effect.Span)
	case effect.Severity != nil:
		return effect.Severity.String(), s.place(effect.Span)
	}
	return r.Severity.String(), byDefault
}

// place is where in the configuration a setting is written.
func (s *sheet) place(span ast.Span) string {
	return onTerminal(s.config.Source.Place(span))
}
