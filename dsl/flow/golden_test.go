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
	for _, part := range strings.Split(strings.TrimPrefix(text, caseMark), "\n"+caseMark) {
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

// TestDocuments checks every construct, with all places.
func TestDocuments(t *testing.T) {
	cases(t, "testdata/documents.txt", func(source *ast.Source) string {
		doc := Parse(catalog.Default(), source)
		return show(&doc.Root) + "\n" + lines(showFindings(source, doc.Diagnostics))
	})
}

// TestMistakes checks the findings of broken flows, all of them, and which nodes are kept: with "!" where a part of one is
// missing, and "…" at the end where there may be more nodes.
func TestMistakes(t *testing.T) { cases(t, "testdata/mistakes.txt", mistakes) }

// TestHabits checks what people write who know other languages, in the same way.
func TestHabits(t *testing.T) { cases(t, "testdata/habits.txt", mistakes) }

func mistakes(source *ast.Source) string {
	doc := Parse(catalog.Default(), source)
	names := []string{"nodes:"}
	if flow := doc.Root.Get("flow"); flow != nil {
		for _, m := range flow.Members {
			name := m.Key
			if m.Value.Incomplete {
				name += "!"
			}
			names = append(names, name)
		}
	}
	if doc.Incomplete {
		names = append(names, "…")
	}
	return strings.Join(names, " ") + "\n" + lines(showFindings(source, doc.Diagnostics))
}

func lines(list []string) string {
	var b strings.Builder
	for _, line := range list {
		b.WriteString(line + "\n")
	}
	return b.String()
}
