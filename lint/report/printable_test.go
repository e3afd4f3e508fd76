package report

import "testing"

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\nc": "a    b\nc", "\x00\x1f\x7f\u0080\u009f": "�����", "\xff": "�", "\u2027\u2028\u2029\u202a\u202e\u202f": "\u2027����\u202f",
		"\u2065\u2066\u2069\u206a": "\u2065��\u206a", "é日😀": "é日😀",
	} {
		if got := printable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestWidth(t *testing.T) {
	for r, want := range map[rune]int{
		'a': 1, 'é': 1, '\u02ff': 1, '\u0300': 0, '\u036f': 0, '\u0370': 1, '\u10ff': 1, '\u1100': 2, '\u115f': 2, '\u1160': 0, '\u11ff': 0, '\u1200': 1,
		'\u200b': 0, '\u231a': 2, '\u231b': 2, '\u231c': 1, '日': 2, '\u303f': 1, '😀': 2, '\U0003fffd': 2, '\U0003fffe': 1,
	} {
		if got := width(r); got != want {
			t.Errorf("%U: %d, want %d", r, got, want)
		}
	}
}
