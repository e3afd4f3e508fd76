package compiler_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/google/go-cmp/cmp"
)

const library = "../testdata/good"

// TestLibrary compiles the flows of testdata/good in each notation that they have. All of them must give the bytes of
// NAME.json beside them, and so must NAME.json itself: a body is a valid source as it stands.
func TestLibrary(t *testing.T) {
	for name, notations := range libraryFlows(t) {
		t.Run(name, func(t *testing.T) {
			if len(notations) < 2 {
				t.Errorf("%s is there in one notation alone", notations[0])
			}
			body := filepath.Join(library, name+".json")
			golden.Check(t, body, compileFile(t, notations[0]))
			want := golden.Read(t, body)
			for _, path := range append(notations, body) {
				if diff := cmp.Diff(want, compileFile(t, path)); diff != "" {
					t.Errorf("%s does not compile to %s (-want +got):\n%s", path, body, diff)
				}
			}
		})
	}
}

// TestLibraryIsFormatted holds the expected bodies to what every editor can show: UTF-8 with one line break at the end.
func TestLibraryIsFormatted(t *testing.T) {
	for name := range libraryFlows(t) {
		text, err := os.ReadFile(filepath.Join(library, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(text, []byte("}\n")) || bytes.Contains(text, []byte("\r")) || bytes.Contains(text, []byte(" \n")) {
			t.Errorf("%s.json: expected no carriage return, no blank at the end of a line, and one line break at the end", name)
		}
	}
}

// TestEveryNode checks that every-node really has every node type and every field, but for the deprecated ones: what is
// added to the catalogue is to be added there.
func TestEveryNode(t *testing.T) {
	file := parseFile(t, filepath.Join(library, "every-node.flow.json"))
	seen := map[*catalog.Field]bool{}
	see(&file.Body, file.Catalog.Body, seen)
	types := map[string]bool{}
	for i := range file.Nodes {
		n := &file.Nodes[i]
		if n.Spec == nil {
			t.Fatalf("%q is of no known type", n.ID.Text)
		}
		types[n.Type.Text] = true
		see(&n.Object, n.Spec.Type, seen)
	}
	missing := func(owner string, of *catalog.Type) {
		for _, path := range unseen(of, owner, seen) {
			t.Errorf("every-node has no %s", path)
		}
	}
	missing("body", file.Catalog.Body)
	for i := range file.Catalog.NodeTypes {
		n := &file.Catalog.NodeTypes[i]
		if !types[n.Name] {
			t.Errorf("every-node has no node of type %s", n.Name)
			continue
		}
		missing(n.Name, n.Type)
	}
}

// see notes the fields of the type that the value has.
func see(v *ast.Value, t *catalog.Type, seen map[*catalog.Field]bool) {
	switch {
	case t.Kind == catalog.Variant:
		if tag := v.Get(t.Tag); tag != nil && t.Choice(tag.Text) != nil {
			see(v, t.Choice(tag.Text), seen)
		}
		return
	case t.Elem != nil:
		for i := range v.Items {
			see(&v.Items[i], t.Elem, seen)
		}
		return
	}
	for i := range v.Members {
		if f := t.Field(v.Members[i].Key); f != nil {
			seen[f] = true
			see(&v.Members[i].Value, f.Type, seen)
		}
	}
}

// unseen returns the paths of the fields of the type that were not seen, outermost first.
func unseen(t *catalog.Type, path string, seen map[*catalog.Field]bool) []string {
	var paths []string
	if t.Elem != nil {
		return unseen(t.Elem, path+"[]", seen)
	}
	for _, c := range t.Variants {
		paths = append(paths, unseen(c.Type, path+"("+c.Name+")", seen)...)
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		switch {
		case f.Deprecated != "" || f.ReadOnly || f.Local:
		case !seen[f]:
			paths = append(paths, path+"."+f.Name)
		default:
			paths = append(paths, unseen(f.Type, path+"."+f.Name, seen)...)
		}
	}
	return paths
}

// libraryFlows returns the sources of testdata/good by the name of their flow.
func libraryFlows(t *testing.T) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(library, "*.flow*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no flows in %s: %v", library, err)
	}
	flows := map[string][]string{}
	for _, path := range paths {
		name, _, _ := strings.Cut(filepath.Base(path), ".flow")
		flows[name] = append(flows[name], path)
	}
	return flows
}

func parseFile(t *testing.T, path string) *ast.File {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	language, ok := dsl.LanguageOf(path)
	if !ok {
		t.Fatalf("%s is in no known notation", path)
	}
	return dsl.Parse(filepath.ToSlash(path), text, language)
}

func compileFile(t *testing.T, path string) string {
	t.Helper()
	out, err := compiler.Compile(parseFile(t, path), compiler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
