package ast

// An Arena is memory in which trees are built, so that the next tree can take the place of one that nobody needs any more.
// The zero Arena is empty. It is used by one goroutine at a time.
type Arena struct {
	members slab[Member]
	values  slab[Value]
	nodes   slab[Node]
	edges   []Edge
}

// Members returns an empty slice that nobody else has, with room for that many members. a may be nil.
func (a *Arena) Members(room int) []Member {
	if a == nil {
		return make([]Member, 0, room)
	}
	return a.members.take(room)[:0]
}

// Values returns n zero values that nobody else has. a may be nil.
func (a *Arena) Values(n int) []Value {
	if a == nil {
		return make([]Value, n)
	}
	return a.values.take(n)
}

// Reset takes back everything that the arena gave out: no tree that was built in it may be used from now on.
func (a *Arena) Reset() {
	a.members.reset()
	a.values.reset()
	a.nodes.reset()
	clear(a.edges)
	a.edges = a.edges[:0]
}

// A slab gives out slices that are parts of larger ones: a tree is made of very many small slices, and allocating one costs
// more than filling it. The zero slab is empty.
type slab[T any] struct {
	free   []T
	chunks [][]T // all there are; free is the rest of the last one in use
	used   int
	worn   int // how many of the chunks, from the first, have been given out before and hold what was put there
}

const smallestChunk, largestChunk = 16, 1024

// take returns a slice of n zero elements that nobody else has.
func (s *slab[T]) take(n int) []T {
	for n > len(s.free) {
		if s.used == len(s.chunks) {
			s.chunks = append(s.chunks, make([]T, max(n, min(smallestChunk<<min(s.used, 8), largestChunk))))
		}
		s.free = s.chunks[s.used]
		s.used++
	}
	part := s.free[:n:n]
	s.free = s.free[n:]
	if s.used <= s.worn {
		clear(part) // not before: it is about to be filled, and then at hand
	}
	return part
}

// copy returns a slice of the same elements.
func (s *slab[T]) copy(all []T) []T {
	part := s.take(len(all))
	copy(part, all)
	return part
}

func (s *slab[T]) reset() { s.free, s.used, s.worn = nil, 0, max(s.worn, s.used) }
