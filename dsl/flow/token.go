package flow

import (
	"fmt"
	"io"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// The kinds of token, as the grammar knows them.
const (
	kindEnd lexer.TokenType = -iota - 1 // of the item, or of the file; it must be lexer.EOF
	kindIllegal
	kindLeftBrace
	kindRightBrace
	kindLeftBracket
	kindRightBracket
	kindComma
	kindOperator
	kindName    // a word or string that names something: a type, the key before an arrow
	kindLabel   // a name and the colon behind it
	kindTarget  // an arrow and the name behind it
	kindScalar  // a value that is neither a list nor an object
	kindRef     // source.field, on the left of a test
	kindOperand // a value on the right of a test
	kindUnary   // exists, missing
	kindTerm    // of a policy
	kindTitle   // of a policy: "policy" and the string behind it
	kindSession
	kindStart
	kindCondition // "on" and the string behind it, or "always"
	kindAs        // "as" and the name behind it
	kindSay       // "say" and the string behind it
	kindIf
	kindElse
	kindBefore
	kindAfter
	kindRequire
	kindForbid
	// What the scanner reads, and the cutter turns into the above. Those that are left over are in the wrong place.
	kindWord
	kindString
	kindNumber
	kindColon
	kindDot
	kindArrow
	kindOn
	kindTooDeep // brackets nested too deeply, and all that is in them
)

// A token is a piece of the source.
type token struct {
	kind lexer.TokenType
	// form is the kind of value that the token would be.
	form ast.Kind
	// column counts the bytes before the token on its line, from 0; it is -1 where the token is not the first of its line.
	column int32
	// text is what the token says: a string without its quotation marks, anything else as written. It is that of the last piece
	// where there are several.
	text string
	span ast.Span
	// lead is the first piece of a token of two pieces; zero for one piece.
	lead ast.Span
}

// isName tells whether a token that the scanner has read can be a name.
func (t *token) isName() bool { return t.kind == kindWord || t.kind == kindString }

// begin is where the token begins, its first piece counted.
func (t *token) begin() int32 { return t.lead.Cover(t.span).Start }

// quote names a token of one word in a message.
func (t *token) quote() string { return ast.Quote(t.text) }

// A definition tells participle the names of the tokens, which are those of the grammar's tags.
type definition struct{}

// Symbols implements lexer.Definition.
func (definition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF": kindEnd, "LeftBrace": kindLeftBrace, "RightBrace": kindRightBrace, "LeftBracket": kindLeftBracket,
		"RightBracket": kindRightBracket, "Comma": kindComma, "Operator": kindOperator, "Name": kindName, "Label": kindLabel,
		"Target": kindTarget, "Scalar": kindScalar, "Ref": kindRef, "Operand": kindOperand, "Unary": kindUnary, "Term": kindTerm,
		"Title": kindTitle, "Session": kindSession, "Start": kindStart, "Condition": kindCondition, "As": kindAs, "Say": kindSay,
		"If": kindIf, "Else": kindElse, "Before": kindBefore, "After": kindAfter, "Require": kindRequire, "Forbid": kindForbid,
	}
}

// Lex implements lexer.Definition. It fails only where r does.
func (definition) Lex(_ string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read the source: %w", err)
	}
	return &tokenLexer{cutter: newCutter(new(catalog.Catalog), string(text))}, nil
}

// A tokenLexer gives the tokens of a whole source to participle.
type tokenLexer struct {
	*cutter
	at int
}

// Next implements lexer.Lexer. It never fails.
func (l *tokenLexer) Next() (lexer.Token, error) {
	for l.at+1 >= len(l.tokens) {
		if !l.cut() {
			return lexer.EOFToken(lexer.Position{Offset: len(l.text)}), nil
		}
		l.at = 0
	}
	t := &l.tokens[l.at]
	l.at++
	return lexer.Token{Type: t.kind, Value: t.text, Pos: lexer.Position{Offset: int(t.span.Start)}}, nil
}
