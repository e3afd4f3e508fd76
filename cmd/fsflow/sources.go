package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/spf13/cobra"
)

// sources are the flags that say what is read, and how.
type sources struct {
	configuration
	configs      *config.Finder       // made by find
	missed       []lint.FileResult    // what find could not get, and why
	language     choice[ast.Language] // --lang
	stdinName    string               // --stdin-filename
	jobs         int                  // --jobs
	forceExclude bool                 // --force-exclude
}

// A source is a flow that is to be read.
type source struct {
	dsl.Found
	text string // of standard input, which is read once
}

func (s *sources) register(command *cobra.Command) {
	s.configuration.register(command)
	s.language = choice[ast.Language]{from: ast.Languages()}
	flags := command.Flags()
	flags.Var(&s.language, "lang", "notation of standard input, and of files whose name does not tell it: "+series(s.language.words(), "or"))
	flags.Var((*fileName)(&s.stdinName), "stdin-filename", "`NAME` of standard input in messages; its ending tells the notation")
	completeChoice(command, "lang", s.language.words())
	command.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return offeredExtensions(), cobra.ShellCompDirectiveFilterFileExt
	}
}

// registerMany registers the flags that commands have which take many files.
func (s *sources) registerMany(command *cobra.Command) {
	flags := command.Flags()
	flags.IntVar(&s.jobs, "jobs", 0, "read `N` files at once; 0 for one per processor")
	flags.BoolVar(&s.forceExclude, "force-exclude", false, "leave out what the configuration excludes even where a PATH names it, as hooks do")
}

// find returns the sources that the paths name, sorted by name, without those that the configuration excludes. The error joins one
// error for each path that cannot be read; the rest is returned all the same. The list is nil when nothing is to be done at all.
func (s *sources) find(ctx context.Context, p *process, paths []string) ([]source, error) {
	if err := notNegative("jobs", s.jobs); err != nil {
		return nil, err
	}
	if s.stdinName != "" {
		if len(paths) == 0 {
			paths = []string{dsl.Stdin}
		}
		if !slices.Contains(paths, dsl.Stdin) {
			return nil, usage(`--stdin-filename names standard input, which is not read; add "-" to the paths`)
		}
	}
	configs, err := s.finder(p)
	if err != nil {
		return nil, err
	}
	s.configs = configs
	skipped := false
	found, err := dsl.Discover(paths, func(folder string) bool {
		skip := s.skips(folder)
		skipped = skipped || skip
		return skip
	})
	failed := []error{err}
	for _, one := range parts(err) {
		s.miss(p, one, dsl.Stdin)
	}
	wanted := s.wanted(found)
	list := make([]source, 0, len(wanted))
	for _, f := range wanted {
		one := source{Found: f}
		if err := s.identify(ctx, p, &one); err != nil {
			failed = append(failed, err)
			s.miss(p, err, one.Name)
			continue
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b source) int { return cmp.Compare(a.Name, b.Name) })
	err = errors.Join(failed...)
	switch {
	case len(list) > 0 || err != nil:
	case len(found) > 0:
		p.note("all flows found are excluded by the configuration")
	case skipped:
		p.note("no flows found outside of the folders that the configuration excludes")
	default:
		p.note("no flows found; expected %s", series(flowPatterns(), "or"))
	}
	return list, err
}

// miss notes what could not be read: a file of that name, unless the error knows a better one.
func (s *sources) miss(p *process, err error, name string) {
	var unreadable *dsl.Unreadable
	if errors.As(err, &unreadable) {
		name = unreadable.Name
	}
	s.missed = append(s.missed, lint.FileResult{Name: p.discreet(name), Err: errors.New(p.discreet(err.Error()))})
}

// skips tells whether a folder is not to be searched. As for a file, the configuration beside or above it decides, not one inside
// it.
func (s *sources) skips(folder string) bool {
	c, err := s.configs.For(folder)
	return err == nil && c.ExcludesFolder(folder)
}

// wanted returns what was found, without what the configuration excludes. A file that is named outright is wanted whatever the
// configuration says, unless --force-exclude is given, and one whose configuration cannot be used stays, so that this gets reported.
// Standard input is always wanted.
func (s *sources) wanted(found []dsl.Found) []dsl.Found {
	return slices.DeleteFunc(slices.Clone(found), func(f dsl.Found) bool {
		if f.Path == dsl.Stdin || f.Named && !s.forceExclude {
			return false
		}
		if f.Named && s.isBelowSkipped(f.Name) {
			return true
		}
		c, err := s.configs.For(f.Name)
		return err == nil && c.Excludes(f.Name)
	})
}

// isBelowSkipped tells whether a search from above would not get to a file, as it does not enter a folder on the way.
func (s *sources) isBelowSkipped(name string) bool {
	for folder := path.Dir(name); folder != path.Dir(folder); folder = path.Dir(folder) {
		if s.skips(folder) {
			return true
		}
	}
	return false
}

// identify finds the notation of a source. Standard input is read for that.
func (s *sources) identify(ctx context.Context, p *process, one *source) error {
	if one.Path == dsl.Stdin {
		var err error
		if one.text, err = p.readStdin(ctx); err != nil {
			return err
		}
		if s.stdinName != "" {
			one.Name = filepath.ToSlash(s.stdinName)
			one.Language, one.Known = dsl.LanguageOf(one.Name)
		}
	}
	switch {
	case one.Known:
	case s.language.value != nil:
		one.Language = *s.language.value
	case one.Path == dsl.Stdin:
		one.Language = guess(one.text)
	default:
		return usage("the name of %s does not tell its notation; expected one that ends in %s, or --lang %s",
			ast.QuoteFile(one.Name), series(flowExtensions(), "or"), series(s.language.words(), "or"))
	}
	return nil
}

// readStdin reads standard input. That may be a terminal at which nobody types: once ctx is done, its error is returned at once.
func (p *process) readStdin(ctx context.Context) (string, error) {
	var text string
	read := make(chan error, 1)
	go func() {
		var err error
		text, err = readAll(p.stdin)
		read <- err
	}()
	select {
	case err := <-read:
		if err != nil {
			return "", dsl.CannotRead("standard input", err)
		}
		return text, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// guess tells the notation of a text of which nothing else is known: JSON is easy to recognize, and YAML is likelier than the rest.
func guess(text string) ast.Language {
	if text = strings.TrimLeft(text, "\uFEFF \t\r\n"); len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return ast.JSON
	}
	return ast.YAML
}

// read returns the text of the source.
func (s *source) read() (string, error) {
	if s.Path == dsl.Stdin {
		return s.text, nil
	}
	file, err := os.Open(s.Path)
	if err != nil {
		return "", dsl.CannotRead(s.Name, err)
	}
	defer file.Close()
	text, err := readAll(file)
	if err != nil {
		return "", dsl.CannotRead(s.Name, err)
	}
	return text, nil
}

// readAll reads a source, but no more of it than shows that it is too large.
func readAll(from io.Reader) (string, error) {
	var read bytes.Buffer
	size := int64(0)
	if file, ok := from.(*os.File); ok {
		if info, err := file.Stat(); err == nil {
			size = min(info.Size(), ast.MaxBytes)
		}
	}
	read.Grow(int(size) + bytes.MinRead)
	_, err := read.ReadFrom(io.LimitReader(from, ast.MaxBytes+1))
	// The bytes become the text as they are: nobody writes to them any more, and a copy would touch as much memory again.
	return unsafe.String(unsafe.SliceData(read.Bytes()), read.Len()), err
}

// outputName returns the name of what the source compiles to, without its folder: kyc.flow.yaml becomes kyc.json.
func (s *source) outputName() string {
	base := path.Base(s.Name)
	base = base[:len(base)-len(path.Ext(base))]
	if path.Ext(base) == ".flow" && len(base) > len(".flow") {
		base = base[:len(base)-len(".flow")]
	}
	return base + ".json"
}
