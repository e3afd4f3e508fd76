package flowgen

import (
	"bytes"
	"fmt"
	"strings"
)

// Flow returns the flow in the flow language.
func (m *Model) Flow() []byte {
	var out bytes.Buffer
	out.WriteString("session {\n")
	for _, o := range []object{m.before, m.after} {
		for _, f := range o {
			fmt.Fprintf(&out, "  %s: %s\n", f.key, flowValue(f.value))
		}
	}
	out.WriteString("}\n")
	for i := range m.nodes {
		out.WriteByte('\n')
		writeFlowNode(&out, &m.nodes[i])
	}
	return out.Bytes()
}

func writeFlowNode(out *bytes.Buffer, n *node) {
	if n.comment != "" {
		fmt.Fprintf(out, "# %s\n\n", n.comment)
	}
	switch n.kind {
	case "start":
		fmt.Fprintf(out, "start -> %s\n", n.next)
		return
	case "end":
		fmt.Fprintf(out, "%s: end\n", n.id)
		return
	}
	fmt.Fprintf(out, "%s: %s", n.id, n.kind)
	if n.next != "" {
		fmt.Fprintf(out, " -> %s", n.next)
	}
	out.WriteString(" {\n")
	for _, f := range n.fields {
		if f = said(f); f.key == "say" {
			fmt.Fprintf(out, "  say %s\n", flowValue(f.value))
		} else {
			fmt.Fprintf(out, "  %s: %s\n", f.key, flowValue(f.value))
		}
	}
	for _, e := range n.list {
		if e.name == "" {
			fmt.Fprintf(out, "  always -> %s\n", e.to)
		} else {
			fmt.Fprintf(out, "  on %s -> %s\n", quote(e.name), e.to)
		}
	}
	for _, e := range append(n.named[:len(n.named):len(n.named)], n.exits...) {
		fmt.Fprintf(out, "  %s -> %s\n", e.name, e.to)
	}
	for _, r := range n.rules {
		fmt.Fprintf(out, "  if %s -> %s\n", flowTest(r), r.to)
	}
	if n.rules != nil {
		fmt.Fprintf(out, "  else -> %s\n", n.otherwise)
	}
	out.WriteString("}\n")
}

func flowTest(r rule) string {
	switch r.operator {
	case "exists":
		return "exists " + string(r.left)
	case "notExists":
		return "missing " + string(r.left)
	}
	signs := map[string]string{"equals": "==", "notEquals": "!=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
	return fmt.Sprintf("%s %s %s", r.left, signs[r.operator], flowValue(r.right))
}

func flowValue(v any) string {
	switch v := v.(type) {
	case object:
		parts := make([]string, len(v))
		for i, m := range v {
			parts[i] = m.key + ": " + flowValue(m.value)
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case vars:
		return flowValue(object(v))
	case list:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = flowValue(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case ref:
		return string(v)
	case string:
		if strings.Contains(v, "\n") {
			// Nothing that is generated needs an escape.
			return "\"\"\"\n    " + strings.ReplaceAll(v, "\n", "\n    ") + "\n    \"\"\""
		}
	}
	return scalar(v)
}
