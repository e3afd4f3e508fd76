//go:build !unix && !windows

package main

import "os"

// windowWidth returns 0: nothing is known of terminals here.
func windowWidth(*os.File) int { return 0 }
