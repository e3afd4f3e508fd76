package yaml

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// What the grammar can find wrong, in words.

// placeOf returns the place of the next token, which is not nil, on its first line.
func (p *parser) placeOf(t *token) ast.Span {
	if !t.isWritten() {
		for i := range p.queue {
			if p.queue[i].isWritten() {
				return p.placeOf(&p.queue[i])
			}
		}
		return ast.Between(t.start, min(t.start+1, len(p.text)))
	}
	return onLine(p.text, t.start, t.end)
}

func (p *parser) directiveMeaning(versions *int) {
	t := *p.peek()
	fields := strings.Fields(p.text[t.start:t.end])
	if fields[0] == "%YAML" {
		if *versions++; *versions > 1 {
			p.fail(ast.SyntaxError(ast.Between(t.start, t.end), "a second %YAML directive; expected one", "remove one of the two"))
		}
	} else if slices.Contains(p.handles, fields[1]) {
		p.fail(ast.SyntaxError(ast.Between(t.start, t.end), fmt.Sprintf("the tag handle %s is given twice", ast.Quote(fields[1])), "remove one of the two"))
	} else {
		p.handles = append(p.handles, fields[1])
	}
	p.accept(directiveToken)
}

func (p *parser) missingDocumentStart() {
	if t := p.peek(); t != nil {
		p.fail(ast.SyntaxError(p.placeOf(t), `expected "---" after the directives`, `write "---" on a line of its own before the flow`))
	}
}

func (p *parser) deep() {
	if t := p.peek(); t != nil {
		p.fail(tooDeep(p.placeOf(t)))
	}
}

func (p *parser) alias() {
	t := *p.peek()
	if name := p.text[t.start+1 : t.end]; !p.anchors[name] {
		d := ast.SyntaxError(ast.Between(t.start, t.end), fmt.Sprintf("%s is an alias, and no anchor %s stands before it",
			ast.Quote("*"+name), ast.Quote("&"+name)))
		if near, ok := nearest.Of(name, slices.Collect(maps.Keys(p.anchors))); ok {
			d.Help = []string{ast.DidYouMean("*" + near)}
		} else {
			d.Help = []string{p.quoteHelp(t.start)}
		}
		p.fail(d)
	}
	p.accept(aliasToken)
}

func (p *parser) checkHandle(t token) {
	handle := handleOf(p.text[t.start:t.end])
	if handle != "!" && handle != "!!" && !slices.Contains(p.handles, handle) {
		p.fail(ast.SyntaxError(ast.Between(t.start, t.end), fmt.Sprintf("the tag handle %s is not known", ast.Quote(handle)), p.quoteHelp(t.start)))
	}
}

// noValue is about a token that no value begins with.
func (p *parser) noValue() {
	t := p.peek()
	if t == nil || p.closing(t) {
		return
	}
	d := ast.SyntaxError(p.placeOf(t), fmt.Sprintf("unexpected %s; expected a value", p.words(p.placeOf(t))))
	d.Help = []string{"remove it, or put the text that it belongs to in quotation marks"}
	switch t.kind {
	case blockEntry:
		d.Message = `"-" begins a list of lines, which cannot stand inside of brackets`
		d.Help = []string{`write the list in brackets, with "," between its items`}
	case valueToken:
		d.Message, d.Help = `":" without a key before it`, []string{helpWithoutKey}
	case flowEntry:
		if len(p.open) > 0 {
			d.Message = `"," without a value before it`
			d.Help = []string{"remove it, or write the value that is missing"}
		}
	}
	p.fail(d)
}

const helpWithoutKey = "write the key before it, or remove it"

// closing is about the end of the document inside of brackets, and about brackets that close nothing. It tells whether that was
// the problem.
func (p *parser) closing(t *token) bool {
	switch t.kind {
	case endToken, documentStart, documentEnd, directiveToken:
		if n := len(p.open); n > 0 {
			p.unclosed(&p.open[n-1], ast.Span{})
			return true
		}
	case flowSequenceEnd, flowMappingEnd:
		if p.next() == t.kind {
			p.fail(ast.SyntaxError(ast.Between(t.start, t.end), fmt.Sprintf("%q closes nothing", p.text[t.start:t.end]), "remove it"))
			return true
		}
	}
	return false
}

// unclosed is about a bracket that is not closed at all or, where found is given, not before what was found.
func (p *parser) unclosed(opener *token, found ast.Span) {
	d := ast.SyntaxError(ast.Between(opener.start, opener.end), fmt.Sprintf("%q is never closed; expected %q", p.text[opener.start:opener.end], closerOf(opener)),
		fmt.Sprintf("write %q where it ends", closerOf(opener)))
	if !found.IsZero() {
		d.Message = fmt.Sprintf("%q is not closed before the next line; expected %q", p.text[opener.start:opener.end], closerOf(opener))
		d.Related = []ast.Related{{Message: "it reads on to here", Span: found}}
		line := p.text[opener.start : opener.start+strings.IndexAny(p.text[opener.start:]+"\n", "\r\n")]
		if hash := strings.Index(line, " #"); hash >= 0 && strings.Contains(line[hash:], closerOf(opener)) {
			d.Help = []string{`" #" begins a comment, to the end of the line; put the text in quotation marks if it is a part of it`}
		}
	}
	p.fail(d)
}

// unclosedQuoteBefore finds a quotation mark that was left open: the token follows, on the same line, a quoted text that runs over
// several lines, which must have ended where the next quoted text was to begin.
func (p *parser) unclosedQuoteBefore(t *token) bool {
	if p.prev.isQuoted(p.text) && p.prev.lastLine > p.prev.line && t.line == p.prev.lastLine {
		p.fail(ast.SyntaxError(ast.Between(p.prev.start, p.prev.start+1), "this quotation mark is not closed on its line",
			p.quoteMarkHelp(p.text[p.prev.start])))
		return true
	}
	return false
}

// unexpectedInBlock is about a token behind a whole member of an object, or a whole item of a list, of lines.
func (p *parser) unexpectedInBlock(kind tokenKind) {
	t := p.peek()
	if t == nil || p.unclosedQuoteBefore(t) || p.closing(t) {
		return
	}
	place := p.placeOf(t)
	next := p.next()
	switch {
	case t.line == p.prev.lastLine && t.kind != valueToken:
		p.afterValue(place)
	case next == blockMapping || next == blockSequence:
		p.fail(p.badIndentation(place))
	case t.kind == valueToken:
		p.fail(ast.SyntaxError(place, `":" without a key before it`, helpWithoutKey))
	case t.kind == blockEntry:
		p.fail(ast.SyntaxError(place, `"-" begins an item of a list, in the middle of an object; expected a key`,
			"indent the list to make it the value of the key above it"))
	case kind == blockSequence:
		p.fail(ast.SyntaxError(place, fmt.Sprintf(`%s stands in a list; expected "-"`, p.words(place)),
			"indent the line if it belongs to the item above it"))
	case t.kind == flowEntry:
		p.fail(ast.SyntaxError(place, `"," outside of brackets; expected a key`, "remove it"))
	default:
		p.fail(p.noColon(place))
	}
}

// afterValue is about what follows a value on its line.
func (p *parser) afterValue(place ast.Span) {
	before := &p.prev
	d := ast.SyntaxError(place, fmt.Sprintf("unexpected %s; expected the end of the line", p.words(place)),
		"put it on a line of its own, or the text that it belongs to in quotation marks")
	switch {
	case before.isQuoted(p.text):
		d.Message = fmt.Sprintf("unexpected %s after the closing quotation mark", p.words(place))
		d.Help = []string{p.quoteMarkHelp(p.text[before.start])}
	case before.kind == flowSequenceEnd || before.kind == flowMappingEnd:
		d.Message = fmt.Sprintf("unexpected %s after %q", p.words(place), p.text[before.start:before.end])
		d.Help = []string{"put the whole text in quotation marks if the brackets are a part of it"}
		if start := int(p.closed.Start); int(p.closed.End) == before.end && p.firstOnLine(start) != start && len(p.open) == 0 {
			d.Help = []string{p.quoteHelp(start)}
		}
	case before.kind == aliasToken:
		d.Message = fmt.Sprintf("unexpected %s after the alias %s", p.words(place), ast.Quote(p.text[before.start:before.end]))
		d.Help = []string{p.quoteHelp(before.start)}
	}
	p.fail(d)
}

// unexpectedInFlow is about a token inside of brackets that is neither a comma nor the closing bracket.
func (p *parser) unexpectedInFlow(opener *token) {
	t := p.peek()
	if t == nil || p.unclosedQuoteBefore(t) || p.closing(t) {
		return
	}
	place, line := p.placeOf(t), t.line
	folded := t.kind == valueToken && p.prev.plain && p.prev.lastLine > p.prev.line
	if folded {
		place, line = p.lastLineOf(&p.prev), p.prev.lastLine
	}
	sameLine := p.prev.lastLine == t.line
	switch {
	case line > opener.line && p.indentation(int(place.Start)) <= p.indentation(opener.start):
		p.unclosed(opener, place)
	case folded || !sameLine:
		p.missingComma(place)
	case t.kind == valueToken:
		if word := p.lastWordOf(&p.prev); !word.IsZero() {
			p.missingComma(word)
			p.found.Help = []string{`put the text in quotation marks if the ":" is a part of it`}
			return
		}
		p.fail(p.secondColon(t.start, &p.prev))
	case p.prev.plain && t.plain, t.kind == keyToken && p.text[t.start] == '?', p.prev.plain && !t.isQuoted(p.text):
		p.fail(ast.SyntaxError(place, fmt.Sprintf("unexpected %s; a text without quotation marks cannot hold it inside of brackets", p.words(place)),
			"put the text in quotation marks"))
	case p.prev.isQuoted(p.text) && t.plain && p.prev.end == t.start:
		p.afterValue(place)
	default:
		p.missingComma(place)
	}
}

// lastWordOf returns the place of the last word of a text without quotation marks, which would do as a key; the zero span
// where the text is that word alone.
func (p *parser) lastWordOf(t *token) ast.Span {
	if !t.plain {
		return ast.Span{}
	}
	start := strings.LastIndexAny(p.text[t.start:t.end], " \t") + 1
	word := p.text[t.start+start : t.end]
	if n := len(word); n > 2 && word[0] == '"' && word[n-1] == '"' {
		word = word[1 : n-1]
	}
	if start == 0 || strings.ContainsFunc(word, func(r rune) bool { return r < utf8.RuneSelf && !isWord(byte(r)) }) {
		return ast.Span{}
	}
	return ast.Between(t.start+start, t.end)
}

func (p *parser) missingComma(place ast.Span) {
	p.fail(ast.SyntaxError(place, fmt.Sprintf(`a "," is missing before %s`, p.words(place)), `put a "," between the two`))
}

// afterDocument is about what follows a document that has ended.
func (p *parser) afterDocument() {
	t := p.peek()
	if p.unclosedQuoteBefore(t) || p.closing(t) {
		return
	}
	place := p.placeOf(t)
	if t.line == p.prev.lastLine {
		p.afterValue(place)
		return
	}
	if column := p.indentation(int(place.Start)); startOfLine(p.text, int(place.Start))+column == int(place.Start) {
		// The document ended because this line is indented by less than its first one.
		if _, width := nearestAbove(p.text, int(place.Start)-column, column); width > column {
			p.fail(p.badIndentation(place))
			return
		}
	}
	p.fail(ast.SyntaxError(place, fmt.Sprintf("unexpected %s after the end of the document", p.words(place)), "indent it like what it belongs to, or remove it"))
}
