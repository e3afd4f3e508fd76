// Package config reads fsflow.yaml, which says what holds for the flows beside and below it (design.md, section 4).
package config

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/policy"
)

// FileName is the name of a configuration file.
const FileName = "fsflow.yaml"

// A Config is what one file says. The zero Config, and a nil one, say nothing: everything is as by default.
type Config struct {
	// Source is the file, its name as a message shows it; nil for the zero Config.
	Source *ast.Source
	// Dir is the folder that patterns are relative to, in the form in which files are named, with "/".
	Dir string
	// Exclude are patterns of files that are left out when a folder is searched.
	Exclude []string
	// FailOn is the least severity of a finding that makes a run fail; nil where the file does not say.
	FailOn *Setting[ast.Severity]
	Rules  []Rule
	// Policies hold for every flow.
	Policies []Policy
}

// A Setting is a value and where it is written.
type Setting[T any] struct {
	Value T
	Span  ast.Span
}

// A Rule is what the file says of one rule, or of something that it takes for one.
type Rule struct {
	ID       string
	Span     ast.Span // of the id
	Off      bool
	Severity *ast.Severity // nil where the rule's own holds
	Exclude  []string      // patterns of files in which the rule does not hold
}

// A Policy is a policy and where it is written.
type Policy struct {
	policy.Policy
	Span ast.Span
}

// Excludes tells whether the file with the name is left out when folders are searched.
func (c *Config) Excludes(name string) bool { return c != nil && c.matches(c.Exclude, name) }

// Rule returns what holds for a rule in the file with the name: whether it is off, and its severity; nil for its own.
func (c *Config) Rule(id, name string) (off bool, severity *ast.Severity) {
	if c == nil {
		return false, nil
	}
	for i := range c.Rules {
		if r := &c.Rules[i]; r.ID == id {
			return r.Off || c.matches(r.Exclude, name), r.Severity
		}
	}
	return false, nil
}

// matches tells whether a pattern, relative to the folder of the configuration, matches the file. As in other tools, a
// pattern that names a folder matches all that is in it.
func (c *Config) matches(patterns []string, name string) bool {
	relative, ok := c.relative(name)
	if !ok {
		return false
	}
	for _, p := range patterns {
		p = strings.TrimPrefix(p, "./")
		if doublestar.MatchUnvalidated(p, relative) || doublestar.MatchUnvalidated(strings.TrimSuffix(p, "/")+"/**", relative) {
			return true
		}
		// A pattern without a slash is one for names, wherever the file is.
		if !strings.Contains(p, "/") && doublestar.MatchUnvalidated(p, path.Base(relative)) {
			return true
		}
	}
	return false
}

// relative returns the name of a file as seen from the folder of the configuration.
func (c *Config) relative(name string) (string, bool) {
	dir, err := filepath.Abs(filepath.FromSlash(c.Dir))
	if err != nil {
		return "", false
	}
	file, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return "", false
	}
	relative, err := filepath.Rel(dir, file)
	return filepath.ToSlash(relative), err == nil
}

// An Error is a configuration that cannot be used. It is one finding in the configuration's own source.
type Error struct {
	Source     *ast.Source
	Diagnostic ast.Diagnostic
}

func (e *Error) Error() string {
	at := e.Source.Position(int(e.Diagnostic.Span.Start))
	message := fmt.Sprintf("%s:%d:%d: %s", e.Source.Name, at.Line, at.Column, e.Diagnostic.Message)
	for _, help := range e.Diagnostic.Help {
		message += "; " + help
	}
	return message
}
