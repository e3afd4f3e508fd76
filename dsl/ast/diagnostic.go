package ast

import "fmt"

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

// Severities is how many severities there are.
const Severities = len(severityNames)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

// String names the severity as ParseSeverity reads it.
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
	Message  string // one sentence that begins in lower case and has no full stop
	Span     Span
	Node     string    // the id of the node it is about; empty when it is about none
	Help     []string  // what to do, a sentence each
	Related  []Related // other places that explain it, in the order in which they are to be read
	Fixes    []Fix
}

// SyntaxError is the finding that what stands at the span cannot be read; each help says what to do.
func SyntaxError(span Span, message string, help ...string) Diagnostic {
	return Diagnostic{Rule: "syntax", Severity: Error, Message: message, Span: span, Help: help}
}

// MultipleDocuments is the id of the rule that SecondDocument reports by.
const MultipleDocuments = "multiple-documents"

// SecondDocument is the finding that another document begins at the span; each help says what to do.
func SecondDocument(span Span, message string, help ...string) Diagnostic {
	return Diagnostic{Rule: MultipleDocuments, Severity: Error, Message: message, Span: span, Help: help}
}

// DuplicateKey is the id of the rule that Duplicate reports by.
const DuplicateKey = "duplicate-key"

// NotUTF8 is the finding that a byte of a text, at an offset, is no part of a character.
func NotUTF8(text string, at int) Diagnostic {
	return Diagnostic{Rule: "encoding", Severity: Error, Message: fmt.Sprintf("the byte 0x%02X is not UTF-8", text[at]), Span: Between(at, at+1),
		Help: []string{"save the file as UTF-8"}}
}

// Duplicate is the finding that the second of two keys must not be there, since they mean the same. The help says what to do; without
// any, to remove one.
func Duplicate(second, first Span, message string, help ...string) Diagnostic {
	if help == nil {
		help = []string{"remove one of the two"}
	}
	return Diagnostic{Rule: DuplicateKey, Severity: Error, Message: message, Span: second, Help: help,
		Related: []Related{{Message: "the first", Span: first}}}
}

// GivenTwice is the finding that a key stands in an object for a second time. The help says what to do; without any, to remove one or to rename
// it.
func GivenTwice(key string, second, first Span, help ...string) Diagnostic {
	if help == nil {
		help = []string{"remove one of the two, or rename it"}
	}
	return Duplicate(second, first, fmt.Sprintf("the key %s is given twice", Quote(key)), help...)
}

// GivenTwiceAs is what is said of a key that stands in an object twice, in words for it that are not the same; they are quoted already.
func GivenTwiceAs(key, first, second string) string {
	return fmt.Sprintf("%s is given twice: as %s and as %s", Quote(key), first, second)
}

// Related is a second place of a finding.
type Related struct {
	Message string
	Span    Span
	// Step tells that it is an edge of the path or cycle that the finding is about. The steps of a finding are in walking order.
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
