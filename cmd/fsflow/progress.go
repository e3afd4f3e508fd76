package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Work that takes longer than progressAfter shows its progress.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// progress shows on standard error, where that is a terminal, how many of the files have been begun. Call step for each
// file, and stop before anything else is printed. Once ctx is done nothing is shown any more: the program may end before stop is called.
func (p *process) progress(ctx context.Context, files int) (step, stop func()) {
	if files < 2 || !isTerminal(p.stderr) {
		return func() {}, func() {}
	}
	var begun atomic.Int64
	var shown sync.WaitGroup
	quit := make(chan struct{})
	shown.Go(func() {
		wait, any := time.After(progressAfter), false
		for done := false; !done; {
			select {
			case <-wait:
				fmt.Fprintf(p.stderr, "\r%d of %d files", begun.Load(), files)
				wait, any = time.After(progressEvery), true
			case <-quit:
				done = true
			case <-ctx.Done():
				done = true
			}
		}
		if any {
			fmt.Fprint(p.stderr, "\r\x1b[K")
		}
	})
	return func() { begun.Add(1) }, func() { close(quit); shown.Wait() }
}
