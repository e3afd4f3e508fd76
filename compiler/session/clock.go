package session

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// A clock is what Create knows of time and chance.
type clock struct {
	now func() time.Time
	// sleep returns after the time, or earlier with an error when ctx is done.
	sleep func(ctx context.Context, d time.Duration) error
	// bound returns a context that ends after the time, for the cause errTimeout.
	bound  func(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc)
	random func() float64 // from 0 up to 1
}

// errTimeout tells the end of Client.Timeout from that of a deadline of the caller's.
var errTimeout = errors.New("the timeout of the client has passed")

func systemClock() *clock {
	return &clock{now: time.Now, sleep: sleep, bound: bound, random: rand.Float64}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func bound(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, d, errTimeout)
}
