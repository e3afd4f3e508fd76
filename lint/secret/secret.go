// Package secret finds keys and tokens in text, so that they can be reported, and never be shown.
package secret

import (
	"slices"
	"strings"
	"sync"

	"github.com/fsflow/fsflow/dsl/ast"
)

// A Found is a secret in a text.
type Found struct {
	Span   ast.Span
	Hidden ast.Span // the part of it that must not be shown
	Kind   string   // as in "a FaceSign key"
}

// A form is how a kind of token looks: a prefix, and then enough letters of an alphabet.
type form struct {
	prefix string
	kind   string
	least  int    // letters after the prefix
	also   string // what it may hold besides ASCII letters and digits
}

// A group is the forms with a letter in the prefix that is rare in other text: one search for the letter finds them all.
type group struct {
	letter byte // not the first of any prefix
	forms  []form
}

// groups hold the forms of FaceSign's keys (facesign-api.md, section 4) and of tokens to which their issuers gave a recognizable
// prefix.
var groups = [...]group{
	{'_', []form{
		{"sk_test_", "a FaceSign key", 6, "_-"},
		{"sk_prod_", "a FaceSign key", 6, "_-"},
		{"sk_live_", "a FaceSign key", 6, "_-"},
		{"ghp_", "a GitHub token", 36, ""},
		{"gho_", "a GitHub token", 36, ""},
		{"ghs_", "a GitHub token", 36, ""},
		{"ghu_", "a GitHub token", 36, ""},
		{"ghr_", "a GitHub token", 36, ""},
		{"rk_live_", "a Stripe key", 16, ""},
		{"whsec_", "a webhook secret", 24, "+/="},
		{"github_pat_", "a GitHub token", 40, "_"},
		{"npm_", "an npm token", 36, ""},
		{"hf_", "a Hugging Face token", 34, ""},
		{"shpat_", "a Shopify token", 32, ""},
		{"dop_v1_", "a DigitalOcean token", 64, ""},
	}},
	{'I', []form{
		{"AKIA", "an AWS access key", 16, ""},
		{"ASIA", "an AWS access key", 16, ""},
		{"AIza", "a Google API key", 35, "_-"},
	}},
	{'-', []form{
		{"glpat-", "a GitLab token", 20, "_-"},
		{"xoxb-", "a Slack token", 20, "-"},
		{"xoxp-", "a Slack token", 20, "-"},
		{"xoxa-", "a Slack token", 20, "-"},
		{"xapp-", "a Slack token", 20, "-"},
		{"sk-ant-", "an Anthropic API key", 20, "_-"},
		{"sk-proj-", "an OpenAI API key", 20, "_-"},
	}},
	{'B', []form{{"-----BEGIN ", "a private key", 0, ""}}},
	{'G', []form{{"SG.", "a SendGrid key", 40, "_-."}}},
}

// before holds for each group which letters stand before its own in its prefixes.
var before = sync.OnceValue(func() *[len(groups)][256]bool {
	var all [len(groups)][256]bool
	for g, group := range groups {
		for _, f := range group.forms {
			all[g][f.prefix[strings.IndexByte(f.prefix, group.letter)-1]] = true
		}
	}
	return &all
})

// Find returns the secrets of a text, in order.
func Find(text string) []Found {
	found := webTokens(text)
	before := before()
	for g := range groups {
		letter := groups[g].letter
		for at := 0; ; {
			k := strings.IndexByte(text[at:], letter)
			if k < 0 {
				break
			}
			place := at + k
			at = place + 1
			if place == 0 || !before[g][text[place-1]] {
				continue // as nearly all are
			}
			for j := range groups[g].forms {
				f := &groups[g].forms[j]
				start := place - strings.IndexByte(f.prefix, letter)
				if start < 0 || text[start] != f.prefix[0] {
					continue
				}
				one, ok := f.match(text, start)
				at = max(at, int(one.Span.End))
				if ok {
					found = append(found, one)
					break
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b Found) int { return int(a.Span.Start - b.Span.Start) })
	return found
}

// match returns the token of this form that begins at an offset; false when there is none.
func (f *form) match(text string, start int) (Found, bool) {
	if !strings.HasPrefix(text[start:], f.prefix) || start > 0 && isWord(text[start-1]) {
		return Found{}, false
	}
	after := start + len(f.prefix)
	end, ok := f.end(text, after)
	return Found{
		Span:   ast.Between(start, end),
		Hidden: ast.Between(after, end), Kind: f.kind,
	}, ok
}

// longestToken is the length from which on something that looks like a token but is none is skipped as a whole.
const longestToken = 256

// end returns where a token ends, given where its prefix ends; false when it is no token. In that case the end is how far there is
// certainly none, or zero.
func (f *form) end(text string, at int) (int, bool) {
	if f.least == 0 {
		return privateKey(text, at)
	}
	end := at
	for end < len(text) && (isWord(text[end]) && text[end] != '_' || strings.IndexByte(f.also, text[end]) >= 0) {
		end++
	}
	token := text[at:end]
	if len(token) < f.least {
		return 0, false
	}
	if !varied(token) || f.also != "" && isPlaceholder(token) {
		if len(token) < longestToken {
			end = 0
		}
		return end, false
	}
	return end, true
}

// privateKey returns where the block of a PEM file ends: with its last line or, where there is none, with its first.
func privateKey(text string, at int) (int, bool) {
	const longestHeader = 64
	line, _, _ := strings.Cut(text[at:min(at+longestHeader, len(text))], "\n")
	if !strings.Contains(line, "PRIVATE KEY-----") {
		return 0, false
	}
	const tail = "PRIVATE KEY-----"
	end := at + strings.Index(line, tail) + len(tail)
	if i := strings.Index(text[end:], tail); i >= 0 {
		end += i + len(tail)
	}
	return end, true
}

// varied tells a token from a placeholder such as xxxxxxxxxxxx or 000000: a token has at least four different characters.
func varied(token string) bool {
	seen, n := [256]bool{}, 0
	for i := 0; i < len(token) && n < 4; i++ {
		if !seen[token[i]] {
			seen[token[i]] = true
			n++
		}
	}
	return n == 4
}

// isPlaceholder tells whether the token only stands in for a real one, as in sk_test_your_key_here.
func isPlaceholder(token string) bool {
	token = strings.ToLower(token)
	for _, word := range []string{"your", "xxx", "example", "placeholder", "redacted", "changeme", "change_me", "replace", "dummy", "api_key", "apikey", "key_here", "secret_here"} {
		if strings.Contains(token, word) {
			return true
		}
	}
	// Nothing but words, as in sk_test_keys_are_for_the_sandbox: a random token is bound to hold a digit.
	return !strings.ContainsAny(token, "0123456789") && (strings.ContainsAny(token, "_-") || len(token) < 8)
}

func isWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}

// Mask is what is shown in place of a secret of the text: its beginning, which tells what it is, and nothing of the rest.
func (f *Found) Mask(text string) string { return text[f.Span.Start:f.Hidden.Start] + "…" }

// Hide returns the text with its secrets masked.
func Hide(text string) string {
	found := Find(text)
	if len(found) == 0 {
		return text
	}
	var out strings.Builder
	at := int32(0)
	for i := range found {
		if f := &found[i]; f.Span.Start >= at {
			out.WriteString(text[at:f.Span.Start])
			out.WriteString(f.Mask(text))
			at = f.Span.End
		}
	}
	out.WriteString(text[at:])
	return out.String()
}
