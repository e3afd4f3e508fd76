package main

import (
	"os"
	"runtime/debug"
	"sync/atomic"
)

// A tuner lets the heap grow to several times what is live before garbage is collected, once there is much to read: the program is
// short-lived, and memory is cheaper than a second processor. While a file is checked, some thirty times the size of its text is
// live, so the larger a file is, the less the heap may grow. Small work is left alone: it ends before there is any garbage to speak
// of, and the change itself stops all goroutines.
type tuner struct {
	read    atomic.Int64
	percent atomic.Int64 // that was set last; 0 for none
}

const (
	muchToRead = 64 << 10
	largeFile  = 512 << 10
	hugeFile   = 16 << 20

	percentOfMany  = 400
	percentOfLarge = 150
	percentOfHuge  = 50
)

// add tells the tuner of a text that has been read. Whoever sets GOGC or GOMEMLIMIT knows better than the tuner.
func (t *tuner) add(bytes int) {
	percent := int64(percentOfMany)
	switch read := t.read.Add(int64(bytes)); {
	case bytes >= hugeFile:
		percent = percentOfHuge
	case bytes >= largeFile:
		percent = percentOfLarge
	case read < muchToRead:
		return
	}
	for {
		last := t.percent.Load()
		if last != 0 && last <= percent {
			return // another file asks for more thrift
		}
		if t.percent.CompareAndSwap(last, percent) {
			break
		}
	}
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(int(percent))
	}
}
