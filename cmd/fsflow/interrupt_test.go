//go:build unix

package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// strike sends the process the signal over and over, which the test outlives, until done is closed.
func strike(t *testing.T, number syscall.Signal, done <-chan struct{}) {
	t.Helper()
	survive := make(chan os.Signal, 1)
	signal.Notify(survive, number)
	t.Cleanup(func() { signal.Stop(survive) })
	for {
		if err := syscall.Kill(syscall.Getpid(), number); err != nil {
			t.Error(err)
		}
		select {
		case <-done:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func TestInterruptCancels(t *testing.T) {
	for number, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		code := interruptible(func(ctx context.Context) int {
			strike(t, number, ctx.Done())
			return exitDone
		}, func(int) {})
		if code != want {
			t.Errorf("%v: exit code %d; want %d", number, code, want)
		}
	}
}

// Work that hears nothing is left behind, at once when it is asked twice.
func TestInterruptEnds(t *testing.T) {
	ended := make(chan struct{})
	left := 0
	interruptible(func(context.Context) int {
		strike(t, syscall.SIGINT, ended)
		return exitDone
	}, func(code int) {
		left = code
		close(ended)
	})
	if left != 130 {
		t.Errorf("left behind with exit code %d; want 130", left)
	}
}

func TestInterruptIsNotNeeded(t *testing.T) {
	if code := interruptible(func(context.Context) int { return exitFindings }, nil); code != exitFindings {
		t.Errorf("exit code %d; want %d", code, exitFindings)
	}
}

func TestInterruptThatIsIgnored(t *testing.T) {
	signal.Ignore(os.Interrupt)
	defer signal.Reset(os.Interrupt)
	if got := heeded(); len(got) != 1 || got[0] != syscall.SIGTERM {
		t.Errorf("with Ctrl-C ignored, %v are heeded", got)
	}
}
