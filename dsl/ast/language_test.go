package ast

import "testing"

// TestLanguages checks that every notation is among those that are listed.
func TestLanguages(t *testing.T) {
	listed := map[Language]bool{}
	for _, l := range Languages() {
		listed[l] = true
	}
	if len(listed) != len(languages) {
		t.Errorf("%d notations are listed; there are %d", len(listed), len(languages))
	}
}
