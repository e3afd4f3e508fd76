package rule

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/fsflow/fsflow/dsl/ast"
)

var conversationPromptRules = []*Rule{
	{
		ID: "conditional-prompt", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt holds branching logic",
		Doc: "\"If recognized, do this. Otherwise, do that.\" leaves it to the avatar to branch, and it does so sometimes. Branch in the " +
			"flow: a node for each case, with a prompt of its own. To ask the person whether something is so is no such logic.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Greet the user. If they are new, ask for their name. Otherwise, welcome them back.
    outcomes:
      the user is ready: done
      the user refuses, or does not answer after 3 attempts: gone
  done: {type: end}
  gone: {type: end}
`),
		Good:  ask,
		Check: checkConditionalPrompt,
	},
	{
		ID: "mixed-languages", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt or condition is surely not in English",
		Doc: "Prompts and conditions are translated at run time, from English. One in another language makes the avatar flip between " +
			"languages in the middle of a talk. Only what is written in another script is reported, and no names or short texts.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Спросите пользователя, готов ли он подтвердить свою личность.
    outcomes:
      the user is ready: done
      the user refuses, or does not answer after 3 attempts: gone
  done: {type: end}
  gone: {type: end}
`),
		Good:  ask,
		Check: checkMixedLanguages,
	},
	{
		ID: "unknown-variable", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt uses a variable that nothing gives",
		Doc: "A {variable} is filled in from providedData. One that is not there is spoken as it stands, braces and all. It may be given " +
			"at creation (name, email and phone are well known), or come from the answer of a service earlier on the path.",
		Bad: yaml(`
providedData: {name: Ada}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: "Hello {nmae}.", doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good: yaml(`
providedData: {name: Ada}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: "Hello {name}.", doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Check: checkUnknownVariable,
	},
}

func checkConditionalPrompt(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		prompt := promptOf(n)
		if prompt == nil || prompt.Value.Kind != ast.String || isSaid(prompt.Value.Text) {
			continue
		}
		for _, s := range sentences(prompt.Value.Text) {
			sentence := prompt.Value.Text[s.Start:s.End]
			if !branches(sentence) {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the prompt branches: %s", ast.Quote(strings.Join(strings.Fields(sentence), " "))),
				Span:    p.File.Source.Written(&prompt.Value, int(s.Start), int(s.End)), Node: idOf(n), Related: through(n.Object.Via, prompt.Value.Via),
				Help: []string{"branch in the flow: a node for each case, with a prompt of its own"},
			})
			break
		}
	}
}

// sentences returns the ranges of the sentences of a text. A line break and the dash of a list end one too.
func sentences(text string) []ast.Span {
	var found []ast.Span
	start := 0
	add := func(end int) {
		from := start + len(text[start:end]) - len(strings.TrimLeft(text[start:end], " \t\n-*•"))
		if to := start + len(strings.TrimRight(text[start:end], " \t\n")); to > from {
			found = append(found, ast.Span{Start: int32(from), End: int32(to)})
		}
		start = end
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n', (c == '.' || c == '!' || c == '?' || c == ';' || c == ':') && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n'):
			add(i + 1)
		}
	}
	add(len(text))
	return found
}

// branches tells whether a sentence gives the avatar one thing to do in one case and another in the rest.
func branches(sentence string) bool {
	lower := strings.ToLower(sentence)
	first, rest, _ := strings.Cut(lower, " ")
	switch strings.Trim(first, ",.:") {
	case "otherwise", "else":
		return true
	case "if":
		return strings.HasPrefix(rest, "not ") || strings.HasPrefix(rest, "not,") || strings.Contains(rest, ",")
	}
	return false
}

func checkMixedLanguages(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if prompt := promptOf(n); prompt != nil && p.reportForeign(n, &prompt.Value) {
			return
		}
		outcomes := outcomesOf(n)
		if outcomes == nil {
			continue
		}
		for k := range outcomes.Items {
			if condition, _ := conditionOf(&outcomes.Items[k]); condition != nil && p.reportForeign(n, condition) {
				return
			}
		}
	}
}

func (p *Pass) reportForeign(n *ast.Node, v *ast.Value) bool {
	script := foreignScript(v.Text)
	if script == "" {
		return false
	}
	p.Report(ast.Diagnostic{
		Message: fmt.Sprintf("this is in %s script; expected English", script), Span: v.Span, Node: idOf(n), Related: through(n.Object.Via, v.Via),
		Help: []string{"write every prompt and condition in English; it is translated into the session's language at run time"},
	})
	return true
}

// foreignScript returns the name of the script that most of a text is written in, when that is surely not English: ten
// letters at least, and three in four of all.
func foreignScript(text string) string {
	letters := 0
	scripts := []struct {
		name  string
		table *unicode.RangeTable
		count int
	}{
		{"Cyrillic", unicode.Cyrillic, 0}, {"Japanese", unicode.Hiragana, 0}, {"Japanese", unicode.Katakana, 0}, {"Chinese", unicode.Han, 0},
		{"Korean", unicode.Hangul, 0}, {"Greek", unicode.Greek, 0}, {"Arabic", unicode.Arabic, 0}, {"Hebrew", unicode.Hebrew, 0},
		{"Devanagari", unicode.Devanagari, 0}, {"Thai", unicode.Thai, 0},
	}
	foreign := 0
	for _, r := range text {
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				scripts[i].count++
				foreign++
				break
			}
		}
	}
	if foreign < 10 || 4*foreign < 3*letters {
		return ""
	}
	best := 0
	for i := range scripts {
		if scripts[i].count > scripts[best].count {
			best = i
		}
	}
	return scripts[best].name
}

// wellKnownData are the keys of providedData that the API reference names (facesign-api.md, section 1).
var wellKnownData = []string{"name", "email", "phone"}

// givenData returns the keys of providedData that a session begins with, and whether that is known: a flow that stands
// alone is put into a body elsewhere.
func (p *Pass) givenData() ([]string, bool) {
	given := append([]string(nil), wellKnownData...)
	body := &p.File.Body
	if flow := body.Member("flow"); flow == nil || flow.KeySpan.Len() == 0 || body.Incomplete {
		return given, false
	}
	data := body.Get("providedData")
	if data == nil {
		return given, true
	}
	for i := range data.Members {
		given = append(given, data.Members[i].Key)
	}
	return given, data.Kind == ast.Object && !data.Incomplete
}

func checkUnknownVariable(p *Pass) {
	given, known := p.givenData()
	if !known {
		return
	}
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		prompt := promptOf(n)
		if prompt == nil || !strings.Contains(prompt.Value.Text, "{") {
			continue
		}
		for _, v := range variables(prompt.Value.Text) {
			name := prompt.Value.Text[v.Start+1 : v.End-1]
			if contains(given, name) || p.dataflow().possible[i].has(merged) {
				continue
			}
			out := ast.Diagnostic{
				Message: fmt.Sprintf("nothing gives the variable %s; it would be spoken as it stands", ast.Quote(name)),
				Span:    p.File.Source.Written(&prompt.Value, int(v.Start), int(v.End)), Node: idOf(n), Related: through(n.Object.Via, prompt.Value.Via),
			}
			p.suggestData(&out, name, given)
			p.Report(out)
		}
	}
}

// variables returns the ranges of the {names} in a prompt, braces included.
func variables(text string) []ast.Span {
	var found []ast.Span
	for i := 0; i < len(text); i++ {
		if text[i] != '{' {
			continue
		}
		end := i + 1
		for end < len(text) && (isNameByte(text[end]) || end > i+1 && text[end] == '-') {
			end++
		}
		if end > i+1 && end < len(text) && text[end] == '}' {
			found = append(found, ast.Span{Start: int32(i), End: int32(end + 1)})
			i = end
		}
	}
	return found
}

func isNameByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}
