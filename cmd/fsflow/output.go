package main

import (
	"errors"
	"fmt"
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

// writeFile writes a file as a whole or not at all, so that nobody ever reads a part of it. It writes through links, and
// straight into what is no regular file, as /dev/null.
func writeFile(name string, text []byte) error {
	path := name
	if real, err := filepath.EvalSymlinks(name); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return writeDevice(name, path, text)
	}
	if err := maybe.WriteFile(path, text, 0o666); err != nil {
		return cannotWrite(ast.Quote(filepath.ToSlash(name)), err)
	}
	return nil
}

func writeDevice(name, path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = file.Write(text)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return cannotWrite(ast.Quote(filepath.ToSlash(name)), err)
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
