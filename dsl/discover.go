package dsl

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
)

// Stdin is the PATH that stands for standard input.
const Stdin = "-"

// A Found is a source that Discover has found.
type Found struct {
	Name     string // for messages: as it was given, with "/" between folders
	Path     string // to open it; Stdin for standard input
	Language ast.Language
	// Known tells that the name says what the Language is. Where it does not, Discover reports nothing: only the caller knows
	// whether the language is given in another way.
	Known bool
	// Named tells that a path names the source itself, not only a folder that it lies in.
	Named bool
}

// Discover returns the sources that the paths name, sorted by name and each once. A path is a file, a folder, or Stdin; no
// path at all is the current folder. Folders are searched for *.flow, *.flow.yaml, *.flow.yml and *.flow.json, all the way
// down; links to files are followed, links to folders are not, so that no search goes in circles. .git, node_modules and vendor
// are never entered, nor is a folder below one of the paths for which skip returns true; it gets the folder's name for messages,
// and may be nil.
//
// The error joins one error for each path that cannot be read (errors.Join), mostly an *Unreadable. What was found is
// returned all the same.
func Discover(paths []string, skip func(folder string) bool) ([]Found, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	s := search{skip: skip, seen: make(map[string]int)}
	s.here, _ = os.Getwd() // where there is none, every path is absolute
	for _, path := range paths {
		s.path(path)
	}
	slices.SortStableFunc(s.found, func(a, b Found) int { return cmp.Compare(a.Name, b.Name) })
	return s.found, errors.Join(s.failed...)
}

type search struct {
	here   string                   // the current folder
	skip   func(folder string) bool // nil for none
	found  []Found
	seen   map[string]int // where each is in found, by a name that it has however it is given; a link is another file
	failed []error
}

func (s *search) path(path string) {
	if path == Stdin {
		if _, ok := s.seen[Stdin]; ok {
			s.failed = append(s.failed, errors.New(`standard input can be read only once; give "-" a single time`))
			return
		}
		s.seen[Stdin] = len(s.found)
		s.found = append(s.found, Found{Name: Stdin, Path: Stdin, Named: true})
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		s.fail(path, err)
	case info.IsDir():
		s.folder(path)
	default:
		s.file(path, true)
	}
}

// folder searches a folder, with a list of what is still to be searched in place of recursion.
func (s *search) folder(root string) {
	open := []string{root}
	for len(open) > 0 {
		folder := open[len(open)-1]
		open = open[:len(open)-1]
		entries, err := os.ReadDir(folder)
		if err != nil {
			s.fail(folder, err)
		}
		for _, entry := range entries {
			path := within(folder, entry.Name())
			if entry.IsDir() {
				if !skipped[entry.Name()] && (s.skip == nil || !s.skip(filepath.ToSlash(path))) {
					open = append(open, path)
				}
				continue
			}
			if IsFlowFile(entry.Name()) && isRegular(path, entry) {
				s.file(path, false)
			}
		}
	}
}

// skipped are the folders that hold nothing of the author's own.
var skipped = map[string]bool{".git": true, "node_modules": true, "vendor": true}

// isRegular tells whether the entry is a file, or a link to one. Editors leave dangling links behind as locks, and reading a
// named pipe could block forever.
func isRegular(path string, entry os.DirEntry) bool {
	if entry.Type()&os.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// within is like filepath.Join, but keeps the folder as it was given.
func within(folder, name string) string {
	if folder == "." || folder == "./" {
		return name
	}
	if os.IsPathSeparator(folder[len(folder)-1]) {
		return folder + name
	}
	return folder + string(filepath.Separator) + name
}

func (s *search) file(path string, named bool) {
	key := filepath.Clean(path)
	if !filepath.IsAbs(path) {
		key = filepath.Join(s.here, path)
	}
	if i, ok := s.seen[key]; ok {
		s.found[i].Named = s.found[i].Named || named
		return
	}
	s.seen[key] = len(s.found)
	name := filepath.ToSlash(path)
	language, ok := LanguageOf(name)
	s.found = append(s.found, Found{Name: name, Path: path, Language: language, Known: ok, Named: named})
}

func (s *search) fail(path string, err error) {
	s.failed = append(s.failed, CannotRead(path, err))
}

// An Unreadable says that a file or folder cannot be read, and why, as every message of this tool does.
type Unreadable struct {
	Name string // as it was given, with "/" between folders
	err  error
}

// Error names the file or folder, and says why it cannot be read.
func (u *Unreadable) Error() string {
	return fmt.Sprintf("cannot read %s: %v", ast.QuoteFile(u.Name), u.err)
}

// Unwrap returns the reason, without the path that package os puts before it.
func (u *Unreadable) Unwrap() error { return u.err }

// CannotRead returns an *Unreadable, which wraps err.
func CannotRead(path string, err error) error {
	var inner *os.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return &Unreadable{filepath.ToSlash(path), err}
}
