package prose

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \n", nil},
		{".", []string{"."}},
		{"One", []string{"One"}},
		{"One. Two! Three? Four", []string{"One.", "Two!", "Three?", "Four"}},
		{"One 1.5 a.b", []string{"One 1.5 a.b"}},
		{"One.\tTwo.\nThree.\rFour.", []string{"One.", "Two.", "Three.", "Four."}},
		{"One\ntwo", []string{"One\ntwo"}},
		{"One\nTwo", []string{"One", "Two"}},
		{"One\n- two", []string{"One", "two"}},
		{"# One\n  * Two", []string{"One", "Two"}},
		{"One; two", []string{"One; two"}},
		{"One; Two", []string{"One;", "Two"}},
		{"One; otherwise two", []string{"One;", "otherwise two"}},
		{"One: otherwise two", []string{"One: otherwise two"}},
		{"One. two? three", []string{"One.", "two?", "three"}},
		{"One: two", []string{"One: two"}},
		{"One: Two", []string{"One:", "Two"}},
		{"One:\ntwo", []string{"One:", "two"}},
		{"One:", []string{"One:"}},
		{"One; ", []string{"One;"}},
		{`Say "One. Two" now. Three`, []string{`Say "One.`, "Three"}},
		{`Say "One" now. "Two" now. Three`, []string{`Say "One" now.`, `"Two" now.`, "Three"}},
		{"Say “One. Two” now. Three", []string{"Say “One.", "Three"}},
		{"Say “One “two. Three” now. Four", []string{"Say “One “two.", "Four"}},
		{`Say "One. Two` + "\nThree. Four", []string{`Say "One.`, "Three.", "Four"}},
		{`Say "One. Two.`, []string{`Say "One.`}},
		{`Say "One. Two`, []string{`Say "One.`}},
		{"One” two. Three", []string{"One” two.", "Three"}},
		{"Tell them: If you agree. Do.\nThree", []string{"Tell them: If you agree. Do.", "Three"}},
		{"Them: If you agree. Do", []string{"Them:", "If you agree.", "Do"}},
		{"Tell them: If you", []string{"Tell them:", "If you"}},
	} {
		var got []string
		for from, to := range sentences(c.text) {
			got = append(got, c.text[from:to])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	for range sentences("One. Two.") {
		break // whoever has seen enough is shown no more
	}
}

func TestBranches(t *testing.T) {
	for _, sentence := range []string{
		"Otherwise, go on.", "Else go on.", "ELSE: go on.", "2. Otherwise go on.", "If not, go on.", "If not, and so?", "if NOT known go on.", "If known, greet them.", "If known, and new, greet them.",
		"If so, greet them.", "If any, how.", "If the user is new, how they came.", "If you can do it, do it.",
		"Greet them if known, otherwise ask.", "Greet them if known, else ask.",
	} {
		if want := sentence != "If any, how."; branches(sentence) != want || !mayBranch(sentence) {
			t.Errorf("%q: branches: %v, want %v", sentence, !want, want)
		}
	}
	for _, sentence := range []string{
		"", "If", "If known", "Otherwise?", "Else what?", "If known, who?", "If possible, greet them.", "If you can, greet them.", "If they smoke, and how much.", "If new, or, and known.", "If so, when.", "If so, when, or why.",
		"If known, .", "Greet them if known.", "Greet them, otherwise ask.", "Ask if they are ready, and go on.", "Ifs, go on.", "Knot, go on.",
	} {
		if branches(sentence) {
			t.Errorf("%q does not branch", sentence)
		}
	}
	for _, text := range []string{"", "i", "ix", "Ask who they are", "fi, sl, wr"} {
		if mayBranch(text) {
			t.Errorf("%q may not branch", text)
		}
	}
}

// Were each of the colons judged by the whole sentence before it, the test would not end.
func TestSentenceOfColons(t *testing.T) {
	if _, _, found := Branch(strings.Repeat("x: if you ", 200_000)); found {
		t.Error("there is no second case")
	}
}
