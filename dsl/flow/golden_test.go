package flow

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/internal/golden"
)

const (
	caseMark = "## "
	wantMark = "-- want --\n"
)

// cases runs the cases of a file: each is a line "## name", a source, a line "-- want --", and what is expected of it.
func cases(t *testing.T, name string, got func(*ast.Source) string) {
	t.Helper()
	text := golden.Read(t, name)
	var updated []string
	for _, part := range parts(text) {
		title, rest, _ := strings.Cut(part, "\n")
		input, want, ok := strings.Cut(rest, wantMark)
		if !ok {
			t.Fatalf("%s: the case %q has no line %q", name, title, wantMark)
		}
		result := got(ast.NewSource("golden.flow", input))
		updated = append(updated, title+"\n"+input+wantMark+result)
		t.Run(title, func(t *testing.T) {
			if strings.TrimRight(result, "\n") != strings.TrimRight(want, "\n") && !golden.Updating() {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", input, result, want)
			}
		})
	}
	if golden.Updating() {
		golden.Write(t, name, caseMark+strings.Join(updated, "\n"+caseMark))
	}
}

// parts are the cases of a file, without the marks before them.
func parts(text string) []string {
	return strings.Split(strings.TrimPrefix(text, caseMark), "\n"+caseMark)
}

// TestDocuments checks every construct, with all places.
func TestDocuments(t *testing.T) {
	cases(t, "testdata/documents.txt", func(source *ast.Source) string {
		doc := Parse(catalog.Default(), source)
		return show(&doc.Root) + "\n" + lines(showFindings(source, doc.Diagnostics))
	})
}

// TestMistakes checks the findings of broken flows, all of them, and what is kept of the nodes and the session: with "!" where a part is
// missing, and "…" at the end where there may be more nodes.
func TestMistakes(t *testing.T) { cases(t, "testdata/mistakes.txt", mistakes) }

// TestHabits checks what people write who know other languages, in the same way.
func TestHabits(t *testing.T) { cases(t, "testdata/habits.txt", mistakes) }

// TestCorners checks, in the same way, what hardly anybody writes. Each case shows what some condition is needed for.
func TestCorners(t *testing.T) { cases(t, "testdata/corners.txt", mistakes) }

func mistakes(source *ast.Source) string {
	doc := Parse(catalog.Default(), source)
	nodes, session := []string{"nodes:"}, doc.Root
	session.Members = nil
	for _, m := range doc.Root.Members {
		if m.Key != "flow" {
			session.Members = append(session.Members, m)
			continue
		}
		for i := range m.Value.Members {
			nodes = append(nodes, m.Value.Members[i].Key+kept(&m.Value.Members[i].Value))
		}
	}
	if doc.Incomplete {
		nodes = append(nodes, "…")
	}
	text := strings.Join(nodes, " ") + "\n"
	if session.Members != nil || session.Incomplete {
		text += "session: " + kept(&session) + "\n"
	}
	return text + lines(showFindings(source, doc.Diagnostics))
}

// kept shows what is left of a value: the keys of objects, the items of lists, and "!" where a part is missing; of outcomes and rules,
// where they lead.
func kept(v *ast.Value) string {
	var parts []string
	open, end := "", ""
	switch v.Kind {
	case ast.Object:
		open, end = "{", "}"
		for i := range v.Members {
			m := &v.Members[i]
			if key := m.Key; m.Value.Style == ast.Arrow {
				parts = append(parts, key+"->"+m.Value.Text)
			} else {
				parts = append(parts, key+kept(&m.Value))
			}
		}
	case ast.List:
		open, end = "[", "]"
		for i := range v.Items {
			item := &v.Items[i]
			if to := item.Get("targetNodeId"); to != nil {
				parts = append(parts, "->"+to.Text)
			} else if to := item.Get("outcome"); to != nil {
				parts = append(parts, "->"+to.Text)
			} else {
				parts = append(parts, item.Text+kept(item))
			}
		}
	}
	text := open + strings.Join(parts, " ") + end
	if v.Incomplete {
		text += "!"
	}
	return text
}

func lines(list []string) string {
	var b strings.Builder
	for _, line := range list {
		b.WriteString(line + "\n")
	}
	return b.String()
}
