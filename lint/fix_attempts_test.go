package lint

import (
	"strings"
	"testing"
)

func TestAttempts(t *testing.T) {
	for size, want := range map[int]int{0: mostAttempts, 1 << 20: 64, 4 << 20: 16, 60 << 20: leastAttempts} {
		if got := attempts(strings.Repeat("x", size)); got != want {
			t.Errorf("%d bytes: %d attempts; want %d", size, got, want)
		}
	}
}
