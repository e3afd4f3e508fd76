package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// A tuner lets the heap grow to five times what is live before garbage is collected, once there is much to read: the program
// lives for moments, and memory is cheaper than a second processor. Beyond memoryLimit more care is taken. Small work is
// left alone, since it ends before there is any garbage to speak of, while the change itself stops all goroutines.
type tuner struct {
	read atomic.Int64
	once sync.Once
}

const (
	muchToRead  = 64 << 10
	gcPercent   = 400
	memoryLimit = 1 << 30
	// muchLive is what may be live below memoryLimit. Where more is, the collector would do nothing but run to stay below.
	muchLive = memoryLimit / 2
	// thriftyPercent is how much the heap grows then.
	thriftyPercent = 50
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
			afterCollection(liftLimit)
		}
	})
}

// liftLimit takes the limit away once more is live than fits below it, and tells whether it did.
func liftLimit() bool {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() != metrics.KindUint64 || live[0].Value.Uint64() < muchLive {
		return false
	}
	debug.SetGCPercent(thriftyPercent)
	debug.SetMemoryLimit(math.MaxInt64)
	return true
}

// afterCollection calls a function after each time that garbage was collected, until it returns true.
func afterCollection(done func() bool) {
	runtime.AddCleanup(new([32]byte), func(done func() bool) {
		if !done() {
			afterCollection(done)
		}
	}, done)
}
