package main

import (
	"path"
	"path/filepath"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/spf13/cobra"
)

// mostBaseline is how large a baseline may be, in bytes: that is room for two million findings.
const mostBaseline = 256 << 20

// baselines are the flags for lists of findings that are not shown again.
type baselines struct {
	read  string // --baseline
	write string // --write-baseline
}

func (b *baselines) register(command *cobra.Command) {
	flags := command.Flags()
	flags.Var((*fileName)(&b.read), "baseline", "leave out the findings that `FILE`, written by --write-baseline, knows")
	flags.Var((*fileName)(&b.write), "write-baseline", "write all findings to `FILE`, to be left out from now on, and exit with 0")
	for _, flag := range []string{"baseline", "write-baseline"} {
		// The only possible error is that there is no such flag.
		_ = command.MarkFlagFilename(flag, "json")
	}
}

// apply puts the flags into the options of a run. A baseline that is to be written also holds what an older one knows.
func (b *baselines) apply(options *lint.Options, f fixing) error {
	if b.write != "" {
		switch {
		case f.diff:
			return usage("--diff writes nothing, and --write-baseline does; give one of them")
		case isStdout(b.write):
			return usage("--write-baseline: expected the name of a file; standard output has the report")
		}
		options.MaxFindings = -1
		return nil
	}
	if b.read == "" {
		return nil
	}
	text, err := dsl.ReadFile(b.read, mostBaseline)
	if err != nil {
		return err
	}
	name := slashed(b.read)
	options.Baseline, err = lint.ReadBaseline(name, text, path.Dir(name))
	return err
}

// record writes the findings of the result to the baseline that is asked for, and takes them out of the result.
func (b *baselines) record(p *process, result *lint.Result) error {
	if b.write == "" {
		return nil
	}
	name := slashed(b.write)
	baseline := lint.NewBaseline(result, path.Dir(name))
	if err := p.writeFile(b.write, baseline.JSON()); err != nil {
		return err
	}
	for i := range result.Files {
		result.Files[i].Diagnostics = nil
	}
	p.note("wrote %s to the baseline %s", ast.Count(baseline.Size(), "finding"), ast.QuoteFile(name))
	return nil
}

// noteGone says that the baseline knows findings that are no longer there: each would silence the next one of its kind.
func (b *baselines) noteGone(p *process, result *lint.Result) {
	const advice = "; write it anew, for all flows, with --write-baseline"
	switch gone, name := result.Gone(), ast.QuoteFile(b.read); gone {
	case 0:
	case 1:
		p.note("1 finding of the baseline %s is gone"+advice, name)
	default:
		p.note("%d findings of the baseline %s are gone"+advice, gone, name)
	}
}

// slashed is a name of a file as messages show it.
func slashed(name string) string { return filepath.ToSlash(name) }
