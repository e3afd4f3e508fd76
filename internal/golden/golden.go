// Package golden compares the results of tests with files that hold what is expected. Tests that use it have the flag -update, which
// writes the results instead of comparing them; whoever uses it reads the difference before committing it.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the results as what is expected; read them before committing them")

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
