package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

// compiling is the command compile with its flags.
type compiling struct {
	sources
	settings
	output  string
	emit    choice[compiler.Emit]
	compact bool
	check   bool
}

func compileCommand(p *process) *cobra.Command {
	c := &compiling{emit: oneOf(compiler.Request, compiler.Flow)}
	command := &cobra.Command{
		Use:   "compile [PATH]...",
		Short: "Check flows, and compile them to request bodies",
		Long: `Check flows, and compile them to the bodies of POST /sessions. Nothing is written when there is an error;
warnings are shown and do not stop it, whatever fail-on in a configuration says.

A PATH is a file, a folder, or - for standard input; none is the current folder. One flow goes to standard output, or
to -o FILE. Several go to -o FOLDER, in the tree that they have below the folder that holds them all: kyc.flow.yaml
becomes kyc.json. -o is a folder, too, when it ends in /, when there is one of that name, or when a folder was searched
and its name does not end in .json.`,
		Example: `  fsflow compile testdata/good/step-up.flow.yaml
  fsflow compile testdata/good/step-up.flow.yaml --emit flow --compact
  fsflow compile testdata/good/step-up.flow.yaml --set metadata.source=web
  fsflow compile testdata/good/step-up.flow.yaml -o step-up.json
  fsflow compile testdata/good/step-up.flow.yaml -o step-up.json --check`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, paths []string) error {
			if command.Flags().Changed("output") && c.output == "" {
				return usage("-o: expected the name of a file or folder")
			}
			if *c.emit.value == compiler.Flow && len(c.settings) > 0 {
				return usage("--set: it sets keys of the request, and --emit flow writes the flow alone")
			}
			return c.run(command.Context(), p, paths)
		},
	}
	c.sources.register(command)
	c.sources.registerMany(command)
	c.settings.register(command)
	flags := command.Flags()
	flags.StringVarP(&c.output, "output", "o", "", "`FILE` or folder to write to")
	flags.Var(&c.emit, "emit", "request for the whole body, flow for the list of nodes alone")
	flags.BoolVar(&c.compact, "compact", false, "write no blanks and line breaks")
	flags.BoolVar(&c.check, "check", false, "write nothing, and exit with 1 when an output is missing or differs")
	completeChoice(command, "emit", c.emit.words())
	return command
}

func (c *compiling) run(ctx context.Context, p *process, paths []string) error {
	list, err := c.find(ctx, p, paths)
	if err != nil || len(list) == 0 {
		return err
	}
	targets, err := c.targets(paths, list)
	if err != nil {
		return err
	}
	files, err := c.sound(ctx, p, list, c.settings, p.showFindings)
	if err != nil {
		return err
	}
	texts, err := c.compile(ctx, files)
	if err != nil {
		return err
	}
	if c.check {
		return c.compare(p, targets, texts)
	}
	for i, target := range targets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := c.write(p, target, texts[i]); err != nil {
			return err
		}
	}
	return nil
}

// compile compiles all files, before any is written.
func (c *compiling) compile(ctx context.Context, files []*ast.File) ([][]byte, error) {
	options := compiler.Options{Compact: c.compact, Emit: *c.emit.value}
	texts := make([][]byte, len(files))
	failed := make([]error, len(files))
	var group errgroup.Group
	group.SetLimit(cmp.Or(c.jobs, runtime.GOMAXPROCS(0)))
	for i := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			texts[i], failed[i] = compiler.Compile(files[i], options)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := errors.Join(failed...); err != nil {
		return nil, &exit{exitFindings, err}
	}
	return texts, nil
}

// compare says which outputs differ from what compiling would write.
func (c *compiling) compare(p *process, targets []target, texts [][]byte) error {
	var failed []error
	differs := false
	for i, t := range targets {
		old, err := readOutput(t.file, len(texts[i]))
		switch name := ast.QuoteFile(t.file); {
		case errors.Is(err, fs.ErrNotExist):
			p.note("%s is missing; %s compiles to it", name, ast.QuoteFile(t.source.Name))
			differs = true
		case err != nil:
			failed = append(failed, dsl.CannotRead(t.file, err))
		case !bytes.Equal(old, texts[i]):
			p.note("%s differs from what %s compiles to", name, ast.QuoteFile(t.source.Name))
			differs = true
		}
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	if differs {
		return errFindings()
	}
	return nil
}

// readOutput reads an output that may be what it should be: that has size bytes, and of others no more is read than shows the difference.
func readOutput(name string, size int) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text := make([]byte, size+1)
	n, err := io.ReadFull(file, text)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return text[:n], err
}

func (c *compiling) write(p *process, t target, text []byte) error {
	if t.file == "" {
		return p.print(text)
	}
	if err := os.MkdirAll(filepath.Dir(t.file), 0o777); err != nil {
		return cannotWrite(ast.QuoteFile(t.file), err)
	}
	return p.writeFile(t.file, text)
}
