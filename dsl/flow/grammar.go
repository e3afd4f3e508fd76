package flow

import (
	"sync"

	"github.com/alecthomas/participle/v2"
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
