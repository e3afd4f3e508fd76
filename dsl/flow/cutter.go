package flow

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A cutter cuts the tokens of a source into items, so that a mistake in one does not reach the next. It tells the words
// that mean something where they stand from those that are names (keywords.go), so that the grammar gets by with a
// lookahead of one token, and it makes the brackets of each item match (brackets.go).
type cutter struct {
	*scanner
	catalog *catalog.Catalog
	ahead   token
	point   token // a point that was read together with the word before it, but leads to no field
	// tokens are those of the item, ended by one of the kind End. The next item overwrites them.
	tokens []token
	open   []bracket
	braces int // how many of open are braces
	// indentation is the column of the first token on the line.
	indentation int32
	// strict is the end of the part of the source in which brackets are missing. There, a line at column 1 that looks like
	// an item is one, and indentation tells which brackets belong together.
	strict int
	// parentheses tells that one was skipped in the test that is being read.
	parentheses bool
	// crossed tells that a brace in the item stands where a bracket that is still open must be closed first.
	crossed bool
	// inYAML tells that the item is a node that is written as in YAML.
	inYAML bool
	// unclear tells that a bracket within the body of the item has no partner, so that keys may stand in another object than was meant.
	unclear bool
	most    int // how many tokens of an item are read
	// endless tells that the item has more tokens than that, and that the rest of it was not read.
	endless bool
	start   int   // where the item begins
	column  int32 // that of its first token
	kept    int   // how many slips there were when it began
	first   int   // its first slip
	past    int   // the slip after its last one
	whole   int   // the slip before which none of the item swallowed brackets; kept so that they are not looked through over and over
}

// mostTokens is how many tokens of one item are read: each takes more than a hundred bytes of memory, and may be written in two
// bytes. A node of a million outcomes has fewer.
const mostTokens = 4_000_000

func newCutter(vocabulary *catalog.Catalog, text string) *cutter {
	c := &cutter{scanner: newScanner(text), catalog: vocabulary, most: mostTokens}
	c.advance()
	return c
}

// cut reads the next item, and tells whether there is one.
func (c *cutter) cut() bool {
	c.first, c.start, c.column, c.kept = c.past, int(c.ahead.span.Start), c.ahead.column, c.before
	c.collect()
	if c.ahead.kind == kindEnd && len(c.open) > 0 {
		c.recut(len(c.text))
	} else if c.crossed && c.start >= c.strict {
		c.recut(int(c.ahead.span.Start))
	}
	return len(c.tokens) > 1 || c.past > c.first
}

// recut reads the item again, now that it is known that brackets are missing before the place strict.
func (c *cutter) recut(strict int) {
	c.strict = strict
	c.slips = c.slips[:c.kept]
	c.rewind(c.start, c.column)
	c.advance()
	c.collect()
}

func (c *cutter) collect() {
	c.tokens, c.open, c.braces, c.crossed, c.unclear, c.inYAML, c.whole = c.tokens[:0], c.open[:0], 0, false, false, false, c.first
	for c.ahead.kind != kindEnd && len(c.tokens) < c.most {
		if c.atItem() && !c.openForgotten() {
			break
		}
		switch {
		case len(c.open) == 0:
		case c.ahead.column >= 0:
			c.openForgottenValue()
			c.newLine()
		default:
			c.openForgottenOnLine()
		}
		c.push()
	}
	c.endless = len(c.tokens) >= c.most && c.ahead.kind != kindEnd
	if c.start < c.strict {
		c.closeMissing(0)
	}
	end := c.ahead.span.Start
	if n := len(c.tokens); n > 0 {
		end = c.tokens[n-1].span.End
	}
	c.tokens = append(c.tokens, token{kind: kindEnd, span: ast.Span{Start: end, End: end}, column: -1})
	c.past = c.before
}

// atItem tells whether the token ahead begins another item.
func (c *cutter) atItem() bool {
	n := len(c.tokens)
	if n == 0 {
		return false
	}
	if c.atStrictItem() {
		return true
	}
	if len(c.open) > 0 {
		return false
	}
	if c.inYAML = c.inYAML || c.startsYAMLNode(); c.inYAML {
		return c.ahead.column >= 0 && c.ahead.column <= c.tokens[0].column
	}
	if c.ahead.kind == kindRightBrace {
		return c.tokens[0].kind != kindRightBrace && !c.inStraySession()
	}
	if c.inStraySession() {
		// Only a brace below the word closes it; those of the values in it stand further to the right, or within a line.
		left, last := c.tokens[0].column, &c.tokens[n-1]
		if last.kind == kindRightBrace && last.column >= 0 && last.column <= left {
			return true
		}
		return c.ahead.column >= 0 && c.ahead.column <= left && !(last.kind == kindLabel && c.ahead.isName() && !startsItem(c.text[c.ahead.span.Start:]))
	}
	last := &c.tokens[n-1]
	unfinished := last.kind == kindLabel || last.kind == kindArrow
	switch c.ahead.kind {
	case kindIllegal, kindNumber, kindOperator, kindComma, kindColon, kindDot:
		return c.ahead.column >= 0 && !unfinished
	}
	if !c.ahead.isName() {
		return false
	}
	if last.kind == kindLabel && strings.HasPrefix(skipSpaces(c.text[c.ahead.span.End:]), "->") {
		return false // a node may have its type on a line of its own
	}
	if c.ahead.column >= 0 && !unfinished || startsItem(c.text[c.ahead.span.Start:]) && (c.ahead.column >= 0 || !unfinished) {
		return true
	}
	return c.ahead.column >= 0 && c.isKey() || !unfinished && c.tokens[0].kind != kindName && c.beginsItem()
}

// beginsItem tells whether the name ahead and the token behind it begin an item, as they do behind one that is whole. Unlike
// startsItem, it takes strings for names, and there may be comments and line breaks between the two.
func (c *cutter) beginsItem() bool {
	switch c.behind() {
	case kindColon:
		return true
	case kindArrow:
		return c.ahead.kind == kindWord && c.ahead.text == "start"
	case kindLeftBrace:
		return c.ahead.kind == kindWord && c.ahead.text == "session"
	case kindString:
		return c.ahead.kind == kindWord && c.ahead.text == "policy"
	}
	return false
}

// isKey tells whether there is a colon behind the token ahead, which neither the type of a node nor a target has behind it.
func (c *cutter) isKey() bool { return c.behind() == kindColon }

// behind returns the kind of the token after the one ahead.
func (c *cutter) behind() lexer.TokenType {
	scanner := *c.scanner
	var t token
	scanner.next(&t)
	return t.kind
}

func (c *cutter) atStrictItem() bool {
	at := int(c.ahead.span.Start)
	return at < c.strict && c.ahead.column == 0 && startsItem(c.text[at:])
}

// push moves the token ahead to those of the item, together with those that it is joined with.
func (c *cutter) push() {
	t := c.advance()
	switch t.kind {
	case kindWord, kindString, kindNumber:
		c.classify(&t)
	case kindArrow:
		c.parentheses = false
		if c.ahead.isName() && !(c.ahead.column >= 0 && (c.atMember() || c.isKey())) && !c.strayArrow() {
			c.join(&t, kindTarget)
		}
	case kindIllegal:
		if !c.negated(&t) && c.strayInTest(&t) {
			return
		}
	case kindLeftBrace, kindLeftBracket:
		c.openBracket(&t)
	case kindRightBrace, kindRightBracket:
		if !c.closeBracket(&t) {
			return
		}
	}
	c.tokens = append(c.tokens, t)
	if c.point.kind == kindDot {
		c.tokens = append(c.tokens, c.point)
		c.point = token{}
	}
}

// strayArrow tells whether an arrow that has just been read stands before a member on the same line, and leads from nothing.
func (c *cutter) strayArrow() bool {
	if len(c.open) != 1 || c.tokens[0].kind != kindLabel {
		return false
	}
	switch c.last() {
	case kindLeftBrace, kindRightBrace, kindRightBracket, kindTarget, kindAs, kindScalar, kindSay:
	default:
		return false
	}
	if n := c.catalog.NodeType(c.tokens[1].text); n == nil || n.Type.Field("outcome") != nil {
		return false // it may lead from the node itself
	}
	return c.atMember()
}

// advance returns the token ahead, and goes on to the next.
func (c *cutter) advance() token {
	t := c.ahead
	if t.column >= 0 {
		c.indentation = t.column
	}
	c.next(&c.ahead)
	switch c.ahead.kind {
	case kindIllegal:
		c.mend(&t)
	case kindWord:
		c.wholeWord(&t)
	}
	return t
}

// mend gives the token ahead, which the language does not have, the kind of the one that was meant, where that is clear from
// the token before it.
func (c *cutter) mend(before *token) {
	at, written, test := c.ahead.span, c.ahead.text, c.last() == kindIf
	mended := func(kind lexer.TokenType, right string) {
		c.ahead.kind = kind
		c.slip(int(at.Start), int(at.End), true, ast.Quote(written)+"; expected "+ast.Quote(right), "write "+right)
	}
	switch {
	case written == "=" && test:
		mended(kindOperator, "==")
	case written == "=>" && test:
		mended(kindOperator, ">=")
	case written == "=" && c.ahead.column < 0 && c.leads(before):
		mended(kindArrow, "->")
	case written == "=" && c.ahead.column < 0:
		mended(kindColon, ":")
	case written == "=>":
		mended(kindArrow, "->")
	}
}

// leads tells whether a token is the name of an outcome of the node that the item is, or a keyword that an arrow follows.
func (c *cutter) leads(t *token) bool {
	switch {
	case !t.isName():
		return false
	case len(c.tokens) == 0:
		next, _ := leadingWord(skipSpaces(c.text[c.ahead.span.End:]))
		return t.kind == kindWord && t.text == "start" && !c.isType(next)
	case c.tokens[0].kind == kindLabel && len(c.tokens) == 1:
		return true // t is the type of the node
	case len(c.open) != 1 || c.tokens[0].kind != kindLabel:
		return false
	}
	n := c.catalog.NodeType(c.tokens[1].text)
	return n != nil && n.Type.Field(t.text) == nil && (n.TargetPath(t.text) != nil || ast.IsArrowKeyword(t.text, n))
}

// last returns the kind of the last token of the item so far, End where there is none.
func (c *cutter) last() lexer.TokenType {
	if n := len(c.tokens); n > 0 {
		return c.tokens[n-1].kind
	}
	return kindEnd
}

// atMember tells whether the token ahead begins a member, as far as its line shows.
func (c *cutter) atMember() bool {
	text := c.text[c.ahead.span.Start:]
	return startsMember(text) || startsSentence(text)
}

// startsItem tells whether a text begins as an item does: with a name, a colon and a type, or with a word that begins
// one of the other items and what must follow it. All of it is on one line.
func startsItem(text string) bool {
	word, rest := leadingWord(text)
	if rest == "" {
		return false
	}
	switch rest[0] {
	case ':', '=':
		rest = skipSpaces(rest[1:])
		return rest != "" && ast.IsWordStart(rest[0])
	case '-':
		return word == "start" && len(rest) > 1 && rest[1] == '>'
	case '{':
		return word == "session"
	case '"':
		return word == "policy"
	}
	return false
}

// startsMember tells whether a text begins with a word and what follows a key.
func startsMember(text string) bool {
	_, rest := leadingWord(text)
	return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "->")
}

// startsSentence tells whether a text begins like a member that starts with a keyword, or with a word that was meant to be one. It
// is asked where the word may also be the name of a node.
func startsSentence(text string) bool {
	word, rest := leadingWord(text)
	if rest == "" {
		return false
	}
	if rest[0] == '"' {
		if _, behind, _ := strings.Cut(rest[1:], `"`); strings.HasPrefix(skipSpaces(behind), ":") {
			return false // the string is a key
		}
		return word == "on" || word == "say" || meant(word, "on", "say") != ""
	}
	if keyword := strings.ToLower(word); !isMemberKeyword(keyword) && synonyms[keyword] == "" {
		return false
	}
	behind, _ := leadingWord(rest)
	return behind != "" && behind != "as" || strings.IndexByte("!($'`", rest[0]) >= 0
}

// leadingWord returns the word that a text begins with, and what follows it on the line; both are empty where there is none.
func leadingWord(text string) (word, rest string) {
	if text == "" || !ast.IsWordStart(text[0]) {
		return "", ""
	}
	n := 1
	for n < len(text) && (ast.IsWordPart(text[n]) || text[n] == '-' && n+1 < len(text) && ast.IsWordPart(text[n+1])) {
		n++
	}
	return text[:n], skipSpaces(text[n:])
}

func skipSpaces(text string) string {
	n := 0
	for n < len(text) && (text[n] == ' ' || text[n] == '\t') {
		n++
	}
	return text[n:]
}
