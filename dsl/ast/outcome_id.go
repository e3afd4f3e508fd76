package ast

import (
	"strconv"
	"unicode"
)

// fillInIDs gives the outcomes of a node the condition and the id that their author left out (language.md, section 3), and
// tells whether any were left out. owned says that the builder owns the outcomes with everything in them, copied that it owns
// at least the list of them.
func (b *builder) fillInIDs(list *Value, owned, copied bool) bool {
	missing := false
	b.taken.Reset()
	for i := range list.Items {
		o := &list.Items[i]
		if id := o.Get("id"); id != nil {
			text, _ := id.AsString()
			b.taken.Add(text)
		}
		missing = missing || lacks(o, "id") || lacks(o, "condition")
	}
	if !missing {
		return false
	}
	if !copied {
		list.Items = b.values.copy(list.Items)
	}
	var next map[string]int
	for i := range list.Items {
		o := &list.Items[i]
		noCondition, noID := lacks(o, "condition"), lacks(o, "id")
		if (noCondition || noID) && !owned {
			o.Members = append(b.members.take(len(o.Members) + outcomeKeys - 1)[:0], o.Members...)
		}
		if noCondition {
			o.Members = append(o.Members, Member{"condition", o.Span, Value{Kind: String, Style: FilledIn, Span: o.Span, Via: o.Via}})
		}
		if noID {
			condition := o.Get("condition")
			text, _ := condition.AsString()
			id := Value{Kind: String, Style: FilledIn, Span: condition.Span, Via: condition.Via, Text: OutcomeID(text)}
			if _, added := b.taken.Add(id.Text); !added {
				if next == nil {
					next = map[string]int{}
				}
				id.Text = free(id.Text, &b.taken, next)
			}
			o.Members = append(o.Members, Member{"id", id.Span, id})
		}
	}
	return true
}

func lacks(outcome *Value, key string) bool {
	return outcome.Kind == Object && !outcome.Incomplete && outcome.Get(key) == nil
}

// free returns, and takes, the first of id-2, id-3, … that is not taken. next remembers where to go on for each id: without
// it, many outcomes with the same condition would take time that grows with the square of their number.
func free(id string, taken *Index, next map[string]int) string {
	for n := max(2, next[id]); ; n++ {
		candidate := id + "-" + strconv.Itoa(n)
		if _, added := taken.Add(candidate); added {
			next[id] = n + 1
			return candidate
		}
	}
}

// longestID is the length at which an id made from a condition is cut, in bytes.
const longestID = 40

// OutcomeID returns the id that an outcome with the condition gets when its author gave none: its words in lower case,
// joined by "-", as many whole ones as fit; "next" when there are none.
func OutcomeID(condition string) string {
	var room [longestID]byte
	id := room[:0]
	last := 0 // where the last word begins in id, with its "-"
	inWord := false
	for _, r := range condition {
		if !('a' <= r && r <= 'z') { // as nearly all are
			if r = unicode.ToLower(r); !('a' <= r && r <= 'z' || '0' <= r && r <= '9') {
				inWord = false
				continue
			}
		}
		if !inWord && len(id) > 0 {
			if len(id) == longestID {
				break
			}
			last = len(id)
			id = append(id, '-')
		}
		if len(id) == longestID {
			if last > 0 {
				id = id[:last] // the word does not fit
			}
			break
		}
		id, inWord = append(id, byte(r)), true
	}
	if len(id) == 0 {
		return "next"
	}
	return string(id)
}
