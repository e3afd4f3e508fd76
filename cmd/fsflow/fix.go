package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/fsflow/fsflow/lint/secret"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
)

// fixing are the flags that say what is fixed.
type fixing struct {
	mend   bool // --fix
	unsafe bool
	diff   bool
}

func (f *fixing) register(command *cobra.Command) {
	flags := command.Flags()
	flags.BoolVar(&f.mend, "fix", false, "fix what can be fixed without changing what was meant, and report the rest")
	flags.BoolVar(&f.unsafe, "unsafe", false, "with --fix or --diff: also apply fixes that may not be what was meant")
	flags.BoolVar(&f.diff, "diff", false, "show what --fix would change, write nothing, and exit with 1 if there is anything")
}

// check refuses flags that do not go together.
func (f *fixing) check() error {
	if f.unsafe && !f.mend && !f.diff {
		return usage("--unsafe says which fixes are meant; add --fix or --diff")
	}
	return nil
}

// which returns the fixes that are applied.
func (f *fixing) which() lint.Fixing {
	switch {
	case !f.mend && !f.diff:
		return lint.NoFixes
	case f.unsafe:
		return lint.AllFixes
	}
	return lint.SafeFixes
}

// aside tells whether the result of the run is not the report, but the diff or the fixed text of standard input.
func (f *fixing) aside(list []source) bool {
	if f.diff || !f.mend {
		return f.diff
	}
	for i := range list {
		if list[i].Path == dsl.Stdin {
			return true
		}
	}
	return false
}

// reportOptions are the options of all reports of the run.
func (f *fixing) reportOptions() report.Options {
	written := f.mend && !f.diff
	return report.Options{Fixed: written, Fixable: !written, Version: buildVersion()}
}

// fix shows or writes what was fixed, and tells whether that is anything. The error joins one for each file that could not
// be written, which is that of the file, too: what is known of the fixed text does not hold for the one that is still there.
// Once ctx is done no other file is begun: the program may end in the middle of it, and leave it behind unfinished.
func (f *fixing) fix(ctx context.Context, p *process, list []source, result *lint.Result) (changed bool, failed error) {
	if f.which() == lint.NoFixes {
		return false, nil
	}
	next := 0
	for i := range result.Files {
		file := &result.Files[i]
		if file.Configuration {
			continue
		}
		if err := ctx.Err(); err != nil {
			return changed, errors.Join(failed, err)
		}
		source := &list[next]
		next++
		fixed := file.Err == nil && file.Applied > 0
		changed = changed || fixed
		switch {
		case f.diff && fixed:
			failed = errors.Join(failed, p.showDiff(file))
		case f.diff, file.Err != nil:
		case source.Path == dsl.Stdin && !fixed:
			failed = errors.Join(failed, p.print([]byte(source.text)))
		case source.Path == dsl.Stdin:
			failed = errors.Join(failed, p.print([]byte(file.Fixed)))
		case fixed:
			if err := p.writeFixed(source.Path, file); err != nil {
				*file = lint.FileResult{Name: file.Name, Err: err}
				failed = errors.Join(failed, err)
			}
		}
	}
	return changed, failed
}

// writeFixed replaces a file by its fixed text, unless the file is no longer what was fixed: somebody may have saved the flow since
// it was read. Where a link leads to a flow that was fixed already, nothing is left to do.
func (p *process) writeFixed(name string, file *lint.FileResult) error {
	// What comes through a pipe is gone once it is read, and reading it again would wait for more.
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("cannot fix %s, which is no regular file; give it on standard input, as in fsflow lint --fix -", ast.QuoteFile(file.Name))
	}
	text, err := os.ReadFile(name)
	switch {
	case err != nil:
		return dsl.CannotRead(name, err)
	case string(text) == file.Fixed:
		return nil
	case string(text) != file.Before:
		return fmt.Errorf("%s was changed while it was checked, and is left as it is; run --fix again", ast.QuoteFile(file.Name))
	}
	return p.writeFile(name, []byte(file.Fixed))
}

// noteLeft says of the findings that are left which --unsafe fixes, and which have a fix that was not made.
func (f *fixing) noteLeft(p *process, result *lint.Result) {
	if f.which() == lint.NoFixes {
		return
	}
	unsafe, harmful := 0, 0
	for i := range result.Files {
		for k := range result.Files[i].Diagnostics {
			switch d := &result.Files[i].Diagnostics[k]; {
			case len(d.Fixes) == 0:
			case !f.unsafe && !hasSafe(d.Fixes):
				unsafe++
			case !f.diff: // else all are shown that there were before
				harmful++
			}
		}
	}
	switch harmful {
	case 0:
	case 1:
		p.note("1 fix was not made: there would be more errors with it")
	default:
		p.note("%d fixes were not made: there would be more errors with them", harmful)
	}
	if unsafe > 0 {
		p.note("%s can be fixed only with --unsafe", ast.Count(unsafe, "finding"))
	}
}

func hasSafe(fixes []ast.Fix) bool {
	for i := range fixes {
		if fixes[i].Safe {
			return true
		}
	}
	return false
}

// showDiff prints how a flow would change, with asterisks for what must not be shown.
func (p *process) showDiff(file *lint.FileResult) error {
	name := diffName(file.Name)
	unified := diff.Diff(name, masked(file.Source.Text), name, masked(file.Fixed))
	// The first line, diff OLD NEW, is not part of the format.
	_, unified, _ = bytes.Cut(unified, []byte("\n"))
	return p.print(p.keyless(paintDiff(unified, p.colored(p.stdout))))
}

// diffName is a name of a file as programs read it in a diff: without a tab behind it, it ends at its first blank, and one that
// begins with a quotation mark is read as a string.
func diffName(name string) string {
	switch {
	case strings.ContainsFunc(name, unicode.IsControl), strings.HasPrefix(name, `"`):
		return strconv.Quote(name)
	case strings.Contains(name, " "):
		return name + "\t"
	}
	return name
}

// masked returns the text with its secrets as asterisks, each line as long as before.
func masked(text string) []byte {
	out := []byte(text)
	for _, s := range secret.Find(text) {
		copy(out[s.Hidden.Start:s.Hidden.End], strings.Repeat("*", s.Hidden.Len()))
	}
	return out
}

// paintDiff gives the lines of a diff the colours that they have everywhere.
func paintDiff(unified []byte, colored bool) []byte {
	if !colored {
		return unified
	}
	paints := map[byte]*color.Color{'-': color.New(color.FgRed), '+': color.New(color.FgGreen), '@': color.New(color.FgCyan)}
	var out bytes.Buffer
	header := 2 // lines
	for line := range bytes.Lines(unified) {
		paint := paints[line[0]]
		if header > 0 {
			paint, header = color.New(color.Bold), header-1
		}
		if paint == nil {
			out.Write(line)
			continue
		}
		paint.EnableColor()
		content := strings.TrimRight(string(line), "\r\n")
		out.WriteString(paint.Sprint(content) + string(line[len(content):]))
	}
	return out.Bytes()
}
