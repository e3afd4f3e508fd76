package main

import (
	"path"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/spf13/cobra"
)

// flowPatterns are the names of files for which folders are searched, as in *.flow.yaml.
func flowPatterns() []string {
	var patterns []string
	for _, l := range ast.Languages() {
		for _, ending := range l.Endings() {
			patterns = append(patterns, "*"+ending)
		}
	}
	return patterns
}

// flowExtensions are those of files that may be named as flows, as in .yaml.
func flowExtensions() []string {
	extensions := flowPatterns()
	for i, pattern := range extensions {
		extensions[i] = path.Ext(pattern)
	}
	return extensions
}

// offeredExtensions are those of the files that a shell offers where a flow is to be named. Shells write them without the dot.
func offeredExtensions() []string {
	extensions := flowExtensions()
	for i := range extensions {
		extensions[i] = strings.TrimPrefix(extensions[i], ".")
	}
	return extensions
}

// completeFlows lets the shell complete the value of a flag that names a flow.
func completeFlows(command *cobra.Command, flag string) {
	// The only possible error is that there is no such flag.
	_ = command.MarkFlagFilename(flag, offeredExtensions()...)
}

// series joins words as a sentence does, with the last word before the last of them: "a, b or c".
func series(words []string, last string) string {
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}
