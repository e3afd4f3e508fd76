package ast

import "fmt"

// How much is read at most. Beyond a limit there is a finding of the rule "syntax", never a crash, a hang or unbounded memory.
const (
	MaxBytes   = 64 << 20  // of one source
	MaxDepth   = 500       // of lists and objects inside each other
	MaxAliases = 10_000    // alias expansions in one source
	MaxNodes   = 1_000_000 // nodes of one flow
	// MaxValues is how many values one source may hold, with every alias written out. It bounds the memory of a source that is all
	// brackets and commas, or that merges a large object thousands of times; a flow of MaxNodes nodes in MaxBytes bytes has fewer.
	MaxValues = 10 * MaxNodes
)

// MaxFindings is how many findings a front end keeps of one source: nobody reads more, and a hostile source may have millions.
const MaxFindings = 100_000

// TooDeep is what is said of a source that goes beyond MaxDepth.
func TooDeep() string {
	return fmt.Sprintf("nested too deeply: more than %d levels of lists and objects", MaxDepth)
}
