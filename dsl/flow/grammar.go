package flow

import (
	"errors"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// The grammar of language.md, section 2, over the tokens that the cutter makes: there, a Label is a name and its colon,
// a Target an arrow and its name, and so on.
//
// The productions capture nothing but each other, for captures are half of what participle costs: 16 µs a node with them,
// 8 without, where yaml.v3 takes 12 for the same node. What an accepted item says is read from its tokens (document.go),
// which needs no more checks: each kind of token has one meaning.

type item struct {
	Node     string     `parser:"  Label Name Target?"`
	Body     []*member  `parser:"  ( LeftBrace @@* RightBrace )?"`
	Start    string     `parser:"| Start Target"`
	Session  *object    `parser:"| Session @@"`
	Policy   string     `parser:"| Title LeftBrace"`
	Sentence *condition `parser:"  @@ RightBrace"`
}

type member struct {
	Outcome string  `parser:"  Condition Target As?"`
	Key     string  `parser:"| Label ( Scalar"`
	Object  *object `parser:"        | @@"`
	List    *list   `parser:"        | @@ )"`
	Named   string  `parser:"| Name Target"`
	Rule    string  `parser:"| If ( Ref Operator Operand | Unary Ref ) Target"`
	Default string  `parser:"| Else Target"`
	Said    string  `parser:"| Say"`
	Bare    string  `parser:"| Target"`
}

type object struct {
	Key    string    `parser:"LeftBrace ( Label ( Scalar"`
	Object []*object `parser:"                  | @@"`
	List   []*list   `parser:"                  | @@ ) Comma? )* RightBrace"`
}

type list struct {
	Scalar string    `parser:"LeftBracket ( ( Scalar"`
	Object []*object `parser:"              | @@"`
	List   []*list   `parser:"              | @@ ) Comma? )* RightBracket"`
}

type condition struct {
	Before  *terms `parser:"  Before @@"`
	Require *terms `parser:"  Require @@"`
	After   *terms `parser:"| After @@"`
	Forbid  *terms `parser:"  Forbid @@"`
}

type terms struct {
	Terms string `parser:"Term | LeftBracket ( Term Comma? )* RightBracket"`
}

type parsers struct {
	item   *participle.Parser[item]
	member *participle.Parser[member]
}

// grammar is built when it is first used: it takes as long as a small file does.
var grammar = sync.OnceValue(func() parsers {
	items := participle.MustBuild[item](participle.Lexer(definition{}), participle.UseLookahead(1))
	members, err := participle.ParserForProduction[member](items)
	if err != nil {
		panic(err) // as MustBuild does: the grammar itself is wrong
	}
	return parsers{items, members}
})

// A recognizer tells whether tokens are an item. It lends them to participle in a lexer of its own: a new one for each item would
// copy them over and over.
type recognizer struct {
	lexer *lexer.PeekingLexer
	lent  []lexer.Token // those in the lexer
	// accepted are items that participle has accepted, as the kinds of their tokens: nothing else decides, and the nodes of
	// flows are much alike.
	accepted map[string]struct{}
	kinds    []byte
}

// recognizers hands them on from file to file, as what was accepted in one is in all.
var recognizers = sync.Pool{New: func() any { return &recognizer{accepted: make(map[string]struct{})} }}

// release hands the recognizer on, without a lexer that a very long item has made large.
func (r *recognizer) release() {
	if len(r.lent) > mostSpare {
		r.lexer, r.lent = nil, nil
	}
	recognizers.Put(r)
}

// Which items are kept in accepted.
const (
	longestKept = 256  // tokens of an item
	mostKept    = 1000 // items
)

// accepts tells whether the tokens, the last of which is of the kind End, are an item.
func (r *recognizer) accepts(tokens []token) bool {
	if len(tokens) > longestKept {
		r.load(tokens)
		_, ok := r.item()
		return ok
	}
	r.kinds = r.kinds[:0]
	for i := range tokens {
		r.kinds = append(r.kinds, byte(-tokens[i].kind))
	}
	if _, ok := r.accepted[string(r.kinds)]; ok {
		return true
	}
	r.load(tokens)
	_, ok := r.item()
	if ok {
		if len(r.accepted) == mostKept {
			clear(r.accepted) // those of files to come may be others
		}
		r.accepted[string(r.kinds)] = struct{}{}
	}
	return ok
}

// mostSpare is how many tokens more than the item the lexer has room for, so that a longer item fits as well. For a very long item
// that is a small part: a token takes 64 bytes there.
const mostSpare = 1 << 16

// load takes the tokens of an item, the last of which is of the kind End.
func (r *recognizer) load(tokens []token) {
	if len(tokens) > len(r.lent) {
		blank := blankLexer(max(len(tokens)+min(len(tokens), mostSpare), 256))
		size := lexer.RawCursor(blank)
		r.lexer, _ = lexer.Upgrade(&blank) // a blankLexer gives no error
		r.lent = r.lexer.Range(0, size)
	}
	for i := range tokens {
		r.lent[i].Type, r.lent[i].Pos.Offset = tokens[i].kind, i
	}
	r.lexer.LoadCheckpoint(lexer.Checkpoint{})
}

// item tells whether the tokens that are loaded are an item, all of them. Where they are not, it returns the one that is wrong.
func (r *recognizer) item() (wrong int, ok bool) {
	_, err := grammar().item.ParseFromLexer(r.lexer)
	return place(err), err == nil
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
	return max(from, place(err)), false
}

// place returns the token that an error is about.
func place(err error) int {
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
