package yaml

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// How the model writes texts.

var modelWords = []string{"a", "word", "it", "é", "ключ", "日本", "😀", "x#y", "b:c", "-d", "e-", "\u2028", "f\u0085g", "\u00a0h", "k\u2029", "~i", "\U00100000"}

func (m *model) word() string { return modelWords[m.IntN(len(modelWords))] }

// first returns a word that a text without quotation marks may begin with, and that is neither a key nor a slip.
func (m *model) first() string {
	return pick(m.Rand, "a", "word", "é", "ключ", "日本", "😀", "x#y")
}

func (m *model) words() []string {
	words := []string{m.first()}
	for range m.IntN(4) {
		words = append(words, m.word())
	}
	return words
}

// key writes a key on one line.
func (m *model) key(flow bool) (string, ast.Span) {
	m.keys++
	start := m.at()
	name := fmt.Sprintf("%s %d", m.first(), m.keys)
	switch m.IntN(4) {
	case 0:
		m.write("'it''s " + name + "'")
		name = "it's " + name
	case 1:
		written, text := m.escaped()
		m.write(`"` + written + name + `"`)
		name = text + name
	default:
		m.write(name)
	}
	return name, ast.Between(start, m.at())
}

// escaped returns an escape and what it means.
func (m *model) escaped() (written, text string) {
	e := pick(m.Rand, [2]string{`\n`, "\n"}, [2]string{`\"`, `"`}, [2]string{`\\`, `\`}, [2]string{`\x41`, "A"}, [2]string{`\u00e9`, "é"},
		[2]string{`\U0001F600`, "😀"}, [2]string{`\ud83d\uDE00`, "😀"}, [2]string{`\/`, "/"}, [2]string{`\L`, "\u2028"}, [2]string{`\N`, "\u0085"},
		[2]string{`\U00100001`, "\U00100001"}, [2]string{`\t`, "\t"}, [2]string{`'`, "'"}, [2]string{`\ `, " "})
	return e[0], e[1]
}

// scalar writes a scalar that is no block text. One that is tagged !!str is a string whatever it says.
func (m *model) scalar(flow bool, column int, tagged bool) ast.Value {
	start := m.at()
	v := ast.Value{Kind: ast.String, Style: ast.Plain}
	switch m.IntN(8) {
	case 0:
		v.Text = m.quoted('\'', column)
		v.Style = ast.Quoted
	case 1, 2:
		v.Text = m.quoted('"', column)
		v.Style = ast.Quoted
	case 3:
		s := pick(m.Rand, [2]string{"12", "12"}, [2]string{"-1.50", "-1.50"}, [2]string{"0x1F", "0x1F"}, [2]string{"TRUE", "true"}, [2]string{"~", ""}, [2]string{"null", ""},
			[2]string{"0xFFFFFFFFFFFFFFFFFF", "0xFFFFFFFFFFFFFFFFFF"})
		m.write(s[0])
		v.Text = s[1]
		switch {
		case tagged:
			v.Text = s[0]
		case s[0] == "TRUE":
			v.Kind = ast.Bool
		case s[1] == "":
			v.Kind = ast.Null
		default:
			v.Kind = ast.Number
		}
	case 4:
		v.Text = m.folded(column, m.words, func(s string) string { return s })
	default:
		v.Text = strings.Join(m.words(), pick(m.Rand, " ", "  ", " \t "))
		m.write(v.Text)
	}
	m.end = m.at()
	v.Span = ast.Between(start, m.end)
	return v
}

// folded writes lines of words, of which the reader makes one text, and returns that.
func (m *model) folded(column int, words func() []string, write func(string) string) string {
	var text strings.Builder
	for i := range 1 + m.IntN(3) {
		if i > 0 {
			m.write(pick(m.Rand, "", "  ", "\t") + m.newline)
			if empty := m.IntN(3); empty > 0 && m.chance(40) {
				m.write(strings.Repeat(m.newline, empty))
				text.WriteString(strings.Repeat("\n", empty))
			} else {
				text.WriteString(" ")
			}
			m.spaces(column + 1 + m.IntN(3))
		}
		line := strings.Join(words(), " ")
		m.write(line)
		text.WriteString(write(line))
	}
	return text.String()
}

func (m *model) quoted(mark byte, column int) string {
	m.write(string(mark))
	var text string
	if mark == '\'' {
		words := func() []string { return append(m.words(), "it''s", ": # ]") }
		text = m.folded(column, words, func(s string) string { return strings.ReplaceAll(s, "''", "'") })
	} else {
		var meant []string
		words := func() []string {
			written, m1 := m.escaped()
			all := m.words()
			meant = append(meant, strings.Join(all, " ")+" , #x"+m1)
			return append(all[:len(all):len(all)], ", #x"+written)
		}
		text = m.folded(column, words, func(string) string { return meant[len(meant)-1] })
		if m.chance(20) {
			// An escaped line break is none, and the blanks around it stay out or in.
			m.write(` \` + m.newline)
			m.spaces(column + 1)
			m.write("z")
			text += " z"
		}
	}
	m.write(string(mark))
	return text
}

// blockText writes a text behind | or > and ends its line.
func (m *model) blockText(column int) ast.Value {
	v := ast.Value{Kind: ast.String}
	start := m.at()
	folds := m.chance(50)
	m.write(map[bool]string{false: "|", true: ">"}[folds])
	chomp := pick(m.Rand, "", "-", "+")
	indent := column + 1 + m.IntN(4)
	if m.chance(25) {
		m.write(pick(m.Rand, fmt.Sprintf("%d%s", indent-column, chomp), fmt.Sprintf("%s%d", chomp, indent-column)))
	} else {
		m.write(chomp)
	}
	m.end = m.at()
	m.write(pick(m.Rand, "", "", " ", " # c 'é", "\t# c") + m.newline)
	var text strings.Builder
	n := m.IntN(4)
	for i := range n {
		if i > 0 {
			empty := max(m.IntN(6)-3, 0)
			for range empty {
				m.write(pick(m.Rand, "", strings.Repeat(" ", column), strings.Repeat(" ", indent)) + m.newline)
			}
			switch {
			case !folds:
				text.WriteString(strings.Repeat("\n", 1+empty))
			case empty > 0:
				text.WriteString(strings.Repeat("\n", empty))
			default:
				text.WriteString(" ")
			}
		}
		m.spaces(indent)
		line := strings.Join(m.words(), " ") + pick(m.Rand, "", " # no comment", ": x", "  ")
		m.write(line)
		m.end = m.at()
		text.WriteString(line)
		m.write(m.newline)
	}
	blank := m.IntN(3)
	for range blank {
		m.write(pick(m.Rand, "", strings.Repeat(" ", column)) + m.newline)
	}
	switch {
	case n == 0 && chomp == "+":
		text.WriteString(strings.Repeat("\n", blank))
	case n > 0 && chomp == "+":
		text.WriteString(strings.Repeat("\n", 1+blank))
	case n > 0 && chomp == "":
		text.WriteString("\n")
	}
	v.Text, v.Span = text.String(), ast.Between(start, m.end)
	return v
}
