package session

import (
	"strings"
	"time"
	"unicode"
)

const (
	longestText    = 2000 // runes of one text of the server's that are kept
	longestExcerpt = 200  // runes of an answer that is not understood
)

// tidy makes a text that is not ours safe to show, on one line: each run of unprintable characters and white space becomes one
// blank. Nothing is removed without a blank in its place, so that no hidden word can come together again.
func tidy(text string) string {
	var out strings.Builder
	gap := false
	for _, r := range text {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
			gap = true
			continue
		}
		if gap && out.Len() > 0 {
			out.WriteByte(' ')
		}
		gap = false
		out.WriteRune(r)
	}
	return out.String()
}

// said makes a text of the server's fit to show: without the key, tidy, and of a bounded length.
func (k Key) said(text string, most int) string {
	// The key goes first: a cut could leave the greater part of it.
	text = tidy(prefix(k.Hide(text), 4*most))
	if short := prefix(text, most); short != text {
		return short + "…"
	}
	return text
}

// prefix returns the first runes of a text.
func prefix(text string, most int) string {
	for i := range text {
		if most == 0 {
			return text[:i]
		}
		most--
	}
	return text
}

// seconds shows a duration as people say it: in whole seconds, rounded up, from one second on.
func seconds(d time.Duration) string {
	if d > time.Second {
		d = (d + time.Second - 1).Truncate(time.Second)
	} else {
		d = d.Round(time.Millisecond)
	}
	return d.String()
}
