package lint_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// No rule may depend on a key of the request that a caller's own vocabulary lacks.
func TestAnyKeyOfTheRequestMayBeUnknown(t *testing.T) {
	whole := catalog.Default()
	names, err := filepath.Glob("../testdata/bad/*/*.flow*")
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole.Body.Fields {
		name := whole.Body.Fields[i].Name
		body := *whole.Body
		body.Fields = slices.Delete(slices.Clone(body.Fields), i, i+1)
		c := catalog.New(&body, whole.NodeTypes, whole.Renamed)
		for _, file := range names {
			language, ok := dsl.LanguageOf(file)
			if !ok {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range lint.Check(dsl.ParseWith(c, file, text, language), rule.All()) {
				if d.Rule == rule.InternalError {
					t.Errorf("without %s: %s: %s", name, file, d.Message)
				}
			}
		}
	}
}
