// Package config reads fsflow.yaml, which says what holds for the flows beside and below it (design.md, section 4).
package config

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/policy"
)

// FileName is the name of a configuration file.
const FileName = "fsflow.yaml"

// RuleID is what a finding that keeps a configuration from being used has in place of a rule's id.
const RuleID = "configuration"

// A Config is what one file says. The zero Config, and a nil one, say nothing: the defaults hold.
type Config struct {
	// Source is the file, its name as a message shows it; nil for the zero Config.
	Source *ast.Source
	// Dir is the folder that patterns are relative to, written as the names of files are, with "/".
	Dir string
	// Exclude are patterns for files that are left out when a folder is searched.
	Exclude []Setting[string]
	// FailOn is the least severity of a finding that makes a run fail; nil where the file does not say.
	FailOn *Setting[ast.Severity]
	Rules  []Rule
	// Policies hold for every flow.
	Policies []policy.Written
}

// A Setting is a value and where it is written.
type Setting[T any] struct {
	Value T
	Span  ast.Span
}

// A Rule is what the file says of one rule, which need not exist.
type Rule struct {
	ID       string
	Span     ast.Span               // of the id
	Off      *Setting[bool]         // nil where the file does not turn it off
	Severity *Setting[ast.Severity] // nil where the rule's own holds
	Exclude  []Setting[string]      // patterns for files in which the rule does not run
}

// Excludes tells whether the file with the name is left out when folders are searched.
func (c *Config) Excludes(name string) bool { return c.ExcludedBy(name) != nil }

// ExcludedBy returns the pattern for which the file with the name is left out when folders are searched, or nil.
func (c *Config) ExcludedBy(name string) *Setting[string] {
	if c == nil {
		return nil
	}
	return c.match(c.Exclude, name)
}

// ExcludesFolder tells whether every file in the folder with the name, at any depth, is left out, so that there is no need to
// search it.
func (c *Config) ExcludesFolder(name string) bool {
	if c == nil || len(c.Exclude) == 0 {
		return false
	}
	relative, ok := Relative(c.Dir, name)
	return ok && slices.ContainsFunc(c.Exclude, func(p Setting[string]) bool { return below(p.Value, relative) })
}

// An Effect is what the configuration makes of a rule in one file. The zero Effect changes nothing.
type Effect struct {
	Off      bool
	Severity *ast.Severity // nil where the rule's own holds
	// Span is where the setting is written; zero for the zero Effect.
	Span ast.Span
}

// Rule returns what holds for a rule in the file with the name.
func (c *Config) Rule(id, name string) Effect {
	if c == nil {
		return Effect{}
	}
	for i := range c.Rules {
		r := &c.Rules[i]
		if r.ID != id {
			continue
		}
		if r.Off != nil {
			return Effect{Off: true, Span: r.Off.Span}
		}
		if pattern := c.match(r.Exclude, name); pattern != nil {
			return Effect{Off: true, Span: pattern.Span}
		}
		if r.Severity != nil {
			return Effect{Severity: &r.Severity.Value, Span: r.Severity.Span}
		}
	}
	return Effect{}
}

// match returns the first of the patterns, relative to the folder of the configuration, that matches the file, or nil. As
// in other tools, a pattern that names a folder matches all that is in it.
func (c *Config) match(patterns []Setting[string], name string) *Setting[string] {
	if len(patterns) == 0 {
		return nil
	}
	relative, ok := Relative(c.Dir, name)
	if !ok {
		return nil
	}
	for i := range patterns {
		p := strings.TrimPrefix(patterns[i].Value, "./")
		if doublestar.MatchUnvalidated(p, relative) || below(p, relative) {
			return &patterns[i]
		}
		// A pattern without a slash is one for names, wherever the file is.
		if !strings.Contains(p, "/") && doublestar.MatchUnvalidated(p, path.Base(relative)) {
			return &patterns[i]
		}
	}
	return nil
}

// below tells whether a file or folder is what the pattern matches, or lies below that.
func below(pattern, relative string) bool {
	pattern = strings.TrimPrefix(pattern, "./")
	// The library takes legacy/** for the folder legacy too, but legacy/**/** only for what is in it.
	pattern = strings.TrimSuffix(strings.TrimSuffix(pattern, "/"), "/**")
	return doublestar.MatchUnvalidated(pattern+"/**", relative)
}

// IsAbove tells whether the file with the name lies in the folder of the configuration, or below it.
func (c *Config) IsAbove(name string) bool {
	relative, ok := Relative(c.Dir, name)
	return ok && relative != ".." && !strings.HasPrefix(relative, "../")
}

// Relative returns the name of a file relative to a folder, where both are given relative to the current one; false where there
// is no way from one to the other, as between volumes.
func Relative(dir, name string) (string, bool) {
	from, to := filepath.FromSlash(dir), filepath.FromSlash(name)
	// Otherwise both lie in the current folder, and the system need not be asked which that is: for each file and each pattern, that
	// would take about as long as checking small flows.
	if !filepath.IsLocal(from) || !filepath.IsLocal(to) {
		var err error
		if from, err = filepath.Abs(from); err != nil {
			return "", false
		}
		if to, err = filepath.Abs(to); err != nil {
			return "", false
		}
	}
	relative, err := filepath.Rel(from, to)
	return filepath.ToSlash(relative), err == nil
}

// An Error is a configuration that cannot be used: what is wrong in it, in the order of its source.
type Error struct {
	Source      *ast.Source
	Diagnostics []ast.Diagnostic // one at least
}

// Error returns a line for each thing that is wrong.
func (e *Error) Error() string {
	lines := make([]string, len(e.Diagnostics))
	for i := range e.Diagnostics {
		d := &e.Diagnostics[i]
		lines[i] = e.Source.Place(d.Span) + ": " + strings.Join(append([]string{d.Message}, d.Help...), "; ")
	}
	return strings.Join(lines, "\n")
}
