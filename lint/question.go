package lint

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/graph"
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
