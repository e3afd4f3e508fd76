// Package graph answers questions about a flow as a directed graph: what can be reached and how, what runs in circles, and what
// every path must pass.
//
// A node is its index in ast.File.Nodes, an edge its index in ast.File.Edges. Everything is slices of int32 over these;
// nothing recurses, so that a chain of a million nodes is as safe as one of ten; and every answer can name its edges, so
// that a finding can show them. Where several answers are equally good, the one that comes first in the source is given:
// the same file always gives the same answer.
//
// With n nodes and m edges, New, Forward, Backward and Components take O(n+m) time, and Dominators O(m log n).
//
// Directed returns the same graph as one of github.com/dominikbraun/graph, for programs that use that library. The rules of the
// linter do without it, and without Dominators.
package graph

import "github.com/fsflow/fsflow/dsl/ast"

// A Graph is a flow as indexes. It never changes once it is made, and may be used by several goroutines at once.
// The zero Graph has no nodes.
type Graph struct {
	File *ast.File

	from, to []int32 // of each edge: eight bytes, where an ast.Edge takes two cache lines
	out, in  groups
}

// New returns the graph of a file: its nodes, and those of its edges that lead to one. A dangling edge, whose To is
// negative, keeps its index but belongs to no node's edges.
func New(f *ast.File) *Graph {
	ends := make([]int32, 2*len(f.Edges))
	g := &Graph{File: f, from: ends[:len(f.Edges)], to: ends[len(f.Edges):]}
	for e := range f.Edges {
		g.from[e], g.to[e] = f.Edges[e].From, f.Edges[e].To
	}
	g.out = group(g.from, g.to, len(f.Nodes))
	g.in = group(g.to, g.to, len(f.Nodes))
	return g
}

// Len returns how many nodes there are.
func (g *Graph) Len() int { return max(len(g.out.start)-1, 0) }

// Out returns the edges that leave the node, in source order. They must not be changed.
func (g *Graph) Out(node int) []int32 { return g.out.of(int32(node)) }

// In returns the edges that lead to the node, in source order. They must not be changed.
func (g *Graph) In(node int) []int32 { return g.in.of(int32(node)) }

// Edge returns the edge with the index, which may be a dangling one.
func (g *Graph) Edge(e int32) *ast.Edge { return &g.File.Edges[e] }

// A Filter tells whether an edge may be used. A nil Filter allows all.
type Filter func(edge int32) bool

func (keep Filter) allows(edge int32) bool { return keep == nil || keep(edge) }

// groups are lists of indexes, one for each key: that of key k is items[start[k]:start[k+1]].
type groups struct {
	start, items []int32
}

func (g *groups) of(key int32) []int32 {
	end := g.start[key+1]
	return g.items[g.start[key]:end:end]
}

// group lists, for each node, the edges that have it as their key, except dangling ones. The lists are in source order.
func group(key, to []int32, nodes int) groups {
	start := make([]int32, nodes+1)
	for e, node := range key {
		if to[e] >= 0 {
			start[node+1]++
		}
	}
	for node := range nodes {
		start[node+1] += start[node]
	}
	items := make([]int32, start[nodes])
	// Placing the edges moves each start to its end, which is where the next node starts.
	for e, node := range key {
		if to[e] >= 0 {
			items[start[node]] = int32(e)
			start[node]++
		}
	}
	copy(start[1:], start[:nodes])
	start[0] = 0
	return groups{start, items}
}
