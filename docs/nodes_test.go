// Package docs_test makes the page that lists what the catalogue knows.
package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/internal/invented"
	"github.com/google/go-cmp/cmp"
)

// TestNodesPage fails when nodes.md is not what the catalogue says.
func TestNodesPage(t *testing.T) {
	golden.Check(t, "nodes.md", nodesPage(catalog.Default()))
}

// A node type is one entry of the catalogue, which the page reads.
func TestNodesPageOfNewNodeType(t *testing.T) {
	page := nodesPage(invented.Catalog())
	_, section, _ := strings.Cut(page, "\n## palm_scan\n")
	section, _, _ = strings.Cut(section, "\n## ")
	const want = `
The person shows a palm to the camera.

| field | value | |
|---|---|---|
| ` + "`instructions`" + ` | a string; required | What the person is told. |
| ` + "`hurries`" + ` | true or false; ` + "`false`" + ` when left out | Go on without an answer. |
| ` + "`asksForCamera`" + ` | true or false | Ask for the camera. |
| ` + "`strictness`" + ` | "strict" or "lenient" | How strict it is. |
| ` + "`reference`" + ` | an object | What it is compared with. |
| ` + "`reference.source`" + ` | "liveHand" or "palmPhoto"; required | Where the picture comes from. |
| ` + "`reference.label`" + ` | a string | Which of several. |
| ` + "`answers`" + ` | a list | Where each condition leads. |
| ` + "`answers[].id`" + ` | a string; required | The name of the outcome, unique in the node. |
| ` + "`answers[].condition`" + ` | a string; required | When it is taken, in plain English; empty for always. |
| ` + "`answers[].targetNodeId`" + ` | the id of a node; required | The next node. |

Its outcomes, each of which needs a target:

- ` + "`palmMatched`" + `: the check was passed
- ` + "`palmRejected`" + `: it was failed, or could not be made
`
	if diff := cmp.Diff(want, section); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{
		"| [`palm_scan`](#palm_scan) | The person shows a palm to the camera. |\n",
		"| `sourceB.source` | \"sessionVideo\", \"faceScan\", \"providedData\", \"documentPhoto\" or \"palmPhoto\"; required | Where the picture comes from. |\n",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func nodesPage(c *catalog.Catalog) string {
	w := &page{}
	w.printf(`# Nodes and keys

Every node type with its fields and outcomes, and every key of the body, as fsflow knows them. [language.md](language.md)
tells how they are written, and what may be left out. A node has ` + "`id` and `type`" + ` besides. This page is made by ` + "`go test ./docs -update`" + `.

| type | |
|---|---|
`)
	for i := range c.NodeTypes {
		n := &c.NodeTypes[i]
		w.printf("| [`%s`](#%s) | %s |\n", n.Name, n.Name, n.Doc)
	}
	w.printf("\nThe [body](#the-body), the [document types](#document-types) and the [languages](#languages) are at the end.\n")
	for i := range c.NodeTypes {
		n := &c.NodeTypes[i]
		w.printf("\n## %s\n\n%s\n", n.Name, n.Doc)
		w.table(n.Type)
		for j := range n.Type.Fields {
			if f := &n.Type.Fields[j]; f.Type.Outcomes {
				w.outcomes(f)
			}
		}
	}
	w.printf("\n## The body\n\nThe object that is sent. In the flow language its keys, but for `flow`, stand in `session { … }`.\n")
	w.table(c.Body)
	documents := c.NodeType("document_scan").Type.Field("allowedDocumentTypes").Type.Elem.Values
	w.printf("\n## Document types\n\nThose that a `document_scan` takes: %s.\n", code(documents))
	w.printf("\n## Languages\n\nThose that are known: %s. The server may have more.\n", code(catalog.LanguageCodes))
	return w.String()
}

// A page is being written.
type page struct{ strings.Builder }

func (w *page) printf(format string, values ...any) { fmt.Fprintf(w, format, values...) }

func (w *page) table(t *catalog.Type) {
	before := w.Len()
	w.printf("\n| field | value | |\n|---|---|---|\n")
	empty := w.Len()
	w.fields("", t)
	if w.Len() == empty {
		text := w.String()[:before]
		w.Reset()
		w.WriteString(text)
	}
}

// fields writes a row for each field of an object, and for those of the objects in it.
func (w *page) fields(above string, t *catalog.Type) {
	for i := range t.Fields {
		f := &t.Fields[i]
		head := above == "" && slices.ContainsFunc(catalog.NodeHead, func(h catalog.Field) bool { return h.Name == f.Name })
		if head || f.ReadOnly || f.Deprecated != "" || above == "" && f.Type.Outcomes {
			continue
		}
		name := above + f.Name
		w.printf("| `%s` | %s | %s |\n", name, value(f), f.Doc)
		switch inner := f.Type; {
		case inner.Kind == catalog.Object && inner.Shorthand == catalog.NoShorthand:
			w.fields(name+".", inner)
		case inner.Kind == catalog.List && inner.Elem.Kind == catalog.Object:
			w.fields(name+"[].", inner.Elem)
		}
	}
}

// value says what a field takes.
func value(f *catalog.Field) string {
	t := f.Type
	said := shape.Expectation(t)
	switch {
	case t.Kind != catalog.List:
	case len(t.Elem.Values) > ast.MostListed:
		said = "a list of [those below](#" + strings.ReplaceAll(t.Elem.Name, " ", "-") + "s)"
	case t.Elem.Values != nil:
		said = "a list of " + shape.Expectation(t.Elem)
	}
	switch {
	case f.RequiredWhen != nil:
		said += fmt.Sprintf("; required when `%s` is `%s`", f.RequiredWhen.Field, f.RequiredWhen.Value)
	case f.Required:
		said += "; required"
	case f.Default != "":
		said += "; `" + f.Default + "` when left out"
	}
	return said
}

// outcomes writes the named outcomes that a field holds.
func (w *page) outcomes(field *catalog.Field) {
	var passed, failed, others []string
	for _, f := range field.Type.Fields {
		switch f.Verdict {
		case catalog.Positive:
			passed = append(passed, f.Name)
		case catalog.Negative:
			failed = append(failed, f.Name)
		default:
			others = append(others, f.Name)
		}
	}
	w.printf("\nIts outcomes, each of which needs a target:\n\n")
	for _, group := range []struct {
		names []string
		text  string
	}{{passed, "the check was passed"}, {failed, "it was failed, or could not be made"}, {others, "neither"}} {
		switch {
		case group.names == nil:
		case passed == nil:
			w.printf("- %s\n", code(group.names))
		default:
			w.printf("- %s: %s\n", code(group.names), group.text)
		}
	}
}

func code(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
