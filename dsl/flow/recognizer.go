package flow

import (
	"errors"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// A recognizer tells whether tokens are an item. It lends them to participle in a lexer of its own: a new one for each item would
// copy them over and over.
type recognizer struct {
	lexer *lexer.PeekingLexer
	lent  []lexer.Token // those in the lexer
	pieces
}

// recognizers hands them on from file to file, as what was accepted in one is in all.
var recognizers = sync.Pool{New: func() any { return new(recognizer) }}

// release hands the recognizer on, without what a very long item has made large.
func (r *recognizer) release() {
	if len(r.lent) > mostSpare {
		r.lexer, r.lent, r.kinds = nil, nil, nil
	}
	recognizers.Put(r)
}

// mostSpare is how many tokens more than the item the lexer has room for, so that a longer item fits as well. For a very long item
// that is a small part: a token takes 64 bytes there.
const mostSpare = 1 << 16

// load takes the tokens of an item, the last of which is of the kind End.
func (r *recognizer) load(tokens []token) {
	r.makeRoom(len(tokens))
	for i := range tokens {
		r.lent[i].Type, r.lent[i].Pos.Offset = tokens[i].kind, i
	}
}

// loadKinds takes an item of which there are the kinds alone.
func (r *recognizer) loadKinds(kinds []byte) {
	r.makeRoom(len(kinds))
	for i, kind := range kinds {
		r.lent[i].Type, r.lent[i].Pos.Offset = -lexer.TokenType(kind), i
	}
}

// makeRoom makes the lexer begin with an item of that many tokens.
func (r *recognizer) makeRoom(tokens int) {
	if tokens > len(r.lent) {
		blank := blankLexer(max(tokens+min(tokens, mostSpare), 256))
		size := lexer.RawCursor(blank)
		r.lexer, _ = lexer.Upgrade(&blank) // a blankLexer gives no error
		r.lent = r.lexer.Range(0, size)
	}
	r.lexer.LoadCheckpoint(lexer.Checkpoint{})
}

// item tells whether the tokens that are loaded are an item, all of them. Where they are not, it returns the one that is wrong.
func (r *recognizer) item() (wrong int, ok bool) {
	_, err := grammar().item.ParseFromLexer(r.lexer)
	return wrongToken(err), err == nil
}

// member returns the token after the member that begins at a token or, where there is none, the token that is wrong.
// What it is called with must not get smaller from one call to the next.
func (r *recognizer) member(from int) (end int, ok bool) {
	if at := int(r.lexer.RawCursor()); at < from {
		r.lexer.FastForward(lexer.RawCursor(from - 1))
	}
	start := r.lexer.MakeCheckpoint()
	_, err := grammar().member.ParseFromLexer(r.lexer, participle.AllowTrailing(true))
	if err == nil {
		return int(r.lexer.RawCursor()), true
	}
	r.lexer.LoadCheckpoint(start)
	return max(from, wrongToken(err)), false
}

// wrongToken returns the token that an error is about.
func wrongToken(err error) int {
	var wrong participle.Error
	if errors.As(err, &wrong) {
		return wrong.Position().Offset
	}
	return 0
}

// A blankLexer gives as many tokens as it says, for others to be put in their place.
type blankLexer int

// Next implements lexer.Lexer.
func (b *blankLexer) Next() (lexer.Token, error) {
	if *b == 0 {
		return lexer.EOFToken(lexer.Position{}), nil
	}
	*b--
	return lexer.Token{Type: kindIllegal}, nil
}
