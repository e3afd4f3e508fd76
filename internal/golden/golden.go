// Package golden compares what tests make with files that say what is expected. Tests that use it have the flag -update,
// which writes what is made in place of comparing; who uses it reads the difference before it is committed.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what is made as what is expected; read it before it is committed")

// Updating tells whether files are written in place of being compared.
func Updating() bool { return *update }

// Check compares a text with the file, or writes it there.
func Check(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		Write(t, file, got)
		return
	}
	if diff := cmp.Diff(Read(t, file), got); diff != "" {
		t.Errorf("%s is not what is made; if it should be, write it with -update (-file +made):\n%s", file, diff)
	}
}

// Read returns what is in the file.
func Read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Write writes the file.
func Write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
