// Command fsflow compiles, lints and submits FaceSign verification flows.
//
// What is done lies in the packages below; here are the flags, one file a command, and what is printed. All of it runs in
// process: run gets its arguments and streams handed in, so that tests see what a person at a terminal sees.
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
