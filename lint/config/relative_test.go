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
