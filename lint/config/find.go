package config

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

// A Finder finds the configuration of each file: the nearest one at or above it, up to the root of its git repository. Each
// configuration is read once. A Finder may be used by several goroutines at once; the zero Finder is ready for use.
type Finder struct {
	// Fixed is the configuration that holds for every file; nil to look for one.
	Fixed *Config
	// Off turns the search off.
	Off bool

	mutex   sync.Mutex
	folders map[string]result
}

type result struct {
	config *Config
	err    error
}

// For returns the configuration of the file with the name; nil when there is none, or f is nil. The error is an *Error, or says
// that a file cannot be read.
func (f *Finder) For(name string) (*Config, error) {
	if f == nil || f.Off {
		return nil, nil
	}
	if f.Fixed != nil {
		return f.Fixed, nil
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	r := f.folder(path.Dir(path.Clean(filepath.ToSlash(name))))
	return r.config, r.err
}

// Used returns the configurations that were found so far, by name.
func (f *Finder) Used() []*Config {
	if f == nil || f.Off {
		return nil
	}
	if f.Fixed != nil {
		return []*Config{f.Fixed}
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	byName := map[string]*Config{}
	for _, r := range f.folders {
		if r.config != nil {
			byName[r.config.Source.Name] = r.config
		}
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b *Config) int { return strings.Compare(a.Source.Name, b.Source.Name) })
}

func (f *Finder) folder(dir string) result {
	if r, ok := f.folders[dir]; ok {
		return r
	}
	r := f.look(dir)
	if f.folders == nil {
		f.folders = make(map[string]result)
	}
	f.folders[dir] = r
	return r
}

func (f *Finder) look(dir string) result {
	name := path.Join(dir, FileName)
	// A link that leads nowhere is an error, not the absence of a configuration.
	if _, err := os.Lstat(filepath.FromSlash(name)); !errors.Is(err, fs.ErrNotExist) {
		if err := blocks(name); err != nil {
			return result{err: err}
		}
		c, err := Load(name)
		return result{config: c, err: err}
	}
	if err := misnamed(dir); err != nil {
		return result{err: err}
	}
	if _, err := os.Stat(filepath.Join(filepath.FromSlash(dir), ".git")); err == nil {
		return result{}
	}
	parent, ok := above(dir)
	if !ok {
		return result{}
	}
	return f.folder(parent)
}

// blocks returns an error where the configuration that would be read is a pipe: nobody may ever write to it.
func blocks(name string) error {
	if info, err := os.Stat(filepath.FromSlash(name)); err == nil && info.Mode()&(fs.ModeNamedPipe|fs.ModeSocket) != 0 {
		return dsl.CannotRead(name, errors.New("it is a pipe, and no file"))
	}
	return nil
}

// misnamed returns an error where a folder has a configuration whose name looks right but is not: its policies would be proved
// for no flow, and nobody would notice.
func misnamed(dir string) error {
	name := path.Join(dir, strings.TrimSuffix(FileName, "yaml")+"yml")
	if _, err := os.Stat(filepath.FromSlash(name)); err != nil {
		return nil
	}
	return &Error{Source: ast.NewSource(name, ""), Diagnostics: []ast.Diagnostic{{
		Rule: RuleID, Severity: ast.Error, Message: "a configuration of this name is not read", Help: []string{"name it " + FileName},
	}}}
}

// above returns the parent of a folder, as a relative name where the folder's is one; false at the root.
func above(dir string) (string, bool) {
	absolute, err := filepath.Abs(filepath.FromSlash(dir))
	if err != nil || filepath.Dir(absolute) == absolute {
		return "", false
	}
	if path.IsAbs(dir) || filepath.IsAbs(filepath.FromSlash(dir)) {
		return filepath.ToSlash(filepath.Dir(filepath.FromSlash(dir))), true
	}
	return path.Join(dir, ".."), true
}

// Load reads the configuration file with the name. Its errors are those of Finder.For.
func Load(name string) (*Config, error) {
	text, err := dsl.ReadFile(filepath.FromSlash(name), ast.MaxBytes)
	if err != nil {
		return nil, err
	}
	return Read(ast.NewSource(name, string(text)), path.Dir(name))
}
