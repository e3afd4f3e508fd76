package catalog_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/fsflow/fsflow/dsl/catalog"
)

func TestCounts(t *testing.T) {
	c := catalog.Default()
	if n := len(c.NodeTypes); n != 15 {
		t.Errorf("%d node types, want 15", n)
	}
	if n := len(catalog.LanguageCodes); n != 13 {
		t.Errorf("%d languages, want 13", n)
	}
	types := documentTypes(t)
	if len(types) != 81 {
		t.Errorf("%d document types, want 81", len(types))
	}
	for _, list := range [][]string{types, catalog.LanguageCodes, c.NodeTypeNames()} {
		seen := map[string]bool{}
		for _, name := range list {
			if seen[name] {
				t.Errorf("%q is there twice", name)
			}
			seen[name] = true
		}
	}
}

func documentTypes(t *testing.T) []string {
	scan := catalog.Default().NodeType("document_scan")
	if scan == nil {
		t.Fatal("there is no document_scan")
	}
	return scan.Type.Field("allowedDocumentTypes").Type.Elem.Values
}

func TestDocumentTypesOfCorpus(t *testing.T) {
	text, err := os.ReadFile("../../../shared/corpus/document-types.json")
	if err != nil {
		t.Skip("the corpus is not here")
	}
	var want []string
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	got := slices.Clone(documentTypes(t))
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Everything that an author can write has a sentence for documentation and editors. A named outcome is its own.
func TestDocs(t *testing.T) {
	c := catalog.Default()
	walk(t, "body", c.Body, map[*catalog.Type]bool{})
	for _, n := range c.NodeTypes {
		if n.Doc == "" {
			t.Errorf("%s has no Doc", n.Name)
		}
		walk(t, n.Name, n.Type, map[*catalog.Type]bool{})
	}
}

func walk(t *testing.T, path string, typ *catalog.Type, seen map[*catalog.Type]bool) {
	if seen[typ] {
		return
	}
	seen[typ] = true
	names := map[string]bool{}
	for _, f := range typ.Fields {
		if f.Doc == "" && !typ.Outcomes {
			t.Errorf("%s.%s has no Doc", path, f.Name)
		}
		if names[f.Name] {
			t.Errorf("%s.%s is there twice", path, f.Name)
		}
		names[f.Name] = true
		if f.FilledFrom != "" && f.Doc == "" {
			t.Errorf("%s.%s is filled from %s, and nothing says why it should not be", path, f.Name, f.FilledFrom)
		}
		if f.FilledFrom != "" && typ.Field(f.FilledFrom) == nil {
			t.Errorf("%s.%s is filled from %s, which is no field", path, f.Name, f.FilledFrom)
		}
		if f.RequiredWhen != nil && typ.Field(f.RequiredWhen.Field) == nil {
			t.Errorf("%s.%s depends on %s, which is no field", path, f.Name, f.RequiredWhen.Field)
		}
		if f.Default != "" && !json.Valid([]byte(f.Default)) {
			t.Errorf("%s.%s has the default %s, which is no JSON", path, f.Name, f.Default)
		}
		walk(t, path+"."+f.Name, f.Type, seen)
	}
	switch typ.Kind {
	case catalog.List, catalog.Map:
		if typ.Elem == nil {
			t.Errorf("%s has no Elem", path)
			return
		}
		walk(t, path+"[]", typ.Elem, seen)
	case catalog.Variant:
		for _, choice := range typ.Variants {
			if choice.Type.Field(typ.Tag) == nil {
				t.Errorf("%s: the variant %s has no field %s", path, choice.Name, typ.Tag)
			}
			walk(t, path+":"+choice.Name, choice.Type, seen)
		}
	}
}

// A picture that an outcome yields, and one that is live, is one that a node can ask for.
func TestPictures(t *testing.T) {
	c := catalog.Default()
	var sources []string
	for i := range c.NodeTypes {
		for _, f := range c.NodeTypes[i].Pictures() {
			source := f.Type.Field("source").Type
			sources = append(sources, source.Values...)
			for _, live := range source.Live {
				if !slices.Contains(source.Values, live) || slices.Contains(c.Pictures(), live) {
					t.Errorf("%s is live, and no source, or one that an outcome yields", live)
				}
			}
		}
	}
	if got := c.Pictures(); !slices.Equal(got, []string{"documentPhoto", "faceScan"}) {
		t.Errorf("got %q", got)
	}
	for _, picture := range c.Pictures() {
		if !slices.Contains(sources, picture) {
			t.Errorf("%s is yielded, and no source", picture)
		}
	}
	if got := c.NodeType("face_scan").Type.Yielding("faceScan"); !slices.Equal(got, []string{"passed", "notPassed"}) {
		t.Errorf("got %q", got)
	}
}

// The edges of a node of unknown type are looked for under these names.
func TestLeading(t *testing.T) {
	c := catalog.Default()
	kinds := func(types []*catalog.Type) (kinds []catalog.Kind) {
		for _, t := range types {
			kinds = append(kinds, t.Kind)
		}
		return kinds
	}
	for name, want := range map[string][]catalog.Kind{
		"outcome": {catalog.Target}, "default": {catalog.Target}, "rules": {catalog.List}, "awaitExternal": {catalog.Object},
		"outcomes": {catalog.List, catalog.Object}, "prompt": nil, "exits": nil, "id": nil,
	} {
		if got := kinds(c.Leading(name)); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// Facesign-api.md, section 2: the outcomes of each node type, in its order.
func TestOutcomes(t *testing.T) {
	want := map[string][]string{
		"permissions":        {"permissionsGranted", "permissionsDenied"},
		"liveness_detection": {"livenessDetected", "deepfakeDetected", "noFace", "inconclusive"},
		"enter_email":        {"emailEntered", "canceled"},
		"document_scan":      {"scanSuccess", "userCancelled", "scanTimeout"},
		"recognition":        {"recognized", "newUser", "noFace"},
		"face_scan":          {"passed", "notPassed", "cancelled", "error"},
		"face_compare":       {"match", "noMatch", "imageUnavailable"},
		"two_factor_email":   {"verified", "delivery_failed", "failed_unverified", "cancelled", "error"},
		"two_factor_sms":     {"verified", "delivery_failed", "failed_unverified", "cancelled", "error"},
	}
	for _, n := range catalog.Default().NodeTypes {
		var got []string
		if f := n.Type.Field("outcomes"); f != nil && f.Type.Outcomes {
			for _, o := range f.Type.Fields {
				got = append(got, o.Name)
			}
		}
		if !slices.Equal(got, want[n.Name]) {
			t.Errorf("%s: got %q, want %q", n.Name, got, want[n.Name])
		}
	}
}

func TestNew(t *testing.T) {
	own := &catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{{Name: "next", Type: &catalog.Type{Kind: catalog.Target}}}}
	c := catalog.New(catalog.Default().Body, []catalog.NodeType{{Name: "own", Type: own}}, nil)
	if names := c.NodeTypeNames(); !slices.Equal(names, []string{"own"}) {
		t.Errorf("got %q", names)
	}
	n := c.NodeType("own")
	if got := n.Type.FieldNames(); !slices.Equal(got, []string{"id", "type", "next"}) || !n.Type.Leads() || n.Type.Field("id").Type.Leads() {
		t.Errorf("got %q", got)
	}
	if len(own.Fields) != 1 {
		t.Error("the caller's type has changed")
	}
	if c.NodeType("start") != nil || catalog.Default().NodeType("own") != nil {
		t.Error("a catalog knows its own node types alone")
	}
}
