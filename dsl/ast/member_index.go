package ast

// A MemberIndex finds the members of one object by key while the object is being made. It searches a few one by one, which is faster
// than a map; for many it keeps a map. The zero MemberIndex is ready for use.
type MemberIndex struct {
	byKey   map[string]int32
	indexed int // how many of the members are in the map
}

const fewMembers = 16

// Find returns the index of the member with the key, or -1. The members are those of the last call, and perhaps more behind them; their
// capacity tells how many there may be in the end.
func (x *MemberIndex) Find(members []Member, key string) int {
	if len(members) <= fewMembers {
		for i := range members {
			if members[i].Key == key {
				return i
			}
		}
		return -1
	}
	if x.byKey == nil {
		x.byKey = make(map[string]int32, cap(members))
	}
	for ; x.indexed < len(members); x.indexed++ {
		x.byKey[members[x.indexed].Key] = int32(x.indexed)
	}
	if i, ok := x.byKey[key]; ok {
		return int(i)
	}
	return -1
}
