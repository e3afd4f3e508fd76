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
)

// A tally counts in which files the policies of a configuration match something. One that matches in none would hold for
// no reason.
type tally struct {
	mutex   sync.Mutex
	matched map[*config.Config][]bool
}

func newTally() *tally { return &tally{matched: map[*config.Config][]bool{}} }

func (t *tally) add(c *config.Config, unmatched []bool) {
	if len(unmatched) == 0 {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.matched[c] == nil {
		t.matched[c] = make([]bool, len(unmatched))
	}
	for i, never := range unmatched {
		t.matched[c][i] = t.matched[c][i] || !never
	}
}

// vacuous returns the policies of a configuration, by index, that were held against a file and match nothing: in none of
// the inputs, and in no other flow below the configuration. Whoever checks one file of many must not be told that a policy
// about the others is for nothing.
func (r *run) vacuous(ctx context.Context, c *config.Config) []int {
	var open []int
	for i, matched := range r.tally.matched[c] {
		if !matched {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return nil
	}
	files, err := dsl.Discover([]string{c.Dir}, c.ExcludesFolder)
	if err != nil {
		return nil // what cannot be looked at may hold what is named
	}
	work := 0
	for _, f := range files {
		if len(open) == 0 || ctx.Err() != nil || work > policy.MostWork {
			return nil
		}
		open = r.unmatched(c, open, f, &work)
	}
	return open
}

// unmatched returns those of the policies that match nothing in a file either. A file that the configuration does not hold
// for, or that cannot be read, is none to look at. The work that it takes is added to work; where that is too much, nothing is
// proved of any policy.
func (r *run) unmatched(c *config.Config, policies []int, f dsl.Found, work *int) (left []int) {
	if its, err := r.Config.For(f.Name); err != nil || its != c || c.Excludes(f.Name) {
		return policies
	}
	text, err := os.ReadFile(f.Path)
	if err != nil {
		return policies
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
	g := graph.New(file)
	return slices.DeleteFunc(slices.Clone(policies), func(i int) bool {
		if *work += c.Policies[i].Work(g); *work > policy.MostWork {
			return true
		}
		_, unmatched := c.Policies[i].Check(g)
		return unmatched == nil
	})
}
