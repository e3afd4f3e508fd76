package graph

import "github.com/fsflow/fsflow/dsl/ast"

// A Graph is a flow as indexes.
type Graph struct{ File *ast.File }

// New returns the graph of a file.
func New(f *ast.File) *Graph { return &Graph{File: f} }
