package main

import (
	"os"
	"path/filepath"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/config"
)

// kept are the files of a run that no output may take the place of.
type kept struct {
	sources  []source
	config   string // --config
	baseline string // --baseline

	stamps map[stamp][]stamped // of the sources; made when the first output is there already
}

// A stamp is what two names of one file have in common, and other files hardly ever. Comparing each output with each source
// would take forever where there are many of both.
type stamp struct{ size, modified int64 }

type stamped struct {
	info   os.FileInfo
	source *source
}

func stampOf(info os.FileInfo) stamp { return stamp{info.Size(), info.ModTime().UnixNano()} }

// source returns the source that the file is, or nil.
func (k *kept) source(info os.FileInfo) *source {
	if k.stamps == nil {
		k.stamps = make(map[stamp][]stamped, len(k.sources))
		for i := range k.sources {
			if info, err := os.Stat(k.sources[i].Path); err == nil {
				at := stampOf(info)
				k.stamps[at] = append(k.stamps[at], stamped{info, &k.sources[i]})
			}
		}
	}
	for _, s := range k.stamps[stampOf(info)] {
		if os.SameFile(s.info, info) {
			return s.source
		}
	}
	return nil
}

// at says what the output would overwrite that was not made by this tool: a flow, whether it is one of the sources or not, since
// the name of one is easily taken for the value of a flag; or the configuration. It is empty when there is no harm. Flows in JSON
// may be what was compiled before, which asJSON allows.
func (k *kept) at(file string, asJSON bool) string {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if s := k.source(info); s != nil {
		return "the flow " + ast.QuoteFile(s.Name)
	}
	base := filepath.Base(file)
	if language, _ := dsl.LanguageOf(base); dsl.IsFlowFile(base) && !(asJSON && language == ast.JSON) {
		return "the flow " + ast.QuoteFile(file)
	}
	if base == config.FileName || isSame(info, k.config) {
		return "the configuration " + ast.QuoteFile(file)
	}
	if isSame(info, k.baseline) {
		return "the baseline " + ast.QuoteFile(file)
	}
	return ""
}

func isSame(info os.FileInfo, name string) bool {
	other, err := os.Stat(name)
	return name != "" && err == nil && os.SameFile(info, other)
}

// place is a name that two outputs share when one would overwrite the other.
func place(file string) string {
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	file = destination(file)
	if folder, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
		return filepath.Join(folder, filepath.Base(file))
	}
	return filepath.Clean(file)
}
