package ast

// Language is the notation of a source.
type Language uint8

const (
	YAML Language = iota
	JSON
	Flow
)

// languages is all there is to know of each notation but how it is read, which package dsl knows.
var languages = [...]struct {
	name    string   // as --lang takes it
	title   string   // as messages call it
	endings []string // see Language.Endings
}{
	YAML: {"yaml", "YAML", []string{".flow.yaml", ".flow.yml"}},
	JSON: {"json", "JSON", []string{".flow.json"}},
	Flow: {"flow", "the flow language", []string{".flow"}},
}

// Languages returns all notations, in the order in which messages list them.
func Languages() []Language { return []Language{Flow, YAML, JSON} }

// String names the language as --lang does.
func (l Language) String() string { return languages[l].name }

// Title names the language as messages do, as in "the flow language".
func (l Language) Title() string { return languages[l].title }

// Endings returns the ends of the names of files for which folders are searched, the usual one first. The last extension of one is
// what the name of a file in the language ends in at least. The slice must not be changed.
func (l Language) Endings() []string { return languages[l].endings }
