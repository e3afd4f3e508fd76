package yaml

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	noToken tokenKind = iota
	endToken
	directiveToken
	documentStart
	documentEnd
	blockSequence // before the first "-" of a list
	blockMapping  // before the first key of an object
	blockEnd
	blockEntry // "-"
	keyToken   // "?", or before a key that a ":" follows
	valueToken // ":"
	flowSequence
	flowMapping
	flowSequenceEnd
	flowMappingEnd
	flowEntry // ","
	aliasToken
	anchorToken
	tagToken
	scalarToken
)

// A token is a piece of the source.
type token struct {
	kind       tokenKind
	start, end int
	line       int  // the number of line breaks before its start
	lastLine   int  // likewise, of its end
	plain      bool // a scalar without quotation marks
	mayBeKey   bool // it stood where a key may begin
	level      int  // the brackets around, where it may be a key
	// What becomes clear only when the ":" after it is met: that it is a key, and the first one of an object.
	opensMapping, isKey bool
}

// isWritten tells whether the token has a text of its own.
func (t *token) isWritten() bool {
	return t.kind != blockSequence && t.kind != blockMapping && t.kind != blockEnd && t.kind != noToken
}

// isQuoted tells whether it is a text in quotation marks.
func (t *token) isQuoted(text string) bool {
	return t.kind == scalarToken && !t.plain && (text[t.start] == '"' || text[t.start] == '\'')
}
