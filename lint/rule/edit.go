package rule

import (
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
)

// rename is the edit that puts another word in the place of a scalar or a key, quoted as the old one was.
func rename(f *ast.File, span ast.Span, word string) ast.Edit {
	switch written := f.Source.Slice(span); {
	case strings.HasPrefix(written, "'"):
		word = "'" + strings.ReplaceAll(word, "'", "''") + "'"
	case strings.HasPrefix(written, `"`) || !isWord(word):
		word = json.Quote(word)
	}
	return keepColumn(f, ast.Edit{Span: span, Text: word})
}

// keepColumn leaves an arrow of the flow language after a renamed key in its column, if it is lined up with others.
func keepColumn(f *ast.File, e ast.Edit) ast.Edit {
	rest := f.Source.Text[e.Span.End:]
	arrow := strings.TrimLeft(rest, " ")
	room := len(rest) - len(arrow)
	if f.Language != ast.Flow || room == 0 || !strings.HasPrefix(arrow, "->") {
		return e
	}
	switch longer := len(e.Text) - e.Span.Len(); {
	case longer > 0 && longer < room:
		e.Span.End += int32(longer)
	case longer < 0 && (room > 1 || besideArrows(f.Source.Text, int(e.Span.End)+room)):
		e.Text += strings.Repeat(" ", -longer)
	}
	return e
}

// besideArrows tells whether the line above or below has an arrow in the column of the one at the offset. Lines can be as
// long as files, and it looks no further than arrows are lined up.
func besideArrows(text string, offset int) bool {
	const widest = 400
	before, after := text[max(0, offset-widest):offset], text[offset:min(len(text), offset+widest)]
	i := strings.LastIndexByte(before, '\n')
	above, column := before[:max(0, i)], len(before)-i-1
	above = above[strings.LastIndexByte(above, '\n')+1:]
	_, below, _ := strings.Cut(after, "\n")
	below, _, _ = strings.Cut(below, "\n")
	arrowIn := func(line string) bool { return column <= len(line) && strings.HasPrefix(line[column:], "->") }
	return arrowIn(above) || arrowIn(below)
}

// respelling is the fix that puts another word in the place of a scalar or a key.
func respelling(f *ast.File, verb string, span ast.Span, word string) []ast.Fix {
	return []ast.Fix{{Title: verb + " it to " + ast.Quote(word), Edits: []ast.Edit{rename(f, span, word)}}}
}

// isWord tells whether the text needs no quotation marks in YAML and in the flow language.
func isWord(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; !ast.IsWordStart(c) && (i == 0 || !ast.IsWordPart(c) && c != '-') {
			return false
		}
	}
	switch strings.ToLower(text) {
	case "", "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return !strings.HasSuffix(text, "-")
}

// addBeside returns the edit that gives an object one more member: a copy of a member that is there, under another key.
// It reports false where the text of the member is not inside the object's.
func addBeside(f *ast.File, object *ast.Value, m *ast.Member, key string) (ast.Edit, bool) {
	if !m.Value.Via.IsZero() {
		return ast.Edit{}, false
	}
	between := withoutAnchor(f.Source.Text[m.KeySpan.End:m.Value.Span.Start])
	renamed, rest := rename(f, m.KeySpan, key).Text, between+f.Source.Slice(m.Value.Span)
	// Where arrows are lined up, the new one is too.
	for longer := len(renamed) - m.KeySpan.Len(); longer > 0 && strings.HasPrefix(rest, "  "); longer-- {
		rest = rest[1:]
	}
	return addText(f, object, m, renamed+rest)
}

// withoutAnchor takes the name that YAML gives a value off the end of what stands between its key and it: a copy must not take that over.
func withoutAnchor(between string) string {
	words := strings.TrimRight(between, " \t")
	if word := words[strings.LastIndexAny(words, " \t\n")+1:]; strings.HasPrefix(word, "&") {
		return strings.TrimSuffix(words, word)
	}
	return between
}

// insert returns the edit that puts a new member beside one that is there.
func insert(f *ast.File, object *ast.Value, beside *ast.Member, key, value string) (ast.Edit, bool) {
	if f.Language == ast.JSON {
		key = json.Quote(key)
	}
	return addText(f, object, beside, key+": "+value)
}

// addText puts the text of a member after another one and the comment behind it; or before it where that is not possible.
func addText(f *ast.File, object *ast.Value, beside *ast.Member, member string) (ast.Edit, bool) {
	if !beside.Value.Via.IsZero() {
		return ast.Edit{}, false
	}
	text := f.Source.Text
	indent, ownLine := indentation(text, int(beside.KeySpan.Start))
	separator := " "
	if ownLine {
		separator = lineBreak(text) + indent
	}
	if hasCommas(f, object) {
		separator = "," + separator
	}
	end := beside.Value.Span.End
	after := int(end)
	if strings.HasPrefix(text[after:], ",") {
		after++
	}
	if ownLine && !hasCommas(f, object) && strings.HasPrefix(strings.TrimLeft(text[after:], " \t"), "#") {
		end += int32(len(restOfLine(text, after)))
		after = int(end)
	}
	if !ownLine || endsLine(text, after) {
		return ast.Edit{Span: ast.Span{Start: end, End: end}, Text: separator + member}, true
	}
	return ast.Edit{Span: ast.Span{Start: beside.KeySpan.Start, End: beside.KeySpan.Start}, Text: member + separator}, true
}

// remove returns the edit that takes a member out of an object; false where the text of the member is not inside the object's,
// nothing would be left, or a comment would be lost.
func (p *Pass) remove(object *ast.Value, m *ast.Member) (ast.Edit, bool) {
	f := p.File
	if !m.Value.Via.IsZero() || len(object.Members) < 2 {
		return ast.Edit{}, false
	}
	text := f.Source.Text
	start, end := int(m.KeySpan.Start), int(m.Value.Span.End)
	if hasCommas(f, object) {
		if rest := strings.TrimLeft(text[end:], " \t\r\n"); strings.HasPrefix(rest, ",") {
			end = len(text) - len(rest) + 1
			end += len(text[end:]) - len(strings.TrimLeft(text[end:], " \t"))
		} else if before := strings.TrimRight(text[:start], " \t\r\n"); strings.HasSuffix(before, ",") {
			start = len(before) - 1
		}
	}
	indent, ownLine := indentation(text, start)
	comments := p.commentsIn(ast.Between(start, end))
	switch {
	case ownLine && endsLine(text, end):
		start, end = wholeLines(text, start, end)
		kept := ""
		for _, c := range comments {
			kept += indent + c + lineBreak(text)
		}
		return ast.Edit{Span: ast.Between(start, end), Text: kept}, true
	case ownLine && strings.HasPrefix(strings.TrimLeft(text[end:], " \t"), "#"):
		end += len(text[end:]) - len(strings.TrimLeft(text[end:], " \t")) // the comment takes its place
	case !ownLine && !hasCommas(f, object) && f.Language == ast.Flow:
		start = len(strings.TrimRight(text[:start], " \t"))
	case !ownLine && !hasCommas(f, object):
		// The member stands behind the dash of a list: what follows takes its place.
		next := nextMember(object, m)
		if next == nil {
			return ast.Edit{}, false
		}
		end = int(next.KeySpan.Start)
		comments = p.commentsIn(ast.Between(start, end))
	}
	return ast.Edit{Span: ast.Between(start, end)}, comments == nil
}

// wholeLines widens a range that stands alone on its lines to all of them, the line break at the end included.
func wholeLines(text string, start, end int) (from, to int) {
	indent, _ := indentation(text, start)
	end += len(restOfLine(text, end))
	rest := strings.TrimPrefix(strings.TrimPrefix(text[end:], "\r"), "\n")
	return start - len(indent), len(text) - len(rest)
}

// commentsIn returns the comments in a span.
func (p *Pass) commentsIn(span ast.Span) []string {
	text := p.File.Source.Slice(span)
	if p.File.Language == ast.JSON || !strings.Contains(text, "#") {
		return nil
	}
	var comments []string
	places := p.extents()
	for at := 0; at < len(text); at++ {
		if text[at] == '#' && !places.inScalar(span.Start+int32(at)) {
			comment := restOfLine(text, at)
			comments = append(comments, comment)
			at += len(comment)
		}
	}
	return comments
}

func nextMember(object *ast.Value, m *ast.Member) *ast.Member {
	for i := range object.Members {
		if object.Members[i].KeySpan.Start > m.KeySpan.Start {
			return &object.Members[i]
		}
	}
	return nil
}

// hasCommas tells whether the members of the object are divided by commas.
func hasCommas(f *ast.File, object *ast.Value) bool {
	return f.Language == ast.JSON || f.Language == ast.YAML && strings.HasPrefix(f.Source.Slice(object.Span), "{")
}

// indentation returns the white space before the offset on its line, and whether nothing else is there. It looks no further
// than that: lines can be as long as files.
func indentation(text string, offset int) (string, bool) {
	start := offset
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	return text[start:offset], start == 0 || text[start-1] == '\n' || text[start-1] == '\r' || text[:start] == ast.ByteOrderMark
}

// endsLine tells whether there is only white space from the offset to the end of its line.
func endsLine(text string, offset int) bool {
	rest := strings.TrimLeft(text[offset:], " \t")
	return rest == "" || rest[0] == '\n' || rest[0] == '\r'
}

func restOfLine(text string, offset int) string {
	if i := strings.IndexAny(text[offset:], "\r\n"); i >= 0 {
		return text[offset : offset+i]
	}
	return text[offset:]
}

// lineBreak is what ends the lines of the text, as far as the first one tells.
func lineBreak(text string) string {
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
