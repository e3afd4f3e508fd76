package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/internal/golden"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/google/go-cmp/cmp"
)

// TestRulesPage fails when docs/rules.md is not what the records of the rules say.
func TestRulesPage(t *testing.T) {
	page, err := rulesMarkdown(rule.All())
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "../../docs/rules.md", string(page))
	checkAnchors(t, page)
}

// checkAnchors checks that each rule's id is the anchor of its heading, as GitHub makes it of the words of a heading.
func checkAnchors(t *testing.T, page []byte) {
	t.Helper()
	seen := map[string]int{}
	fenced := ""
	for line := range bytes.Lines(page) {
		text := strings.TrimSpace(string(line))
		switch {
		case fenced != "":
			if text == fenced {
				fenced = ""
			}
		case strings.HasPrefix(text, "```"):
			fenced = strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyz")
		case strings.HasPrefix(text, "#"):
			seen[strings.ReplaceAll(strings.ToLower(strings.TrimLeft(text, "# ")), " ", "-")]++
		}
	}
	for _, r := range rule.All() {
		if seen[r.ID] != 1 {
			t.Errorf("%d headings have the anchor %s", seen[r.ID], r.ID)
		}
	}
	for anchor, n := range seen {
		if n > 1 {
			t.Errorf("%d headings have the anchor %s", n, anchor)
		}
	}
}

// TestFixes checks which rules are said to have a fix. That is found out by their bad examples, so that one which shows
// none would hide it.
func TestFixes(t *testing.T) {
	want := map[fixKind][]string{
		safeFix:   {"end-with-outcome", "unknown-outcome", "unused-ignore"},
		unsafeFix: {"dangling-target", "farewell-waits", "invalid-value", "missing-outcome", "unknown-field", "unknown-node-type"},
	}
	got := map[fixKind][]string{}
	for _, r := range rule.All() {
		if p := newPage(r, pageWidth); p.fix != noFix {
			got[p.fix] = append(got[p.fix], r.ID)
		}
	}
	for kind := range got {
		slices.Sort(got[kind])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules with a fix (-want +got):\n%s", diff)
	}
}

// TestPagesFitATerminal checks that no line of any page is wider than it should be, and that breaking the lines of an example
// changed nothing.
func TestPagesFitATerminal(t *testing.T) {
	for _, width := range []int{pageWidth, narrowPage} {
		for _, r := range rule.All() {
			checkPage(t, r, width)
		}
	}
}

func checkPage(t *testing.T, r *rule.Rule, width int) {
	t.Helper()
	text, err := explain(r, false, width)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); utf8.RuneCountInString(line) > width || strings.TrimRight(line, " ") != line {
			t.Errorf("%s: wider than %d columns, or with blanks at the end: %q", r.ID, width, line)
		}
	}
	if !utf8.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		t.Errorf("%s: there is something on the page that is no text", r.ID)
	}
	p := newPage(r, width)
	for _, e := range []struct {
		text     string
		original rule.Example
	}{{p.bad, r.Bad}, {p.good, r.Good}} {
		if diff := cmp.Diff(messages(e.original.Text(), r, e.original), messages(e.text, r, e.original)); diff != "" {
			t.Errorf("%s: breaking lines at %d columns changed the example:\n%s%s", r.ID, width, e.text, diff)
		}
	}
}

func messages(text string, r *rule.Rule, e rule.Example) []string {
	var all []string
	for _, d := range lint.Check(dsl.Parse("example", []byte(text), e.Language), rule.All()) {
		all = append(all, d.Rule+": "+d.Message)
	}
	return all
}

func TestReflow(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"a: {b: c}\n", "a: {b: c}\n"},
		{"a: {bbbbbb: c, dddddd: e}\n", "a: {bbbbbb: c,\n    dddddd: e}\n"},
		{"a: {b: {c: d, e: f}, ggg: h}\n", "a: {b: {c: d, e: f},\n    ggg: h}\n"},
		{"a: {bb: {cccc: d, eeee: f}}\n", "a: {bb: {cccc: d,\n         eeee: f}}\n"},
		{"a: no, this is a sentence, and long\n", "a: no, this is a sentence, and long\n"},
		{"a: {b: \"c, d, e, f, g, h, i\"}\n", "a: {b: \"c, d, e, f, g, h, i\"}\n"},
		{"a: {b: 'it''s, c', dddddd: e}\n", "a: {b: 'it''s, c',\n    dddddd: e}\n"},
		{"a: {b: user's, c: d, eeeeee: f}\n", "a: {b: user's, c: d,\n    eeeeee: f}\n"},
		{"a: b # {c, d, e, f, g, h, i}\n", "a: b # {c, d, e, f, g, h, i}\n"},
		{"- {aaaaaa: b, cccccc: d, eeeeee: f}", "- {aaaaaa: b,\n   cccccc: d,\n   eeeeee: f}"},
		{"a: {bbbbbbbbbbbbbbbbbbbbbbbbb: c, d: e}\n", "a: {bbbbbbbbbbbbbbbbbbbbbbbbb: c,\n    d: e}\n"},
		{"ä: {öööööö: c, üüüüüü: e}\n", "ä: {öööööö: c,\n    üüüüüü: e}\n"},
	} {
		if got := reflow(test.text, 20); got != test.want {
			t.Errorf("%q:\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
