package ast

import "testing"

// TestLanguages checks that every notation is among those that are listed, and read under its name.
func TestLanguages(t *testing.T) {
	listed := map[Language]bool{}
	for _, l := range Languages() {
		listed[l] = true
		if got, err := ParseLanguage(l.String()); err != nil || got != l {
			t.Errorf("%s is read as %v, %v", l, got, err)
		}
	}
	if len(listed) != len(languages) {
		t.Errorf("%d notations are listed; there are %d", len(listed), len(languages))
	}
	_, err := ParseLanguage("toml")
	if want := `"toml" is no notation; expected "flow", "yaml" or "json"`; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
}
