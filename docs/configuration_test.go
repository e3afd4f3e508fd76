package docs_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/config"
)

// TestConfigurationPage holds the table of keys to those that there are: a row for each, in their order, that names the
// keys and values below it. Policies have a chapter of their own.
func TestConfigurationPage(t *testing.T) {
	page, err := os.ReadFile("configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for line := range strings.Lines(string(page)) {
		row, isRow := strings.CutPrefix(line, "| `")
		key, text, _ := strings.Cut(row, "` | ")
		if !isRow {
			continue
		}
		keys = append(keys, key)
		f := config.Keys.Field(key)
		if f == nil || key == catalog.Policies.Name {
			continue
		}
		for _, word := range words(f.Type) {
			if !strings.Contains(text, "`"+word+"`") {
				t.Errorf("the row of %s does not say %s", key, word)
			}
		}
	}
	if want := config.Keys.FieldNames(); !slices.Equal(keys, want) {
		t.Errorf("the table has the keys %q, want %q", keys, want)
	}
}

// words returns the keys and values that a value of the type may hold.
func words(t *catalog.Type) []string {
	all := slices.Clone(t.Values)
	for i := range t.Fields {
		all = append(append(all, t.Fields[i].Name), words(t.Fields[i].Type)...)
	}
	if t.Elem != nil {
		all = append(all, words(t.Elem)...)
	}
	return all
}
