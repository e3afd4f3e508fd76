// Package policy proves what must hold on every path of a flow, or shows a path on which it does not. It is a matter of
// reachability, and so it is exact: the search has no limit, and no policy is believed unless it was proved.
package policy

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/graph"
)

// A Policy is one of two demands: every path from the start to a node of Before takes an edge of Require first; or no path
// that begins with an edge of After reaches a node of Forbid.
//
// Nodes are named by id, by a glob over ids, or as type:TYPE. Edges are named NODE.OUTCOME, with globs on both sides, or
// TYPE:OUTCOME.
type Policy struct {
	Name            string
	Where           string // file:line:column of a policy in a configuration; empty for a flow's own
	Before, Require []string
	After, Forbid   []string
}

// Complete tells whether the policy is exactly one of the two demands, and no mixture.
func (p *Policy) Complete() bool {
	before, require, after, forbid := len(p.Before) > 0, len(p.Require) > 0, len(p.After) > 0, len(p.Forbid) > 0
	return before && require && !after && !forbid || after && forbid && !before && !require
}

// A Violation is a node that the policy protects, and a shortest path to it that breaks the policy.
type Violation struct {
	Node int
	// First is the edge with which the path begins, where the policy names it; otherwise it is empty.
	First []int32
	// Search has the rest of the path: its Path of Node.
	Search *graph.Search
}

// MostWork is how many steps are spent on what somebody waits for, as the check of a file: some seconds' worth.
const MostWork = 2_000_000_000

// Work estimates how many steps it takes to check the policy and to look for what its names were meant to be: each name is
// compared with every node, every edge and the other names, and one with wildcards letter by letter with every id.
func (p *Policy) Work(g *Flow) int {
	letters := 0
	for i := range g.File.Nodes {
		letters += len(g.File.Nodes[i].ID.Text)
	}
	names, work := 0, 0
	for _, side := range p.sides() {
		names += len(side.names)
		for _, name := range side.names {
			readings := 1 + min(strings.Count(name, "."), mostDots)
			if newGlob(strings.TrimPrefix(name, "*.")).wild {
				work += readings * len(name) * letters
			}
			work += readings * len(g.File.Edges)
		}
	}
	return work + names*(len(g.File.Nodes)+names)
}

// Check returns the violations, by node in source order, and the names that match nothing at all, because of which the policy
// would hold for no reason; nil when there are none. The policy must be Complete.
func (p *Policy) Check(g *Flow) (violations []Violation, unmatched []string) {
	if len(p.Before) > 0 {
		return p.checkBefore(g)
	}
	return p.checkAfter(g)
}

func (p *Policy) checkBefore(g *Flow) (violations []Violation, unmatched []string) {
	protected := nodes(g, p.Before)
	if len(protected) == 0 {
		return nil, p.Before
	}
	required := edges(g, p.Require)
	search := g.Forward(starts(g), func(e int32) bool { return !required[e] })
	for _, n := range protected {
		if search.Reached(n) {
			violations = append(violations, Violation{Node: n, Search: search})
		}
	}
	return violations, nil
}

func (p *Policy) checkAfter(g *Flow) (violations []Violation, unmatched []string) {
	protected := nodes(g, p.Forbid)
	if len(protected) == 0 {
		return nil, p.Forbid
	}
	found := false
	first := make(map[int]int32) // the edge by which a path begins at a node
	var roots []int
	for e, is := range edges(g, p.After) {
		found = found || is
		to := int(g.Edge(int32(e)).To)
		if !is || to < 0 {
			continue
		}
		if _, ok := first[to]; !ok {
			first[to] = int32(e)
			roots = append(roots, to)
		}
	}
	if !found {
		return nil, p.After
	}
	search := g.Forward(roots, nil)
	for _, n := range protected {
		if !search.Reached(n) {
			continue
		}
		violations = append(violations, Violation{n, []int32{first[search.Root(n)]}, search})
	}
	return violations, nil
}

func starts(g *Flow) []int {
	var all []int
	for i := range g.File.Nodes {
		if spec := g.File.Nodes[i].Spec; spec != nil && spec.Role == catalog.Start {
			all = append(all, i)
		}
	}
	return all
}

func nodes(g *Flow, names []string) []int {
	patterns := make([]nodePattern, len(names))
	for i, name := range names {
		patterns[i] = newNodePattern(name)
	}
	var all []int
	for i := range g.File.Nodes {
		n := &g.File.Nodes[i]
		if slices.ContainsFunc(patterns, func(p nodePattern) bool { return p.matches(g, n) }) {
			all = append(all, i)
		}
	}
	return all
}

func edges(g *Flow, names []string) []bool {
	all := make([]bool, len(g.File.Edges))
	patterns := make([]edgePattern, len(names))
	for i, name := range names {
		patterns[i] = newEdgePattern(name, g.File.Catalog)
	}
	for e := range g.File.Edges {
		edge := &g.File.Edges[e]
		for i := range patterns {
			if patterns[i].matches(g, &g.File.Nodes[edge.From], edge) {
				all[e] = true
				break
			}
		}
	}
	return all
}
