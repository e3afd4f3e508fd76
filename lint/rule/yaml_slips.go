package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// What is right YAML, but says something other than its author meant: a colon or a dash without a space behind it, braces that
// are a part of the text.

// plainHelp says how a YAML value was meant that lacks quotation marks or a blank; nil for any other value.
func plainHelp(f *ast.File, v *ast.Value, t *catalog.Type) []string {
	if f.Language != ast.YAML {
		return nil
	}
	written, _, more := strings.Cut(strings.TrimSpace(f.Source.Slice(v.Span)), "\n")
	wantsObject := t.Kind == catalog.Object || t.Kind == catalog.Variant || t.Kind == catalog.Map
	switch {
	case v.Kind == ast.Object && (t.Kind == catalog.String || t.Kind == catalog.Target) && !more && holdsNothing(v):
		return []string{fmt.Sprintf("put it in quotation marks if the braces are a part of the text: %s", ast.Quote(written))}
	case v.Kind == ast.List && wantsObject && strings.HasPrefix(written, "-") && areObjects(v):
		return []string{"leave the dashes out, so that it is one object"}
	case v.Kind != ast.String || v.Style != ast.Plain:
	case len(written) > 1 && written[0] == '-' && (t.Kind == catalog.List || wantsObject):
		return []string{"put a space after the dash: - " + strings.TrimSpace(written[1:])}
	case wantsObject:
		if key, value, ok := strings.Cut(written, ":"); ok && value != "" && t.Field(key) != nil {
			return []string{fmt.Sprintf("put a space after the colon: %s: %s", key, value)}
		}
	}
	return nil
}

func areObjects(list *ast.Value) bool {
	for i := range list.Items {
		if list.Items[i].Kind != ast.Object {
			return false
		}
	}
	return len(list.Items) > 0
}

// holdsNothing tells whether an object is {name}: keys without values.
func holdsNothing(v *ast.Value) bool {
	for i := range v.Members {
		if v.Members[i].Value.Kind != ast.Null || v.Members[i].Value.Span.Len() > 0 {
			return false
		}
	}
	return len(v.Members) > 0
}

// withoutColon splits a key without a value that was meant to be both, as in {type: start, outcome greeting}.
func withoutColon(m *ast.Member, t *catalog.Type) (field, value string, ok bool) {
	if m.Value.Kind != ast.Null || m.Value.Span.Len() > 0 {
		return "", "", false
	}
	field, value, ok = strings.Cut(m.Key, " ")
	value = strings.TrimSpace(value)
	return field, value, ok && value != "" && t.Field(field) != nil
}

// isManyOutcomes tells whether a target is really all the outcomes of a node in one text: the author left out what makes keys of the
// conditions, such as the space after a colon.
func (p *Pass) isManyOutcomes(target string) bool {
	return p.File.Language == ast.YAML && strings.Contains(target, " ") && (strings.Contains(target, ":") || strings.Contains(target, "->"))
}
