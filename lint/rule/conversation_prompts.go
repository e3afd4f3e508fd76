package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/prose"
)

var conversationPromptRules = []*Rule{
	{
		ID: "conditional-prompt", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt holds branching logic",
		Doc: "\"If recognized, do this. Otherwise, do that.\" leaves it to the avatar to branch, and it does so only sometimes. Branch in the " +
			"flow: a node for each case, with a prompt of its own. Asking the person whether something is so is not branching.",
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
		Good:  yaml(ask),
		Check: checkConditionalPrompt,
	},
	{
		ID: "mixed-languages", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt or condition is surely not in English",
		Doc: "Prompts and conditions are translated at run time, from English. One in another language makes the avatar flip between " +
			"languages in the middle of a talk. Only text that is certainly in another language is reported; names and short texts are not.",
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
		Good:  yaml(ask),
		Check: checkMixedLanguages,
	},
	{
		ID: "unknown-variable", Family: "conversation", Severity: ast.Warning, Paths: true,
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
	for _, t := range p.talks() {
		if t.prompt == nil || t.prompt.Value.Kind != ast.String || isSaid(t.prompt.Value.Text) {
			continue
		}
		prompt := &t.prompt.Value
		from, to, found := prose.Branch(prompt.Text)
		if !found {
			continue
		}
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the prompt branches: %s", ast.Quote(strings.Join(strings.Fields(prompt.Text[from:to]), " "))),
			Span:    p.File.Source.Written(prompt, from, to), Node: idOf(t.node), Related: through(t.node.Object.Via, prompt.Via),
			Help: []string{"branch in the flow: a node for each case, with a prompt of its own"},
		})
	}
}

func checkMixedLanguages(p *Pass) {
	for _, t := range p.talks() {
		if t.prompt != nil && p.reportForeign(t.node, &t.prompt.Value) {
			return
		}
		for _, c := range t.conditions {
			if c.value != nil && p.reportForeign(t.node, c.value) {
				return
			}
		}
	}
}

func (p *Pass) reportForeign(n *ast.Node, v *ast.Value) bool {
	message := ""
	words, _ := cutSay(v.Text) // "say" is English
	if script := prose.Script(v.Text); script != "" {
		message = fmt.Sprintf("this is in %s script; expected English", script)
	} else if language := prose.Language(words); language != "" {
		message = fmt.Sprintf("this reads as %s; expected English", language)
	} else if prose.HasForeignLetters(words) {
		message = "this reads as another language; expected English"
	} else {
		return false
	}
	p.Report(ast.Diagnostic{
		Message: message, Span: v.Span, Node: idOf(n), Related: through(n.Object.Via, v.Via),
		Help: []string{"write every prompt and condition in English; it is translated into the session's language at run time"},
	})
	return true
}

func checkUnknownVariable(p *Pass) {
	given := p.givenData()
	if !given.known {
		return
	}
	for _, t := range p.talks() {
		n, prompt := t.node, t.prompt
		if prompt == nil {
			continue
		}
		found := variables(prompt.Value.Text)
		if found == nil {
			continue // as nearly all are
		}
		writing := p.File.Source.Writing(&prompt.Value)
		for _, v := range found {
			name := prompt.Value.Text[v.Start+1 : v.End-1]
			if given.has(name) || p.mayBeMerged(n) {
				continue
			}
			out := ast.Diagnostic{
				Message: fmt.Sprintf("nothing gives the variable %s; it would be spoken as it stands", ast.Quote(name)),
				Span:    writing.Span(int(v.Start), int(v.End)), Node: idOf(n), Related: through(n.Object.Via, prompt.Value.Via),
			}
			if p.extracted().has(name) {
				out.Help = []string{"it is extracted from the talk; prompts use what is in providedData"}
			} else {
				p.suggestData(&out, name, given.names)
			}
			p.Report(out)
		}
	}
}

// variables returns the ranges of the {names} in a prompt, braces included. {{name}} belongs to other template languages, and {4} to
// regular expressions.
func variables(text string) []ast.Span {
	var found []ast.Span
	for i := 0; ; i++ {
		next := strings.IndexByte(text[i:], '{')
		if next < 0 {
			return found
		}
		i += next
		if i+1 < len(text) && (text[i+1] == '{' || '0' <= text[i+1] && text[i+1] <= '9') {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && (ast.IsWordPart(text[end]) || end > i+1 && text[end] == '-') {
			end++
		}
		if end > i+1 && end < len(text) && text[end] == '}' {
			found = append(found, ast.Between(i, end+1))
			i = end
		}
	}
}
