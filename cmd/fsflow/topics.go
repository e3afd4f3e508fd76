package main

import (
	"bytes"
	"fmt"

	"github.com/fatih/color"
	"github.com/fsflow/fsflow/compiler/session"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
)

// A topic is what there is to say about findings that no rule makes.
type topic struct {
	id     string
	kind   string // the severity of the findings, and where they come from
	text   string
	advice string
}

func topics() []topic {
	return []topic{
		{session.Rule, "error or warning, of the API", `what the server says of the flow

fsflow submit shows what the server refused, warned of, or filled in, at the node that it names. The words are the server's own. What it filled in is in the session already: a liveness check without the outcome inconclusive, for one, leads there where noFace leads.`,
			`Write into the flow what the server filled in or asks for, and submit it again. Nothing silences it, as it is not fsflow that says it. An error that names no node is shown in the last line only.`},
		{config.RuleID, "error, of " + config.FileName, `the configuration cannot be used

A key is unknown, a value is not one that the key takes, or the file is not YAML. A configuration is used as a whole or not at all: half of it would say something other than its author meant. So no flow that it applies to is checked, and the exit code is 2.`,
			`Correct the place that is shown. docs/configuration.md has all keys; fsflow lint --print-config PATH shows what holds for a flow and where it is written, and --no-config does without.`},
		{rule.InternalError, "error, of fsflow itself", `a rule failed, which is a defect of fsflow

The flow may be right or wrong. The other rules have checked it all the same, and the other flows too, and what they found is reported.`,
			`Please report it, with the flow and the trace that is shown, at ` + rule.Homepage + `/issues. Until it is fixed, leave out the rule that the message names: set it to off in ` + config.FileName + `.`},
	}
}

// findTopic returns the topic with the id, and whether there is one.
func findTopic(id string) (topic, bool) {
	for _, t := range topics() {
		if t.id == id {
			return t, true
		}
	}
	return topic{}, false
}

// page returns what explain shows of a topic.
func (t *topic) page(strong *color.Color, width int) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s (%s)\n\n%s\n%s\n\n%s", strong.Sprint(t.id), t.kind, wrap(t.text, width), strong.Sprint("Fix:"), wrap(t.advice, width))
	return out.Bytes()
}
