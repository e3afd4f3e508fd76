package lint

import (
	"context"
	"os"
	"slices"
	"sync"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/graph"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/policy"
	"github.com/fsflow/fsflow/lint/rule"
)

// A tally joins what the policies of a configuration match in each file. One that matches in none would hold for no reason, and so
// would one name of several that matches in none.
type tally struct {
	mutex   sync.Mutex
	matches map[*config.Config][]rule.Match
}

func newTally() *tally { return &tally{matches: map[*config.Config][]rule.Match{}} }

func (t *tally) add(c *config.Config, matches []rule.Match) {
	if len(matches) == 0 {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	joined := t.matches[c]
	if joined == nil {
		t.matches[c] = matches
		return
	}
	for i := range joined {
		joined[i].Nothing = joined[i].Nothing && matches[i].Nothing
		joined[i].Dead = inBoth(joined[i].Dead, matches[i].Dead)
	}
}

// inBoth keeps those of the names that are among others too.
func inBoth(names, others []policy.Dead) []policy.Dead {
	if len(names) == 0 {
		return nil
	}
	among := make(map[policy.Dead]bool, len(others))
	for _, d := range others {
		among[d] = true
	}
	return slices.DeleteFunc(names, func(d policy.Dead) bool { return !among[d] })
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

// ask returns what is still open after a look at one more file. A file that the configuration does not hold for, or that cannot be
// read, is none to look at. The work that it takes is added to work; where that is too much, nothing is proved of any policy.
func (r *run) ask(c *config.Config, open []*question, f dsl.Found, work *int) (left []*question) {
	if its, err := r.Config.For(f.Name); err != nil || its != c || c.Excludes(f.Name) {
		return open
	}
	text, err := os.ReadFile(f.Path)
	if err != nil {
		return open
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
