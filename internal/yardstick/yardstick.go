// Package yardstick holds the speed of fsflow to that of the YAML library alone, as design.md, section 6, has it: whoever uses the
// library cannot be faster. The programs below it are what whole processes are held to.
package yardstick

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// Nodes reads YAML as the library does for whoever wants the nodes and nothing else. It panics where that fails.
func Nodes(text []byte) *yaml.Node {
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		panic(err)
	}
	return &node
}

// Ratio runs the work and its yardstick in turns, and reports as the metric how many times as long the work takes: the median of the
// ratios of each pair, so that what else the machine does falls upon both. The time of the benchmark is that of the work.
func Ratio(b *testing.B, metric string, work, yardstick func()) {
	b.Helper()
	var ratios []float64
	for b.Loop() {
		ours := timed(work)
		b.StopTimer()
		ratios = append(ratios, float64(ours)/float64(timed(yardstick)))
		b.StartTimer()
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], metric)
}

// timed cleans up the memory first, so that neither pays for the other's garbage.
func timed(work func()) time.Duration {
	runtime.GC()
	start := time.Now()
	work()
	return time.Since(start)
}
