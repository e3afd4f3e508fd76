package rule

import (
	"encoding/json"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	fsjson "github.com/fsflow/fsflow/dsl/json"
)

// TestJSONSize compares the size with what is written without white space.
func TestJSONSize(t *testing.T) {
	for _, text := range []string{`null`, `true`, `1`, `1.50`, `-1e3`, `""`, `"a\"b\\c\nd\re\tf"`, `"` + `\u0001\u001f` + `"`, `" <>&é😀"`, `[]`, `[1]`, `[1,null,"a"]`, `{}`, `{"a":1}`, `{"a":[],"b\\":{}}`} {
		doc := fsjson.Parse(ast.NewSource("a.json", text))
		if len(doc.Diagnostics) > 0 {
			t.Fatal(text, doc.Diagnostics)
		}
		if !json.Valid([]byte(text)) {
			t.Fatal(text)
		}
		if got, want := jsonSize(&doc.Root), len(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
