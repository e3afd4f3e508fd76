package lint

import (
	"slices"
	"sync"

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
