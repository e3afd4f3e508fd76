package session

import (
	"net/http"
	"strconv"
	"time"
)

const (
	firstWait   = time.Second
	longestWait = 30 * time.Second     // of the waits that the server did not ask for
	longestAsk  = 24 * 365 * time.Hour // anything longer is the same: nobody waits for it
)

// asked returns how long the server asks to wait (facesign-api.md, section 4): Retry-After, else X-RateLimit-Reset. It
// reports false when it asks for nothing, or names a moment that has passed.
func asked(h http.Header, now time.Time) (time.Duration, bool) {
	// A moment is compared with the clock that named it.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	after := h.Get("Retry-After")
	if n, ok := count(after); ok {
		return bounded(n), true
	}
	if moment, err := http.ParseTime(after); err == nil && moment.After(now) {
		return min(moment.Sub(now), longestAsk), true
	}
	if reset, ok := count(h.Get("X-RateLimit-Reset")); ok && reset > now.Unix() {
		return bounded(reset - now.Unix()), true
	}
	return 0, false
}

// count reads a number of seconds; one too large is the largest.
func count(text string) (int64, bool) {
	for _, r := range text {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, _ := strconv.ParseInt(text, 10, 64)
	return n, text != ""
}

func bounded(n int64) time.Duration {
	return time.Duration(min(n, int64(longestAsk/time.Second))) * time.Second
}

// backoff returns the wait after the attempt, counted from 1: twice as long each time, and between half and all of that,
// so that clients that were refused together do not come back together.
func backoff(attempt int, random float64) time.Duration {
	wait := longestWait
	if shift := attempt - 1; shift < 5 {
		wait = firstWait << shift
	}
	return wait/2 + time.Duration(random*float64(wait/2))
}
