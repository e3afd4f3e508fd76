// Package lint checks flows: it reads them in parallel, runs the rules of package rule over each, and gives the findings
// back in a fixed order.
package lint

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
)

// An Input is a source that is yet to be read.
type Input struct {
	Name     string // for messages, with "/" between folders
	Language ast.Language
	Read     func() (string, error)
}

// Text returns an input whose text is there already.
func Text(name string, language ast.Language, text []byte) Input {
	read := string(text)
	return Input{Name: name, Language: language, Read: func() (string, error) { return read, nil }}
}

// Options change what Run does. The zero Options are the usual ones.
type Options struct {
	Rules       []*rule.Rule     // nil for all
	Catalog     *catalog.Catalog // nil for FaceSign's
	Jobs        int              // files at once; 0 for one per processor
	MaxFindings int              // listed per file, the rest are counted; 0 for DefaultMaxFindings, below 0 for no limit
	KeepFiles   bool             // keep the syntax trees in the result, for further use
	// Prepare, unless nil, changes a file after it is parsed and before it is checked. Its error becomes FileResult.Err. It is
	// called from several goroutines at once, and not for a file that could not be parsed at all.
	Prepare func(*ast.File) error
	// Config finds the configuration of each file; nil for none. What is wrong in a configuration without keeping it from being
	// used is reported as a file of its own in the result; see FileResult.Configuration.
	Config *config.Finder
	// Baseline knows the findings that are not to be shown; nil for none.
	Baseline *Baseline
	// Fix is which fixes are applied before the findings are listed. Nothing is written: the text is in the result.
	Fix Fixing
	// Preview makes the findings those of the text as it is, while the result holds the fixed text all the same.
	Preview bool
	// FailOn is the least severity that makes the run fail, whatever the configuration says; nil for what the configuration says,
	// or Error where it says nothing.
	FailOn *ast.Severity
}

// DefaultMaxFindings is how many findings of one file are listed.
const DefaultMaxFindings = 1000

// A Result is what was found, file by file in the order of the inputs. Configurations in which something was found come
// among them, each before the first file with a greater name.
type Result struct {
	Files []FileResult
}

// A FileResult is what was found in one file.
type FileResult struct {
	Name string
	// Configuration tells that this is a configuration, and none of the inputs.
	Configuration bool
	// Err tells why the file could not be read or, as a *config.Error, why its configuration cannot be used. All else is empty then.
	Err    error
	Source *ast.Source // nil when there are no findings and KeepFiles is off
	File   *ast.File   // nil unless KeepFiles is on
	// Fixed is the text after the fixes, of which Applied is the number; it may be empty. The findings are those of this text,
	// unless Options.Preview was set. Fixed means nothing when no fix was applied.
	Fixed   string
	Applied int
	// Before is the text that was fixed. It means nothing when no fix was applied.
	Before string
	// Diagnostics are sorted by offset, then rule, and no two are the same.
	Diagnostics []ast.Diagnostic
	// Omitted counts the findings beyond MaxFindings, by severity, and OmittedFixable those of them that have a fix.
	Omitted        [ast.Severities]int
	OmittedFixable int
	// Gone counts the findings that the baseline knows of the file and that are no longer there; 0 where a part of the file could not be
	// read, since what would be found in it is not known.
	Gone int
	// FailOn is the least severity of a finding that makes the run fail.
	FailOn ast.Severity
}

// Count returns how many findings of the severity there are, listed or not.
func (r *FileResult) Count(s ast.Severity) int {
	n := r.Omitted[s]
	for i := range r.Diagnostics {
		if r.Diagnostics[i].Severity == s {
			n++
		}
	}
	return n
}

// Unlisted returns how many findings are counted, but not listed: those of Omitted, whatever their severity.
func (r *FileResult) Unlisted() int {
	n := 0
	for _, omitted := range r.Omitted {
		n += omitted
	}
	return n
}

// Gone returns how many findings are no longer there that the baseline knows of the files.
func (r *Result) Gone() int {
	n := 0
	for i := range r.Files {
		n += r.Files[i].Gone
	}
	return n
}

// Count returns how many findings of the severity there are in all files.
func (r *Result) Count(s ast.Severity) int {
	n := 0
	for i := range r.Files {
		n += r.Files[i].Count(s)
	}
	return n
}

// Has tells whether there is a finding of the severity or a worse one.
func (r *Result) Has(least ast.Severity) bool {
	for i := range r.Files {
		if r.Files[i].has(least) {
			return true
		}
	}
	return false
}

// Failed tells whether there is a finding that makes the run fail.
func (r *Result) Failed() bool {
	for i := range r.Files {
		if r.Files[i].has(r.Files[i].FailOn) {
			return true
		}
	}
	return false
}

func (r *FileResult) has(least ast.Severity) bool {
	for s := least; s <= ast.Error; s++ {
		if r.Count(s) > 0 {
			return true
		}
	}
	return false
}
