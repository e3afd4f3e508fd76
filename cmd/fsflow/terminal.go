package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// isTerminal tells whether the stream is one that a person looks at.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}

// narrowest is the width below which a terminal breaks lines by itself: in so few columns nothing reads well.
const narrowest = 40

// columns returns the width of the stream's terminal; 0 where the stream is no terminal or does not tell, so that nothing is to be
// wrapped.
func columns(stream io.Writer) int {
	file, ok := stream.(*os.File)
	if !ok || !isTerminal(file) {
		return 0
	}
	if width := windowWidth(file); width > 0 {
		return max(width, narrowest)
	}
	return 0
}
