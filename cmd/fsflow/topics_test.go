package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every id that a finding can have, wherever in the module it is made, has a page.
func TestEveryFindingIsExplained(t *testing.T) {
	ids := findingIDsOf(t, "../..")
	for _, known := range []string{"server", "configuration", "internal-error", "syntax", "duplicate-key", "multiple-documents", "policy"} {
		if !slices.Contains(ids, known) {
			t.Errorf("the search does not find %q", known)
		}
	}
	for _, id := range slices.Concat(ids, findingIDs()) {
		code, page, stderr := runIn(t, "", "explain", id)
		if code != exitDone || !strings.HasPrefix(page, id+" (") || !strings.Contains(page, "\nFix:\n") {
			t.Errorf("explain %s: exit code %d, %s%s", id, code, stderr, page)
		}
		for line := range strings.Lines(page) {
			if utf8.RuneCountInString(strings.TrimRight(line, "\n")) > pageWidth {
				t.Errorf("explain %s: too wide: %s", id, line)
			}
		}
	}
}

// findingIDsOf returns the ids that stand in the source of a module as the Rule of a diagnostic: as a string, as a constant,
// or as an argument of the function that makes the diagnostic. Those of the rules' own findings are in their records.
func findingIDsOf(t *testing.T, root string) []string {
	t.Helper()
	packages := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		packages[filepath.Dir(path)] = append(packages[filepath.Dir(path)], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, files := range packages {
		ids = append(ids, idsIn(files)...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func idsIn(files []*ast.File) []string {
	var ids []string
	for _, file := range files {
		for _, declaration := range file.Decls {
			ast.Inspect(declaration, func(n ast.Node) bool {
				pair, ok := n.(*ast.KeyValueExpr)
				if key, named := n.(*ast.KeyValueExpr); !ok || !named || !isName(key.Key, "Rule") {
					return true
				}
				switch value := pair.Value.(type) {
				case *ast.BasicLit:
					ids = append(ids, textOf(value))
				case *ast.Ident:
					ids = append(ids, constants(files, value.Name)...)
					if function, ok := declaration.(*ast.FuncDecl); ok {
						ids = append(ids, argumentsOf(files, function, value.Name)...)
					}
				}
				return true
			})
		}
	}
	return ids
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// textOf returns the string of a literal; none for another literal.
func textOf(e ast.Expr) string {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(literal.Value)
	return text
}

// constants returns the strings of the constants with the name.
func constants(files []*ast.File, name string) []string {
	var texts []string
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if ok && len(spec.Values) == len(spec.Names) {
				for i := range spec.Names {
					if text := textOf(spec.Values[i]); spec.Names[i].Name == name && text != "" {
						texts = append(texts, text)
					}
				}
			}
			return true
		})
	}
	return texts
}

// argumentsOf returns the strings with which a function is called for its parameter with the name.
func argumentsOf(files []*ast.File, function *ast.FuncDecl, parameter string) []string {
	index, at := -1, 0
	for _, field := range function.Type.Params.List {
		for _, name := range field.Names {
			if name.Name == parameter && isName(field.Type, "string") {
				index = at
			}
			at++
		}
	}
	var texts []string
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || index < 0 || index >= len(call.Args) {
				return true
			}
			selector, isMethod := call.Fun.(*ast.SelectorExpr)
			if isName(call.Fun, function.Name.Name) || isMethod && selector.Sel.Name == function.Name.Name {
				if text := textOf(call.Args[index]); text != "" {
					texts = append(texts, text)
				}
			}
			return true
		})
	}
	return texts
}
