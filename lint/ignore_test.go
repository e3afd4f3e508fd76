package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// TestIgnoresSilenceWhatTheyAreFor puts ignores around findings. What is left is listed as "line:column rule".
func TestIgnoresSilenceWhatTheyAreFor(t *testing.T) {
	for _, test := range []struct {
		name, flow, want string
		language         ast.Language
	}{
		{name: "none", flow: `
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}}
  done: {type: end}
`, want: "3:60 cycle"},
		{name: "end of the line", flow: `
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}} # fsflow:ignore cycle -- trying again is meant
  done: {type: end}
`},
		{name: "without a reason, and without spaces", flow: `
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}} #fsflow:ignore cycle
  done: {type: end}
`},
		{name: "own line before a node, over comments and empty lines", flow: `
flow:
  start: {type: start, outcome: live}
  # fsflow:ignore camera-not-warm, fail-open -- a demo

  # The check.
  live:
    type: liveness_detection
    outcomes:
      livenessDetected: done
      deepfakeDetected: done
      noFace: gone
      inconclusive: gone
  done: {type: end}
  gone: {type: end}
`},
		{name: "own line before an outcome is for that one alone", flow: `
flow:
  start: {type: start, outcome: code}
  code:
    type: two_factor_sms
    outcomes:
      verified: done
      # fsflow:ignore fail-open
      delivery_failed: done
      failed_unverified: done
      cancelled: done
      error: gone
  done: {type: end}
  gone: {type: end}
`, want: "9:26 fail-open"},
		{name: "own line before an item of a list", flow: `
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask.
    outcomes:
      - {condition: the user says no, targetNodeId: done}
      # fsflow:ignore duplicate-condition
      - {condition: the user says No, targetNodeId: done}
      - {condition: the user says NO, targetNodeId: done}
  done: {type: end}
`, want: "10:21 duplicate-condition"},
		{name: "own line before a key of a node", flow: `
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    # fsflow:ignore conditional-prompt
    prompt: If they are new, ask for the name. If they are known, greet them.
    # fsflow:ignore no-exit-condition
    outcomes:
      the user is ready: done
  done: {type: end}
`},
		{name: "own line before the key flow is for all of it", flow: `
# fsflow:ignore cycle, farewell-waits
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: bye, canceled: mail}}
  bye: {type: conversation, say: Goodbye., outcomes: done}
  done: {type: end}
`},
		{name: "for the file, wherever it stands", flow: `
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: bye, canceled: mail}}
  bye: {type: conversation, say: Goodbye., outcomes: done}
  done: {type: end}
# fsflow:ignore-file cycle -- trying again is meant
`, want: "4:3 farewell-waits"},
		{name: "a key in the body", flow: `
# fsflow:ignore unknown-language -- the service speaks it since last week
langs: [en, tlh]
flow: [{id: start, type: start, outcome: done}, {id: done, type: end}]
`},
		{name: "a shared piece, at the piece", flow: `
x-later: &later "" # fsflow:ignore empty-prompt
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, prompt: *later, doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{name: "own line before a shared piece", flow: `
# fsflow:ignore empty-prompt -- meant
x-later: &later ""
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, prompt: *later, doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{name: "what a shared piece says and does not mean", flow: `
x-doc: |
  # fsflow:ignore cycle
flow: [{id: start, type: start, outcome: done}, {id: done, type: end}]
`},
		{name: "two marks of a comment", flow: `
flow:
  start: {type: start, outcome: mail}
  ## fsflow:ignore cycle -- trying again is meant
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: mail}}
  done: {type: end}
`},
		{name: "not at the use of a shared piece", flow: `
x-later: &later ""
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, prompt: *later, doesNotRequireReply: true, outcomes: done} # fsflow:ignore empty-prompt
  done: {type: end}
`, want: "1:17 empty-prompt,4:90 unused-ignore"},
		{name: "what was said and not meant", flow: `
metadata: {note: "# fsflow:ignore cycle"}
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, prompt: 'Ask. # fsflow:ignore cycle', outcomes: {emailEntered: done, canceled: mail}}
  done: {type: end}
`, want: "4:98 cycle"},
		{name: "the tool's own rules", flow: `
# fsflow:ignore-file unused-ignore, unknown-rule -- this file shows how ignores are written
flow:
  start: {type: start, outcome: done} # fsflow:ignore cycle, no-such-rule
  done: {type: end}
`},
		{name: "the flow language", language: ast.Flow, flow: `
start -> mail
# fsflow:ignore cycle -- trying again is meant
mail: enter_email {
  emailEntered -> bye
  canceled     -> mail
}
bye: conversation {
  say "Goodbye."
  always -> done
} # fsflow:ignore farewell-waits
done: end
`, want: "7:1 farewell-waits,10:3 unused-ignore"},
		{name: "the flow language, one outcome", language: ast.Flow, flow: `
start -> mail
mail: enter_email {
  emailEntered -> done
  # fsflow:ignore cycle
  canceled     -> mail
}
done: end
`},
		{name: "the flow language, the first outcome alone", language: ast.Flow, flow: `
start -> mail
mail: enter_email {
  # fsflow:ignore dangling-target
  emailEntered -> one
  canceled     -> two
}
ask: conversation {
  prompt: "Ask for the name, and wait until the check has an answer."
  # fsflow:ignore dangling-target
  on "the user gives it" -> three
  on "the user says nothing" -> four
  # fsflow:ignore dangling-target
  onDataReady -> five
  onTimeout -> six
  # fsflow:ignore await-timing
  awaitExternal: { request: { url: "https://checks.example.com/status" }, poll: { intervalMs: 20, timeoutMs: 60000 } }
  onError -> seven
}
know: field_condition {
  # fsflow:ignore dangling-target
  if exists providedData.email -> eight
  if exists providedData.name -> nine
  else -> ten
}
done: end
`, want: "5:19 dangling-target,11:33 dangling-target,14:16 dangling-target,17:14 dangling-target,22:34 dangling-target,23:11 dangling-target"},
		{name: "the flow language, the first node alone", language: ast.Flow, flow: `
# fsflow:ignore dangling-target
start -> nowhere
mail: enter_email {
  emailEntered -> done
  canceled     -> gone
}
done: end
`, want: "5:19 dangling-target"},
		{name: "one within another", flow: `
# fsflow:ignore-file dangling-target
flow:
  start: {type: start, outcome: mail}
  # fsflow:ignore dangling-target
  mail: {type: enter_email, outcomes: {emailEntered: one, canceled: two}}
  more: {type: enter_email, outcomes: {emailEntered: three, canceled: four}}
  done: {type: end}
`},
		{name: "one for each of two nodes, and one for the file behind them", flow: `
flow:
  start: {type: start, outcome: one}
  # fsflow:ignore dangling-target
  mail: {type: enter_email, outcomes: {emailEntered: two, canceled: three}}
  # fsflow:ignore dangling-target
  more: {type: enter_email, outcomes: {emailEntered: four, canceled: five}}
  done: {type: end}
# fsflow:ignore-file dangling-target
`, want: "4:3 unreachable-node,6:3 unreachable-node"},
		{name: "in the middle of a comment", flow: `
flow:
  start: {type: start, outcome: nowhere} # no place for fsflow:ignore dangling-target
  # write fsflow:ignore end-with-outcome or fsflow:ignored
  done: {type: end}
`, want: "2:33 dangling-target"},
		{name: "prose about the tool", flow: `
# fsflow checks this file
# fsflow ignores the keys that begin with x-
# fsflow: checks this file, and ignores nothing
# fsflow: ignore the keys that begin with x-, they are ours
# fsflow ignore comments stand before the node
# fsflow ignore cycle findings here and nobody will know
# fsflow-ignore comments are explained in the documentation
# fsflow ignores cycle
# fsflow:ing
# fsflow: see cycle
# fsflow/lint
# fsflow.yaml turns cycle off
# fsflow
# flows skip cycle
# This is what fsflow: ignore cycle is for.
flow:
  start: {type: start, outcome: done} # fsflow: allow
  done: {type: end} # fsflow says: disable cycle
`, want: "17:41 unknown-rule"},
		{name: "the first node of a list without a body", flow: `
# fsflow:ignore dangling-target
- {id: start, type: start, outcome: nowhere}
- {id: mail, type: enter_email, outcomes: {emailEntered: done, canceled: gone}}
- {id: done, type: end}
`, want: "3:74 dangling-target"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, mark := range []string{"", ast.ByteOrderMark} {
				file := dsl.Parse("flow", []byte(mark+strings.TrimPrefix(test.flow, "\n")), test.language)
				var got []string
				for _, d := range lint.Check(file, rule.All()) {
					at := file.Source.Position(int(d.Span.Start))
					got = append(got, fmt.Sprintf("%d:%d %s", at.Line, at.Column, d.Rule))
				}
				if strings.Join(got, ",") != test.want {
					t.Errorf("after %q: got %s\nwant %s", mark, strings.Join(got, ","), test.want)
				}
			}
		})
	}
}
