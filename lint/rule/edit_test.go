package rule

import (
	"strings"
	"testing"
)

func TestIsWord(t *testing.T) {
	for _, word := range []string{"a", "Z", "_", "a1", "a-b", "_-1", "a_b", "true-er", "onward", "yesterday"} {
		if !isWord(word) {
			t.Errorf("%q needs no quotation marks", word)
		}
	}
	for _, text := range []string{"", "1", "1a", "-a", "a-", "a b", "a.b", "ä", "true", "False", "null", "yes", "NO", "on", "Off", "y", "N"} {
		if isWord(text) {
			t.Errorf("%q needs quotation marks", text)
		}
	}
}

func TestBesideArrows(t *testing.T) {
	for _, c := range []struct {
		text string // the arrow in question is the one behind the "|", which is taken out
		want bool
	}{
		{"|-> a", false},
		{"ab |-> a", false},
		{"abc -> a\nab  |-> b\n", true},
		{"ab  |-> a\nabc -> b\n", true},
		{"ab  |-> a\nabcd -> b\n", false},
		{"ab  |-> a\n\nabc -> b\n", false},
		{"ab  |-> a\nab\n-> b\n", false}, // not where the column would be if the line went on
		{"abc -> a\n\nab  |-> b\n", false},
		{"-> a\n|-> b\n", true},
		{"\n|-> b\n-> c", true},
		{"a -> b\n" + strings.Repeat(" ", 399) + "|-> b", false},
		{strings.Repeat(" ", 200) + "-> b\n" + strings.Repeat(" ", 200) + "|-> b", false}, // too far away to be looked at
	} {
		before, after, _ := strings.Cut(c.text, "|")
		if got := besideArrows(before+after, len(before)); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text   string // the range between the "|", which are taken out
		indent string
		alone  bool // nothing else stands before it on its line
		ends   bool // nor behind it
		whole  string
	}{
		{"|a|", "", true, true, "a"},
		{"\ufeff|a|", "", true, true, "a"},
		{"x\n  |a|\ny", "  ", true, true, "  a\n"},
		{"x\r\n\t|a| \t\r\ny", "\t", true, true, "\ta \t\r\n"},
		{"x\r |a| \ry", " ", true, true, " a \r"},
		{"x |a| y", " ", false, false, " a y"},
		{"x\n|a|\n\ny", "", true, true, "a\n"},
		{"x\n|a|,\n", "", true, false, "a,\n"},
	} {
		parts := strings.Split(c.text, "|")
		text, start, end := strings.Join(parts, ""), len(parts[0]), len(parts[0])+len(parts[1])
		if indent, alone := indentation(text, start); indent != c.indent || alone != c.alone {
			t.Errorf("%q: indentation %q %v, want %q %v", c.text, indent, alone, c.indent, c.alone)
		}
		if got := endsLine(text, end); got != c.ends {
			t.Errorf("%q: ends its line: %v, want %v", c.text, got, c.ends)
		}
		if from, to := wholeLines(text, start, end); text[from:to] != c.whole {
			t.Errorf("%q: whole lines %q, want %q", c.text, text[from:to], c.whole)
		}
	}
}

func TestLineBreak(t *testing.T) {
	for text, want := range map[string]string{"": "\n", "a": "\n", "\n": "\n", "a\nb\r\n": "\n", "\r\n": "\r\n", "a\r\nb\n": "\r\n", "\n\r": "\n"} {
		if got := lineBreak(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
