package report

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/secret"
)

const (
	snippetWidth = 120 // columns of a line that are shown where nothing else is asked for
	leftContext  = 40  // columns before the marked part that a long line keeps, or less in a narrow snippet
)

// A snippet is the line in which a span begins, or as much of it as is shown.
type snippet struct {
	text   string
	before int // columns in front of the marked ones
	marked int // columns to mark, one at least
}

// A cell is a character as it is shown.
type cell struct {
	text   string
	width  int // in columns
	marked bool
}

// snip cuts the snippet of a span out of the source. It looks at no more of a line than it may show: a flow can be one line of many
// megabytes. What lies in hidden is shown as asterisks. most is how many columns wide the snippet may be.
func snip(source *ast.Source, span ast.Span, hidden []ast.Span, most int) snippet {
	start := min(max(0, int(span.Start)), len(source.Text))
	end := min(max(start, int(span.End)), len(source.Text))
	v := view{source.Text, start, end, most, hidden}
	left, right := v.backward(), v.forward()
	leftCut, rightCut := false, false
	if columns(left)+columns(right) > most {
		right, rightCut = keepFirst(right, most-min(columns(left), leftContext, most/3))
		left, leftCut = keepFirst(left, most-columns(right))
		for leftCut && len(left) > 0 && left[len(left)-1].width == 0 {
			left = left[:len(left)-1] // a mark whose letter is cut off
		}
	}
	slices.Reverse(left)
	var out snippet
	var text strings.Builder
	if leftCut {
		text.WriteString("…")
		out.before++
	}
	for _, c := range left {
		text.WriteString(c.text)
		out.before += c.width
	}
	for _, c := range right {
		text.WriteString(c.text)
		if c.marked {
			out.marked += c.width
		}
	}
	if rightCut {
		text.WriteString("…")
	}
	out.text, out.marked = strings.TrimRight(text.String(), " "), max(1, out.marked)
	return out
}

// A view is a place in a text, from which cells are read in both directions.
type view struct {
	text       string
	start, end int
	most       int        // columns to look at in each direction
	hidden     []ast.Span // see secrets
}

// backward returns the cells from the start of the span back to the start of the line, or the first of them.
func (v *view) backward() []cell {
	var cells []cell
	for at, total := v.start, 0; at > 0 && total <= v.most; {
		r, size := utf8.DecodeLastRuneInString(v.text[:at])
		if at -= size; r == '\n' || r == '\r' || at == 0 && r == '\uFEFF' {
			break
		}
		c := v.cell(r, at)
		total += c.width
		cells = append(cells, c)
	}
	return cells
}

// forward returns the cells from the start of the span to the end of its line, or the first of them.
func (v *view) forward() []cell {
	var cells []cell
	for at, total := v.start, 0; at < len(v.text) && total <= v.most; {
		r, size := utf8.DecodeRuneInString(v.text[at:])
		if r == '\n' || r == '\r' {
			break
		}
		if at > 0 || r != '\uFEFF' {
			c := v.cell(r, at)
			c.marked = at < v.end
			total += c.width
			cells = append(cells, c)
		}
		at += size
	}
	return cells
}

func (v *view) cell(r rune, at int) cell {
	switch {
	case v.hides(at):
		return cell{text: "*", width: 1}
	case r == '\t':
		return cell{text: tab, width: len(tab)}
	}
	r = printableRune(r)
	return cell{text: string(r), width: width(r)}
}

// hides tells whether what is at the offset is not to be shown.
func (v *view) hides(at int) bool {
	i := sort.Search(len(v.hidden), func(i int) bool { return int(v.hidden[i].End) > at })
	return i < len(v.hidden) && int(v.hidden[i].Start) <= at
}

// keepFirst returns the first cells, as many as fit, and whether any are left over.
func keepFirst(cells []cell, most int) ([]cell, bool) {
	total := 0
	for i, c := range cells {
		if total += c.width; total > most {
			return cells[:i:i], true
		}
	}
	return cells, false
}

func columns(cells []cell) int {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	return total
}

// secrets returns the places of a source that must not be shown: a report must not put into logs what it warns of. They are sorted,
// and no two overlap, so that a million of them can be searched.
func secrets(source *ast.Source) []ast.Span {
	if source == nil {
		return nil
	}
	var hidden []ast.Span
	for _, s := range secret.Find(source.Text) {
		if last := len(hidden) - 1; last >= 0 && s.Hidden.Start < hidden[last].End {
			hidden[last] = hidden[last].Cover(s.Hidden)
			continue
		}
		hidden = append(hidden, s.Hidden)
	}
	return hidden
}
