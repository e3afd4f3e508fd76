package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Slips of notation that give a value of another shape: the shape rules say what to write in place of it.

// isPair tells whether an item of a list of outcomes is written as the mapping has them, {CONDITION: TARGET}. It is one
// finding then: all else that is wrong with it only follows.
func (p *Pass) isPair(object *ast.Value, t *catalog.Type) bool {
	if t == nil || t.Shorthand != catalog.GeneratedID || object == nil {
		return false
	}
	pairs := 0
	for i := range object.Members {
		m := &object.Members[i]
		if m.Value.Style == ast.FilledIn {
			continue
		}
		if _, ok := m.Value.AsString(); !ok || t.Field(m.Key) != nil {
			return false
		}
		pairs++
	}
	return pairs > 0 && len(p.slips(object, t)) == 0
}

// pairHelp says how to write what isPair knows.
func pairHelp(l ast.Language, object *ast.Value) []string {
	m := &object.Members[0]
	condition, target := m.Key, m.Value.Text
	if l == ast.JSON {
		return []string{fmt.Sprintf(`write {"condition": %s, "targetNodeId": %s}, or an object in place of the list: {%s: %s}`,
			ast.Quote(condition), ast.Quote(target), ast.Quote(condition), ast.Quote(target))}
	}
	return []string{fmt.Sprintf("leave the dash out, and write %s: %s; or write {condition: %s, targetNodeId: %s}", condition, target, condition, target)}
}

// plainHelp says how a value of YAML that lacks quotation marks or a blank was meant; nil where it was not.
func plainHelp(f *ast.File, v *ast.Value, t *catalog.Type) []string {
	if f.Language != ast.YAML {
		return nil
	}
	written, _, more := strings.Cut(strings.TrimSpace(f.Source.Slice(v.Span)), "\n")
	wantsObject := t.Kind == catalog.Object || t.Kind == catalog.Variant || t.Kind == catalog.Map
	switch {
	case v.Kind == ast.Object && (t.Kind == catalog.String || t.Kind == catalog.Target) && !more && holdsNothing(v):
		return []string{fmt.Sprintf("put it in quotation marks if the braces are a part of the text: %s", ast.Quote(written))}
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

// holdsNothing tells whether an object is {name}: keys without values.
func holdsNothing(v *ast.Value) bool {
	for i := range v.Members {
		if v.Members[i].Value.Kind != ast.Null || v.Members[i].Value.Span.Len() > 0 {
			return false
		}
	}
	return len(v.Members) > 0
}
