package report

import (
	"github.com/fatih/color"
	"github.com/fsflow/fsflow/dsl/ast"
)

// A palette gives each part of a finding its colour. The library judges by standard output alone, and once for the whole program, so
// each colour is told here whether it is wanted. Only Sprint is used: the library's other functions end in other codes.
type palette struct {
	severity    [ast.Severities]*color.Color
	strong, dim *color.Color
}

func newPalette(wanted bool) *palette {
	make := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if wanted {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return &palette{
		severity: [ast.Severities]*color.Color{
			ast.Info:    make(color.FgCyan, color.Bold),
			ast.Warning: make(color.FgYellow, color.Bold),
			ast.Error:   make(color.FgRed, color.Bold),
		},
		strong: make(color.Bold),
		dim:    make(color.FgBlue, color.Bold),
	}
}
