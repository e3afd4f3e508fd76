package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// FuzzFix holds what --fix does to what it promises: no more errors than before, nothing left to do, and no comment lost.
func FuzzFix(f *testing.F) {
	for _, root := range []string{"../testdata/bad", "../testdata/good"} {
		err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
			language, ok := dsl.LanguageOf(path)
			if err != nil || entry.IsDir() || !ok {
				return err
			}
			text, err := os.ReadFile(path)
			f.Add(string(text), uint8(language), []byte{})
			f.Add(string(text), uint8(language), []byte{1, 7, 0, 3, 1, 1, 0, 40, 4, 2, 5, 0})
			return err
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	for _, r := range rule.All() {
		f.Add(r.Bad.Text(), uint8(r.Bad.Language), []byte{})
	}
	f.Fuzz(func(t *testing.T, text string, notation uint8, mistakes []byte) {
		language := ast.Language(notation % 3)
		text = mistaken(text, mistakes)
		if len(text) > 1<<14 {
			t.Skip("as much can be seen in a smaller one")
		}
		before := fixed(t, text, language, lint.NoFixes)
		for _, fixes := range []lint.Fixing{lint.SafeFixes, lint.AllFixes} {
			once := fixed(t, text, language, fixes)
			if n, m := before.Count(ast.Error), once.Count(ast.Error); m > n {
				t.Errorf("there were %d errors, and now there are %d:\n%s", n, m, once.Fixed)
			}
			if once.Applied == 0 {
				continue
			}
			if twice := fixed(t, once.Fixed, language, fixes); twice.Applied > 0 {
				t.Errorf("fixed once:\n%s\nfixed twice:\n%s", once.Fixed, twice.Fixed)
			}
			if language != ast.JSON {
				checkComments(t, text, once.Fixed)
			}
		}
	})
}

// mistaken makes mistakes in a text as people do, three bytes each: the first two choose a word, the third what becomes of
// it. Bytes changed at random are seldom more than a syntax error.
func mistaken(text string, mistakes []byte) string {
	for i := 0; i+2 < min(len(mistakes), 60); i += 3 {
		words := wordPattern.FindAllStringIndex(text, -1)
		if len(words) == 0 {
			return text
		}
		at := (int(mistakes[i])<<8 | int(mistakes[i+1])) % len(words)
		start, end := words[at][0], words[at][1]
		other := words[(at*7+3)%len(words)]
		lineStart := strings.LastIndexByte(text[:start], '\n') + 1
		lineEnd := len(text)
		if k := strings.IndexAny(text[end:], "\r\n"); k >= 0 {
			lineEnd = end + k
		}
		line := text[lineStart:lineEnd]
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		switch mistakes[i+2] % 12 {
		case 0: // a letter is missing
			text = text[:end-1] + text[end:]
		case 1: // or doubled
			text = text[:end] + text[end-1:]
		case 2: // another word
			text = text[:start] + text[other[0]:other[1]] + text[end:]
		case 3: // no word
			text = text[:start] + text[end:]
		case 4: // a comment behind
			text = text[:lineEnd] + aNote + text[lineEnd:]
		case 5: // above
			text = text[:lineStart] + indent + "# a note\n" + text[lineStart:]
		case 6: // below
			text = text[:lineEnd] + "\n" + indent + "# a note" + text[lineEnd:]
		case 7: // an ignore behind
			text = text[:lineEnd] + " # fsflow:ignore cycle, no-end -- why" + text[lineEnd:]
		case 8: // above
			text = text[:lineStart] + indent + "# fsflow:ignore dangling-target\n" + text[lineStart:]
		case 9: // a line is missing
			text = text[:lineStart] + strings.TrimLeft(text[lineEnd:], "\r\n")
		case 10: // or doubled
			text = text[:lineEnd] + "\n" + line + text[lineEnd:]
		case 11: // other line breaks
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\r", ""), "\n", "\r\n")
		}
	}
	return text
}

const aNote = " # a note"

var wordPattern = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

func fixed(t *testing.T, text string, language ast.Language, fixes lint.Fixing) *lint.FileResult {
	t.Helper()
	input := lint.Text("fuzz", language, []byte(text))
	result, err := lint.Run(context.Background(), []lint.Input{input}, lint.Options{Jobs: 1, MaxFindings: -1, Fix: fixes})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.Files[0].Diagnostics {
		if d.Rule == rule.InternalError {
			t.Errorf("%s\n%s", d.Message, d.Help)
		}
	}
	return &result.Files[0]
}

// checkComments checks that each comment is still there, but for those that silence a rule: removing them is a fix.
func checkComments(t *testing.T, before, after string) {
	t.Helper()
	left := make(map[string]int)
	breaks := func(r rune) bool { return r == '\r' || r == '\n' }
	for line := range strings.FieldsFuncSeq(after, breaks) {
		left[commentOf(line)]++
	}
	for line := range strings.FieldsFuncSeq(before, breaks) {
		if comment := commentOf(line); comment != "" && !strings.Contains(line, "fsflow:ignore") {
			if left[comment]--; left[comment] < 0 {
				t.Errorf("the comment %q is lost in\n%s", comment, after)
			}
		}
	}
}

// commentOf returns the comment that a line is, or one that was put behind something for this test; else "".
func commentOf(line string) string {
	line = strings.TrimSpace(line)
	switch {
	case strings.HasSuffix(line, aNote):
		return aNote[1:]
	case strings.HasPrefix(line, "#"):
		return line
	}
	return ""
}
