package rule

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

const toolName = "fsflow"

// silencing are the words with which tools and people say that something is to be ignored.
var silencing = []string{"ignore", "disable", "silence", "suppress", "skip", "exclude", "allow", "off", "noqa", "nolint"}

// slip tells whether the text of a comment, which begins at an offset and is no ignore, was meant to be one, as "fsflow: ignore
// cycle" and "fsflow-disable cycle" are. Comments in prose may speak of this tool and of what it ignores. So only what is joined
// by a mere colon is believed whatever follows; anything else must name nothing but rules, or nothing at all.
func (p *Pass) slip(start int) (begins opening, ok bool) {
	text := p.File.Source.Text
	end := start + letters(text[start:])
	tool := text[start:end]
	exact := strings.EqualFold(tool, toolName)
	if !exact && !p.isNearTool(tool) {
		return opening{}, false
	}
	verb := end + len(text[end:]) - len(strings.TrimLeft(text[end:], " \t:.-_=/"))
	after := verb + letters(text[verb:])
	if verb == end || after == verb {
		return opening{}, false
	}
	colon := exact && text[end:verb] == ":"
	said := strings.ToLower(text[verb:after])
	known := slices.Contains(silencing, said)
	end = after + wordLength(text[after:])
	rules, only := p.onlyRules(end)
	switch {
	case colon && (known || p.isNearIgnore(said)):
		ok = true
	case !only:
	case len(rules) == 0:
		ok = exact && known
	default:
		ok = colon || known
	}
	return opening{ast.Between(start, end), true, rightly(text[after:end], rules, only)}, ok
}

// isNearTool tells whether a word is a slip for the name of this tool. It is quick to refuse most words: every comment begins with one.
func (p *Pass) isNearTool(word string) bool {
	if n := len(word) - len(toolName); n < -1 || n > 1 || word[0]|0x20 != toolName[0] {
		return false
	}
	_, ok := p.near(strings.ToLower(word), []string{toolName})
	return ok
}

func (p *Pass) isNearIgnore(word string) bool {
	_, ok := p.near(word, []string{"ignore"})
	return ok
}

// rightly is how an ignore is written of which the rules are known; empty where they are not. kind is what is joined to its first
// word, as "-file".
func rightly(kind string, rules []string, only bool) string {
	if !only || len(rules) == 0 || len(rules) > ast.MostListed {
		return ""
	}
	mark := ignoreMark
	if strings.Contains(strings.ToLower(kind), "file") {
		mark += ofFile
	}
	return mark + " " + strings.Join(rules, ", ")
}

// onlyRules returns the rules that the rest of a comment names, which begins at an offset, whatever marks and letters of the wrong case
// stand around and in their names; and whether it names nothing else, except for a reason.
func (p *Pass) onlyRules(offset int) (rules []string, only bool) {
	text := p.File.Source.Text
	for {
		offset += len(text[offset:]) - len(strings.TrimLeft(text[offset:], " \t,"))
		length := strings.IndexAny(text[offset:], " \t,\r\n")
		if length < 0 {
			length = len(text) - offset
		}
		word := text[offset : offset+length]
		if word == "" || strings.HasPrefix(word, "--") || strings.HasPrefix(word, "—") {
			return rules, true
		}
		if len(word) > longestRule {
			return rules, false
		}
		id := strings.ReplaceAll(strings.ToLower(strings.Trim(word, "()[]{}\"'`:=;.")), "_", "-")
		if !p.isKnown(id) {
			return rules, false
		}
		rules = append(rules, id)
		if strings.HasSuffix(word, ":") {
			return rules, true
		}
		offset += length
	}
}

// longestRule is more letters than a word has that names a rule, whatever marks stand around it.
const longestRule = 80

// letters returns how many letters the text begins with.
func letters(text string) int {
	for i := 0; i < len(text); i++ {
		if c := text[i] | 0x20; c < 'a' || c > 'z' {
			return i
		}
	}
	return len(text)
}
