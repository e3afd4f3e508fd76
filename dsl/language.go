package dsl

import (
	"path"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// LanguageOf tells the notation of a file from its name: ok is false where the name does not say. A file that is named outright may
// also end in just .yaml, .yml or .json; IsFlowFile tells which names folders are searched for.
func LanguageOf(name string) (language ast.Language, ok bool) {
	extension := strings.ToLower(path.Ext(name))
	for _, l := range ast.Languages() {
		for _, ending := range l.Endings() {
			if extension == path.Ext(ending) {
				return l, true
			}
		}
	}
	return 0, false
}

// IsFlowFile tells whether a file of that name is picked up when folders are searched.
func IsFlowFile(name string) bool {
	base := strings.ToLower(path.Base(name))
	for _, l := range ast.Languages() {
		for _, ending := range l.Endings() {
			if strings.HasSuffix(base, ending) {
				return true
			}
		}
	}
	return false
}
