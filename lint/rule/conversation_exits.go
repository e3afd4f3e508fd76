package rule

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/lint/prose"
)

var conversationExitRules = []*Rule{
	{
		ID: "no-exit-condition", Family: "conversation", Severity: ast.Warning,
		Summary: "a conversation has no way out for silence, refusal, or too many tries",
		Doc: "A goal-driven conversation stays until one of its conditions holds. When they are all about success, a person who says " +
			"nothing, or no, is asked again and again. Add an outcome for whoever refuses, or does not answer after a few tries.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask the user for their date of birth.
    outcomes:
      the user has told the date of birth: done
  done: {type: end}
`),
		Good:  yaml(ask),
		Check: checkNoExitCondition,
	},
	{
		ID: "await-timing", Family: "conversation", Severity: ast.Error,
		Summary: "the polling of awaitExternal cannot work",
		Doc: "An interval or a time-out that is not positive breaks the poll. It is a warning when the interval is not below the time-out, as " +
			"there is then no second call, and when it is under half a second, which only loads the service.",
		Bad:   yaml(waitingFrom + "{intervalMs: 0, timeoutMs: 60000}" + waitingTo),
		Good:  yaml(waitingFrom + "{intervalMs: 2000, timeoutMs: 60000}" + waitingTo),
		Check: checkAwaitTiming,
	},
}

// waitingFrom and waitingTo stand around the poll of a flow that waits for an outside answer.
const (
	waitingFrom = `
flow:
  start: {type: start, outcome: wait}
  wait:
    type: conversation
    prompt: Chat with the user until the check is done.
    awaitExternal:
      request: {url: "https://checks.example.com/status"}
      poll: `
	waitingTo = `
      exits: {onDataReady: done, onTimeout: gone, onError: gone}
    outcomes:
      the user gives up: gone
  done: {type: end}
  gone: {type: end}
`
)

func checkNoExitCondition(p *Pass) {
	for _, t := range p.talks() {
		n := t.node
		if t.prompt == nil || len(t.conditions) == 0 || n.Spec.InstantWhen == "" || t.atOnce || n.Open || p.unclearWait(n) {
			continue
		}
		if text, ok := t.prompt.Value.AsString(); !ok || isSaid(text) || isSilence(text) || hasExit(&t) {
			continue
		}
		if prose.IsForeign(t.prompt.Value.Text) || !inEnglish(&t) {
			continue // the wording cannot be judged, and mixed-languages has reported it where it is sure
		}
		p.Report(ast.Diagnostic{
			Message: nameOf(n) + " has no way out for somebody who refuses or says nothing", Span: t.outcomes.Span, Node: idOf(n), Related: through(n.Object.Via, t.outcomes.Via),
			Help: []string{`add an outcome such as "the user refuses, or does not answer after 3 attempts"`},
		})
	}
}

func hasExit(t *talk) bool {
	for k := range t.node.Edges {
		if t.node.Edges[k].Waits {
			return true // awaitExternal ends by itself
		}
	}
	for _, c := range t.conditions {
		if c.value == nil || c.text == "" || prose.SpeaksOfExit(c.value.Text) {
			return true
		}
	}
	return hasLooseArrow(&t.node.Object, t.node.Spec.Type) // the rule unknown-outcome says that it is no condition
}

// inEnglish tells whether there is no sign of the conditions, all of which could be read, not being in English.
func inEnglish(t *talk) bool {
	return !slices.ContainsFunc(t.conditions, func(c condition) bool { return prose.MayBeForeign(c.value.Text) })
}

func checkAwaitTiming(p *Pass) {
	for _, poll := range p.meaning(catalog.Polling) {
		interval, timeout := poll.Value.Member("intervalMs"), poll.Value.Member("timeoutMs")
		reached := func(v *ast.Value) []ast.Related { return through(append(slices.Clip(poll.Via), v.Via)...) }
		positive := func(m *ast.Member, example string) {
			if ms, ok := numberAt(m); ok && ms <= 0 {
				p.Report(ast.Diagnostic{
					Message: ast.Quote(m.Key) + " is " + m.Value.Text + "; expected a positive number of milliseconds", Span: m.Value.Span, Node: idOf(poll.Node),
					Related: reached(&m.Value), Help: []string{"for example, write " + example},
				})
			}
		}
		positive(interval, "2000 for a call every two seconds")
		positive(timeout, "60000 for a wait of a minute")
		every, ok := numberAt(interval)
		if !ok || every <= 0 {
			continue
		}
		out := ast.Diagnostic{Span: interval.Value.Span, Node: idOf(poll.Node), Related: reached(&interval.Value)}
		switch until, ok := numberAt(timeout); {
		case ok && until > 0 && every >= until:
			out.Message = `"intervalMs" is not below "timeoutMs"; there would be one call and no second`
			out.Help = []string{"let the interval be a fraction of the time-out"}
			out.Related = append([]ast.Related{{Message: "the time-out", Span: timeout.Value.Span}}, out.Related...)
			p.ReportAs(ast.Warning, out)
		case every < 500:
			out.Message = `"intervalMs" is ` + interval.Value.Text + "; a service that is asked more than twice a second is loaded for nothing"
			out.Help = []string{"it counts milliseconds: write 500 at least; 2000 is usual"}
			p.ReportAs(ast.Warning, out)
		}
	}
}

// numberAt returns the number at a member, which may be nil.
func numberAt(m *ast.Member) (float64, bool) {
	if m == nil || m.Value.Kind != ast.Number {
		return 0, false
	}
	return shape.Number(&m.Value)
}
