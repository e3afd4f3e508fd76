package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	// soon is how long work may take before it is worth listening for signals. Most work ends before that; until then, signals kill
	// the program as they kill any other.
	soon = 10 * time.Millisecond
	// lastWords is how long an interrupted command may take to say what became of its work.
	lastWords = 500 * time.Millisecond
)

// interruptible does the work, and returns its exit code. Ctrl-C or SIGTERM cancel the work's context; the exit code is then
// 128 and the signal's number, as it is for programs that the signal kills. Work that does not heed it is left behind by exit, which ends
// the program. That takes no less time when Ctrl-C is struck twice: files are written aside, and renamed when they are whole, and who
// is impatient is not to find what was written aside.
func interruptible(work func(context.Context) int, exit func(code int)) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var interrupted atomic.Int64 // the exit code; 0 for no signal
	listening := time.AfterFunc(soon, func() {
		signals := make(chan os.Signal, 1)
		for _, s := range heeded() {
			signal.Notify(signals, s)
		}
		code := exitUsage
		if number, ok := (<-signals).(syscall.Signal); ok {
			code = 128 + int(number)
		}
		interrupted.Store(int64(code))
		cancel()
		time.Sleep(lastWords)
		exit(code)
	})
	defer listening.Stop()
	code := work(ctx)
	if interrupted := int(interrupted.Load()); interrupted != 0 {
		return interrupted
	}
	return code
}

// heeded are the signals that end the work, but for those that whoever started the program had it ignore: a script's job in the
// background is not to hear the Ctrl-C that is meant for the one in front.
func heeded() []os.Signal {
	return slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM}, signal.Ignored)
}
