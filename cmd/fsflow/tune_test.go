package main

import (
	"runtime/debug"
	"testing"
)

func TestTuner(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	const untouched = 73
	defer debug.SetGCPercent(debug.SetGCPercent(untouched))
	var tune tuner
	for _, step := range []struct{ bytes, want int }{
		{muchToRead - 1, untouched},
		{1, percentOfMany},
		{largeFile, percentOfLarge},
		{1, percentOfLarge},
		{hugeFile, percentOfHuge},
		{largeFile, percentOfHuge},
	} {
		tune.add(step.bytes)
		got := debug.SetGCPercent(-1)
		if debug.SetGCPercent(got); got != step.want {
			t.Errorf("after %d bytes it is %d; want %d", step.bytes, got, step.want)
		}
	}
	t.Setenv("GOGC", "off")
	debug.SetGCPercent(untouched)
	if new(tuner).add(hugeFile); debug.SetGCPercent(untouched) != untouched {
		t.Error("it overrides GOGC")
	}
}
