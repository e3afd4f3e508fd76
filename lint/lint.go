// Package lint checks flows: it reads them in parallel, runs the rules of package rule over each, and gives the findings
// back in a fixed order.
package lint

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/rule"
	"golang.org/x/sync/errgroup"
)

// An Input is a source that is yet to be read.
type Input struct {
	Name     string // for messages, with "/" between folders
	Language ast.Language
	Read     func() ([]byte, error)
}

// Text returns an input whose text is there already.
func Text(name string, language ast.Language, text []byte) Input {
	return Input{Name: name, Language: language, Read: func() ([]byte, error) { return text, nil }}
}

// Options change what Run does. The zero Options are the usual ones.
type Options struct {
	Rules       []*rule.Rule     // nil for all
	Catalog     *catalog.Catalog // nil for FaceSign's
	Jobs        int              // files at once; 0 for one a processor
	MaxFindings int              // a file, the rest are counted; 0 for DefaultMaxFindings, below 0 for no limit
	KeepFiles   bool             // keep the syntax trees in the result, for who wants to go on with them
}

// DefaultMaxFindings is how many findings of one file are listed.
const DefaultMaxFindings = 1000

// A Result is what was found, file by file in the order of the inputs.
type Result struct {
	Files []FileResult
}

// A FileResult is what was found in one file.
type FileResult struct {
	Name   string
	Err    error       // the file could not be read; there is nothing else then
	Source *ast.Source // nil when there are no findings and KeepFiles is off
	File   *ast.File   // nil unless KeepFiles is on
	// Diagnostics are sorted by offset, then rule, and no two are the same.
	Diagnostics []ast.Diagnostic
	// Omitted counts the findings beyond MaxFindings, by severity.
	Omitted [3]int
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

// Count returns how many findings of the severity there are in all files.
func (r *Result) Count(s ast.Severity) int {
	n := 0
	for i := range r.Files {
		n += r.Files[i].Count(s)
	}
	return n
}

// Failed tells whether there is a finding of the severity or a worse one.
func (r *Result) Failed(least ast.Severity) bool {
	for s := least; s <= ast.Error; s++ {
		if r.Count(s) > 0 {
			return true
		}
	}
	return false
}

// Run checks the inputs. The only error is that of ctx; a file that cannot be read has it in its FileResult.
func Run(ctx context.Context, inputs []Input, options Options) (*Result, error) {
	if options.Rules == nil {
		options.Rules = rule.All()
	}
	if options.Catalog == nil {
		options.Catalog = catalog.Default()
	}
	if options.Jobs <= 0 {
		options.Jobs = runtime.GOMAXPROCS(0)
	}
	if options.MaxFindings == 0 {
		options.MaxFindings = DefaultMaxFindings
	}
	result := &Result{Files: make([]FileResult, len(inputs))}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(options.Jobs)
	for i := range inputs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			result.Files[i] = check(inputs[i], &options)
			return nil
		})
	}
	return result, group.Wait()
}

func check(input Input, options *Options) FileResult {
	text, err := input.Read()
	if err != nil {
		return FileResult{Name: input.Name, Err: err}
	}
	file, found := safely(input, options.Catalog, text, options.Rules)
	r := FileResult{Name: input.Name, Diagnostics: tidy(found)}
	if most := options.MaxFindings; most > 0 && len(r.Diagnostics) > most {
		for _, d := range r.Diagnostics[most:] {
			r.Omitted[d.Severity]++
		}
		r.Diagnostics = r.Diagnostics[:most:most]
	}
	if options.KeepFiles || len(r.Diagnostics) > 0 {
		r.Source = file.Source
	}
	if options.KeepFiles {
		r.File = file
	}
	return r
}

// Check runs the rules over a file that has been parsed, and returns the findings as Run does.
func Check(file *ast.File, rules []*rule.Rule) []ast.Diagnostic {
	var found []ast.Diagnostic
	rule.Run(rules, file, func(*rule.Rule) {}, func(d ast.Diagnostic) { found = append(found, d) })
	return tidy(found)
}

// safely parses and checks one file. A panic is a finding: a defect of ours must not hide what the other rules, or the
// other files, have to say.
func safely(input Input, c *catalog.Catalog, text []byte, rules []*rule.Rule) (file *ast.File, found []ast.Diagnostic) {
	file = &ast.File{Source: ast.NewSource(input.Name, string(text)), Language: input.Language, Catalog: c}
	doing := "the parser"
	defer func() {
		if reason := recover(); reason != nil {
			found = append(found, ast.Diagnostic{
				Rule: InternalError, Severity: ast.Error,
				Message: fmt.Sprintf("%s failed: %v", doing, reason),
				Help:    []string{"this is a defect of fsflow, not of the flow; please report it with the flow and this trace:\n" + string(debug.Stack())},
			})
		}
	}()
	file = dsl.ParseWith(c, input.Name, text, input.Language)
	rule.Run(rules, file, func(r *rule.Rule) { doing = fmt.Sprintf("the rule %q", r.ID) }, func(d ast.Diagnostic) { found = append(found, d) })
	return file, found
}

// InternalError is what a finding has in place of a rule's id when it is a defect of this tool.
const InternalError = "internal-error"

// tidy sorts findings by offset, then rule, and merges those that are the same but for their related places, as a shared
// piece of YAML gives them.
func tidy(found []ast.Diagnostic) []ast.Diagnostic {
	slices.SortStableFunc(found, func(a, b ast.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Span.End, b.Span.End),
			cmp.Compare(a.Message, b.Message))
	})
	out := found[:0]
	for _, d := range found {
		if last := len(out) - 1; last >= 0 && out[last].Rule == d.Rule && out[last].Span == d.Span && out[last].Message == d.Message {
			for _, r := range d.Related {
				if !slices.Contains(out[last].Related, r) {
					out[last].Related = append(out[last].Related[:len(out[last].Related):len(out[last].Related)], r)
				}
			}
			continue
		}
		out = append(out, d)
	}
	return out
}
