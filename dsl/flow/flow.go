package flow

import "github.com/fsflow/fsflow/dsl/ast"

// Parse reads a source.
func Parse(source *ast.Source) ast.Document { return ast.Document{} }
