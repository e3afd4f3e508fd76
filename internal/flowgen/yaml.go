package flowgen

import (
	"bytes"
	"fmt"
	"strings"
)

// YAML returns the flow as a person would write it in YAML: with mappings for the flow and the outcomes, short objects on
// one line, and long prompts as blocks.
func (m *Model) YAML() []byte {
	w := &yamlWriter{}
	w.session(m.before)
	w.line(0, "flow:")
	for i := range m.nodes {
		w.node(&m.nodes[i])
	}
	w.session(m.after)
	return w.Bytes()
}

type yamlWriter struct{ bytes.Buffer }

// line writes a line, indented by so many levels.
func (w *yamlWriter) line(level int, format string, args ...any) {
	w.WriteString(strings.Repeat("  ", level))
	fmt.Fprintf(w, format, args...)
	w.WriteByte('\n')
}

func (w *yamlWriter) session(o object) {
	for _, m := range o {
		items, ok := m.value.(list)
		if _, scalars := yamlScalars(items); !ok || scalars {
			w.line(0, "%s: %s", m.key, yamlFlow(m.value))
			continue
		}
		w.line(0, "%s:", m.key)
		for _, item := range items {
			w.line(1, "- %s", yamlFlow(item))
		}
	}
}

func (w *yamlWriter) node(n *node) {
	if n.comment != "" {
		w.WriteByte('\n')
		w.line(1, "# %s", n.comment)
	}
	if short := n.short(); short != nil {
		w.line(1, "%s: %s", n.id, yamlFlow(short))
		return
	}
	w.line(1, "%s:", n.id)
	w.line(2, "type: %s", n.kind)
	for _, f := range n.fields {
		w.field(n, f)
	}
	if n.next != "" {
		w.line(2, "outcome: %s", n.next)
	}
	w.outcomes(n)
	if n.rules != nil {
		w.line(2, "rules:")
		for _, r := range n.rules {
			o := object{{"left", r.left}, {"operator", r.operator}}
			if r.right != nil {
				o = append(o, member{"right", r.right})
			}
			w.line(3, "- %s", yamlFlow(append(o, member{"outcome", r.to})))
		}
		w.line(2, "default: %s", n.otherwise)
	}
}

// short returns the node as one object where that fits on a line: a start, an end, and a conversation that just says something.
func (n *node) short() object {
	o := object{{"type", n.kind}}
	switch {
	case n.kind == "end":
		return o
	case n.kind == "start":
		return append(o, member{"outcome", n.next})
	case len(n.list) != 1 || n.list[0].name != "":
		return nil
	}
	for _, f := range n.fields {
		o = append(o, said(f))
	}
	return append(o, member{"outcomes", n.list[0].to})
}

// said returns the field as "say" where it is a prompt of words to be spoken.
func said(f member) member {
	text, _ := f.value.(string)
	if words, ok := strings.CutPrefix(text, "Say: "); ok && f.key == "prompt" {
		return member{"say", words}
	}
	return f
}

func (w *yamlWriter) field(n *node, f member) {
	if f.key == "awaitExternal" {
		w.line(2, "awaitExternal:")
		for _, m := range f.value.(object) {
			w.line(3, "%s: %s", m.key, yamlFlow(m.value))
		}
		w.line(3, "exits: %s", yamlFlow(targets(n.exits)))
		return
	}
	f = said(f)
	if text, ok := f.value.(string); ok {
		w.text(f.key, text)
		return
	}
	w.line(2, "%s: %s", f.key, yamlFlow(f.value))
}

// text writes a text on its line where it fits, else folded, and as it is where it has lines of its own.
func (w *yamlWriter) text(key, text string) {
	const width = 110
	switch {
	case strings.Contains(text, "\n"):
		w.line(2, "%s: |-", key)
		for line := range strings.SplitSeq(text, "\n") {
			if line == "" {
				w.WriteByte('\n')
				continue
			}
			w.line(3, "%s", line)
		}
	case len(text) > width:
		w.line(2, "%s: >-", key)
		for len(text) > width {
			at := strings.LastIndexByte(text[:width], ' ')
			w.line(3, "%s", text[:at])
			text = text[at+1:]
		}
		w.line(3, "%s", text)
	default:
		w.line(2, "%s: %s", key, yamlScalar(text, false))
	}
}

// outcomes writes the outcomes on one line where they are few and have names.
func (w *yamlWriter) outcomes(n *node) {
	const most = 4
	if 0 < len(n.named) && len(n.named) <= most {
		w.line(2, "outcomes: %s", yamlFlow(targets(n.named)))
		return
	}
	for i, e := range append(n.named[:len(n.named):len(n.named)], n.list...) {
		if i == 0 {
			w.line(2, "outcomes:")
		}
		w.line(3, "%s: %s", yamlScalar(e.name, false), e.to)
	}
}

// yamlFlow writes a value on one line.
func yamlFlow(v any) string {
	switch v := v.(type) {
	case object:
		parts := make([]string, len(v))
		for i, m := range v {
			parts[i] = m.key + ": " + yamlFlow(m.value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case vars:
		return yamlFlow(object(v))
	case list:
		parts, _ := yamlScalars(v)
		return "[" + strings.Join(parts, ", ") + "]"
	case ref:
		return "$" + string(v)
	case string:
		return yamlScalar(v, true)
	}
	return fmt.Sprint(v)
}

// yamlScalars writes the items on one line each, and tells whether they are all scalars.
func yamlScalars(items list) (parts []string, scalars bool) {
	scalars = true
	for _, item := range items {
		_, isObject := item.(object)
		scalars = scalars && !isObject
		parts = append(parts, yamlFlow(item))
	}
	return parts, scalars
}

// yamlScalar writes a text without quotation marks where it is then read as that text.
func yamlScalar(s string, inFlow bool) string {
	letter := s != "" && ('a' <= s[0]|0x20 && s[0]|0x20 <= 'z')
	if !letter || strings.Contains(s, ": ") || strings.Contains(s, " #") || inFlow && strings.ContainsAny(s, ",[]{}") || s == "none" {
		return quote(s)
	}
	return s
}
