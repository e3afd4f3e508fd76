// Package secret finds keys and tokens in text, so that they can be reported, and never be shown.
package secret

import (
	"slices"
	"strings"

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

// forms are FaceSign's keys (facesign-api.md, section 4) and the tokens that their issuers gave a recognizable beginning.
var forms = []form{
	{"sk_test_", "a FaceSign key", 8, "_-"},
	{"sk_prod_", "a FaceSign key", 8, "_-"},
	{"sk_live_", "a FaceSign key", 8, "_-"},
	{"AKIA", "an AWS access key", 16, ""},
	{"ASIA", "an AWS access key", 16, ""},
	{"ghp_", "a GitHub token", 36, ""},
	{"gho_", "a GitHub token", 36, ""},
	{"ghs_", "a GitHub token", 36, ""},
	{"github_pat_", "a GitHub token", 40, "_"},
	{"glpat-", "a GitLab token", 20, "_-"},
	{"xoxb-", "a Slack token", 20, "-"},
	{"xoxp-", "a Slack token", 20, "-"},
	{"AIza", "a Google API key", 35, "_-"},
	{"npm_", "an npm token", 36, ""},
	{"eyJ", "a JSON web token", 60, "_-."},
	{"-----BEGIN ", "a private key", 0, ""},
}

// Find returns the secrets of a text, in order.
func Find(text string) []Found {
	var found []Found
	for i := range forms {
		f := &forms[i]
		for at := 0; ; {
			k := strings.Index(text[at:], f.prefix)
			if k < 0 {
				break
			}
			start := at + k
			at = start + len(f.prefix)
			if start > 0 && isWord(text[start-1]) {
				continue
			}
			end, ok := f.end(text, at)
			if ok {
				found = append(found, Found{
					Span:   ast.Span{Start: int32(start), End: int32(end)},
					Hidden: ast.Span{Start: int32(start + len(f.prefix)), End: int32(end)}, Kind: f.kind,
				})
				at = end
			}
		}
	}
	slices.SortFunc(found, func(a, b Found) int { return int(a.Span.Start - b.Span.Start) })
	return found
}

// end returns where the token ends whose prefix ends at an offset; false when it is no token.
func (f *form) end(text string, at int) (int, bool) {
	if f.least == 0 {
		return privateKey(text, at)
	}
	end := at
	for end < len(text) && (isWord(text[end]) && text[end] != '_' || strings.IndexByte(f.also, text[end]) >= 0) {
		end++
	}
	token := text[at:end]
	if len(token) < f.least || !varied(token) {
		return 0, false
	}
	return end, f.prefix != "eyJ" || strings.Count(token, ".") == 2
}

// privateKey takes the block of a PEM file, to its last line or as far as the text goes.
func privateKey(text string, at int) (int, bool) {
	line, _, _ := strings.Cut(text[at:], "\n")
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

// varied tells a token from a placeholder such as xxxxxxxxxxxx or 000000: it has four different letters at least.
func varied(token string) bool {
	seen, n := [256]bool{}, 0
	for i := range len(token) {
		if !seen[token[i]] {
			seen[token[i]] = true
			n++
		}
	}
	return n >= 4
}

func isWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}

// Mask is what is shown in place of a secret of the text: its beginning, which says what it is, and none of the rest.
func (f *Found) Mask(text string) string { return text[f.Span.Start:f.Hidden.Start] + "…" }
