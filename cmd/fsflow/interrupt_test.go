//go:build unix

package main

import (
	"context"
	"syscall"
	"testing"
)

func TestInterruptCancels(t *testing.T) {
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		code := interruptible(func(ctx context.Context) int {
			if err := syscall.Kill(syscall.Getpid(), signal); err != nil {
				t.Error(err)
			}
			<-ctx.Done()
			return exitDone
		})
		if code != want {
			t.Errorf("%v: exit code %d; want %d", signal, code, want)
		}
	}
}

// Work that hears nothing is left behind, at once when it is asked twice. Which of two signals comes first is not known.
func TestInterruptEnds(t *testing.T) {
	forever := make(chan int)
	code := interruptible(func(context.Context) int {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			if err := syscall.Kill(syscall.Getpid(), signal); err != nil {
				t.Error(err)
			}
		}
		return <-forever
	})
	if code != 130 && code != 143 {
		t.Errorf("exit code %d; want 130 or 143", code)
	}
}

func TestInterruptIsNotNeeded(t *testing.T) {
	if code := interruptible(func(context.Context) int { return exitFindings }); code != exitFindings {
		t.Errorf("exit code %d; want %d", code, exitFindings)
	}
}
