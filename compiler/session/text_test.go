package session

import (
	"testing"
	"time"
)

func TestSeconds(t *testing.T) {
	for d, want := range map[time.Duration]string{
		20 * time.Millisecond:   "20ms",
		1234 * time.Microsecond: "1ms",
		time.Second:             "1s",
		1001 * time.Millisecond: "2s",
		90 * time.Second:        "1m30s",
		59*time.Second + 1:      "1m0s",
	} {
		if got := seconds(d); got != want {
			t.Errorf("%d: got %s; expected %s", d, got, want)
		}
	}
}
