package json

import (
	stdjson "encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/go-json-experiment/json/jsontext"
)

// Write writes a value as encoding/json does, in the layout of all JSON that this tool writes: two spaces a level, <, > and
// & as themselves, and one newline at the end.
func Write(w io.Writer, v any) error {
	encoder := stdjson.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// Quote returns the text as a string of JSON, which is one of YAML and of the flow language too. What is not UTF-8 in it is
// replaced.
func Quote(text string) string {
	// The error is that of a text which is not UTF-8.
	quoted, _ := AppendQuote(nil, strings.ToValidUTF8(text, "\uFFFD"))
	return string(quoted)
}

// AppendQuote appends the text as a string of JSON that a source can hold. The error is that of a text which is not UTF-8.
func AppendQuote(out []byte, text string) ([]byte, error) {
	if !strings.ContainsFunc(text, ast.IsControl) {
		return jsontext.AppendQuote(out, text)
	}
	// JSON takes some control characters as they are, but no source does: what is written could not be read again.
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return out, err
	}
	for _, r := range string(quoted) {
		if ast.IsControl(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out, nil
}
