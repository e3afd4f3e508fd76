package main

import (
	"os"
	"runtime/debug"
	"sync/atomic"
)

// A tuner lets the heap grow to several times what is live before garbage is collected, once there is much to read: the program
// lives for moments, and memory is cheaper than a second processor. Beyond memoryLimit the usual care is taken again. Small
// work is left alone, since it ends before there is any garbage to speak of, while the change itself stops all goroutines.
type tuner struct {
	read    atomic.Int64
	percent atomic.Int64 // that was set last; 0 for none
}

const (
	muchToRead  = 64 << 10
	largeFile   = 512 << 10
	memoryLimit = 1 << 30

	percentOfMany  = 400
	percentOfLarge = 200 // all of a large file is live at once
)

// add tells of a text that has been read. Who sets GOGC or GOMEMLIMIT knows better than the tuner.
func (t *tuner) add(bytes int) {
	switch read := t.read.Add(int64(bytes)); {
	case bytes >= largeFile:
		t.set(percentOfLarge)
	case read >= muchToRead && t.percent.Load() == 0:
		t.set(percentOfMany)
	}
}

func (t *tuner) set(percent int64) {
	if t.percent.Swap(percent) != percent && os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(int(percent))
		debug.SetMemoryLimit(memoryLimit)
	}
}
