package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// lastWords is how long an interrupted command may take to say what became of its work.
const lastWords = 500 * time.Millisecond

// interruptible does the work, and returns its exit code. Ctrl-C or SIGTERM cancel the work's context, and end the program
// soon after whether the work heeds it or not; the exit code is then 128 and the signal's number, as it is for programs that
// the signal kills. Nothing is left half done by that: files are written aside, and renamed when they are whole.
func interruptible(work func(context.Context) int) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan int, 1)
	go func() { done <- work(ctx) }()
	select {
	case code := <-done:
		return code
	case s := <-signals:
		cancel()
		select {
		case <-done:
		case <-signals:
		case <-time.After(lastWords):
		}
		if number, ok := s.(syscall.Signal); ok {
			return 128 + int(number)
		}
		return exitUsage
	}
}
