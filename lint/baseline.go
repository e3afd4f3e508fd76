package lint

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	stdjson "encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint/config"
)

// A Baseline is a list of findings that were there before, and are not shown again. A finding is recognized by its rule, file,
// node and a hash of the text at its place, so that it may move, and not by its line. The zero Baseline knows none.
type Baseline struct {
	dir   string                   // files are named relative to it
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

// ReadBaseline reads what Baseline.JSON wrote. The files in it are named relative to dir, the folder that holds it. The error is
// one line that names the place, where there is one, and says what to do.
func ReadBaseline(name string, text []byte, dir string) (*Baseline, error) {
	var file baselineFile
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if err := stdjson.Unmarshal(text, &file); err != nil {
		return nil, unreadableBaseline(name, text)
	}
	if file.Version != baselineVersion {
		return nil, fmt.Errorf("%s is no baseline of version %d, the only one there is; %s", ast.QuoteFile(name), baselineVersion, writeAnew)
	}
	if file.Findings == nil {
		return nil, unreadableBaseline(name, text) // mostly a report of lint
	}
	b := &Baseline{dir: dir}
	for _, e := range file.Findings {
		b.add(e.entry, max(e.Count, 1))
	}
	return b, nil
}

const (
	baselineVersion = 1
	writeAnew       = "write a new one with --write-baseline"
)

// unreadableBaseline says why a text is no baseline, in the words used for a flow that cannot be read.
func unreadableBaseline(name string, text []byte) error {
	source := ast.NewSource(name, string(text))
	for _, d := range json.Parse(source).Diagnostics {
		return fmt.Errorf("%s: %s; this is no baseline, so %s", source.Place(d.Span), d.Message, writeAnew)
	}
	return fmt.Errorf("%s is no baseline; %s", ast.QuoteFile(name), writeAnew)
}

// NewBaseline returns the baseline that knows every listed finding of the result, to be kept in the folder dir.
func NewBaseline(result *Result, dir string) *Baseline {
	b := &Baseline{dir: dir}
	for i := range result.Files {
		f := &result.Files[i]
		name := b.fileName(f.Name)
		for k := range f.Diagnostics {
			b.add(entryOf(name, f.Source, &f.Diagnostics[k]), 1)
		}
	}
	return b
}

// fileName is the name of a file as the baseline has it.
func (b *Baseline) fileName(name string) string {
	if relative, ok := config.Relative(b.dir, name); ok {
		return relative
	}
	return path.Clean(name)
}

func entryOf(file string, source *ast.Source, d *ast.Diagnostic) entry {
	hash := sha256.Sum256([]byte(source.Slice(d.Span)))
	return entry{Rule: d.Rule, File: file, Node: d.Node, Hash: hex.EncodeToString(hash[:8])}
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

// JSON returns the baseline as the text of a file. The same findings always give the same text.
func (b *Baseline) JSON() []byte {
	file := baselineFile{Version: baselineVersion, Findings: []baselineEntry{}}
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
	var out bytes.Buffer
	_ = json.Write(&out, file) // strings and numbers alone: it cannot fail
	return out.Bytes()
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

// filter returns the findings without those that are known, as often as each is known, and how many of the known ones are gone: not
// among those that were found. b may be nil.
func (b *Baseline) filter(name string, source *ast.Source, found []ast.Diagnostic) (kept []ast.Diagnostic, gone int) {
	if b == nil {
		return found, 0
	}
	name = b.fileName(name)
	known := b.known[name]
	if known == nil {
		return found, 0
	}
	left := maps.Clone(known)
	for _, count := range known {
		gone += count
	}
	for i := range found {
		if e := entryOf(name, source, &found[i]); left[e] > 0 {
			left[e]--
			gone--
		} else {
			kept = append(kept, found[i])
		}
	}
	return kept, gone
}
