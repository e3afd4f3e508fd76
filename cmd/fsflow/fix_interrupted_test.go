package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/lint"
)

// Who interrupts --fix keeps the files that it has not come to, as they are.
func TestFixHeedsInterrupts(t *testing.T) {
	name := filepath.Join(t.TempDir(), "kyc.flow.yaml")
	if err := os.WriteFile(name, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	list := []source{{Found: dsl.Found{Name: name, Path: name}}}
	result := &lint.Result{Files: []lint.FileResult{{Name: name, Before: "old", Fixed: "new", Applied: 1}}}
	fix := func() error {
		_, err := (&fixing{mend: true}).fix(ctx, &process{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}, list, result)
		return err
	}
	for _, want := range []string{"new", "old"} {
		if err := fix(); want == "new" && err != nil || want == "old" && !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if text, err := os.ReadFile(name); err != nil || string(text) != want {
			t.Errorf("the file is %q, %v; want %q", text, err, want)
		}
		cancel()
		if err := os.WriteFile(name, []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// What was saved while the flow was checked is not lost.
func TestFixKeepsWhatWasChangedMeanwhile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("kyc.flow.yaml", []byte("newer"), 0o666); err != nil {
		t.Fatal(err)
	}
	list := []source{{Found: dsl.Found{Name: "kyc.flow.yaml", Path: "kyc.flow.yaml"}}}
	result := &lint.Result{Files: []lint.FileResult{{Name: "kyc.flow.yaml", Before: "old", Fixed: "new", Applied: 1}}}
	_, err := (&fixing{mend: true}).fix(t.Context(), &process{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}, list, result)
	if want := `"kyc.flow.yaml" was changed while it was checked, and is left as it is; run --fix again`; err == nil || err.Error() != want {
		t.Errorf("error %v; want %s", err, want)
	}
	// What was found in the fixed text is not said of the one that stays.
	if file := &result.Files[0]; file.Err == nil || file.Applied != 0 {
		t.Errorf("the file is told to be fixed: %+v", file)
	}
	if text, err := os.ReadFile("kyc.flow.yaml"); err != nil || string(text) != "newer" {
		t.Errorf("the file is %q, %v", text, err)
	}
}
