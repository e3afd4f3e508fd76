// Package dsl reads flows: YAML, JSON and the flow language, all three into the tree of package ast.
package dsl

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/flow"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/dsl/notation"
	"github.com/fsflow/fsflow/dsl/yaml"
)

// Parse reads one source. It never fails and never panics: what cannot be read is a diagnostic in the file, and what
// could be read is there all the same. The name is used for messages only.
func Parse(name string, text []byte, language ast.Language) *ast.File {
	return ParseWith(catalog.Default(), name, text, language)
}

// ParseWith is Parse with the caller's own vocabulary.
func ParseWith(c *catalog.Catalog, name string, text []byte, language ast.Language) *ast.File {
	return ParseSource(c, ast.NewSource(name, string(text)), language)
}

// ParseSource is ParseWith for a source that exists already: its Memory, for example, can be set.
func ParseSource(c *catalog.Catalog, source *ast.Source, language ast.Language) *ast.File {
	return ast.Build(source, language, c, read(c, source, language))
}

func read(c *catalog.Catalog, source *ast.Source, language ast.Language) ast.Document {
	if len(source.Text) > ast.MaxBytes {
		return ast.Unreadable(ast.SyntaxError(ast.Span{}, fmt.Sprintf("the file is larger than %d MiB, which is all that is read", ast.MaxBytes>>20)))
	}
	if d := checkEncoding(source); d != nil {
		return ast.Unreadable(*d)
	}
	var doc ast.Document
	switch language {
	case ast.JSON:
		doc = json.Parse(source)
	case ast.Flow:
		doc = flow.Parse(c, source)
	default:
		doc = yaml.Parse(source)
	}
	if len(doc.Diagnostics) > 0 && (doc.Root.Kind == ast.Absent || language == ast.Flow) {
		if d := notation.Mistaken(source, language); d != nil {
			return ast.Unreadable(*d)
		}
	}
	return doc
}
