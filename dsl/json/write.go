package json

import (
	stdjson "encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

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
	if !strings.ContainsFunc(text, IsLateControl) {
		return jsontext.AppendQuote(out, text)
	}
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return out, err
	}
	for _, r := range string(quoted) {
		if IsLateControl(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out, nil
}

// IsLateControl tells whether the character is a control character that JSON takes as it is. A source does not, so what is
// written with it could not be read again. U+0085 is a line break, and taken everywhere.
func IsLateControl(r rune) bool { return 0x7F <= r && r < 0xA0 && r != 0x85 }
