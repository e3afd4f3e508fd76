package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever a file is called, a line stays a line, a document a document, and the terminal is left alone.
func TestOddNames(t *testing.T) {
	t.Chdir(t.TempDir())
	names := []string{"a b.flow.yaml", "new\nline.flow.yaml", "esc\x1b[31m.flow.yaml", "not\xffUTF-8.flow.yaml", "--fix.flow.yaml", "a,b:%.flow.yaml", "日本.flow.yaml"}
	made := 0
	for _, name := range names {
		if err := os.WriteFile(name, []byte(wrongFlow), 0o666); err != nil {
			t.Log(err) // some systems have no such names
			continue
		}
		made++
	}
	for format, isJSON := range map[string]bool{"text": false, "compact": false, "json": true, "sarif": true, "gitlab": true, "github": false, "junit": false, "checkstyle": false} {
		code, report, stderr := runIn(t, "", "lint", "--format", format)
		if code != exitFindings || stderr != "" {
			t.Errorf("%s: exit code %d, %s", format, code, stderr)
		}
		if isJSON && !json.Valid([]byte(report)) {
			t.Errorf("%s is no JSON", format)
		}
		if strings.Contains(report, "\x1b") || !utf8.ValidString(report) {
			t.Errorf("%s is no plain text: %q", format, report)
		}
		if lines := strings.Count(report, "\n"); format == "compact" && lines != made {
			t.Errorf("%d lines of %d findings:\n%s", lines, made, report)
		}
	}
	for _, name := range names {
		code, sheet, stderr := runIn(t, "", "lint", "--print-config="+name)
		first, _, _ := strings.Cut(sheet, "\n")
		if code != exitDone || !strings.HasPrefix(first, "What holds for ") || !strings.HasSuffix(first, ":") || strings.Contains(sheet, "\x1b") || !utf8.ValidString(sheet) {
			t.Errorf("%q: exit code %d, %q, %s", name, code, first, stderr)
		}
	}
	for _, name := range names {
		code, _, stderr := runIn(t, "", "lint", "--", "gone "+name)
		if code != exitUsage || strings.Count(stderr, "\n") != 1 || strings.Contains(stderr, "\x1b") || !utf8.ValidString(stderr) {
			t.Errorf("%q: exit code %d, %q", name, code, stderr)
		}
	}
}
