package main

import (
	"os"
	"runtime/debug"
	"sync/atomic"
)

// A tuner lets the heap grow to several times what is live before garbage is collected, once there is much to read: the program
// lives for moments, and memory is cheaper than a second processor. What is live while a file is checked is some thirty times
// its text, so that the larger a file is, the less is added to it. Small work is left alone, since it ends before there is any
// garbage to speak of, while the change itself stops all goroutines.
type tuner struct {
	read    atomic.Int64
	percent atomic.Int64 // that was set last; 0 for none
}

const (
	muchToRead = 64 << 10
	largeFile  = 512 << 10
	hugeFile   = 16 << 20

	percentOfMany  = 400
	percentOfLarge = 200
	percentOfHuge  = 50
)

// add tells of a text that has been read. Who sets GOGC or GOMEMLIMIT knows better than the tuner.
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
			return // a file was there that asks for more thrift
		}
		if t.percent.CompareAndSwap(last, percent) {
			break
		}
	}
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(int(percent))
	}
}
