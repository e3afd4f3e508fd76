package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// windowWidth returns the width of a console's window, in columns; 0 where it is not known.
func windowWidth(terminal *os.File) int {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(terminal.Fd()), &info) != nil {
		return 0
	}
	return int(info.Window.Right-info.Window.Left) + 1
}
