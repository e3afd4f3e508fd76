package lint

import (
	"os"
	"sync"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/graph"
	"github.com/fsflow/fsflow/lint/config"
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

// unmatched tells for each policy whether it was held against a file and never matched.
func (t *tally) unmatched(c *config.Config) []bool {
	never := make([]bool, len(t.matched[c]))
	for i, matched := range t.matched[c] {
		never[i] = !matched
	}
	return never
}

// matchesElsewhere tells whether a policy matches something in a flow that was not among the inputs: whoever checks one
// file of many must not be told that a policy about the others is for nothing.
func (r *run) matchesElsewhere(c *config.Config, index int) bool {
	files, err := dsl.Discover([]string{c.Dir})
	if err != nil {
		return true
	}
	demand := c.Policies[index].Policy
	for _, f := range files {
		text, err := os.ReadFile(f.Path)
		if err != nil {
			continue
		}
		file := dsl.ParseWith(r.Catalog, f.Name, text, f.Language)
		if _, unmatched := demand.Check(graph.New(file)); unmatched == nil {
			return true
		}
	}
	return false
}
