// Command hello is the least that a program can do: the yardstick for how long fsflow takes to start.
package main

import "fmt"

func main() {
	fmt.Println("hello")
}
