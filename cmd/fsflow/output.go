package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/google/renameio/v2/maybe"
)

// print writes a result to standard output.
func (p *process) print(text []byte) error {
	if _, err := p.stdout.Write(text); err != nil {
		return cannotWrite("standard output", err)
	}
	return nil
}

// writeFile writes a file as a whole or not at all, so that nobody ever reads a part of it. It writes through links, even to what is
// not there yet, and straight into anything that is no regular file, such as /dev/null. A file without permission to write is left alone,
// even though the permissions of its folder would allow replacing it. One that is replaced keeps its permissions and, where that is
// allowed, its owner.
func (p *process) writeFile(name string, text []byte) error {
	failed := func(err error) error { return cannotWrite(ast.QuoteFile(name), err) }
	if stream := p.stream(name); stream != nil {
		if _, err := stream.Write(text); err != nil {
			return failed(err)
		}
		return nil
	}
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		if err := maybe.WriteFile(destination(name), text, 0o666); err != nil {
			return failed(err)
		}
		return nil
	}
	if err != nil {
		return failed(err)
	}
	old, err := file.Stat()
	if err == nil && !old.Mode().IsRegular() {
		_, err = file.Write(text)
		old = nil
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return failed(err)
	}
	if old == nil {
		return nil
	}
	if err := replaceFile(name, old, text); err != nil {
		return failed(err)
	}
	return nil
}

// replaceFile puts another file in the place of one that may be written.
func replaceFile(name string, old os.FileInfo, text []byte) error {
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	err = maybe.WriteFile(path, text, 0o666)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EBUSY) { // busy: a file that is mounted by itself
		return fmt.Errorf("its folder does not allow a new file in its place: %w", reason(err))
	}
	if err == nil {
		keepOwner(path, old)
	}
	return err
}

// destination is where writing to a name ends up that leads to no file: at the name itself, or where links lead to from there.
func destination(name string) string {
	const most = 40 // links in a row, as the kernels have it
	path := name
	for range most {
		next, err := os.Readlink(path)
		if err != nil {
			return path
		}
		if !filepath.IsAbs(next) {
			next = filepath.Join(filepath.Dir(path), next)
		}
		path = next
	}
	return name
}

func cannotWrite(what string, err error) error {
	return fmt.Errorf("cannot write %s: %w", what, reason(err))
}

// reason is what is wrong with a file, without its name: that may be one that nobody has given.
func reason(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
