package ast

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// manyNodes is the number of nodes from which they are built on several processors at once: one file may be all there is to do.
const manyNodes = 2048

// inParts builds n nodes, none of which depends on another. Each part has a builder of its own, which knows only the source and
// the nodes; what the builders report is in the order of the nodes, as if there were one.
func (b *builder) inParts(n int, build func(part *builder, from, to int)) {
	if n < manyNodes || runtime.GOMAXPROCS(0) == 1 {
		build(b, 0, n)
		return
	}
	parts := make([]part, runtime.GOMAXPROCS(0))
	var work sync.WaitGroup
	for i := range parts {
		p := &parts[i]
		p.builder = builder{Arena: &Arena{}, unshared: b.unshared, File: &File{Source: b.Source, Language: b.Language, Catalog: b.Catalog, Nodes: b.Nodes}}
		work.Go(func() {
			defer p.catch()
			build(&p.builder, i*n/len(parts), (i+1)*n/len(parts))
		})
	}
	work.Wait()
	for i := range parts {
		if parts[i].panicked != "" {
			panic(parts[i].panicked)
		}
		b.Diagnostics = append(b.Diagnostics, parts[i].Diagnostics...)
	}
}

type part struct {
	builder
	panicked string
}

// catch keeps a panic for the goroutine that waits: there it is caught and reported for the file, whereas here it would end
// the program.
func (p *part) catch() {
	if reason := recover(); reason != nil {
		p.panicked = fmt.Sprintf("%v\n%s", reason, debug.Stack())
	}
}
