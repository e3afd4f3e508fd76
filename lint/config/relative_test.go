package config

import (
	"os"
	"path/filepath"
	"testing"
)

// Whichever of the names are relative, the way is that between the absolute ones.
func TestRelative(t *testing.T) {
	here := filepath.Join(t.TempDir(), "a", "b")
	if err := os.MkdirAll(here, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(here)
	absolute := filepath.ToSlash(here)
	for _, test := range []struct{ dir, name, want string }{
		{".", "flows/kyc.flow", "flows/kyc.flow"},
		{".", "./flows//kyc.flow", "flows/kyc.flow"},
		{".", ".", "."},
		{"flows", "flows/sub/kyc.flow", "sub/kyc.flow"},
		{"flows/sub", "flows/kyc.flow", "../kyc.flow"},
		{"flows", "other/kyc.flow", "../other/kyc.flow"},
		{"flows", "flows/../kyc.flow", "../kyc.flow"},
		{"..", "kyc.flow", "b/kyc.flow"},
		{"..", "../kyc.flow", "kyc.flow"},
		{"../..", "kyc.flow", "a/b/kyc.flow"},
		{".", "../kyc.flow", "../kyc.flow"},
		{".", absolute + "/flows/kyc.flow", "flows/kyc.flow"},
		{absolute, "flows/kyc.flow", "flows/kyc.flow"},
		{absolute + "/flows", "kyc.flow", "../kyc.flow"},
	} {
		if got, ok := Relative(test.dir, test.name); got != test.want || !ok {
			t.Errorf("from %s to %s: got %s, %v; want %s", test.dir, test.name, got, ok, test.want)
		}
	}
}

func TestIsAbove(t *testing.T) {
	for _, test := range []struct {
		dir, name string
		want      bool
	}{
		{".", "kyc.flow", true}, {".", "..kyc.flow", true}, {"flows", "flows/sub/kyc.flow", true}, {"..", "kyc.flow", true},
		{"flows", "kyc.flow", false}, {".", "../kyc.flow", false}, {"flows", "flows2/kyc.flow", false}, {"flows", ".", false},
	} {
		if got := (&Config{Dir: test.dir}).IsAbove(test.name); got != test.want {
			t.Errorf("a configuration in %s is above %s: %v", test.dir, test.name, got)
		}
	}
}

// The search ends at the root, wherever it begins.
func TestAbove(t *testing.T) {
	for dir, want := range map[string]string{".": "..", "..": "../..", "a": ".", "a/b": "a", "../a": "..", "/a/b": "/a", "/a": "/", "/": ""} {
		if got, ok := above(dir); got != want || ok != (want != "") {
			t.Errorf("above %s: got %s, %v; want %s", dir, got, ok, want)
		}
	}
}
