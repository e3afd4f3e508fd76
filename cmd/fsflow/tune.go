package main

import (
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// A tuner lets the heap grow to five times what is live before garbage is collected, once there is much to read: the program
// lives for moments, and memory is cheaper than a second processor. Beyond memoryLimit the usual care is taken again. Small
// work is left alone, since it ends before there is any garbage to speak of, while the change itself stops all goroutines.
type tuner struct {
	read atomic.Int64
	once sync.Once
}

const (
	muchToRead  = 64 << 10
	gcPercent   = 400
	memoryLimit = 1 << 30
)

// add tells of a text that has been read. Who sets GOGC or GOMEMLIMIT knows better than the tuner.
func (t *tuner) add(bytes int) {
	if t.read.Add(int64(bytes)) < muchToRead {
		return
	}
	t.once.Do(func() {
		if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
			debug.SetGCPercent(gcPercent)
			debug.SetMemoryLimit(memoryLimit)
		}
	})
}
