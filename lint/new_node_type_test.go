package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/internal/invented"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
	"github.com/google/go-cmp/cmp"
)

// foundWith returns what is found in a text, one line each: the severity, the rule, the place and the message.
func foundWith(c *catalog.Catalog, language ast.Language, text string) string {
	var all strings.Builder
	file := dsl.ParseWith(c, "a", []byte(text), language)
	for _, d := range lint.Check(file, rule.All()) {
		fmt.Fprintf(&all, "%s[%s] %s: %s\n", d.Severity, d.Rule, file.Source.Slice(d.Span), d.Message)
	}
	return all.String()
}

// A right node of the invented type, on a path that is right for it, is right in all notations, and unknown without its entry.
func TestNewNodeTypeIsRight(t *testing.T) {
	for language, text := range map[ast.Language]string{
		ast.YAML: `
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: palm}
  palm:
    type: palm_scan
    say: Show your palm.
    asksForCamera: true
    reference: {source: liveHand}
    results: {palmMatched: faces, palmRejected: gone}
    answers: {the user refuses: gone}
  faces:
    type: face_compare
    sourceA: {source: sessionVideo}
    sourceB: {source: palmPhoto}
    outcomes: {match: done, noMatch: gone, imageUnavailable: gone}
  done: {type: end}
  gone: {type: end}
`,
		ast.JSON: `{"flow": [
{"id": "start", "type": "start", "outcome": "hello"},
{"id": "hello", "type": "conversation", "prompt": "Say: Hello.", "doesNotRequireReply": true, "outcomes": "palm"},
{"id": "palm", "type": "palm_scan", "instructions": "Say: Show your palm.", "asksForCamera": true, "reference": {"source": "liveHand"},
 "results": {"palmMatched": "faces", "palmRejected": "gone"}, "answers": {"the user refuses": "gone"}},
{"id": "faces", "type": "face_compare", "sourceA": {"source": "sessionVideo"}, "sourceB": {"source": "palmPhoto"},
 "outcomes": {"match": "done", "noMatch": "gone", "imageUnavailable": "gone"}},
{"id": "done", "type": "end"}, {"id": "gone", "type": "end"}]}`,
		ast.Flow: `
start -> hello
hello: conversation { say "Hello." doesNotRequireReply: true always -> palm }
palm: palm_scan {
  say "Show your palm."
  asksForCamera: true
  reference: { source: liveHand }
  palmMatched -> faces
  palmRejected -> gone
  on "the user refuses" -> gone
}
faces: face_compare {
  sourceA: { source: sessionVideo }
  sourceB: { source: palmPhoto }
  match -> done
  noMatch -> gone
  imageUnavailable -> gone
}
done: end
gone: end
`,
	} {
		if found := foundWith(invented.Catalog(), language, text); found != "" {
			t.Errorf("%s: found\n%s", language, found)
		}
		if found := foundWith(catalog.Default(), language, text); !strings.Contains(found, `error[unknown-node-type] `) || !strings.Contains(found, `"palm_scan" is no node type`) {
			t.Errorf("%s, without the entry: found\n%s", language, found)
		}
	}
}

// The rules of every family know the invented node type from its entry.
func TestNewNodeTypeIsChecked(t *testing.T) {
	const hello = "start -> hello\nhello: conversation { say \"Hello.\" doesNotRequireReply: true always -> palm }\n"
	const ends = "done: end\ngone: end\n"
	palm := func(members string) string { return "palm: palm_scan {\n" + members + "\n}\n" }
	const right = "say \"Show your palm.\"\nasksForCamera: true\n"
	const results = "palmMatched -> done\npalmRejected -> gone\n"
	const faces = "faces: face_compare { sourceA: { source: sessionVideo } sourceB: { source: palmPhoto } match -> done noMatch -> gone imageUnavailable -> gone }\n"
	for _, test := range []struct{ name, text, want string }{
		{"shape", hello + palm("strictness: strikt\nasksForCamera: true\npalmMatched -> done\non \"the user refuses\" -> gone") + ends,
			"error[missing-field] palm: \"instructions\" is missing; a palm_scan node needs it\n" +
				"error[missing-outcome] palm: the outcome \"palmRejected\" is not connected\n" +
				"error[invalid-value] strikt: \"strictness\" is \"strikt\"; expected \"strict\" or \"lenient\"\n"},
		{"an outcome misspelled", hello + palm(right+"palmMatched -> done\npalmRejectd -> gone") + ends,
			"error[unknown-outcome] palmRejectd: \"palmRejectd\" is no outcome of palm_scan\n"},
		{"an outcome with a colon", hello + palm(right+"palmMatched -> gone\npalmRejected: gone") + "gone: end\n",
			"error[unknown-field] palmRejected: \"palmRejected\" is no field of a palm_scan node\n"},
		{"a source misspelled", hello + palm(right+"reference: { source: liveHnd }\n"+results) + ends,
			"error[invalid-value] liveHnd: \"liveHnd\" is no palm source; expected \"liveHand\" or \"palmPhoto\"\n"},
		{"a live picture, too early", "start -> palm\n" + palm(right+"reference: { source: liveHand }\n"+results) + ends,
			"warning[camera-not-warm] palm: \"palm\" analyses the video, but on a path to it the avatar has not spoken yet\n"},
		{"another picture of its own", "start -> palm\n" + palm(right+"reference: { source: palmPhoto }\n"+results) + ends,
			"warning[source-not-ready] palmPhoto: on a path to \"palm\" there is no \"palmPhoto\" to compare: no palm_scan with palmMatched comes before\n"},
		{"a picture of it, too early", "start -> hello\nhello: conversation { say \"Hello.\" doesNotRequireReply: true always -> faces }\n" + faces + ends,
			"warning[source-not-ready] palmPhoto: on a path to \"faces\" there is no \"palmPhoto\" to compare: no palm_scan with palmMatched comes before\n"},
		{"a picture of it, after the outcome that yields none", hello + palm(right+"palmMatched -> done\npalmRejected -> faces") + faces + ends,
			"warning[source-not-ready] palmPhoto: on a path to \"faces\" there is no \"palmPhoto\" to compare: no palm_scan with palmMatched comes before\n"},
		{"a picture of it, after the outcome that yields it", hello + palm(right+"palmMatched -> faces\npalmRejected -> gone") + faces + ends, ""},
		{"the camera not asked for", hello + palm("say \"Show your palm.\"\nreference: { source: liveHand }\n"+results) + ends,
			"error[camera-not-asked] palm: the camera is not asked for, and \"palm\" needs it\n"},
		{"the camera asked for too late", hello + palm(right+"palmMatched -> again\npalmRejected -> gone") +
			"again: palm_scan {\nsay \"Once more.\"\nasksForCamera: true\n" + results + "}\n" + ends,
			"warning[permissions-too-late] again: \"again\" asks for the camera, which every path to it has used already\n"},
		{"fail open", hello + palm(right+"palmMatched -> done\npalmRejected -> done\non \"the user refuses\" -> gone") + ends,
			"warning[fail-open] done: \"palmRejected\" goes to \"done\", as \"palmMatched\" does: not passing the check comes to the same as passing it\n"},
		{"an empty prompt", hello + palm("say \"\"\nasksForCamera: true\n"+results) + ends,
			"error[empty-prompt] \"\": the prompt is empty; the avatar would say nothing\n"},
		{"an unknown variable", hello + palm("say \"Show your palm, {nmae}.\"\nasksForCamera: true\n"+results) + ends,
			"warning[unknown-variable] {nmae}: nothing gives the variable \"nmae\"; it would be spoken as it stands\n"},
		{"conditions", hello + palm(right+results+"always -> gone\non \"no palm\" -> gone\non \"No palm\" -> gone") + ends,
			"error[mixed-unconditional] always: an outcome without a condition is taken at once, so the 2 others never are\n" +
				"warning[duplicate-condition] \"No palm\": the condition \"No palm\" is given twice in this node\n"},
		{"conditions that nobody waits for", hello + palm(right+"hurries: true\n"+results+"on \"the user refuses\" -> gone") + ends,
			"warning[reply-ignored] \"the user refuses\": the node does not wait for a reply, and so nothing can decide whether \"the user refuses\"\n"},
		{"no way out", hello + palm("instructions: \"Let the user show a palm.\"\nasksForCamera: true\n"+results+"on \"the palm is dirty\" -> gone") + ends,
			"warning[no-exit-condition] on \"the palm is dirty\" -> gone: \"palm\" has no way out for somebody who refuses or says nothing\n"},
		{"the type misspelled", hello + strings.Replace(palm(right+results+"on \"the user refuses\" -> gone"), "palm_scan", "palm_scn", 1) + ends,
			"error[unknown-node-type] palm_scn: \"palm_scn\" is no node type\n"},
		{"a policy that holds", hello + palm(right+results) + ends + `policy "only palms" { before done require "palm_scan:palmMatched" }`, ""},
		{"a policy that does not", hello + palm(right+"palmMatched -> done\npalmRejected -> hello\non \"the user refuses\" -> gone") + ends + `policy "no second try" { after "*.palmRejected" forbid done }`,
			"warning[cycle] palmRejected -> hello: \"palm\" leads back to \"hello\"; 2 nodes can be repeated; the ways out are \"palm.palmMatched\" and \"palm.the-user-refuses\"\n" +
				"error[policy] done: the policy \"no second try\" does not hold: \"done\" can be reached after \"*.palmRejected\"\n"},
		{"a policy that names an outcome wrongly", hello + palm(right+results) + ends + `policy "only palms" { before done require "palm_scan:palmMatchd" }`,
			"error[policy] done: the policy \"only palms\" does not hold: \"done\" can be reached without \"palm_scan:palmMatchd\"\n"},
	} {
		if diff := cmp.Diff(test.want, foundWith(invented.Catalog(), ast.Flow, test.text)); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

// A node whose type is misspelled still leads where it seems to, in whatever field it does.
func TestNewNodeTypeMisspelled(t *testing.T) {
	for _, test := range []struct {
		language ast.Language
		text     string
	}{
		{ast.YAML, "flow:\n  start: {type: start, outcome: palm}\n  palm: {type: palm_scn, say: Show it., results: {palmMatched: done, palmRejected: gone}, answers: {the user refuses: out}}\n" +
			"  done: {type: end}\n  gone: {type: end}\n  out: {type: end}\n"},
		{ast.JSON, `[{"id": "start", "type": "start", "outcome": "palm"}, {"id": "palm", "type": "palm_scn", "results": {"palmMatched": "done", "palmRejected": "gone"},
			"answers": [{"condition": "the user refuses", "targetNodeId": "out"}]}, {"id": "done", "type": "end"}, {"id": "gone", "type": "end"}, {"id": "out", "type": "end"}]`},
	} {
		file := dsl.ParseWith(invented.Catalog(), "a", []byte(test.text), test.language)
		var targets []string
		for _, e := range file.Nodes[1].Edges {
			targets = append(targets, e.Target.Text)
		}
		if diff := cmp.Diff([]string{"done", "gone", "out"}, targets); diff != "" {
			t.Errorf("%s: %s", test.language, diff)
		}
		if diff := cmp.Diff(`error[unknown-node-type]`, strings.SplitN(foundWith(invented.Catalog(), test.language, test.text), " ", 2)[0]); diff != "" {
			t.Errorf("%s: %s", test.language, diff)
		}
	}
}
