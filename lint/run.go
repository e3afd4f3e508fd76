package lint

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/fsflow/fsflow/lint/secret"
)

// Run checks the inputs. The only error is that of ctx; a file that cannot be read, or whose configuration cannot be used,
// has the error in its FileResult.
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
	run := run{Options: options, inputs: inputs, tally: newTally()}
	var next atomic.Int64
	work := func() {
		var tree *ast.Arena
		if !options.KeepFiles {
			tree = &ast.Arena{} // each tree is done with when the next one is made; those of fixed texts have memory of their own
		}
		for i := next.Add(1) - 1; int(i) < len(inputs) && ctx.Err() == nil; i = next.Add(1) - 1 {
			result.Files[i] = run.file(inputs[i], tree)
			runtime.Gosched() // a worker that never pauses keeps the garbage collector waiting, and pays for each write meanwhile
		}
	}
	// A goroutine a worker and not one a file, and none for the first: a stack that has grown stays in use.
	var others sync.WaitGroup
	for range min(options.Jobs, len(inputs)) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	if err := ctx.Err(); err != nil {
		return result, err
	}
	run.configurations(ctx, result)
	return result, nil
}

type run struct {
	Options
	inputs []Input
	tally  *tally
}

// file checks one file. Its tree is made in the arena, unless that is nil.
func (r *run) file(input Input, tree *ast.Arena) FileResult {
	result := FileResult{Name: input.Name, FailOn: ast.Error}
	c, err := r.Config.For(input.Name)
	if err != nil {
		result.Err = err
		return result
	}
	result.FailOn = r.failOn(c)
	text, err := input.Read()
	if err != nil {
		result.Err = err
		return result
	}
	now, err := r.check(input, text, c, tree)
	if err != nil {
		result.Err = err
		return result
	}
	if r.Fix != NoFixes {
		fixed, applied := r.fix(input, c, now)
		if applied > 0 {
			result.Before, result.Fixed, result.Applied = now.file.Source.Text, fixed.file.Source.Text, applied
		}
		if !r.Preview {
			now = fixed
		}
	}
	gone := r.finish(&result, now.file.Source, now.found)
	if !now.file.Failed() && len(now.file.Diagnostics) == 0 { // all of it could be read
		result.Gone = gone
	}
	if r.KeepFiles {
		result.File, result.Source = now.file, now.file.Source
	}
	return result
}

// finish puts the findings of a source into the result, no more of them than are listed. It returns how many the baseline knows that
// are gone.
func (r *run) finish(result *FileResult, source *ast.Source, found []ast.Diagnostic) (gone int) {
	result.Diagnostics, gone = r.Baseline.filter(result.Name, source, found)
	if most := r.MaxFindings; most > 0 && len(result.Diagnostics) > most {
		for _, d := range result.Diagnostics[most:] {
			result.Omitted[d.Severity]++
			if len(d.Fixes) > 0 {
				result.OmittedFixable++
			}
		}
		result.Diagnostics = result.Diagnostics[:most:most]
	}
	if len(result.Diagnostics) > 0 {
		result.Source = source
	}
	return gone
}

// A version is a text of a file, parsed, with what was found in it, in order.
type version struct {
	file  *ast.File
	found []ast.Diagnostic
}

// check parses and checks one file. Where there is an arena for its tree, what was made there before is lost.
func (r *run) check(input Input, text string, c *config.Config, tree *ast.Arena) (version, error) {
	source := ast.NewSource(input.Name, text)
	if tree != nil {
		tree.Reset()
		source.Memory = tree
	}
	file, found, err := r.examine(input, source, c)
	secret.Redact(file.Source, found)
	return version{file, tidy(found)}, err
}

// examine is check without the last touches. A panic is a finding: a defect of ours must not hide what the other files
// have to say.
func (r *run) examine(input Input, source *ast.Source, c *config.Config) (file *ast.File, found []ast.Diagnostic, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			if file == nil {
				file = &ast.File{Source: source, Language: input.Language, Catalog: r.Catalog}
			}
			found = append(found, rule.Crash("the parser", reason))
		}
	}()
	file = dsl.ParseSource(r.Catalog, source, input.Language)
	if r.Prepare != nil && !file.Failed() {
		if err := r.Prepare(file); err != nil {
			return file, nil, err
		}
	}
	rules, severities := r.rulesFor(input.Name, c)
	found, matches := rule.Run(rules, file, demands(c))
	set(found, severities)
	if file.Incomplete || len(file.Nodes) == 0 {
		clear(matches) // what could not be read may be what is named
	}
	r.tally.add(c, matches)
	return file, found, nil
}

// Check runs the rules over a file that has been parsed, and returns the findings as Run does.
func Check(file *ast.File, rules []*rule.Rule) []ast.Diagnostic {
	found, _ := rule.Run(rules, file, nil)
	secret.Redact(file.Source, found)
	return tidy(found)
}
