package lint

import (
	"context"
	"slices"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/graph"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/fsflow/fsflow/lint/rule"
)

// A question is what is still open of a policy of a configuration: whether it, or one of several names in it, matches anything.
type question struct {
	of      *policy.Written
	nothing bool
	dead    []policy.Dead
	// mistakes are the names that cannot be meant for other flows, with what each was probably meant to be; empty where that is
	// not clear.
	mistakes map[policy.Dead]string
}

func newQuestion(of *policy.Written, m rule.Match, c *catalog.Catalog) *question {
	q := &question{of, m.Nothing, m.Dead, map[policy.Dead]string{}}
	q.judge(&policy.Flow{Graph: graph.New(&ast.File{Catalog: c})}) // some are mistakes whatever the flows are
	return q
}

// ask looks for an answer in one more flow.
func (q *question) ask(g *policy.Flow) {
	if q.nothing {
		_, unmatched := q.of.Check(g)
		q.nothing = unmatched != nil
	}
	if len(q.dead) > 0 {
		q.dead = inBoth(q.dead, q.of.Beside(g))
		q.judge(g)
	}
}

func (q *question) judge(g *policy.Flow) {
	for _, d := range q.dead {
		if q.mistakes[d] != "" {
			continue
		}
		if meant := d.Meant(g, nearest.Of); meant != "" || d.Particular(g) {
			q.mistakes[d] = meant
		}
	}
}

func (q *question) answered() bool { return !q.nothing && len(q.dead) == 0 }

// findings says what found no answer.
func (q *question) findings() []ast.Diagnostic {
	if q.nothing {
		return []ast.Diagnostic{rule.Unmatched(q.of)}
	}
	var all []ast.Diagnostic
	for _, d := range q.dead {
		if meant, ok := q.mistakes[d]; ok {
			all = append(all, rule.UnmatchedName(q.of, d, meant))
		}
	}
	return all
}

// open returns the policies of a configuration that were held against a file, and that match nothing, as a whole or with one of their
// names: in none of the inputs, and in no other flow below the configuration or, where that was given for flows that lie elsewhere, below
// the current folder. Whoever checks one file of many must not be told that a policy about the others is for nothing.
func (r *run) open(ctx context.Context, c *config.Config) []*question {
	var open []*question
	for i, m := range r.tally.matches[c] {
		if q := newQuestion(&c.Policies[i], m, r.Catalog); !q.answered() {
			open = append(open, q)
		}
	}
	if len(open) == 0 {
		return nil
	}
	folders := []string{c.Dir}
	if r.Config.Fixed != nil && slices.ContainsFunc(r.inputs, func(i Input) bool { return !c.IsAbove(i.Name) }) {
		folders = append(folders, ".") // the flows that it is to hold for lie elsewhere
	}
	files, err := dsl.Discover(folders, c.ExcludesFolder)
	if err != nil {
		return nil // what cannot be looked at may hold what is named
	}
	work := 0
	for _, f := range files {
		if len(open) == 0 || ctx.Err() != nil || work > policy.MostWork {
			return nil
		}
		open = r.ask(c, open, f, &work)
	}
	return open
}

// ask returns what is still open after a look at one more file: nothing is open, as nothing is proved, after one that cannot be read. A
// file that the configuration does not hold for is none to look at. The work that it takes is added to work; where that is too much,
// nothing is proved of any policy.
func (r *run) ask(c *config.Config, open []*question, f dsl.Found, work *int) (left []*question) {
	if its, err := r.Config.For(f.Name); err != nil || its != c || c.Excludes(f.Name) {
		return open
	}
	text, err := dsl.ReadFile(f.Path, ast.MaxBytes)
	if err != nil {
		return nil // it may hold what is named
	}
	defer func() {
		if recover() != nil {
			left = nil // a defect of ours, which is told when the file is checked: nothing is proved
		}
	}()
	file := dsl.ParseWith(r.Catalog, f.Name, text, f.Language)
	if file.Incomplete || file.Failed() {
		return nil
	}
	g := &policy.Flow{Graph: graph.New(file)}
	return slices.DeleteFunc(open, func(q *question) bool {
		if *work += q.of.Work(g); *work > policy.MostWork {
			return true
		}
		q.ask(g)
		return q.answered()
	})
}
