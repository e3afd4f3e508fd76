package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/spf13/cobra"
)

// sources are the flags that say what is read, and how.
type sources struct {
	language  choice // --lang
	stdinName string // --stdin-filename
	jobs      int    // --jobs
}

// A source is a flow that is to be read.
type source struct {
	dsl.Found
	text []byte // of standard input, which is read once
}

func (s *sources) register(command *cobra.Command) {
	s.language = choice{from: []string{ast.YAML.String(), ast.JSON.String(), ast.Flow.String()}}
	flags := command.Flags()
	flags.Var(&s.language, "lang", "notation of standard input, and of files whose name does not tell it: yaml, json or flow")
	flags.StringVar(&s.stdinName, "stdin-filename", "", "`NAME` of standard input in messages; its ending tells the notation")
	flags.IntVar(&s.jobs, "jobs", 0, "how many files are read at once; 0 for one a processor")
	completeChoice(command, "lang", s.language.from)
	command.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"flow", "yaml", "yml", "json"}, cobra.ShellCompDirectiveFilterFileExt
	}
}

// find returns the sources that the paths name, sorted by name. What cannot be had is in the error, which joins one error a
// path; the rest is returned all the same.
func (s *sources) find(p *process, paths []string) ([]source, error) {
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
	found, err := dsl.Discover(paths)
	failed := []error{err}
	list := make([]source, 0, len(found))
	for _, f := range found {
		one := source{Found: f}
		if err := s.identify(p, &one); err != nil {
			failed = append(failed, err)
			continue
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b source) int { return cmp.Compare(a.Name, b.Name) })
	err = errors.Join(failed...)
	if len(list) == 0 && err == nil {
		p.note("no flows found; expected *.flow, *.flow.yaml, *.flow.yml or *.flow.json")
	}
	return list, err
}

// identify finds the notation of a source. Standard input is read for that.
func (s *sources) identify(p *process, one *source) error {
	if one.Path == dsl.Stdin {
		text, err := readAll(p.stdin)
		if err != nil {
			return dsl.CannotRead("standard input", err)
		}
		one.text = text
		if s.stdinName != "" {
			one.Name = filepath.ToSlash(s.stdinName)
			one.Language, _, one.Known = dsl.LanguageOf(one.Name)
		}
	}
	switch {
	case one.Known:
	case s.language.value != "":
		language, err := dsl.ParseLanguage(s.language.value)
		if err != nil {
			return err
		}
		one.Language = language
	case one.Path == dsl.Stdin:
		one.Language = guess(one.text)
	default:
		return usage("the name of %s does not tell its notation; expected one that ends in .flow, .yaml, .yml or .json, or --lang flow, yaml or json",
			ast.Quote(one.Name))
	}
	return nil
}

// guess tells the notation of a text of which nothing else is known: JSON is easy to tell, and YAML is likelier than the rest.
func guess(text []byte) ast.Language {
	if text = bytes.TrimLeft(text, "\uFEFF \t\r\n"); len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return ast.JSON
	}
	return ast.YAML
}

// read returns the text of the source.
func (s *source) read() ([]byte, error) {
	if s.Path == dsl.Stdin {
		return s.text, nil
	}
	file, err := os.Open(s.Path)
	if err != nil {
		return nil, dsl.CannotRead(s.Name, err)
	}
	defer file.Close()
	text, err := readAll(file)
	if err != nil {
		return nil, dsl.CannotRead(s.Name, err)
	}
	return text, nil
}

// readAll reads no more than shows that a source is too large.
func readAll(from io.Reader) ([]byte, error) {
	size := int64(0)
	if file, ok := from.(*os.File); ok {
		if info, err := file.Stat(); err == nil {
			size = min(info.Size(), ast.MaxBytes)
		}
	}
	var text bytes.Buffer
	text.Grow(int(size) + bytes.MinRead)
	_, err := text.ReadFrom(io.LimitReader(from, ast.MaxBytes+1))
	return text.Bytes(), err
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
