package lint

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/fsflow/fsflow/lint/rule"
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
		var room room
		if !options.KeepFiles && options.Fix == NoFixes {
			room.tree = &ast.Arena{} // each tree is done with when the next one is made
		}
		for i := next.Add(1) - 1; int(i) < len(inputs) && ctx.Err() == nil; i = next.Add(1) - 1 {
			result.Files[i] = run.file(inputs[i], &room)
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

// A room is the memory in which a worker checks one file after the other.
type room struct {
	text bytes.Buffer
	tree *ast.Arena // nil when trees are kept
}

func (r *run) file(input Input, room *room) FileResult {
	result := FileResult{Name: input.Name, FailOn: ast.Error}
	c, err := r.Config.For(input.Name)
	if err != nil {
		result.Err = err
		return result
	}
	result.FailOn = r.failOn(c)
	room.text.Reset()
	if err := input.Read(&room.text); err != nil {
		result.Err = err
		return result
	}
	now, err := r.check(input, room.text.String(), c, room.tree)
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
	if !now.file.Failed() && !now.file.Incomplete {
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

func (r *run) failOn(c *config.Config) ast.Severity {
	switch {
	case r.FailOn != nil:
		return *r.FailOn
	case c != nil && c.FailOn != nil:
		return c.FailOn.Value
	}
	return ast.Error
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
	redact(file.Source, found)
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

// A change is a severity that the configuration sets in place of a rule's own.
type change struct{ own, set ast.Severity }

// apply changes a severity. A rule may report some findings as milder than its own; they do not become worse than before
// because the rule does.
func (c change) apply(s ast.Severity) ast.Severity {
	if s == c.own {
		return c.set
	}
	return min(s, c.set)
}

// rulesFor returns the rules that hold for a file, and the severities that the configuration sets.
func (r *run) rulesFor(name string, c *config.Config) ([]*rule.Rule, map[string]change) {
	if c == nil || len(c.Rules) == 0 {
		return r.Rules, nil
	}
	rules := make([]*rule.Rule, 0, len(r.Rules))
	severities := map[string]change{}
	for _, one := range r.Rules {
		effect := c.Rule(one.ID, name)
		if effect.Off {
			continue
		}
		rules = append(rules, one)
		if effect.Severity != nil {
			severities[one.ID] = change{one.Severity, *effect.Severity}
		}
	}
	return rules, severities
}

// set gives the findings the severities that the configuration sets.
func set(found []ast.Diagnostic, severities map[string]change) {
	for i := range found {
		if s, ok := severities[found[i].Rule]; ok {
			found[i].Severity = s.apply(found[i].Severity)
		}
	}
}

func demands(c *config.Config) []policy.Policy {
	if c == nil {
		return nil
	}
	all := make([]policy.Policy, len(c.Policies))
	for i := range c.Policies {
		all[i] = c.Policies[i].Policy
	}
	return all
}

// configurations adds a file to the result for each configuration in which something was found.
func (r *run) configurations(ctx context.Context, result *Result) {
	for _, c := range r.Config.Used() {
		found := r.faults(ctx, c)
		if len(found) == 0 {
			continue
		}
		f := FileResult{Name: c.Source.Name, Configuration: true, FailOn: r.failOn(c)}
		redact(c.Source, found)
		r.finish(&f, c.Source, tidy(found))
		at := slices.IndexFunc(result.Files, func(other FileResult) bool { return other.Name > f.Name })
		if at < 0 {
			at = len(result.Files)
		}
		result.Files = slices.Insert(result.Files, at, f)
	}
}

// faults returns what is found in a configuration, by the rules that hold for it as for any file.
func (r *run) faults(ctx context.Context, c *config.Config) []ast.Diagnostic {
	var found []ast.Diagnostic
	for i := range c.Rules {
		if one := &c.Rules[i]; rule.Find(one.ID) == nil {
			found = append(found, rule.UnknownRule(one.ID, one.Span))
		}
	}
	for _, q := range r.open(ctx, c) {
		found = append(found, q.findings()...)
	}
	rules, severities := r.rulesFor(c.Source.Name, c)
	found = slices.DeleteFunc(found, func(d ast.Diagnostic) bool {
		return !slices.ContainsFunc(rules, func(one *rule.Rule) bool { return one.ID == d.Rule })
	})
	set(found, severities)
	return found
}

// Check runs the rules over a file that has been parsed, and returns the findings as Run does.
func Check(file *ast.File, rules []*rule.Rule) []ast.Diagnostic {
	found, _ := rule.Run(rules, file, nil)
	redact(file.Source, found)
	return tidy(found)
}
