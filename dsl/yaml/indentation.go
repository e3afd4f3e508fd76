package yaml

import (
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// What is wrong with the indentation of a line, and which line it was to line up with.

func (s *scanner) badIndentation(at ast.Span) ast.Diagnostic {
	d := ast.SyntaxError(at, fmt.Sprintf("the indentation of %s fits nothing above it", s.words(at)),
		"line it up with the keys or the items that it belongs to")
	indentation := int(at.Start) - startOfLine(s.text, int(at.Start))
	if near, width := nearestAbove(s.text, int(at.Start)-indentation, indentation); width >= 0 {
		d.Message += fmt.Sprintf(": it is indented by %s, and %s by %d", ast.Count(indentation, "space"), s.words(near), width)
		d.Related = []ast.Related{{Message: "indented by " + ast.Count(width, "space"), Span: near}}
		if key := outOfLine(s.text, int(at.Start)-indentation, indentation); !key.IsZero() {
			d.Help = append(d.Help, fmt.Sprintf("or indent %s by %s, as what stands before it", s.words(key), ast.Count(indentation, "space")))
			if key != near {
				d.Related = append(d.Related, ast.Related{Message: "indented by less", Span: key})
			}
		}
	}
	return d
}

// outOfLine finds what may be indented by too little: the key above a line that ends what was indented as far as the line is, and
// that is like the key which stands there. It returns the zero span where there is none.
func outOfLine(text string, line, indentation int) (key ast.Span) {
	inside, insideOfKey := 0, 0 // how far the line below is indented, if further
	for line > bodyStart(text) {
		line = startOfLine(text, line-1)
		at := line
		for at < len(text) && text[at] == ' ' {
			at++
		}
		switch width := at - line; {
		case endsWord(text, at) || text[at] == '#':
		case width > indentation:
			inside = width
		case key.IsZero() && width < indentation && text[at] != '-':
			key, insideOfKey, inside = firstWords(text, at), inside, 0
		case width == indentation && !key.IsZero() && text[at] != '-' && (insideOfKey == 0 || insideOfKey == inside):
			return key
		default:
			return ast.Span{}
		}
	}
	return ast.Span{}
}

// nearestAbove finds the line above with which a line was probably meant to line up, and returns what it begins with and how far
// it is indented. Of the lines whose blocks are open, it is the one whose indentation is nearest; of two, the one further in.
// The width is -1 where there is none.
func nearestAbove(text string, line, indentation int) (first ast.Span, width int) {
	width = -1
	for open := len(text); line > bodyStart(text) && open > indentation; {
		line = startOfLine(text, line-1)
		at := line
		for at < len(text) && text[at] == ' ' {
			at++
		}
		if endsWord(text, at) || text[at] == '#' || at-line >= open {
			continue
		}
		for _, begin := range slices.Backward(beginnings(text, at)) {
			if begin-line >= open {
				continue
			}
			if open = begin - line; width < 0 || distance(open, indentation) < distance(width, indentation) {
				first, width = firstWords(text, begin), open
			}
		}
	}
	return first, width
}

// beginnings returns where the blocks that a line opens or continues begin: at its dashes, and at its key.
func beginnings(text string, at int) (all []int) {
	for text[at] == '-' && endsWord(text, at+1) && len(all) < ast.MaxDepth {
		all = append(all, at)
		for at++; at < len(text) && text[at] == ' '; {
			at++
		}
	}
	if first := firstWords(text, at); int(first.End) < len(text) && text[first.End] == ':' {
		all = append(all, at)
	}
	return all
}

func distance(a, b int) int { return max(a-b, b-a) }

// firstWords returns the place of the key that a line begins with, or of the dash; of all of it where there is neither.
func firstWords(text string, at int) ast.Span {
	line := restOfLine(text, at)
	if text[at] == '-' && endsWord(text, at+1) {
		return ast.Between(at, at+1)
	}
	for i := at; i < min(int(line.End), at+1024); i++ {
		if text[i] == ':' && endsWord(text, i+1) {
			return ast.Between(at, i)
		}
	}
	return line
}

// indentation returns how many blanks the line of the offset begins with.
func (p *parser) indentation(at int) int {
	start := startOfLine(p.text, at)
	end := start
	for end < at && isBlank(p.text[end]) {
		end++
	}
	return end - start
}
