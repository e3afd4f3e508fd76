package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

// A target is where a source is compiled to.
type target struct {
	source *source
	file   string // empty for standard output
}

// targets plans what is written where. A plan that would overwrite something is an error, before anything is read.
func (c *compiling) targets(paths []string, list []source) ([]target, error) {
	toStdout := c.output == "" || isStdout(c.output)
	switch {
	case toStdout && c.check:
		return nil, usage("--check compares with the files of an earlier run; say with -o where they are")
	case toStdout && len(list) > 1:
		return nil, usage("%d flows cannot go to standard output together; give a folder with -o FOLDER", len(list))
	case toStdout:
		return []target{{&list[0], ""}}, nil
	case len(list) > 1 && isFile(c.output):
		return nil, usage("%d flows cannot go to the file %s together; give a folder with -o FOLDER", len(list), ast.QuoteFile(c.output))
	}
	targets := make([]target, len(list))
	if !c.toFolder(paths, list) {
		targets[0] = target{&list[0], c.output}
	} else if err := c.spread(targets, list); err != nil {
		return nil, err
	}
	taken := make(map[string]*source, len(list))
	kept := kept{sources: list, config: c.configuration.file}
	for _, t := range targets {
		if other := taken[t.file]; other != nil {
			return nil, usage("%s and %s would both be compiled to %s; rename one, or compile them to folders of their own",
				ast.QuoteFile(other.Name), ast.QuoteFile(t.source.Name), ast.QuoteFile(t.file))
		}
		taken[t.file] = t.source
		if what := kept.at(t.file, true); what != "" {
			return nil, usage("compiling %s would overwrite %s; give another name with -o", ast.QuoteFile(t.source.Name), what)
		}
	}
	return targets, nil
}

// toFolder tells whether -o is a folder.
func (c *compiling) toFolder(paths []string, list []source) bool {
	if len(list) > 1 || os.IsPathSeparator(c.output[len(c.output)-1]) {
		return true
	}
	if info, err := os.Stat(c.output); err == nil {
		return info.IsDir()
	}
	// A folder that holds one flow today may hold two tomorrow, and must not be compiled to a different place then.
	return isSearched(paths, list) && !strings.HasSuffix(strings.ToLower(c.output), ".json")
}

// isFile tells whether there is a file of that name, and no folder.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// isSearched tells whether the flow was found in a folder, rather than named.
func isSearched(paths []string, list []source) bool {
	for _, path := range paths {
		if path == list[0].Path {
			return false
		}
	}
	return list[0].Path != dsl.Stdin
}

// spread plans the tree of several outputs: that of the sources, below the folder that holds them all.
func (c *compiling) spread(targets []target, list []source) error {
	folders := make([]string, len(list))
	for i := range list {
		s := &list[i]
		if s.Path == dsl.Stdin && s.Name == dsl.Stdin {
			return usage("standard input has no name to be compiled to; give it one with --stdin-filename")
		}
		absolute, err := filepath.Abs(filepath.FromSlash(s.Name))
		if err != nil {
			return err
		}
		folders[i] = filepath.Dir(absolute)
	}
	common := folders[0]
	for _, folder := range folders[1:] {
		for !isBelow(folder, common) {
			parent := filepath.Dir(common)
			if parent == common {
				return usage("the flows lie on several volumes; compile them one by one")
			}
			common = parent
		}
	}
	for i := range list {
		below, err := filepath.Rel(common, folders[i])
		if err != nil {
			return err
		}
		targets[i] = target{&list[i], filepath.Join(c.output, below, list[i].outputName())}
	}
	return nil
}

// isBelow tells whether a folder is another one, or lies below it.
func isBelow(folder, other string) bool {
	rest, ok := strings.CutPrefix(folder, other)
	return ok && (rest == "" || os.IsPathSeparator(rest[0]) || os.IsPathSeparator(other[len(other)-1]))
}
