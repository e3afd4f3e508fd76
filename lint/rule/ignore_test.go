package rule

import "testing"

func TestWordLength(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a": 1, "azAZ09": 6, "@": 0, "[": 0, "`": 0, "{": 0, "/": 0, ":": 0, "-": 0, "-file": 5, "-a-b c": 4, "a-": 1, "a--b": 1, "a_b": 1} {
		if got := wordLength(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
