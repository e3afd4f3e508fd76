package flow

import "github.com/fsflow/fsflow/dsl/ast"

// container reads the object or list that begins at a token, and returns the token after it.
func (r *reader) container(at int) (ast.Value, int) {
	if r.isKind(at, kindLeftBracket) {
		return r.recoverList(at)
	}
	open := r.tokens[at].span
	k := r.newKeys()
	comma := false // whether a comma may come next
	for at++; ; {
		t := &r.tokens[at]
		switch {
		case t.kind == kindRightBrace:
			k.incomplete = k.incomplete || t.span.Len() == 0
			return k.value(r, open.Cover(t.span)), at + 1
		case t.kind == kindEnd || t.kind == kindRightBracket: // of a list whose beginning was taken for text
			return k.value(r, open.Cover(t.span)), at
		case t.kind == kindComma && comma:
			comma = false
			at++
		case t.kind == kindLabel && r.isBracket(at+1):
			var v ast.Value
			from := at
			v, at = r.container(at + 1)
			r.addPair(&k, t, from, v)
			comma = true
		case t.kind == kindLabel && r.isKind(at+1, kindScalar):
			if after, text := r.unquoted(inObject, at+1, at+2); text {
				k.incomplete = true
				at = after
				comma = true
				continue
			}
			if r.beforeBracket(at + 1) {
				k.incomplete = true
				_, at = r.container(at + 2)
				comma = true
				continue
			}
			if r.spoiled(at+1, at+2) || r.beforeAnother(at+2) {
				k.incomplete = true
			} else {
				r.addPair(&k, t, at, scalar(&r.tokens[at+1]))
			}
			at += 2
			comma = true
		default:
			at = r.skipPair(at, &k)
			comma = true
		}
	}
}

// skipPair skips what is no key with a value.
func (r *reader) skipPair(from int, k *keys) int {
	k.incomplete = true
	at := from
	switch {
	case r.isKind(from, kindLabel) || r.isKind(from, kindName):
		at = from + 1
		r.wrong(inObject, from, at)
		if r.strayComma(from) {
			at++
		}
	default:
		r.wrong(inObject, from, from)
	}
	return r.skip(from, at, func(i int) bool {
		t := &r.tokens[i]
		return t.kind == kindComma || t.kind == kindLabel || t.column >= 0 && (t.kind == kindName || t.kind == kindIllegal)
	})
}

// strayComma tells whether behind a key there is a comma, and behind that no other pair, but what lacks the key.
func (r *reader) strayComma(key int) bool {
	if !r.isKind(key+1, kindComma) {
		return false
	}
	switch behind := &r.tokens[key+2]; behind.kind {
	case kindLabel, kindEnd, kindRightBrace, kindRightBracket:
		return false
	case kindName:
		return r.isKind(key, kindLabel)
	}
	return true
}

func (r *reader) addPair(k *keys, key *token, at int, v ast.Value) {
	if r.spoiled(at, at+1) || r.isRest(at) || v.Incomplete && len(v.Members)+len(v.Items) == 0 {
		k.incomplete = true // a bracket and nothing else may be no value at all
		return
	}
	k.add(r, ast.Member{Key: key.text, KeySpan: key.span, Value: v})
}

func (r *reader) recoverList(at int) (ast.Value, int) {
	list := ast.Value{Kind: ast.List, Span: r.tokens[at].span}
	base := len(r.items)
	comma := false
	for at++; ; {
		t := &r.tokens[at]
		switch t.kind {
		case kindRightBracket, kindEnd, kindRightBrace:
			list.Incomplete = list.Incomplete || t.kind != kindRightBracket || t.span.Len() == 0
			list.Span, list.Items = list.Span.Cover(t.span), r.takeItems(base)
			if t.kind == kindRightBracket {
				at++
			}
			return list, at
		case kindLeftBrace, kindLeftBracket:
			var v ast.Value
			v, at = r.container(at)
			r.items = append(r.items, v)
			comma = true
			continue
		case kindScalar:
			if r.spoiled(at, at+1) {
				list.Incomplete = true
			} else {
				r.items = append(r.items, scalar(t))
			}
			at++
			comma = true
			continue
		case kindComma:
			if !comma {
				list.Incomplete = true
				r.wrong(inList, at, at)
			}
			comma = false
			at++
			continue
		}
		list.Incomplete = true
		r.wrong(inList, at, at)
		at = r.skip(at, at+1, func(i int) bool { return r.isKind(i, kindComma) || r.tokens[i].column >= 0 })
		comma = true
	}
}
