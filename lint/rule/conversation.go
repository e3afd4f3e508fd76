package rule

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/shape"
)

var conversationRules = []*Rule{
	{
		ID: "empty-prompt", Family: "conversation", Severity: ast.Error,
		Summary: "a prompt is empty, or only Say:",
		Doc:     "The avatar has nothing to say, and the person looks at a silent face and does not know what is wanted. Write what the avatar is to do.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: "", doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkEmptyPrompt,
	},
	{
		ID: "mixed-unconditional", Family: "conversation", Severity: ast.Error,
		Summary: "an empty condition stands beside other outcomes",
		Doc: "An outcome without a condition is taken at once, so the others never are. It must be the only one; where there is a " +
			"choice, each outcome needs a condition.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask whether the user is ready.
    outcomes:
      the user refuses or does not answer: gone
      "": done
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(ask),
		Check: checkMixedUnconditional,
	},
	{
		ID: "duplicate-condition", Family: "conversation", Severity: ast.Warning,
		Summary: "a node has the same condition twice",
		Doc:     "Two outcomes then hold at the same time, and which of them is taken is undefined. Case and space make no difference to the model that decides.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask whether the user is ready.
    outcomes:
      the user refuses or does not answer: gone
      The user refuses, or does not answer: gone
      the user  refuses or does not answer: done
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(ask),
		Check: checkDuplicateCondition,
	},
	{
		ID: "reply-ignored", Family: "conversation", Severity: ast.Warning,
		Summary: "a condition on an answer that is not waited for",
		Doc: "With doesNotRequireReply the session goes on at once, before the person can say anything: a condition on what they say " +
			"has nothing to go by. Wait for the reply, or make the outcome unconditional.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: {the user says hello: done}}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkReplyIgnored,
	},
	{
		ID: "farewell-waits", Family: "conversation", Severity: ast.Info, Paths: true,
		Summary: "a farewell waits for a reply",
		Doc: "A conversation whose only outcome leads to an end, on no condition, is a farewell. Without doesNotRequireReply the " +
			"session stays open until the person says something, and many just close the window: the session stays incomplete.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Goodbye., outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
		Check: checkFarewellWaits,
	},
}

// ask is a correct flow with a conversation that waits for an answer.
const ask = `
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask whether the user is ready.
    outcomes:
      the user is ready: done
      the user refuses, or does not answer after 3 attempts: gone
  done: {type: end}
  gone: {type: end}
`

func checkEmptyPrompt(p *Pass) {
	for _, t := range p.talks() {
		if t.prompt == nil {
			continue
		}
		if text, ok := t.prompt.Value.AsString(); ok && isSilence(text) {
			p.Report(ast.Diagnostic{
				Message: "the prompt is empty; the avatar would say nothing", Span: shape.SpanOf(&t.prompt.Value, t.prompt.KeySpan), Node: idOf(t.node),
				Related: through(t.node.Object.Via, t.prompt.Value.Via), Help: []string{"write what the avatar is to do, or Say: and the words to speak"},
			})
		}
	}
}

func checkMixedUnconditional(p *Pass) {
	for _, t := range p.talks() {
		if len(t.conditions) < 2 {
			continue
		}
		for k, c := range t.conditions {
			if c.value == nil || c.text != "" || p.isPair(&t.outcomes.Items[k], t.node.Spec.Conditions().Type.Elem) {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: "an outcome without a condition is taken at once, so " + neverTaken(len(t.conditions)-1),
				Span:    shape.SpanOf(c.value, t.outcomes.Items[k].Span), Node: idOf(t.node), Related: through(t.node.Object.Via, t.outcomes.Via, c.value.Via),
				Help: []string{"give it a condition, or let it be the only outcome"},
			})
		}
	}
}

// neverTaken says what becomes of the outcomes beside one that has no condition.
func neverTaken(others int) string {
	if others == 1 {
		return "the other one never is"
	}
	return fmt.Sprintf("the %d others never are", others)
}

func checkDuplicateCondition(p *Pass) {
	var seen ast.Index
	var firsts []*ast.Value
	for _, t := range p.talks() {
		if len(t.conditions) < 2 {
			continue
		}
		seen.Reset()
		firsts = firsts[:0]
		for _, c := range t.conditions {
			if c.text == "" {
				continue
			}
			first, added := seen.Add(c.text)
			if added {
				firsts = append(firsts, c.value)
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the condition %s is given twice in this node", ast.Quote(c.value.Text)), Span: c.value.Span, Node: idOf(t.node),
				Related: append([]ast.Related{{Message: "the first", Span: firsts[first].Span}}, through(t.node.Object.Via, t.outcomes.Via, c.value.Via)...),
				Help:    []string{"remove one of them, or say how they differ"},
			})
		}
	}
}

func checkReplyIgnored(p *Pass) {
	for _, t := range p.talks() {
		if !t.atOnce {
			continue
		}
		for _, c := range t.conditions {
			if c.text == "" {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the node does not wait for a reply, and so nothing can decide whether %s", ast.Quote(c.value.Text)),
				Span:    c.value.Span, Node: idOf(t.node), Related: through(t.node.Object.Via, t.outcomes.Via, c.value.Via),
				Help: []string{fmt.Sprintf("remove %s, or the condition", t.node.Spec.InstantWhen)},
			})
		}
	}
}

func checkFarewellWaits(p *Pass) {
	for _, t := range p.talks() {
		n := t.node
		if n.Spec.InstantWhen == "" || t.atOnce || len(t.conditions) != 1 || len(n.Edges) != 1 {
			continue
		}
		c, to := t.conditions[0], n.Edges[0].To
		if c.value == nil || c.text != "" || to < 0 || !isEnd(p.node(to)) {
			continue
		}
		if n.Open || p.unclearWait(n) {
			continue
		}
		out := ast.Diagnostic{
			Message: fmt.Sprintf("%s says goodbye and then waits for a reply", nameOf(n)), Span: n.ID.Span, Node: idOf(n), Related: through(n.ID.Via),
			Help: []string{fmt.Sprintf("add %s: true; the session is then complete at once", n.Spec.InstantWhen)},
		}
		if t.prompt != nil && n.Object.Get(n.Spec.InstantWhen) == nil {
			if edit, ok := insert(p.File, &n.Object, t.prompt, n.Spec.InstantWhen, "true"); ok {
				out.Fixes = []ast.Fix{{Title: "do not wait for a reply", Edits: []ast.Edit{edit}}}
			}
		}
		p.Report(out)
	}
}
