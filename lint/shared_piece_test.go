package lint_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// TestFindingsInASharedPieceNameTheAlias gives each part of a wrong flow by an alias. Whatever is found in it is in a shared piece then,
// so that an alias must be among the related places (language.md, section 1). What is about the text alone has none, and a flow that is not
// there is in no piece.
func TestFindingsInASharedPieceNameTheAlias(t *testing.T) {
	rules := slices.DeleteFunc(rule.All(), func(r *rule.Rule) bool {
		return r.Family == "syntax" || r.Family == "tool" || r.ID == "secret-in-source" || r.ID == "missing-flow"
	})
	tried := map[string]bool{}
	for _, path := range flowsBelow(t, "../testdata/bad") {
		if filepath.Ext(path) != ".yaml" || filepath.Base(filepath.Dir(path)) == "multiple-documents" {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pieces, uses := shareParts(strings.TrimPrefix(string(text), ast.ByteOrderMark))
		if uses == "" {
			continue
		}
		file := dsl.Parse("a.flow.yaml", []byte(pieces+uses), ast.YAML)
		isAlias := func(r ast.Related) bool { return strings.HasPrefix(file.Source.Slice(r.Span), "*") }
		for _, d := range lint.Check(file, rules) {
			if int(d.Span.Start) >= len(pieces) {
				continue // it is about a key
			}
			tried[d.Rule] = true
			for i, r := range d.Related {
				if slices.Contains(d.Related[:i], r) {
					t.Errorf("%s: %s at %s names %s twice", path, d.Rule, spanOf(file, d.Span), spanOf(file, r.Span))
				}
			}
			if !slices.ContainsFunc(d.Related, isAlias) {
				t.Errorf("%s: %s at %s, %q, names no alias", path, d.Rule, spanOf(file, d.Span), d.Message)
			}
		}
	}
	if len(tried) < 40 {
		t.Errorf("only %d rules found something", len(tried))
	}
}

// shareParts turns what each key of a YAML document has into a shared piece, and returns the pieces and the keys that use them.
func shareParts(text string) (pieces, uses string) {
	key := regexp.MustCompile(`^([A-Za-z]\w*):( |$)`)
	for line := range strings.Lines(text) {
		if m := key.FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
			line = "x-" + m[1] + ": &" + m[1] + " " + line[len(m[0]):]
			uses += m[1] + ": *" + m[1] + "\n"
		}
		pieces += line
	}
	return strings.TrimSuffix(pieces, "\n") + "\n", uses
}
