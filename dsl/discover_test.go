package dsl_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/google/go-cmp/cmp"
)

func TestDiscover(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{
		"b.flow.yaml", "a.flow", "c.flow.yml", "d.flow.json", "other.yaml", "notes.md", "UPPER.FLOW.YAML",
		"sub/deep/e.flow.yaml", ".git/x.flow", "node_modules/x.flow", "sub/vendor/x.flow", "x.flow.d/f.flow",
	} {
		write(t, name)
	}
	for _, test := range []struct {
		paths  []string
		want   string
		failed string
	}{
		{nil, "UPPER.FLOW.YAML a.flow b.flow.yaml c.flow.yml d.flow.json sub/deep/e.flow.yaml x.flow.d/f.flow", ""},
		{[]string{"."}, "UPPER.FLOW.YAML a.flow b.flow.yaml c.flow.yml d.flow.json sub/deep/e.flow.yaml x.flow.d/f.flow", ""},
		{[]string{"./"}, "UPPER.FLOW.YAML a.flow b.flow.yaml c.flow.yml d.flow.json sub/deep/e.flow.yaml x.flow.d/f.flow", ""},
		{[]string{"sub"}, "sub/deep/e.flow.yaml", ""},
		{[]string{"sub/"}, "sub/deep/e.flow.yaml", ""},
		{[]string{"./sub"}, "./sub/deep/e.flow.yaml", ""},
		{[]string{"node_modules"}, "node_modules/x.flow", ""},
		{[]string{"other.yaml"}, "other.yaml", ""},
		{[]string{"notes.md"}, "notes.md?", ""},
		{[]string{"b.flow.yaml", "a.flow", "./b.flow.yaml", "sub/../a.flow"}, "a.flow b.flow.yaml", ""},
		{[]string{"sub", "sub/deep/e.flow.yaml"}, "sub/deep/e.flow.yaml", ""},
		{[]string{"-", "a.flow"}, "-? a.flow", ""},
		{[]string{"-", "-"}, "-?", `standard input can be read only once; give "-" a single time`},
		{[]string{"gone.flow", "a.flow", "gone"}, "a.flow",
			"cannot read \"gone.flow\": no such file or directory\ncannot read \"gone\": no such file or directory"},
	} {
		found, err := dsl.Discover(test.paths, nil)
		if diff := cmp.Diff(test.want, names(found)); diff != "" {
			t.Errorf("Discover(%q):\n%s", test.paths, diff)
		}
		failed := ""
		if err != nil {
			failed = err.Error()
		}
		if runtime.GOOS == "windows" && strings.HasPrefix(test.failed, "cannot read") {
			continue
		}
		if diff := cmp.Diff(test.failed, failed); diff != "" {
			t.Errorf("Discover(%q) failed:\n%s", test.paths, diff)
		}
	}
}

// What is skipped is not even looked into: it is gone by then.
func TestDiscoverSkips(t *testing.T) {
	for _, test := range []struct {
		path, skip, want string
		asked            []string
	}{
		{".", "legacy", "a.flow sub/b.flow sub/legacy/c.flow", []string{"legacy", "sub", "sub/legacy"}},
		{".", "sub/legacy", "a.flow legacy/deep/d.flow legacy/e.flow sub/b.flow", []string{"legacy", "legacy/deep", "sub", "sub/legacy"}},
		{"./sub/", "./sub/legacy", "./sub/b.flow", []string{"./sub/legacy"}},
		{"legacy", "legacy", "legacy/deep/d.flow legacy/e.flow", []string{"legacy/deep"}}, // it is named outright
	} {
		t.Chdir(t.TempDir())
		for _, name := range []string{"a.flow", "sub/b.flow", "sub/legacy/c.flow", "legacy/deep/d.flow", "legacy/e.flow", "node_modules/x.flow"} {
			write(t, name)
		}
		var asked []string
		found, err := dsl.Discover([]string{test.path}, func(folder string) bool {
			asked = append(asked, folder)
			if folder != test.skip {
				return false
			}
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
			return true
		})
		slices.Sort(asked)
		if err != nil {
			t.Errorf("without %s: %v", test.skip, err)
		}
		if diff := cmp.Diff(test.want, names(found)); diff != "" {
			t.Errorf("without %s:\n%s", test.skip, diff)
		}
		if diff := cmp.Diff(test.asked, asked); diff != "" {
			t.Errorf("without %s, asked about:\n%s", test.skip, diff)
		}
	}
}

func TestDiscoverLinks(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "real/a.flow")
	for link, target := range map[string]string{
		"real/loop": ".", "linked": "real", "real/b.flow": "a.flow", "real/.#a.flow": "me@here.1", "up.flow": "real",
	} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	for _, test := range []struct{ path, want string }{
		{".", "real/a.flow real/b.flow"},
		{"linked", "linked/a.flow linked/b.flow"},
	} {
		found, err := dsl.Discover([]string{test.path}, nil)
		if err != nil || names(found) != test.want {
			t.Errorf("Discover(%q) = %q, %v; want %q", test.path, names(found), err, test.want)
		}
	}
}

func names(found []dsl.Found) string {
	var names []string
	for _, f := range found {
		if f.Known {
			names = append(names, f.Name)
		} else {
			names = append(names, f.Name+"?")
		}
	}
	return strings.Join(names, " ")
}

func write(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		t.Fatal(err)
	}
}

// A source is named whichever way it was found first.
func TestDiscoverNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "sub/a.flow")
	write(t, "sub/b.flow")
	absolute, err := filepath.Abs("sub/a.flow")
	if err != nil {
		t.Fatal(err)
	}
	for _, paths := range [][]string{{"sub", "sub/a.flow"}, {"sub/a.flow", "sub"}, {"sub", "./sub/../sub/a.flow"}, {"sub", absolute}} {
		found, err := dsl.Discover(paths, nil)
		if err != nil || len(found) != 2 {
			t.Fatalf("Discover(%q): %v, %v", paths, found, err)
		}
		for _, f := range found {
			if want := strings.HasSuffix(f.Name, "a.flow"); f.Named != want {
				t.Errorf("Discover(%q): %s is named: %v; want %v", paths, f.Name, f.Named, want)
			}
		}
	}
}
