package yaml

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// Slips that YAML reads without a complaint: the result is a key that nobody meant.

// slip reports a key without quotation marks that is surely a slip, and tells whether it is one. It is cheap: it looks closer
// only where the first or the last byte is odd, or the value is not written.
func (c *converter) slip(key, value *yaml.Node, s ast.Span, flow bool) bool {
	start, end := int(s.Start), int(s.End)
	if start == end {
		return false
	}
	first, last := c.text[start], c.text[end-1]
	if 'a' <= first|0x20 && first|0x20 <= 'z' && last < utf8.RuneSelf && !(flow && isEmpty(value)) || key.Kind != yaml.ScalarNode || key.Style&quotedStyles != 0 {
		return false
	}
	switch {
	case first >= utf8.RuneSelf || last >= utf8.RuneSelf:
		if at := strangeBlank(c.text, start); at >= 0 {
			c.astray = true // it is not known what it was to belong to
			c.report(notABlank(c.text, at))
			return true
		}
		if r, size := utf8.DecodeLastRuneInString(c.text[:end]); isStrangeBlank(r) {
			c.report(notABlank(c.text, end-size))
			return true
		}
	case first == '-' && !flow && missesBlank(c.text, start):
		c.report(missingBlankAfterDash(c.text, start, fmt.Sprintf("put %s in quotation marks if the dash is a part of the key", ast.Quote(key.Value))))
		return true
	case first == '/' && (strings.HasPrefix(key.Value, "//") || strings.HasPrefix(key.Value, "/*")):
		c.report(noComment(c.text, start))
		return true
	}
	if flow && isEmpty(value) {
		return c.keyAlone(key.Value, s)
	}
	return false
}

// keyAlone reports a key in brackets that runs into its value, as in {type:end} and {type = end}.
func (c *converter) keyAlone(key string, s ast.Span) bool {
	if i := skipSpace(c.text, int(s.End)); i < len(c.text) && c.text[i] == ':' || strings.ContainsAny(key, "\r\n") {
		return false
	}
	at := 0
	for at < len(key) && (isWord(key[at]) || key[at] >= utf8.RuneSelf) {
		at++
	}
	if at == 0 || at+1 >= len(key) {
		return false
	}
	colon := int(s.Start) + at
	if key[at] != ':' {
		if written := withColon(key); written != "" {
			c.report(ast.SyntaxError(s, fmt.Sprintf(`%s stands where a key belongs, but no ":" follows`, ast.Quote(key)), "write "+written))
			return true
		}
		return false
	}
	if blank := strangeBlank(c.text, colon+1); blank >= 0 {
		c.report(notABlank(c.text, blank))
		return true
	}
	if strings.HasPrefix(key[at:], "://") || key[at+1] == ':' {
		return false
	}
	d := missingBlank(c.text, colon)
	d.Help = []string{"write " + key[:at+1] + " " + key[at+1:]}
	c.report(d)
	return true
}

// isTemplate tells whether an object is {{ name }}, as templates have it: an object that is the key of another one and has no
// value.
func isTemplate(text string, start int, n *yaml.Node) bool {
	return strings.HasPrefix(text[start:], "{{") && len(n.Content) == 2 && n.Content[0].Kind == yaml.MappingNode && isEmpty(n.Content[1])
}

// template goes over what isTemplate knows, and reports it.
func (c *converter) template(n *yaml.Node, start int) bool {
	before := len(c.diagnostics)
	var inside ast.Value
	if c.value(n.Content[0], &inside); c.stopped {
		return false
	}
	c.pos = endOfFlow(c.text, c.pos)
	c.diagnostics = c.diagnostics[:before]
	s := onLine(c.text, start, c.pos)
	c.report(ast.SyntaxError(s, fmt.Sprintf("%s is an object in an object to YAML; expected a value", ast.Quote(c.text[s.Start:s.End])),
		"put it in quotation marks if the braces are a part of the text, or let the template be filled in before the file is read"))
	return false
}

// withColon returns what was meant by KEY = VALUE, KEY -> VALUE and their like; "" where that is none of those.
func withColon(written string) string {
	for _, sign := range []string{"->", "=>", ":=", "="} {
		key, value, ok := strings.Cut(written, sign)
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !ok || key == "" || value == "" || value[0] == '=' || strings.ContainsAny(key[len(key)-1:], "<>!=") {
			continue
		}
		if sign == "=" && strings.ContainsAny(key, " \t") {
			continue
		}
		return key + ": " + value
	}
	return ""
}

// isStrangeBlank tells whether a character outside ASCII looks like a space, or like nothing at all. To YAML, none of them is a
// blank.
func isStrangeBlank(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsSpace(r) || isUnseen(r))
}

func isUnseen(r rune) bool {
	return 0x200B <= r && r <= 0x200F || r == 0x2060 || r == 0x180E || r == 0xFEFF
}

// strangeBlank returns the offset if such a character is there, or -1.
func strangeBlank(text string, at int) int {
	if r, _ := utf8.DecodeRuneInString(text[at:]); !isStrangeBlank(r) {
		return -1
	}
	return at
}

func notABlank(text string, at int) ast.Diagnostic {
	r, size := utf8.DecodeRuneInString(text[at:])
	if isUnseen(r) {
		return ast.SyntaxError(ast.Between(at, at+size), fmt.Sprintf("the character U+%04X, which nobody sees; to YAML it is a letter like any other", r), "remove it")
	}
	return ast.SyntaxError(ast.Between(at, at+size), fmt.Sprintf("the character U+%04X, which looks like a blank; to YAML it is a letter like any other", r), "replace it by a space")
}

// missesBlank tells whether a dash at the offset is one that was meant to begin an item.
func missesBlank(text string, at int) bool {
	return at+1 < len(text) && text[at] == '-' && ('a' <= text[at+1]|0x20 && text[at+1]|0x20 <= 'z' || strings.IndexByte(`"'{[`, text[at+1]) >= 0)
}

func missingBlankAfterDash(text string, at int, help ...string) ast.Diagnostic {
	d := ast.SyntaxError(ast.Between(at, at+1), `a blank is missing after "-"`, "write - "+restOf(text, at+1))
	d.Help = append(d.Help, help...)
	return d
}

// restOf returns what is left of a line, cut where it is long.
func restOf(text string, start int) string {
	at := restOfLine(text, start)
	rest := []rune(text[at.Start:at.End])
	if len(rest) > 60 {
		return string(rest[:60]) + "…"
	}
	return string(rest)
}

func noComment(text string, at int) ast.Diagnostic {
	help := "write # in place of it"
	if text[at+1] == '*' {
		help = "begin each of its lines with #"
	}
	return ast.SyntaxError(ast.Between(at, at+2), fmt.Sprintf("%q begins no comment in YAML", text[at:at+2]), help)
}
