//go:build unix

package main

import (
	"os"
	"syscall"
)

// keepOwner gives a file the owner and the group of the one that it has replaced, as far as that is allowed: what root mends in
// a container has to stay the author's.
func keepOwner(path string, old os.FileInfo) {
	info, err := os.Lstat(path)
	if err != nil {
		return
	}
	was, ok := old.Sys().(*syscall.Stat_t)
	is, known := info.Sys().(*syscall.Stat_t)
	if !ok || !known || was.Uid == is.Uid && was.Gid == is.Gid {
		return
	}
	if os.Lchown(path, int(was.Uid), int(was.Gid)) != nil {
		_ = os.Lchown(path, -1, int(was.Gid)) // anyone may do that for the groups that they are in
	}
}
