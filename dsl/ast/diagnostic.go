package ast

import (
	"fmt"
	"strings"
)

// Severity tells how bad a finding is. The zero value is Info, the mildest.
type Severity uint8

const (
	// Info is advice.
	Info Severity = iota
	// Warning is for what is probably not what the author wants.
	Warning
	// Error is for what the API refuses or drops, or what is sure to break a session.
	Error
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads "error", "warning" or "info".
func ParseSeverity(name string) (Severity, error) {
	for s, n := range severityNames {
		if n == name {
			return Severity(s), nil
		}
	}
	return 0, fmt.Errorf("%q is no severity; expected error, warning or info", name)
}

// A Diagnostic is one finding in one source.
type Diagnostic struct {
	Rule     string // the id of the rule, as in "dangling-target"
	Severity Severity
	Message  string // one sentence in lower case, without a full stop
	Span     Span
	Node     string    // the id of the node it is about; empty when it is about none
	Help     []string  // what to do, a sentence each
	Related  []Related // other places that explain it, in the order in which they are to be read
	Fixes    []Fix
}

// Related is a second place of a finding.
type Related struct {
	Message string
	Span    Span
	// Step tells that it is an edge of the path or cycle that the finding is about. The steps of a finding are in order.
	Step bool
}

// A Fix is a change of the source that would end the finding.
type Fix struct {
	Title string
	Safe  bool // it cannot change what the author meant
	Edits []Edit
}

// An Edit replaces the text of a span. An empty span inserts.
type Edit struct {
	Span Span
	Text string
}

// And joins names as a sentence does: `"a", "b" and "c"`.
func And(names []string) string { return join(names, "and") }

// Or joins names as a choice: `"a", "b" or "c"`.
func Or(names []string) string { return join(names, "or") }

// OneOf joins names as Or does, or counts them where they are more than MostListed.
func OneOf(names []string) string {
	if len(names) > MostListed {
		return fmt.Sprintf("one of the %d known ones", len(names))
	}
	return Or(names)
}

// MostListed is how many names a message lists before it leaves the rest to the documentation.
const MostListed = 20

func join(names []string, last string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = Quote(n)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " " + last + " " + quoted[len(quoted)-1]
}

// MostMeant is how many equally likely names are shown for a misspelled one.
const MostMeant = 3

// DidYouMean asks for the name that a misspelled one was probably meant to be, or for one of those that are equally likely.
func DidYouMean(names ...string) string {
	return "did you mean " + Or(names[:min(len(names), MostMeant)]) + "?"
}

// Quote puts a name from a source into a message: in quotation marks, on one line, and cut when it is very long.
func Quote(name string) string {
	const most = 80
	runes := 0
	for i := range name {
		if runes == most {
			name = name[:i] + "…"
			break
		}
		runes++
	}
	return fmt.Sprintf("%q", name)
}
