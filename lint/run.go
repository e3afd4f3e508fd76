package lint

import (
	"context"
	"runtime"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/fsflow/fsflow/lint/rule"
	"golang.org/x/sync/errgroup"
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
	run := run{Options: options, tally: newTally()}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(options.Jobs)
	for i := range inputs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			result.Files[i] = run.file(inputs[i])
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return result, err
	}
	run.configurations(result)
	return result, nil
}

type run struct {
	Options
	tally *tally
}

func (r *run) file(input Input) FileResult {
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
	file, found, err := r.check(input, text, c)
	if err != nil {
		result.Err = err
		return result
	}
	if r.Fix != NoFixes {
		last, applied := r.fix(input, c, version{string(text), file, found})
		if file, found = last.file, last.found; applied > 0 {
			result.Fixed, result.Applied = last.text, applied
		}
	}
	r.finish(&result, file.Source, found)
	if r.KeepFiles {
		result.File, result.Source = file, file.Source
	}
	return result
}

// finish puts the findings of a source into the result, in order and no more of them than are listed.
func (r *run) finish(result *FileResult, source *ast.Source, found []ast.Diagnostic) {
	redact(source, found)
	result.Diagnostics = r.Baseline.filter(result.Name, source, tidy(found))
	if most := r.MaxFindings; most > 0 && len(result.Diagnostics) > most {
		for _, d := range result.Diagnostics[most:] {
			result.Omitted[d.Severity]++
		}
		result.Diagnostics = result.Diagnostics[:most:most]
	}
	if len(result.Diagnostics) > 0 {
		result.Source = source
	}
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

// check parses and checks one file. A panic is a finding: a defect of ours must not hide what the other files have to say.
func (r *run) check(input Input, text []byte, c *config.Config) (file *ast.File, found []ast.Diagnostic, err error) {
	file = &ast.File{Source: ast.NewSource(input.Name, string(text)), Language: input.Language, Catalog: r.Catalog}
	defer func() {
		if reason := recover(); reason != nil {
			found = append(found, rule.Defect("the parser", reason))
		}
	}()
	file = dsl.ParseWith(r.Catalog, input.Name, text, input.Language)
	if r.Prepare != nil && !file.Failed() {
		if err := r.Prepare(file); err != nil {
			return file, nil, err
		}
	}
	rules, severities := r.rulesFor(input.Name, c)
	found, unmatched := rule.Run(rules, file, demands(c))
	for i := range found {
		if s, ok := severities[found[i].Rule]; ok {
			found[i].Severity = s.apply(found[i].Severity)
		}
	}
	r.tally.add(c, unmatched)
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
		off, severity := c.Rule(one.ID, name)
		if off {
			continue
		}
		rules = append(rules, one)
		if severity != nil {
			severities[one.ID] = change{one.Severity, *severity}
		}
	}
	return rules, severities
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
func (r *run) configurations(result *Result) {
	added := false
	for _, c := range r.Config.Used() {
		var found []ast.Diagnostic
		for i := range c.Rules {
			if one := &c.Rules[i]; rule.Find(one.ID) == nil {
				found = append(found, rule.UnknownRule(one.ID, one.Span))
			}
		}
		for i, never := range r.tally.unmatched(c) {
			if never && !r.matchesElsewhere(c, i) {
				found = append(found, rule.Unmatched(c.Policies[i].Name, c.Policies[i].Span))
			}
		}
		if len(found) > 0 {
			f := FileResult{Name: c.Source.Name, FailOn: r.failOn(c)}
			r.finish(&f, c.Source, found)
			result.Files, added = append(result.Files, f), true
		}
	}
	if added {
		slices.SortStableFunc(result.Files, func(a, b FileResult) int { return strings.Compare(a.Name, b.Name) })
	}
}

// Check runs the rules over a file that has been parsed, and returns the findings as Run does.
func Check(file *ast.File, rules []*rule.Rule) []ast.Diagnostic {
	found, _ := rule.Run(rules, file, nil)
	redact(file.Source, found)
	return tidy(found)
}
