// Command fsflow compiles, lints and submits FaceSign verification flows.
//
// The work is done in the packages below; here are the flags, one file per command, and what is printed. All of it runs in process:
// run is given its arguments and streams, so that tests see what a person at a terminal sees.
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(interruptible(func(ctx context.Context) int {
		return run(ctx, &process{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}, os.Args[1:])
	}, os.Exit))
}
