package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDestination(t *testing.T) {
	folder := t.TempDir()
	link := func(name, to string) {
		if err := os.Symlink(to, filepath.Join(folder, name)); err != nil {
			t.Skip(err)
		}
	}
	link("one", "two")
	link("two", filepath.Join("sub", "three"))
	link("far", filepath.Join(folder, "sub", "three"))
	link("loop", "loop")
	for name, want := range map[string]string{"one": "sub/three", "two": "sub/three", "far": "sub/three", "loop": "loop", "none": "none"} {
		if got := destination(filepath.Join(folder, name)); got != filepath.Join(folder, filepath.FromSlash(want)) {
			t.Errorf("%s leads to %s; want %s", name, got, want)
		}
	}
}
