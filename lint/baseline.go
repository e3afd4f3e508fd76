package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A Baseline is a list of findings that were there before, and are not shown again. A finding is known by its rule, file,
// node and a hash of the text at its place, so that it may move; not by its line. The zero Baseline knows none.
type Baseline struct {
	known map[string]map[entry]int // by file; how many of each
}

type entry struct {
	Rule string `json:"rule"`
	File string `json:"file"`
	Node string `json:"node,omitempty"`
	Hash string `json:"hash"`
}

type baselineFile struct {
	Version  int             `json:"version"`
	Findings []baselineEntry `json:"findings"`
}

type baselineEntry struct {
	entry
	Count int `json:"count,omitempty"` // 1 when left out
}

// ReadBaseline reads what Baseline.JSON wrote.
func ReadBaseline(text []byte) (*Baseline, error) {
	var file baselineFile
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("this is no baseline: %w", err)
	}
	if file.Version != 1 {
		return nil, fmt.Errorf("the baseline has the version %d; expected 1. Write a new one with --write-baseline", file.Version)
	}
	b := &Baseline{}
	for _, e := range file.Findings {
		b.add(e.entry, max(e.Count, 1))
	}
	return b, nil
}

// NewBaseline returns the baseline that knows every finding of the result.
func NewBaseline(result *Result) *Baseline {
	b := &Baseline{}
	for i := range result.Files {
		f := &result.Files[i]
		for k := range f.Diagnostics {
			b.add(entryOf(f.Name, f.Source, &f.Diagnostics[k]), 1)
		}
	}
	return b
}

func entryOf(name string, source *ast.Source, d *ast.Diagnostic) entry {
	hash := sha256.Sum256([]byte(source.Slice(d.Span)))
	return entry{Rule: d.Rule, File: path.Clean(name), Node: d.Node, Hash: hex.EncodeToString(hash[:8])}
}

func (b *Baseline) add(e entry, n int) {
	if b.known == nil {
		b.known = map[string]map[entry]int{}
	}
	if b.known[e.File] == nil {
		b.known[e.File] = map[entry]int{}
	}
	b.known[e.File][e] += n
}

// JSON returns the baseline as a file, the same for the same findings.
func (b *Baseline) JSON() []byte {
	file := baselineFile{Version: 1, Findings: []baselineEntry{}}
	for _, entries := range b.known {
		for e, n := range entries {
			one := baselineEntry{entry: e}
			if n > 1 {
				one.Count = n
			}
			file.Findings = append(file.Findings, one)
		}
	}
	slices.SortFunc(file.Findings, func(a, b baselineEntry) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Node, b.Node), cmp.Compare(a.Hash, b.Hash))
	})
	text, _ := json.MarshalIndent(file, "", "  ") // strings and numbers alone: it cannot fail
	return append(text, '\n')
}

// Size is how many findings the baseline knows.
func (b *Baseline) Size() int {
	n := 0
	for _, entries := range b.known {
		for _, count := range entries {
			n += count
		}
	}
	return n
}

// filter drops the findings that are known, as many of each as are. b may be nil.
func (b *Baseline) filter(name string, source *ast.Source, found []ast.Diagnostic) []ast.Diagnostic {
	if b == nil || b.known[path.Clean(name)] == nil {
		return found
	}
	known, used := b.known[path.Clean(name)], map[entry]int{}
	return slices.DeleteFunc(found, func(d ast.Diagnostic) bool {
		e := entryOf(name, source, &d)
		used[e]++
		return used[e] <= known[e]
	})
}
