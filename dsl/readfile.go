package dsl

import (
	"fmt"
	"io"
	"os"
)

// ReadFile reads a file of at most most bytes. The error is an *Unreadable. What is larger is read no further than shows that: the
// name may lead to a device that has no end.
func ReadFile(name string, most int) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, CannotRead(name, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	if err == nil && len(text) > most {
		err = fmt.Errorf("it is larger than %d MiB", most>>20)
	}
	if err != nil {
		return nil, CannotRead(name, err)
	}
	return text, nil
}
