// Command nodes reads the files below a folder with the YAML library alone, on all processors: the yardstick for fsflow lint.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
	"gopkg.in/yaml.v3"
)

func main() {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			group.Go(func() error { return read(path) })
		}
		return err
	})
	if failed := group.Wait(); err == nil {
		err = failed
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var node yaml.Node
	return yaml.Unmarshal(text, &node)
}
