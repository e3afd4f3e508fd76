package lint

import (
	"context"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/fsflow/fsflow/lint/secret"
)

// failOn returns the least severity that makes the run fail for a file that the configuration holds for.
func (r *run) failOn(c *config.Config) ast.Severity {
	switch {
	case r.FailOn != nil:
		return *r.FailOn
	case c != nil && c.FailOn != nil:
		return c.FailOn.Value
	}
	return ast.Error
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

// demands returns the policies of a configuration, without where they are written.
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
		secret.Redact(c.Source, found)
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
