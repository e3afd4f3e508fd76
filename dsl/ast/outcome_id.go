package ast

import (
	"strconv"
	"strings"
)

// fillInIDs gives the outcomes of a node the condition and the id that their author left out (language.md, section 3).
func fillInIDs(outcomes []Value, owned bool) ([]Value, bool) {
	taken, missing := map[string]bool{}, false
	for i := range outcomes {
		o := &outcomes[i]
		if id := o.Get("id"); id != nil {
			text, _ := id.AsString()
			taken[text] = true
		}
		missing = missing || lacks(o, "id") || lacks(o, "condition")
	}
	if !missing {
		return outcomes, owned
	}
	if !owned {
		outcomes = append([]Value(nil), outcomes...)
	}
	next := map[string]int{}
	for i := range outcomes {
		o := &outcomes[i]
		if lacks(o, "condition") {
			o.Members = extend(o.Members, "condition", Value{Kind: String, Style: FilledIn, Span: o.Span, Via: o.Via})
		}
		if lacks(o, "id") {
			condition := o.Get("condition")
			text, _ := condition.AsString()
			id := Value{Kind: String, Style: FilledIn, Span: condition.Span, Via: condition.Via, Text: free(OutcomeID(text), taken, next)}
			taken[id.Text] = true
			o.Members = extend(o.Members, "id", id)
		}
	}
	return outcomes, true
}

func lacks(outcome *Value, key string) bool {
	return outcome.Kind == Object && !outcome.Incomplete && outcome.Get(key) == nil
}

func extend(members []Member, key string, value Value) []Member {
	return append(members[:len(members):len(members)], Member{key, value.Span, value})
}

// free returns the id, or the first of id-2, id-3, … that is not taken. Where to go on for an id is in next: without it,
// many outcomes with the same condition would take a time that grows with the square of their number.
func free(id string, taken map[string]bool, next map[string]int) string {
	if !taken[id] {
		return id
	}
	for n := max(2, next[id]); ; n++ {
		if candidate := id + "-" + strconv.Itoa(n); !taken[candidate] {
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
	var id strings.Builder
	words := strings.FieldsFunc(strings.ToLower(condition), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	})
	for i, word := range words {
		if i == 0 {
			id.WriteString(word[:min(len(word), longestID)])
			continue
		}
		if id.Len()+1+len(word) > longestID {
			break
		}
		id.WriteString("-" + word)
	}
	if id.Len() == 0 {
		return "next"
	}
	return id.String()
}
