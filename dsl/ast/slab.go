package ast

// A slab gives out slices that are parts of larger ones: a tree is made of very many small slices, and to allocate one
// costs more than to fill it. The zero slab is empty.
type slab[T any] struct {
	free []T
	size int
}

const largestSlab = 256

// take returns a slice of so many zero elements, which nobody else has.
func (s *slab[T]) take(n int) []T {
	if n > len(s.free) {
		s.size = min(max(16, 2*s.size), largestSlab)
		s.free = make([]T, max(n, s.size))
	}
	part := s.free[:n:n]
	s.free = s.free[n:]
	return part
}

// copy returns a slice of the same elements.
func (s *slab[T]) copy(all []T) []T {
	part := s.take(len(all))
	copy(part, all)
	return part
}
