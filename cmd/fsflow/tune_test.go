package main

import (
	"runtime"
	"testing"
)

// What is to be done after garbage was collected is done again and again, until it says that it is done.
func TestAfterCollection(t *testing.T) {
	const times = 3
	called := make(chan int, times+1)
	n := 0
	afterCollection(func() bool {
		n++
		called <- n
		return n == times
	})
	// A collection need not find everything that there is.
	for want := 1; want <= times; runtime.GC() {
		select {
		case got := <-called:
			if got != want {
				t.Errorf("call %d; want %d", got, want)
			}
			want++
		default:
			runtime.Gosched()
		}
	}
}
