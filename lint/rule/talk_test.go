package rule

import (
	"strings"
	"testing"
)

// TestNormal holds the quick way of normal to the slow one.
func TestNormal(t *testing.T) {
	const letters = "az AZ\t@[`\u0080é"
	var check func(prefix string)
	check = func(prefix string) {
		if got, want := normal(prefix), strings.Join(strings.Fields(strings.ToLower(prefix)), " "); got != want {
			t.Errorf("%q: %q, want %q", prefix, got, want)
		}
		if len([]rune(prefix)) == 4 {
			return
		}
		for _, r := range letters {
			check(prefix + string(r))
		}
	}
	check("")
}
