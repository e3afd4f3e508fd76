package main

import (
	"context"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// What is shown of the progress is wiped when the work is interrupted, not only when it ends: it may not end in time.
func TestProgressIsWiped(t *testing.T) {
	for _, interrupted := range []bool{true, false} {
		screen := newTerminal(t, 80)
		read := make(chan string)
		go func() {
			text, _ := io.ReadAll(screen.master) // ends with an error when the slave is closed
			read <- string(text)
		}()
		p := &process{stderr: screen.slave}
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			step, stop := p.progress(ctx, 7)
			step()
			time.Sleep(progressAfter + progressEvery/2) // of the clock of the bubble
			if interrupted {
				cancel()
				synctest.Wait()
				screen.slave.Close()
			}
			stop()
		})
		screen.slave.Close()
		if got, want := <-read, "\r1 of 7 files\r\x1b[K"; got != want {
			t.Errorf("interrupted %v: %q; want %q", interrupted, got, want)
		}
	}
}
