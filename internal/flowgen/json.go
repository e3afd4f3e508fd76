package flowgen

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// JSON returns the flow as the request body that compiling it gives (language.md, section 4).
func (m *Model) JSON() []byte {
	nodes := make(list, len(m.nodes))
	for i := range m.nodes {
		nodes[i] = m.nodes[i].request()
	}
	body := append(m.before[:len(m.before):len(m.before)], member{"flow", nodes})
	var out bytes.Buffer
	writeJSON(&out, append(body, m.after...), "\n")
	out.WriteByte('\n')
	return out.Bytes()
}

// request returns the node as the API takes it.
func (n *node) request() object {
	o := object{{"id", n.id}, {"type", n.kind}}
	for _, f := range n.fields {
		if f.key == "awaitExternal" {
			await := f.value.(object)
			f.value = append(await[:len(await):len(await)], member{"exits", targets(n.exits)})
		}
		o = append(o, f)
	}
	switch {
	case n.next != "":
		o = append(o, member{"outcome", n.next})
	case n.named != nil:
		o = append(o, member{"outcomes", targets(n.named)})
	case n.list != nil:
		var outcomes list
		for _, e := range n.list {
			outcomes = append(outcomes, object{{"id", ast.OutcomeID(e.name)}, {"condition", e.name}, {"targetNodeId", e.to}})
		}
		o = append(o, member{"outcomes", outcomes})
	case n.rules != nil:
		var rules list
		for _, r := range n.rules {
			whole := object{{"left", r.left.request()}, {"operator", r.operator}}
			if r.right != nil {
				whole = append(whole, member{"right", operand(r.right)})
			}
			rules = append(rules, append(whole, member{"outcome", r.to}))
		}
		o = append(o, member{"rules", rules}, member{"default", n.otherwise})
	}
	return o
}

func targets(edges []edge) object {
	var o object
	for _, e := range edges {
		o = append(o, member{e.name, e.to})
	}
	return o
}

func (r ref) request() object {
	source, field, _ := strings.Cut(string(r), ".")
	return object{{"source", source}, {"field", field}}
}

func operand(v any) object {
	if r, ok := v.(ref); ok {
		return append(object{{"type", "ref"}}, r.request()...)
	}
	return object{{"type", "literal"}, {"value", v}}
}

// writeJSON writes the value; newline is a line break and the indentation of the line it stands on.
func writeJSON(out *bytes.Buffer, v any, newline string) {
	inner, separator := newline+"  ", ""
	switch v := v.(type) {
	case object:
		out.WriteByte('{')
		for _, m := range v {
			out.WriteString(separator + inner + quote(m.key) + ": ")
			writeJSON(out, m.value, inner)
			separator = ","
		}
		out.WriteString(newline + "}")
	case list:
		out.WriteByte('[')
		for _, item := range v {
			out.WriteString(separator + inner)
			writeJSON(out, item, inner)
			separator = ","
		}
		out.WriteString(newline + "]")
	case vars:
		var named list
		for _, m := range v {
			named = append(named, object{{"name", m.key}, {"value", operand(m.value)}})
		}
		writeJSON(out, named, newline)
	default:
		out.WriteString(scalar(v))
	}
}

// scalar writes a string, number or boolean as JSON does, which is how the flow language does too.
func scalar(v any) string {
	if s, ok := v.(string); ok {
		return quote(s)
	}
	return fmt.Sprint(v)
}

func quote(s string) string {
	var out bytes.Buffer
	e := stdjson.NewEncoder(&out)
	e.SetEscapeHTML(false)
	// A string can always be encoded.
	_ = e.Encode(s)
	return strings.TrimSuffix(out.String(), "\n")
}
