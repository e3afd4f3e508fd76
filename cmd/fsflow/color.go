package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// colored tells whether what is written to the stream may have colours. Each stream is judged by itself: one of them may
// be a terminal, and the other a file.
func (p *process) colored(stream io.Writer) bool {
	switch p.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	if p.getenv("NO_COLOR") != "" {
		return false
	}
	switch p.getenv("FORCE_COLOR") {
	case "":
	case "0", "false":
		return false
	default:
		return true
	}
	return p.getenv("TERM") != "dumb" && isTerminal(stream)
}

// isTerminal tells whether the stream is one that a person looks at.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}
