package shape

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// How a value becomes one that is expected.

// mostRewritten is how many bytes a text has at most that is shown again as it should be written.
const mostRewritten = 256

// retype says how a value becomes one of the type.
func retype(v *ast.Value, t *catalog.Type) string {
	switch {
	case v.Kind == ast.Ref:
		return "references are read in the vars of a request and in the rules of a field_condition"
	case v.Kind == ast.String && t.Kind == catalog.Boolean && (v.Text == "true" || v.Text == "false"):
		return "write it without quotation marks"
	case v.Kind == ast.String && t.Kind == catalog.Boolean && (strings.EqualFold(v.Text, "true") || strings.EqualFold(v.Text, "false")):
		return "write " + strings.ToLower(v.Text) + ", in small letters and without quotation marks"
	case v.Kind == ast.String && isNumeric(v.Text) && (t.Kind == catalog.Number || t.Kind == catalog.Integer):
		return "write it without quotation marks"
	case v.Kind == ast.String && t.Kind == catalog.Boolean && saysYesOrNo(v.Text):
		return "only true and false are booleans; yes, no, on and off are text"
	// Both are written so in each of the notations.
	case v.Kind == ast.String && len(v.Text) <= mostRewritten && t.Kind == catalog.List && t.Elem.Kind == catalog.String && fits(v, t.Elem):
		items := strings.Split(v.Text, ",")
		for i := range items {
			items[i] = ast.Quote(strings.TrimSpace(items[i]))
		}
		return fmt.Sprintf("put it into brackets: [%s]", strings.Join(items, ", "))
	case v.Kind == ast.String && t.Kind == catalog.Object && len(t.Fields) > 0 && slices.Contains(t.Fields[0].Type.Values, v.Text):
		return fmt.Sprintf(`put it into braces: {%q: %s}`, t.Fields[0].Name, ast.Quote(v.Text))
	case v.Kind == ast.Bool && (t.Kind == catalog.String && t.Values == nil || t.Kind == catalog.Target):
		return "put it into quotation marks if the text is meant"
	case v.Kind == ast.Number && (t.Kind == catalog.String && t.Values == nil || t.Kind == catalog.Target):
		return "put it into quotation marks"
	case v.Kind == ast.String && (t.Kind == catalog.Number || t.Kind == catalog.Integer):
		if near := meantNumber(v, t); near != "" {
			return "write " + near
		}
	case v.Kind == ast.String && (t.Kind == catalog.Map || t.Kind == catalog.Object) && strings.HasPrefix(v.Text, "{") && strings.HasSuffix(v.Text, "}"):
		return "write it without quotation marks"
	case v.Kind == ast.String && t.Shorthand == catalog.GeneratedID && len(v.Text) <= mostRewritten:
		if condition, target, ok := strings.Cut(v.Text, "->"); ok {
			return fmt.Sprintf(`write {"condition": %s, "targetNodeId": %s}`, ast.Quote(strings.TrimSpace(condition)), ast.Quote(strings.TrimSpace(target)))
		}
		return fmt.Sprintf(`write {"targetNodeId": %s}, with its "condition"`, ast.Quote(v.Text))
	case v.Kind == ast.List:
		return unlist(v, t)
	case v.Kind == ast.Object:
		return unwrap(v, t)
	case v.Kind == ast.String || v.Kind == ast.Number || v.Kind == ast.Bool:
		return objectHelp(t)
	}
	return ""
}

// unlist says how a list becomes a value of a type that takes none.
func unlist(v *ast.Value, t *catalog.Type) string {
	switch {
	case !t.Kind.Containers() && len(v.Items) == 1 && fits(&v.Items[0], t) && len(v.Items[0].Text) <= mostRewritten:
		return "write it alone, without the list: " + Show(&v.Items[0])
	case t.Kind == catalog.Target:
		return "name one node; a list of them is not read"
	case t.Kind == catalog.Map:
		return "give each value a key"
	}
	return objectHelp(t)
}

// objectHelp says what is in an object of the type; it is empty for any other type.
func objectHelp(t *catalog.Type) string {
	switch {
	case t.Kind != catalog.Object || t == catalog.AnyNode || t.Shorthand == catalog.FirstField || len(t.Fields) == 0 || len(t.Fields) > ast.MostListed:
		return ""
	case t.Outcomes:
		return "its outcomes are " + ast.And(t.FieldNames())
	}
	return "its keys are " + ast.And(t.FieldNames())
}

// unwrap says how an object becomes a value of a type that takes none.
func unwrap(v *ast.Value, t *catalog.Type) string {
	switch {
	case t.Shorthand == catalog.SayPrefix:
		return "write one text, in English; it is translated while the session runs"
	case !t.Kind.Containers() && len(v.Members) == 1 && fits(&v.Members[0].Value, t) && len(v.Members[0].Value.Text) <= mostRewritten:
		return "write the value alone: " + Show(&v.Members[0].Value)
	case t.Kind == catalog.Target && v.Get("targetNodeId") != nil:
		return "write its target alone; the key before it is the condition"
	case t.Kind != catalog.List || t.Elem == nil:
		return ""
	case t.Elem.Kind == catalog.Object:
		var needed []string
		for i := range t.Elem.Fields {
			if f := &t.Elem.Fields[i]; f.Required {
				needed = append(needed, f.Name)
			}
		}
		if len(needed) > 0 {
			return "write a list of objects, each with " + ast.And(needed)
		}
	case t.Elem.Kind == catalog.String && len(v.Members) > 0 && len(v.Members) <= ast.MostListed:
		var keys []string
		for i := range v.Members {
			keys = append(keys, ast.Quote(v.Members[i].Key))
		}
		return fmt.Sprintf("put the keys into brackets: [%s]", strings.Join(keys, ", "))
	}
	return ""
}

// meantNumber returns the number that a value was meant to be which has a decimal comma or a unit, or for a share of 1 counts in
// percent; empty where that gives none of the type.
func meantNumber(v *ast.Value, t *catalog.Type) string {
	if length, err := time.ParseDuration(strings.ReplaceAll(v.Text, " ", "")); err == nil && t.Unit > 0 && v.Kind == ast.String {
		return figure(float64(length) / float64(t.Unit))
	}
	text, percent := strings.CutSuffix(strings.Replace(strings.TrimSpace(v.Text), ",", ".", 1), "%")
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || t.Kind != catalog.Number {
		return ""
	}
	if share := t.Min != nil && t.Max != nil && *t.Min == 0 && *t.Max == 1; share && (percent || n >= 10) {
		n /= 100
	} else if percent {
		return ""
	}
	meant := ast.Value{Kind: ast.Number, Text: figure(n)}
	if !allowed(&meant, t) {
		return ""
	}
	return meant.Text
}

// urlHelp says how a text becomes a URL; it is empty where that is not clear.
func urlHelp(text string) string {
	host, _, _ := strings.Cut(text, "/")
	switch {
	case strings.Contains(text, "${") || strings.Contains(text, "{{"):
		return "nothing is filled in here; write the URL itself"
	case len(text) <= mostRewritten && strings.Contains(host, ".") && !strings.ContainsAny(host, ": \t") && isURL("https://"+text):
		return "write https://" + text
	}
	return ""
}

func isNumeric(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

func saysYesOrNo(text string) bool {
	return slices.Contains([]string{"yes", "no", "on", "off", "y", "n"}, strings.ToLower(text))
}
