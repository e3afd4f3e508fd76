package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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

// writeFile writes a file as a whole or not at all, so that nobody ever reads a part of it. It writes through links, and straight
// into anything that is no regular file, such as /dev/null. A file without permission to write is left alone, even though the
// permissions of its folder would allow replacing it.
func writeFile(name string, text []byte) error {
	path := name
	if real, err := filepath.EvalSymlinks(name); err == nil {
		path = real
	}
	failed := func(err error) error { return cannotWrite(ast.Quote(filepath.ToSlash(name)), err) }
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return failed(err)
	default:
		info, err := file.Stat()
		if err == nil && !info.Mode().IsRegular() {
			_, err = file.Write(text)
			if err = errors.Join(err, file.Close()); err != nil {
				return failed(err)
			}
			return nil
		}
		if err := errors.Join(err, file.Close()); err != nil {
			return failed(err)
		}
	}
	if err := maybe.WriteFile(path, text, 0o666); err != nil {
		return failed(err)
	}
	return nil
}

func cannotWrite(what string, err error) error {
	var inner *os.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return fmt.Errorf("cannot write %s: %w", what, err)
}
