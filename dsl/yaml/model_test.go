package yaml

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// TestModel writes documents of every style, knows where it put each value and each key, and expects them there.
func TestModel(t *testing.T) {
	repeat(t, 3000, func(t *testing.T, r *rand.Rand) {
		m := newModel(r)
		want := m.document()
		text := m.b.String()
		doc := Parse(ast.NewSource("test.yaml", text))
		if len(doc.Diagnostics) > 0 {
			t.Fatalf("%s at %v\nin %q", doc.Diagnostics[0].Message, doc.Diagnostics[0].Span, text)
		}
		if err := differs(text, &want, &doc.Root, "document"); err != "" {
			t.Fatalf("%s\nin %q", err, text)
		}
	})
}

// differs tells where what is read is not what was written.
func differs(text string, want, got *ast.Value, at string) string {
	if want.Kind != got.Kind || want.Text != got.Text || want.Span != got.Span || want.Via != got.Via || want.Style != got.Style {
		return fmt.Sprintf("%s: got %s %q at %v %q via %v, want %s %q at %v %q via %v", at, got.Kind, got.Text, got.Span,
			text[got.Span.Start:got.Span.End], got.Via, want.Kind, want.Text, want.Span, text[want.Span.Start:want.Span.End], want.Via)
	}
	if len(want.Items) != len(got.Items) || len(want.Members) != len(got.Members) {
		return fmt.Sprintf("%s: got %d items and %d members, want %d and %d", at, len(got.Items), len(got.Members), len(want.Items), len(want.Members))
	}
	for i := range want.Items {
		if err := differs(text, &want.Items[i], &got.Items[i], fmt.Sprintf("%s, %d", at, i)); err != "" {
			return err
		}
	}
	for i := range want.Members {
		w, g := &want.Members[i], &got.Members[i]
		if w.Key != g.Key || w.KeySpan != g.KeySpan {
			return fmt.Sprintf("%s: got the key %q at %v, want %q at %v", at, g.Key, g.KeySpan, w.Key, w.KeySpan)
		}
		if err := differs(text, &w.Value, &g.Value, at+", "+w.Key); err != "" {
			return err
		}
	}
	return ""
}

// A model writes a document, and notes what it writes.
type model struct {
	*rand.Rand
	b        strings.Builder
	newline  string
	end      int // of the value written last
	keys     int
	anchors  int
	anchored []ast.Value // by the number of their anchor
}

func newModel(r *rand.Rand) *model {
	return &model{Rand: r, newline: pick(r, "\n", "\n", "\r\n", "\r")}
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func (m *model) chance(percent int) bool { return m.IntN(100) < percent }

func (m *model) write(s string) { m.b.WriteString(s) }

func (m *model) at() int { return m.b.Len() }

func (m *model) document() ast.Value {
	if m.chance(20) {
		m.write(ast.ByteOrderMark)
	}
	if m.chance(20) {
		m.write("# é \u2028 " + m.word() + m.newline)
	}
	if m.chance(20) {
		m.write(pick(m.Rand, "---", "%YAML 1.2"+m.newline+"---", "%YAML 1.1 # c"+m.newline+"--- # c") + m.newline)
	}
	var v ast.Value
	if m.chance(20) {
		v = m.inBrackets(0)
		m.lineEnd()
	} else {
		v = m.block(pick(m.Rand, 0, 0, 0, 2), 0)
	}
	if m.chance(20) {
		m.write("# the end" + pick(m.Rand, "", m.newline))
	} else if m.chance(20) {
		m.write("..." + m.newline)
	}
	return v
}

// lineEnd ends a line, with what may stand there and mean nothing.
func (m *model) lineEnd() {
	m.write(pick(m.Rand, "", "", "", "\t", "\t# 日本 😀 'x"))
	m.lineEndWithoutTab()
}

// lineEndWithoutTab is lineEnd where a tab would be indentation: behind a dash.
func (m *model) lineEndWithoutTab() {
	m.write(pick(m.Rand, "", "", "", " # "+m.word(), "  ") + m.newline)
	switch m.IntN(12) {
	case 0:
		m.write(m.newline)
	case 1:
		m.write("   # " + m.word() + m.newline)
	case 2:
		m.write(m.newline + "# \"[{" + m.newline + m.newline)
	}
}

func (m *model) spaces(n int) { m.write(strings.Repeat(" ", n)) }

func (m *model) gap() { m.write(pick(m.Rand, " ", " ", "  ", "\t", " \t ")) }

// block writes an object or a list of lines, whose first line begins at the column; the cursor is at the start of a line.
func (m *model) block(column, depth int) ast.Value {
	m.spaces(column)
	return m.blockHere(column, depth)
}

// blockHere is block with the cursor in the column.
func (m *model) blockHere(column, depth int) ast.Value {
	start := m.at()
	v := ast.Value{Kind: ast.Object}
	if list := m.chance(35); list {
		v.Kind = ast.List
	}
	for i := range 1 + m.IntN(4) {
		if i > 0 {
			m.spaces(column)
		}
		if v.Kind == ast.List {
			m.write("-")
			v.Items = append(v.Items, m.item(column, depth+1))
			continue
		}
		var member ast.Member
		explicit := m.chance(5)
		if explicit {
			m.write("? ")
		}
		if i == 0 {
			start = m.at()
		}
		member.Key, member.KeySpan = m.key(false)
		if explicit {
			m.write(m.newline)
			m.spaces(column)
		} else if m.chance(10) {
			m.gap()
		}
		m.write(":")
		member.Value = m.afterColon(column, depth+1, explicit)
		v.Members = append(v.Members, member)
	}
	v.Span = ast.Between(start, m.end)
	return v
}

// item writes what follows a dash.
func (m *model) item(column, depth int) ast.Value {
	if depth < 4 && m.chance(25) {
		n := 1 + m.IntN(3)
		m.spaces(n)
		return m.blockHere(column+1+n, depth)
	}
	return m.afterColon(column, depth, true)
}

// afterColon writes the value of a member of an object, or of an item of a list, that is in the column, and ends its line.
// After a dash, or an explicit key, a tab would be indentation.
func (m *model) afterColon(column, depth int, dash bool) ast.Value {
	indicator := m.at()
	if m.chance(8) {
		m.end = indicator
		m.lineEndWithoutTab()
		return ast.Value{Kind: ast.Null, Style: ast.Plain, Span: ast.Between(indicator, indicator)}
	}
	gap := m.gap
	if dash {
		gap = func() { m.spaces(1 + m.IntN(3)) }
	}
	anchor, tag := 0, ""
	if m.chance(12) {
		gap()
		anchor = m.anchor()
	}
	nested := depth < 4 && m.chance(30)
	if !nested && m.chance(8) {
		gap()
		tag = "!!str"
		m.write(tag)
	}
	var v ast.Value
	switch {
	case nested:
		m.lineEndWithoutTab()
		v = m.block(column+1+m.IntN(4), depth)
	case depth < 6 && tag == "" && m.chance(25):
		gap()
		v = m.inBrackets(column)
		m.lineEnd()
	case anchor == 0 && tag == "" && len(m.anchored) > 0 && m.chance(15):
		gap()
		v = m.alias()
		m.lineEnd()
	case m.chance(25):
		gap()
		v = m.blockText(column)
	default:
		gap()
		if (anchor != 0 || tag != "" || m.chance(10)) && m.chance(30) {
			m.lineEndWithoutTab()
			m.spaces(column + 1 + m.IntN(3))
		}
		v = m.scalar(false, column, tag != "")
		m.lineEnd()
	}
	if anchor != 0 {
		m.anchored[anchor-1] = v
	}
	return v
}

// anchor writes an anchor, whose value is known later, and returns its number from 1.
func (m *model) anchor() int {
	m.anchors++
	m.write(fmt.Sprintf("&a%d", m.anchors))
	m.anchored = append(m.anchored, ast.Value{})
	return m.anchors
}

// alias writes an alias of a value that is whole; a number where there is none yet.
func (m *model) alias() ast.Value {
	i := m.IntN(len(m.anchored))
	v := m.anchored[i]
	start := m.at()
	if v.Kind == ast.Absent || v.Kind == ast.Object || v.Kind == ast.List {
		m.write("12")
		m.end = m.at()
		return ast.Value{Kind: ast.Number, Style: ast.Plain, Text: "12", Span: ast.Between(start, m.end)}
	}
	m.write(fmt.Sprintf("*a%d", i+1))
	m.end = m.at()
	v.Via = ast.Between(start, m.end)
	return v
}

// inBrackets writes an object or a list in brackets; its lines are indented by more than the column.
func (m *model) inBrackets(column int) ast.Value {
	start := m.at()
	v := ast.Value{Kind: pick(m.Rand, ast.List, ast.Object)}
	m.write(map[ast.Kind]string{ast.List: "[", ast.Object: "{"}[v.Kind])
	n := m.IntN(4)
	for i := range n {
		m.layout(column)
		if v.Kind == ast.List {
			v.Items = append(v.Items, m.flowValue(column))
		} else {
			var member ast.Member
			if m.chance(10) {
				m.write("? ")
			}
			member.Key, member.KeySpan = m.key(true)
			m.layoutOnLine()
			m.write(":")
			if indicator := m.at(); m.chance(8) {
				m.write(" ") // else the colon is a part of the key
				member.Value = ast.Value{Kind: ast.Null, Style: ast.Plain, Span: ast.Between(indicator, indicator)}
			} else {
				m.gap()
				m.layout(column)
				member.Value = m.flowValue(column)
			}
			v.Members = append(v.Members, member)
		}
		m.layout(column)
		if i+1 < n || m.chance(20) {
			m.write(",")
		}
	}
	if n == 0 {
		m.layout(column)
	}
	m.write(map[ast.Kind]string{ast.List: "]", ast.Object: "}"}[v.Kind])
	m.end = m.at()
	v.Span = ast.Between(start, m.end)
	return v
}

// layout writes what may stand between any two things in brackets.
func (m *model) layout(column int) {
	switch m.IntN(8) {
	case 0:
		m.write(" # ]}" + m.word() + m.newline)
		m.spaces(column + 1 + m.IntN(3))
	case 1:
		m.write(m.newline + m.newline)
		m.spaces(column + 1)
		m.write(pick(m.Rand, "", "\t"))
	default:
		m.layoutOnLine()
	}
}

func (m *model) layoutOnLine() { m.write(pick(m.Rand, "", "", " ", "\t", "  ")) }

func (m *model) flowValue(column int) ast.Value {
	anchor := 0
	switch {
	case m.chance(15):
		return m.inBrackets(column)
	case len(m.anchored) > 0 && m.chance(10):
		v := m.alias()
		m.write(" ")
		return v
	case m.chance(8):
		anchor = m.anchor()
		m.write(" ")
	}
	v := m.scalar(true, column, false)
	if anchor != 0 {
		m.anchored[anchor-1] = v
	}
	return v
}
