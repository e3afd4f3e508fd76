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
	opening
	comment ast.Span // from its "#"
	ownLine bool
	rules   []ignoredRule
	scope   ast.Span // where a finding must begin
}

// An opening is the words with which an ignore begins, or a comment that was meant to be one.
type opening struct {
	words ast.Span
	wrong bool   // they are neither fsflow:ignore nor fsflow:ignore-file, and silence nothing
	meant string // of wrong ones: how the comment is to be written, where that is clear
}

type ignoredRule struct {
	id   string
	span ast.Span
	used bool
}

const (
	ignoreMark = "fsflow:ignore"
	ofFile     = "-file" // joined to the mark of an ignore for the whole file
)

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
		k := strings.IndexByte(text[at:], '#')
		if k < 0 {
			break
		}
		hash := at + k
		mark := len(text) - len(strings.TrimLeft(strings.TrimLeft(text[hash:], "#"), " \t"))
		at = mark
		begins, ok := p.opening(mark)
		if !ok {
			continue
		}
		if places == nil {
			places = p.extents()
		}
		if places.inScalar(int32(hash)) {
			continue // it is part of a text, and no comment
		}
		one := p.readIgnore(hash, begins, places)
		found = append(found, one)
		at = int(one.comment.End) // whatever else stands in the comment, it is one ignore
	}
	p.memo.ignores = found
	return found
}

// opening reads the words with which the text of a comment begins, at an offset; false when it has nothing to do with ignores.
func (p *Pass) opening(at int) (opening, bool) {
	text := p.File.Source.Text
	if !strings.HasPrefix(text[at:], ignoreMark) {
		return p.slip(at)
	}
	start := at + len(ignoreMark)
	end := start + wordLength(text[start:])
	begins, kind := opening{words: ast.Between(at, end)}, text[start:end]
	if kind != "" && kind != ofFile {
		rules, only := p.onlyRules(end)
		begins.wrong, begins.meant = true, rightly(kind, rules, only)
	}
	return begins, true
}

func (p *Pass) readIgnore(hash int, begins opening, places *extents) ignore {
	text := p.File.Source.Text
	_, ownLine := indentation(text, hash)
	end := hash + len(strings.TrimRight(restOfLine(text, hash), " \t"))
	i := ignore{opening: begins, comment: ast.Between(hash, end), ownLine: ownLine}
	if begins.wrong {
		return i
	}
	rest := int(begins.words.End)
	list := text[rest:end]
	for _, reason := range []string{"--", "—", ": "} {
		list, _, _ = strings.Cut(list, reason)
	}
	i.rules = ignoredRules(list, rest)
	switch {
	case text[begins.words.Start:rest] == ignoreMark+ofFile:
		i.scope = ast.Between(0, len(text)+1)
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

// ignoredRules splits the list of a comment, which begins at an offset.
func ignoredRules(list string, offset int) []ignoredRule {
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
		all = append(all, ignoredRule{id: list[at:end], span: ast.Between(offset+at, offset+end)})
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
