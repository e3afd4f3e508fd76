//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
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
			return
		}
		<-survive // or else it may arrive when the next test listens
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

// Work that hears nothing is left behind, but not before it had the time to finish a file, however often it is interrupted.
func TestInterruptEnds(t *testing.T) {
	ended := make(chan struct{})
	left, begun, took := 0, time.Now(), time.Duration(0)
	interruptible(func(context.Context) int {
		strike(t, syscall.SIGINT, ended)
		return exitDone
	}, func(code int) {
		left, took = code, time.Since(begun)
		close(ended)
	})
	if left != 130 {
		t.Errorf("left behind with exit code %d; want 130", left)
	}
	if took < lastWords {
		t.Errorf("it had %s; want %s at least", took, lastWords)
	}
}

// Who interrupts a command that waits for what is typed need not wait for it.
func TestInterruptWhileStandardInputIsRead(t *testing.T) {
	for _, arguments := range [][]string{{"lint", "-"}, {"compile", "-"}, {"submit", "-", "--dry-run"}} {
		keyboard, typing := io.Pipe()
		ctx, cancel := context.WithCancel(t.Context())
		var shown bytes.Buffer
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			run(ctx, &process{stdin: keyboard, stdout: &shown, stderr: &shown, getenv: func(string) string { return "" }}, arguments)
		}()
		// That is done when somebody has read it.
		if _, err := typing.Write([]byte("flow:\n")); err != nil {
			t.Fatal(err)
		}
		cancel()
		select {
		case <-ended:
			if shown.Len() > 0 {
				t.Errorf("%q says %s", arguments, &shown)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%q waits on", arguments)
		}
		typing.Close()
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
