package lint_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
)

// A finding quotes long text only in part, and line breaks as escapes. No part of a secret may be in it.
func TestFindingsShowNoSecret(t *testing.T) {
	for name, c := range map[string]struct{ text, hidden, want string }{
		"as a whole": {
			"zone: sk_test_0a1b2c3d4e5f", "0a1b",
			`"sk_test_…" is no zone; expected "us" or "eu"`,
		},
		"longer than what is quoted": {
			"zone: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSIsImEiOiJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYiJ9.abcDEF-_123456789", "hbGc",
			`"eyJ…" is no zone; expected "us" or "eu"`,
		},
		"on several lines": {
			"zone: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIEpAIBAAKCAQEA1234567890\n  -----END RSA PRIVATE KEY-----", "MIIE",
			`"-----BEGIN …" is no zone; expected "us" or "eu"`,
		},
		"twice": {
			"langs: [en]\ndefaultLang: sk_test_0a1b2c3d4e5f", "0a1b",
			`the default language "sk_test_…" is not in langs`,
		},
	} {
		text := c.text + "\nflow:\n  start: {type: start, outcome: done}\n  done: {type: end}\n"
		result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte(text))}, lint.Options{})
		if err != nil {
			t.Fatal(err)
		}
		said := false
		for _, d := range result.Files[0].Diagnostics {
			all := append([]string{d.Message, d.Node}, d.Help...)
			for _, r := range d.Related {
				all = append(all, r.Message)
			}
			for _, f := range d.Fixes {
				all = append(all, f.Title)
				for _, e := range f.Edits {
					all = append(all, e.Text)
				}
			}
			if strings.Contains(strings.Join(all, "\n"), c.hidden) {
				t.Errorf("%s: %q shows it", name, all)
			}
			said = said || d.Message == c.want
		}
		if !said {
			t.Errorf("%s: not said: %s", name, c.want)
		}
	}
}

// A long secret of equal parts, and many secrets, take no longer than their length.
func TestRedactMuch(t *testing.T) {
	for _, text := range []string{
		"zone: AKIA" + strings.Repeat("Hello", 200_000),
		"zone: " + strings.Repeat("sk_test_0a1b2c3d4e5f ", 50_000),
	} {
		text += "\nflow:\n  start: {type: start, outcome: done}\n  done: {type: end}\n"
		result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.flow.yaml", ast.YAML, []byte(text))}, lint.Options{})
		if err != nil || !result.Has(ast.Error) {
			t.Errorf("no secret is found: %v", err)
		}
	}
}
