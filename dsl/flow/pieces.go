package flow

import "github.com/alecthomas/participle/v2/lexer"

// The nodes of a flow may all be unlike, but what they consist of is alike: members, the pairs of objects, the values of lists. So
// participle is asked about each kind of piece once, and not about each node. It is asked about an item that holds nothing else:
//
//	Label Name { Label Scalar }       for a member of a node, with the head of that node
//	Session { Label Scalar Comma }    for a pair of an object
//	Session { Label [ Scalar ] }      for a value of a list
//
// It alone decides: the grammar repeats members, pairs and values as often as one likes, and takes an object or a list wherever it
// takes a scalar, so that a value whose pieces are accepted is a scalar to what it stands in. Where an item is cut makes no
// difference but in time, for one whose pieces are not accepted is given to participle whole.

// pieces are those that participle has accepted, and those of the item that is being looked at.
type pieces struct {
	accepted map[string]struct{} // items, as the kinds of their tokens
	frames   []frame             // those that are open
	kinds    []byte              // for each frame, its head and the piece that has been begun in it
}

// A frame is the item in which the pieces of a body, an object or a list are put, one after the other.
type frame struct {
	head, inside int    // where its head and its piece begin among the kinds
	tail         string // the kinds behind the piece
	list         bool
}

// Which items are kept in accepted. Those of right flows are short and few.
const (
	longestKept = 256  // tokens of an item
	mostKept    = 1000 // items
)

// What is put around the pieces of a body or an object, and of a list. The head of a body is that of its item.
var (
	objectHead, objectTail = kindsOf(kindSession, kindLeftBrace), kindsOf(kindRightBrace, kindEnd)
	listHead, listTail     = kindsOf(kindSession, kindLeftBrace, kindLabel, kindLeftBracket), kindsOf(kindRightBracket, kindRightBrace, kindEnd)
)

func kindsOf(kinds ...lexer.TokenType) string {
	var text []byte
	for _, kind := range kinds {
		text = append(text, byte(-kind))
	}
	return string(text)
}

// accepts tells whether the tokens, the last of which is of the kind End, are an item.
func (r *recognizer) accepts(tokens []token) bool {
	return r.acceptsPieces(tokens) || r.acceptsWhole(tokens)
}

// acceptsPieces tells whether the tokens are a node with a body or a session, and each piece of it is accepted.
func (r *recognizer) acceptsPieces(tokens []token) bool {
	if first := tokens[0].kind; first != kindLabel && first != kindSession {
		return false
	}
	r.frames, r.kinds = r.frames[:0], r.kinds[:0]
	for i := range tokens {
		kind := tokens[i].kind
		switch kind {
		case kindLeftBrace, kindLeftBracket:
			r.openFrame(kind)
			continue
		case kindRightBrace, kindRightBracket:
			if !r.closes(kind) || !r.acceptsPiece() {
				return false
			}
			if len(r.frames) == 1 {
				return tokens[i+1].kind == kindEnd
			}
			r.closeFrame()
			kind = kindScalar
		}
		if r.endsPiece(kind) && !r.acceptsPiece() {
			return false
		}
		r.kinds = append(r.kinds, byte(-kind))
	}
	return false
}

// openFrame begins the body of the item, or a value in it.
func (r *recognizer) openFrame(bracket lexer.TokenType) {
	f := frame{head: len(r.kinds), tail: objectTail}
	switch {
	case len(r.frames) == 0:
		f.head = 0
		r.kinds = append(r.kinds, byte(-bracket))
	case bracket == kindLeftBrace:
		r.kinds = append(r.kinds, objectHead...)
	default:
		f.tail, f.list = listTail, true
		r.kinds = append(r.kinds, listHead...)
	}
	f.inside = len(r.kinds)
	r.frames = append(r.frames, f)
}

// closes tells whether a bracket is the one that closes the innermost frame.
func (r *recognizer) closes(bracket lexer.TokenType) bool {
	n := len(r.frames)
	return n > 0 && r.frames[n-1].tail[0] == byte(-bracket)
}

// closeFrame leaves the innermost frame, and takes it off the kinds.
func (r *recognizer) closeFrame() {
	last := len(r.frames) - 1
	r.kinds = r.kinds[:r.frames[last].head]
	r.frames = r.frames[:last]
}

// endsPiece tells whether a token begins another piece than the one before it.
func (r *recognizer) endsPiece(kind lexer.TokenType) bool {
	n := len(r.frames)
	if n == 0 || len(r.kinds) == r.frames[n-1].inside {
		return false
	}
	switch kind {
	case kindScalar:
		return r.frames[n-1].list
	case kindLabel, kindName, kindCondition, kindIf, kindElse, kindSay:
		return true
	}
	return false
}

// acceptsPiece tells whether the piece of the innermost frame is accepted, and takes it off.
func (r *recognizer) acceptsPiece() bool {
	f := &r.frames[len(r.frames)-1]
	r.kinds = append(r.kinds, f.tail...)
	ok := r.isAccepted(r.kinds[f.head:])
	r.kinds = r.kinds[:f.inside]
	return ok
}

// acceptsWhole tells whether the tokens are an item, and does not cut it.
func (r *recognizer) acceptsWhole(tokens []token) bool {
	if len(tokens) > longestKept {
		r.load(tokens)
		_, ok := r.item()
		return ok
	}
	r.kinds = r.kinds[:0]
	for i := range tokens {
		r.kinds = append(r.kinds, byte(-tokens[i].kind))
	}
	return r.isAccepted(r.kinds)
}

// isAccepted tells whether participle accepts an item, or has accepted it before.
func (r *recognizer) isAccepted(kinds []byte) bool {
	if _, ok := r.accepted[string(kinds)]; ok {
		return true
	}
	if len(kinds) > longestKept {
		return false
	}
	r.loadKinds(kinds)
	if _, ok := r.item(); !ok {
		return false
	}
	if r.accepted == nil || len(r.accepted) == mostKept {
		r.accepted = make(map[string]struct{}) // the items of files to come may be others
	}
	r.accepted[string(kinds)] = struct{}{}
	return true
}
