package main

import (
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl"
)

// isStdout tells whether a name stands for standard output.
func isStdout(name string) bool {
	return slices.Contains([]string{dsl.Stdin, "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}, name)
}

// stream returns what a name stands for that is open already, as /dev/stderr is; nil for every other name. Where such a stream was
// redirected to a file, opening it by its name would begin a new file, and what is there already would be lost.
func (p *process) stream(name string) io.Writer {
	if isStdout(name) {
		return p.stdout
	}
	if name == "/dev/stderr" {
		return p.stderr
	}
	for _, folder := range []string{"/dev/fd/", "/proc/self/fd/"} {
		number, ok := strings.CutPrefix(name, folder)
		if !ok {
			continue
		}
		switch n, err := strconv.ParseUint(number, 10, 31); {
		case err != nil || n == 0:
		case n == 2:
			return p.stderr
		default:
			return os.NewFile(uintptr(n), name)
		}
	}
	return nil
}
