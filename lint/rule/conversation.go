package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
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
		Good:  minimal,
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
		Good:  ask,
		Check: checkMixedUnconditional,
	},
	{
		ID: "duplicate-condition", Family: "conversation", Severity: ast.Warning,
		Summary: "a node has the same condition twice",
		Doc:     "Two outcomes that are true at the same time: which of them is taken, nobody promises. Case and space make no difference to the model that decides.",
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
		Good:  ask,
		Check: checkDuplicateCondition,
	},
	{
		ID: "reply-ignored", Family: "conversation", Severity: ast.Warning,
		Summary: "a condition on an answer that is not waited for",
		Doc: "With doesNotRequireReply the session goes on at once, before the person could say anything: a condition on what they say " +
			"has nothing to go by. Wait for the reply, or make the outcome unconditional.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: {the user says hello: done}}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkReplyIgnored,
	},
	{
		ID: "farewell-waits", Family: "conversation", Severity: ast.Info,
		Summary: "a farewell waits for a reply",
		Doc: "A conversation whose only outcome leads to an end, on no condition, is a farewell. Without doesNotRequireReply the " +
			"session stays open until the person says something, and many just close the window: the session stays incomplete.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Goodbye., outcomes: done}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkFarewellWaits,
	},
}

// ask is a right conversation that waits for an answer.
var ask = yaml(`
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
`)

func checkEmptyPrompt(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		prompt := promptOf(n)
		if prompt == nil {
			continue
		}
		if text, ok := prompt.Value.AsString(); ok && isSilence(text) {
			p.Report(ast.Diagnostic{
				Message: "the prompt is empty; the avatar would say nothing", Span: orKey(&prompt.Value, place{key: prompt.KeySpan}), Node: idOf(n),
				Related: through(n.Object.Via, prompt.Value.Via), Help: []string{"write what the avatar is to do, or Say: and the words to speak"},
			})
		}
	}
}

// conditionOf returns the text of an outcome's condition without the differences that mean nothing.
func conditionOf(outcome *ast.Value) (condition *ast.Value, text string) {
	condition = outcome.Get("condition")
	if condition == nil {
		return nil, ""
	}
	text, _ = condition.AsString()
	return condition, strings.ToLower(strings.Join(strings.Fields(text), " "))
}

func checkMixedUnconditional(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		outcomes := outcomesOf(n)
		if outcomes == nil || len(outcomes.Items) < 2 {
			continue
		}
		for k := range outcomes.Items {
			condition, text := conditionOf(&outcomes.Items[k])
			if condition == nil || text != "" {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("an outcome without a condition stands beside %s; it is taken at once", counted(len(outcomes.Items)-1, "other")),
				Span:    orKey(condition, place{key: outcomes.Items[k].Span}), Node: idOf(n), Related: through(n.Object.Via, outcomes.Via, condition.Via),
				Help: []string{"give it a condition, or let it be the only outcome"},
			})
		}
	}
}

func checkDuplicateCondition(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		outcomes := outcomesOf(n)
		if outcomes == nil {
			continue
		}
		first := map[string]ast.Span{}
		for k := range outcomes.Items {
			condition, text := conditionOf(&outcomes.Items[k])
			if condition == nil || text == "" {
				continue
			}
			span, twice := first[text]
			if !twice {
				first[text] = condition.Span
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the condition %s is given twice in this node", ast.Quote(condition.Text)), Span: condition.Span, Node: idOf(n),
				Related: append([]ast.Related{{Message: "the first", Span: span}}, through(n.Object.Via, outcomes.Via, condition.Via)...),
				Help:    []string{"remove one of them, or say how they differ"},
			})
		}
	}
}

func checkReplyIgnored(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		outcomes := outcomesOf(n)
		if outcomes == nil || !goesOnAtOnce(n) {
			continue
		}
		for k := range outcomes.Items {
			condition, text := conditionOf(&outcomes.Items[k])
			if condition == nil || text == "" {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the node does not wait for a reply, and so nothing can decide whether %s", ast.Quote(condition.Text)),
				Span:    condition.Span, Node: idOf(n), Related: through(n.Object.Via, outcomes.Via, condition.Via),
				Help: []string{fmt.Sprintf("remove %s, or the condition", n.Spec.InstantWhen)},
			})
		}
	}
}

func checkFarewellWaits(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		outcomes := outcomesOf(n)
		if outcomes == nil || n.Spec.InstantWhen == "" || goesOnAtOnce(n) || len(outcomes.Items) != 1 || len(n.Edges) != 1 {
			continue
		}
		if set := n.Object.Get(n.Spec.InstantWhen); n.Open || set != nil && set.Kind != ast.Bool || misspelled(n.Spec.InstantWhen, &n.Object, n.Spec.Type) {
			continue // what is written there is wrong, and reported already
		}
		condition, text := conditionOf(&outcomes.Items[0])
		to := n.Edges[0].To
		if condition == nil || text != "" || to < 0 || !isEnd(p.node(to)) {
			continue
		}
		out := ast.Diagnostic{
			Message: fmt.Sprintf("%s says goodbye and then waits for a reply", nameOf(n)), Span: n.ID.Span, Node: idOf(n), Related: through(n.ID.Via),
			Help: []string{fmt.Sprintf("add %s: true; the session is then complete at once", n.Spec.InstantWhen)},
		}
		if beside := promptOf(n); beside != nil && n.Object.Get(n.Spec.InstantWhen) == nil {
			if edit, ok := insert(p.File, &n.Object, beside, n.Spec.InstantWhen, "true"); ok {
				out.Fixes = []ast.Fix{{Title: "do not wait for a reply", Edits: []ast.Edit{edit}}}
			}
		}
		p.Report(out)
	}
}
