package report_test

import (
	"errors"
	"testing"

	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
)

// A full is a writer that takes so many bytes and no more, as a full disk does.
type full struct{ room int }

var errFull = errors.New("no room")

func (w *full) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestWriteErrors holds every format to telling that a report could not be written, be it at its beginning or at its end.
func TestWriteErrors(t *testing.T) {
	for _, f := range report.Formats() {
		for _, r := range []*lint.Result{example(), {}} {
			size := len(write(t, f.Name, r, report.Options{}))
			if size == 0 {
				continue // nothing is written, and so nothing fails
			}
			for _, room := range []int{0, size / 2, size - 1} {
				if err := f.Write(&full{room}, r, report.Options{}); !errors.Is(err, errFull) {
					t.Errorf("%s: %d bytes of %d can be written, and the error is %v", f.Name, room, size, err)
				}
			}
		}
	}
}
