package dsl

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// checkEncoding returns a finding about the first byte that no notation can hold, or nil.
func checkEncoding(source *ast.Source) *ast.Diagnostic {
	if source.IsPlain() {
		return nil
	}
	text := source.Text
	for i := 0; i < len(text); {
		if c := text[i]; 0x20 <= c && c < 0x7F || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			d := ast.NotUTF8(text, i)
			if i == 0 && (strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF")) {
				d.Message = "the file is UTF-16; expected UTF-8"
			}
			return &d
		}
		if message := refuse(r); message != "" {
			return &ast.Diagnostic{Rule: "encoding", Severity: ast.Error, Message: message, Span: ast.Between(i, i+size),
				Help: []string{"remove it, or write it as an escape in a quoted string"}}
		}
		i += size
	}
	return nil
}

func refuse(r rune) string {
	switch {
	case r == 0:
		return "a NUL byte; expected text"
	case ast.IsControl(r):
		return fmt.Sprintf("the control character U+%04X; expected text", r)
	}
	return ""
}
