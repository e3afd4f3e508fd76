package ast

// An Index finds which of many names were there before. It searches a short list one by one, which is faster than a map and
// takes no memory, so that one Index serves for list after list. The zero Index has no names.
type Index struct {
	names  []string
	byName map[string]int32
}

const fewNames = 12

// Add adds a name, unless it is there, and returns its place: how many different names were added before it. It tells
// whether the name is new.
func (x *Index) Add(name string) (place int, added bool) {
	if place, ok := x.Find(name); ok {
		return place, false
	}
	place = len(x.names)
	x.names = append(x.names, name)
	switch {
	case place == fewNames:
		x.byName = make(map[string]int32, 4*fewNames)
		for i, n := range x.names {
			x.byName[n] = int32(i)
		}
	case place > fewNames:
		x.byName[name] = int32(place)
	}
	return place, true
}

// Find returns the place of a name, and whether it is there.
func (x *Index) Find(name string) (place int, ok bool) {
	if len(x.names) > fewNames {
		place, ok := x.byName[name]
		return int(place), ok
	}
	for i, n := range x.names {
		if n == name {
			return i, true
		}
	}
	return 0, false
}

// Reset takes all names out.
func (x *Index) Reset() { x.names, x.byName = x.names[:0], nil }
