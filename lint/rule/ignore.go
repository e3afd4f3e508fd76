package rule

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// An ignore is a comment that silences rules (design.md, section 4): at the end of a line for that line, on a line of its own for the
// whole of the next node, outcome or key, and as fsflow:ignore-file for the file.
type ignore struct {
	comment ast.Span // from its "#"
	unknown ast.Span // of the word that begins it, where that is neither fsflow:ignore nor fsflow:ignore-file; it silences nothing then
	ownLine bool
	rules   []ignoredRule
	scope   ast.Span // where a finding must begin
}

type ignoredRule struct {
	id   string
	span ast.Span
	used bool
}

const ignoreMark = "fsflow:ignore"

// ignores finds the comments. JSON has none.
func (p *Pass) ignores() []ignore {
	text := p.File.Source.Text
	if p.memo.ignores != nil {
		return p.memo.ignores
	}
	found := []ignore{}
	if p.File.Language == ast.JSON {
		text = ""
	}
	var places *extents
	for at := 0; ; {
		k := strings.Index(text[at:], ignoreMark)
		if k < 0 {
			break
		}
		mark := at + k
		at = mark + len(ignoreMark)
		hash := mark - 1
		for hash >= 0 && (text[hash] == ' ' || text[hash] == '\t') {
			hash--
		}
		if hash < 0 || text[hash] != '#' {
			continue
		}
		for hash > 0 && text[hash-1] == '#' {
			hash--
		}
		if places == nil {
			places = p.extents()
		}
		if places.inScalar(int32(hash)) {
			continue // it is part of a text, and no comment
		}
		one := p.readIgnore(hash, mark, places)
		found = append(found, one)
		at = int(one.comment.End) // whatever else stands in the comment, it is one ignore
	}
	p.memo.ignores = found
	return found
}

func (p *Pass) readIgnore(hash, mark int, places *extents) ignore {
	text := p.File.Source.Text
	_, ownLine := indentation(text, hash)
	end := hash + len(strings.TrimRight(restOfLine(text, hash), " \t"))
	i := ignore{comment: ast.Span{Start: int32(hash), End: int32(end)}, ownLine: ownLine}
	rest := mark + len(ignoreMark)
	rest += wordLength(text[rest:end])
	word := text[mark:rest]
	wholeFile := word == ignoreMark+"-file"
	if word != ignoreMark && !wholeFile {
		i.unknown = ast.Span{Start: int32(mark), End: int32(rest)}
		return i
	}
	list := text[rest:end]
	for _, reason := range []string{"--", "—", ": "} {
		list, _, _ = strings.Cut(list, reason)
	}
	i.rules = ids(list, rest)
	switch {
	case wholeFile:
		i.scope = ast.Span{Start: 0, End: int32(len(text)) + 1}
	case i.ownLine:
		i.scope = places.next(int32(end))
	default:
		i.scope = p.File.Source.LineSpan(p.File.Source.Position(hash).Line)
	}
	return i
}

// wordLength returns the length of what is left of a word at the start of a text: letters, digits, and dashes before one of those.
func wordLength(text string) int {
	length := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
			length = i + 1
		case c == '-' && length == i:
		default:
			return length
		}
	}
	return length
}

// ids splits the list of a comment, which begins at an offset.
func ids(list string, offset int) []ignoredRule {
	var all []ignoredRule
	for at := 0; at < len(list); {
		if strings.IndexByte(" \t,", list[at]) >= 0 {
			at++
			continue
		}
		end := at
		for end < len(list) && strings.IndexByte(" \t,", list[end]) < 0 {
			end++
		}
		all = append(all, ignoredRule{id: list[at:end], span: ast.Span{Start: int32(offset + at), End: int32(offset + end)}})
		at = end
	}
	return all
}

// silence drops the findings that a comment silences, and marks the rules in comments that did. What keeps a file from being read is
// never silenced: nothing else can be said of such a file, and nothing compiled from it.
func (p *Pass) silence(found []ast.Diagnostic) []ast.Diagnostic {
	comments := p.ignores()
	if len(comments) == 0 {
		return found
	}
	starts := map[string][]int32{} // of the findings of each rule
	for i := range found {
		starts[found[i].Rule] = append(starts[found[i].Rule], found[i].Span.Start)
	}
	for id := range starts {
		slices.Sort(starts[id])
	}
	scopes := map[string]cover{}
	for i := range comments {
		c := &comments[i]
		for k := range c.rules {
			r := &c.rules[k]
			if isSyntax(r.id) {
				continue
			}
			first, _ := slices.BinarySearch(starts[r.id], c.scope.Start)
			r.used = r.used || first < len(starts[r.id]) && starts[r.id][first] < c.scope.End
			scopes[r.id] = append(scopes[r.id], c.scope)
		}
	}
	for _, c := range scopes {
		c.prepare()
	}
	return slices.DeleteFunc(found, func(d ast.Diagnostic) bool { return scopes[d.Rule].has(d.Span.Start) })
}

// A cover is a set of spans that may overlap. Once it is prepared, they are sorted by start, and none ends before those that
// precede it.
type cover []ast.Span

func (c cover) prepare() {
	slices.SortFunc(c, func(a, b ast.Span) int { return cmp.Compare(a.Start, b.Start) })
	for i := range c {
		if i > 0 {
			c[i].End = max(c[i].End, c[i-1].End)
		}
	}
}

// has tells whether one of the spans holds the offset.
func (c cover) has(offset int32) bool {
	after := sort.Search(len(c), func(i int) bool { return c[i].Start > offset })
	return after > 0 && offset < c[after-1].End
}

func isSyntax(id string) bool {
	for _, r := range syntaxRules {
		if r.ID == id {
			return true
		}
	}
	return false
}

// extents are the places of the keys, items and nodes of a file, and of its scalars.
type extents struct {
	all     []ast.Span // by start, then the longest first
	scalars []ast.Span // by start
}

func (p *Pass) extents() *extents {
	if p.memo.extents == nil {
		p.memo.extents = newExtents(p.File)
	}
	return p.memo.extents
}

func newExtents(f *ast.File) *extents {
	e := &extents{}
	e.value(&f.Body)
	e.value(&ast.Value{Kind: ast.Object, Members: f.Own})
	for i := range f.Nodes {
		e.all = append(e.all, f.Nodes[i].ID.Span.Cover(f.Nodes[i].Object.Span))
		e.value(&f.Nodes[i].Object)
	}
	byStart := func(spans []ast.Span) {
		sort.Slice(spans, func(i, k int) bool {
			return spans[i].Start < spans[k].Start || spans[i].Start == spans[k].Start && spans[i].End > spans[k].End
		})
	}
	byStart(e.all)
	byStart(e.scalars)
	return e
}

func (e *extents) value(v *ast.Value) {
	if v.Kind == ast.String {
		e.scalars = append(e.scalars, v.Span)
	}
	for i := range v.Items {
		e.all = append(e.all, v.Items[i].Span)
		e.value(&v.Items[i])
	}
	for i := range v.Members {
		m := &v.Members[i]
		if isWritten(m) {
			e.all = append(e.all, ast.Span{Start: m.KeySpan.Start, End: m.Span().End})
		}
		e.scalars = append(e.scalars, m.KeySpan)
		e.value(&m.Value)
	}
}

// isWritten tells whether the author wrote the key of a member. In the flow language a node's outcomes stand in it one by one, and a
// list of nodes stands without its body: what holds them begins where the first of them does, and a comment is for that one alone.
func isWritten(m *ast.Member) bool {
	v := &m.Value
	switch {
	case m.KeySpan.Len() == 0:
		return false
	case !v.Via.IsZero():
		return true
	case len(v.Items) > 0:
		return v.Items[0].Span.Start > m.KeySpan.Start
	case len(v.Members) > 0:
		return v.Members[0].KeySpan.Start > m.KeySpan.Start
	}
	return true
}

// next returns the first place that begins at or after an offset, and of several the largest; the zero span when there is none.
func (e *extents) next(offset int32) ast.Span {
	i := sort.Search(len(e.all), func(i int) bool { return e.all[i].Start >= offset })
	if i == len(e.all) {
		return ast.Span{}
	}
	return e.all[i]
}

// inScalar tells whether the offset is inside of a string.
func (e *extents) inScalar(offset int32) bool {
	i := sort.Search(len(e.scalars), func(i int) bool { return e.scalars[i].Start > offset })
	// Strings do not nest, but a shorthand makes two at one place: a few of those before are looked at.
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if e.scalars[k].Start <= offset && offset < e.scalars[k].End {
			return true
		}
	}
	return false
}
