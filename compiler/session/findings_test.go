package session

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// fileOf returns a file with nodes of these ids, one a line. A liveness node leads by noFace to "goodbye".
func fileOf(ids ...string) *ast.File {
	source := ast.NewSource("kyc.flow", strings.Join(ids, "\n"))
	var flow []ast.Value
	offset := 0
	for _, id := range ids {
		span := ast.Between(offset, offset+len(id))
		offset += len(id) + 1
		text := func(s string) ast.Value { return ast.Value{Kind: ast.String, Text: s, Span: span} }
		object := func(members ...ast.Member) ast.Value {
			return ast.Value{Kind: ast.Object, Span: span, Members: members}
		}
		node := object(ast.Member{Key: "id", KeySpan: span, Value: text(id)}, ast.Member{Key: "type", KeySpan: span, Value: text("end")})
		if strings.HasPrefix(id, "liveness") {
			node.Members[1].Value = text("liveness_detection")
			outcomes := object(ast.Member{Key: "noFace", KeySpan: span, Value: text("goodbye")})
			node.Members = append(node.Members, ast.Member{Key: "outcomes", KeySpan: span, Value: outcomes})
		}
		flow = append(flow, node)
	}
	root := ast.Value{Kind: ast.Object, Members: []ast.Member{{Key: "flow", Value: ast.Value{Kind: ast.List, Items: flow}}}}
	return ast.Build(source, ast.Flow, catalog.Default(), ast.Document{Root: root})
}

// show writes findings as node@start-end severity: message, and their related places.
func show(found []ast.Diagnostic) string {
	var lines []string
	for _, d := range found {
		line := fmt.Sprintf("%s@%d-%d %s: %s", d.Node, d.Span.Start, d.Span.End, d.Severity, d.Message)
		for _, r := range d.Related {
			line += fmt.Sprintf(" + %s@%d-%d", r.Message, r.Span.Start, r.Span.End)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestMentions(t *testing.T) {
	// 0 greet, 6 liveness, 15 liveness-2, 26 goodbye, 34 error, 40 a, 42 ask the user, 55 kyc.check, 65 start
	// 71 sms
	f := fileOf("greet", "liveness", "liveness-2", "goodbye", "error", "a", "ask the user", "kyc.check", "start", "sms")
	for text, want := range map[string]string{
		`node "liveness" has no inconclusive`:            "liveness@6-14",
		`Node 'liveness-2': no inconclusive`:             "liveness-2@15-25",
		"the node `a` is odd":                            "a@40-41",
		`nodeId: greet is odd`:                           "greet@0-5",
		`node id "error" is odd`:                         "error@34-39",
		`node \"greet\" is odd`:                          "greet@0-5",
		`“goodbye” is odd`:                               "goodbye@26-33",
		`‘error’ is odd`:                                 "error@34-39",
		`«error» is odd`:                                 "error@34-39",
		`„error” is odd`:                                 "error@34-39",
		`at ["flow",1,"type"]`:                           "liveness@6-14",
		`the “goodbye” node and liveness`:                "goodbye@26-33",
		`"error" is odd`:                                 "error@34-39",
		`liveness is odd`:                                "liveness@6-14",
		`(liveness-2).`:                                  "liveness-2@15-25",
		`liveness.outcomes is odd`:                       "liveness@6-14",
		`pre-liveness is odd`:                            "",
		`livenesses and Liveness are odd`:                "",
		`a flow may start with an error`:                 "",
		`the start node has no outcome`:                  "start@65-70",
		`error: it is odd`:                               "error@34-39",
		`an error: it is odd`:                            "",
		`ask the user is odd`:                            "ask the user@42-54",
		`please ask the users`:                           "",
		`kyc.check is odd`:                               "kyc.check@55-64",
		`kyc.checks are odd`:                             "",
		`flow[3] is odd`:                                 "goodbye@26-33",
		`flow.3.type is odd`:                             "goodbye@26-33",
		`nodes.0: odd`:                                   "greet@0-5",
		`settings.flow.nodes[1].outcomes`:                "liveness@6-14",
		`/flow/2/type`:                                   "liveness-2@15-25",
		`at ["flow", 1, "type"]`:                         "liveness@6-14",
		`in the flow, 3 things are odd`:                  "",
		`flow[10], flow[-1], flow[99999999999999999999]`: "",
		`flow[`: "",
		`"liveness" and "goodbye" are odd, and so is greet`: "liveness@6-14 goodbye@26-33",
		`"goodbye" comes after node "liveness"`:             "liveness@6-14 goodbye@26-33",
		`greet, liveness, greet`:                            "greet@0-5 liveness@6-14",
		`node's "liveness" isn't right`:                     "liveness@6-14",
		`""`:                                                "",
		`nothing here`:                                      "",
		`greet, liveness, liveness`:                         "greet@0-5 liveness@6-14",
		`greet is odd: "goodbye" follows node "greet"`:      "greet@0-5 goodbye@26-33",
		`sms is odd`:                                        "sms@71-74",
		`pre_liveness is odd`:                               "",
		"liveness\u0301 is odd":                             "",
		`'error' is odd`:                                    "error@34-39",
		"`error` is odd":                                    "error@34-39",
		`node id error is odd`:                              "error@34-39",
		`the id error is odd`:                               "",
		`rules[3] is odd`:                                   "",
		`in "flow" 3 is odd`:                                "",
		`there is no flow`:                                  "",
	} {
		d := finding(ast.Error, text, newReader(f).mentions(text))
		got := ""
		if d.Node != "" {
			got = fmt.Sprintf("%s@%d-%d", d.Node, d.Span.Start, d.Span.End)
		} else if !d.Span.IsZero() {
			t.Errorf("%s: a place without a node", text)
		}
		for _, r := range d.Related {
			got += fmt.Sprintf(" %s@%d-%d", f.Source.Slice(r.Span), r.Span.Start, r.Span.End)
		}
		if got != want {
			t.Errorf("%s:\ngot  %q\nwant %q", text, got, want)
		}
	}
}

func TestAnswerFindings(t *testing.T) {
	f := fileOf("greet", "liveness", "goodbye", "liveness-2")
	const filledIn = `liveness@6-14 warning: the server filled in the missing outcome "inconclusive" of "liveness"`
	normalized := []Normalization{{"liveness", "inconclusive", "goodbye"}}
	for _, test := range []struct {
		name   string
		answer Answer
		want   string
	}{
		{"nothing", Answer{}, ""},
		{"a target", Answer{Normalizations: normalized}, filledIn + `: it leads to "goodbye" + where it leads@15-22`},
		{"an outcome", Answer{Normalizations: []Normalization{{"liveness", "inconclusive", "noFace"}}},
			filledIn + `: it leads to "goodbye", as "noFace" does + the outcome that it follows@6-14`},
		{"something else", Answer{Normalizations: []Normalization{{"liveness", "inconclusive", "x"}}}, filledIn + ` with "x"`},
		{"with nothing", Answer{Normalizations: []Normalization{{"liveness", "inconclusive", ""}}}, filledIn},
		{"twice", Answer{Normalizations: append(normalized, normalized...)}, filledIn + `: it leads to "goodbye" + where it leads@15-22`},
		{"a node that is not there", Answer{Normalizations: []Normalization{{"gone", "inconclusive", ""}}},
			`@0-0 warning: the server filled in the missing outcome "inconclusive" of "gone"`},
		{"a warning", Answer{Warnings: []string{`Node "goodbye" is never left.`}}, `goodbye@15-22 warning: the server warns: Node "goodbye" is never left`},
		{"a warning of nothing", Answer{Warnings: []string{"metadata is large", "metadata is large"}}, "@0-0 warning: the server warns: metadata is large"},
		{"again, later", Answer{Warnings: []string{"greet is odd", "greet is even", "greet is odd."}},
			"greet@0-5 warning: the server warns: greet is odd\ngreet@0-5 warning: the server warns: greet is even"},
		{"in order", Answer{Warnings: []string{"liveness-2 is odd", "greet is odd"}},
			"greet@0-5 warning: the server warns: greet is odd\nliveness-2@23-33 warning: the server warns: liveness-2 is odd"},
		{"the same twice", Answer{Normalizations: normalized, Warnings: []string{
			`Node "liveness": the outcome "inconclusive" is missing; it leads to "goodbye" now`,
			"liveness_detection without inconclusive: filled in",
		}}, filledIn + `: it leads to "goodbye" + where it leads@15-22`},
		{"another outcome", Answer{Normalizations: normalized, Warnings: []string{`node "liveness": noFace is odd`}},
			filledIn + `: it leads to "goodbye" + where it leads@15-22` + "\n" + `liveness@6-14 warning: the server warns: node "liveness": noFace is odd`},
		{"a word that only looks like the outcome", Answer{Normalizations: normalized, Warnings: []string{`node "liveness" ends inconclusively`, `node "liveness" is intermittent`}},
			filledIn + `: it leads to "goodbye" + where it leads@15-22` + "\n" +
				`liveness@6-14 warning: the server warns: node "liveness" ends inconclusively` + "\n" +
				`liveness@6-14 warning: the server warns: node "liveness" is intermittent`},
		{"an outcome without a name", Answer{Normalizations: []Normalization{{"liveness", "", ""}}, Warnings: []string{`node "liveness" is odd`}},
			`liveness@6-14 warning: the server filled in the missing outcome "" of "liveness"` + "\n" +
				`liveness@6-14 warning: the server warns: node "liveness" is odd`},
		{"another node", Answer{Normalizations: normalized, Warnings: []string{`nodes "liveness" and "liveness-2" had no inconclusive`}},
			filledIn + `: it leads to "goodbye" + where it leads@15-22` + "\n" +
				`liveness-2@23-33 warning: the server warns: nodes "liveness" and "liveness-2" had no inconclusive`},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := test.answer.Findings(f)
			if got := show(found); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			for _, d := range found {
				if d.Rule != "server" {
					t.Errorf("the rule is %q", d.Rule)
				}
			}
		})
	}
	// Without a file there are no places.
	both := Answer{Normalizations: normalized, Warnings: []string{`node "greet" is odd`}}
	want := "@0-0 warning: the server filled in the missing outcome \"inconclusive\" of \"liveness\" with \"goodbye\"\n@0-0 warning: the server warns: node \"greet\" is odd"
	if got := show(both.Findings(nil)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestErrorFindings(t *testing.T) {
	f := fileOf("greet", "api", "liveness")
	for message, want := range map[string]string{
		`node "liveness" has no outcomes.`: `liveness@10-18 error: the server refuses this: node "liveness" has no outcomes`,
		`flow[0].type: unknown`:            "greet@0-5 error: the server refuses this: flow[0].type: unknown",
		`Incorrect api key`:                "",
		`metadata is too large`:            "",
		``:                                 "",
	} {
		if got := show((&Error{Message: message}).Findings(f)); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", message, got, want)
		}
	}
	if found := (&Error{Message: "flow[0]"}).Findings(nil); found != nil {
		t.Errorf("got %v", found)
	}
}

func TestBrief(t *testing.T) {
	e := Error{Reason: "the server answered 400 Bad Request", Message: "it is wrong.", Code: "c", Help: "mend it"}
	if got, want := e.Error(), "the server answered 400 Bad Request: it is wrong (c); mend it"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
	if got, want := e.Brief(), "the server answered 400 Bad Request (c); mend it"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestAliasIsRelated(t *testing.T) {
	f := fileOf("greet")
	f.Nodes[0].ID.Via = ast.Span{Start: 1, End: 2}
	a := Answer{Warnings: []string{`node "greet" is odd`}}
	if got, want := show(a.Findings(f)), `greet@0-5 warning: the server warns: node "greet" is odd + used here@1-2`; got != want {
		t.Errorf("got %s; expected %s", got, want)
	}
}

func TestDecodeAnswerIsLenient(t *testing.T) {
	text := `{
		"session": {"id": "s\u001b[1m1", "status": 5, "createdAt": "now", "settings": {"flowNormalizations": [
			7, {"nodeId": "liveness", "outcome": "inconclusive", "filledWith": "goodbye"}, {"nodeId": 3}]}},
		"clientSecret": {"url": "https://x/?` + secret + `", "expireAt": 1e400},
		"warnings": ["one", {"nodeId": "two"}, "", 3, "no ` + secret + `"]}`
	got, err := NewKey(secret).decodeAnswer([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "s [1m1" || got.Status != "" || !got.CreatedAt.IsZero() || !got.ExpireAt.IsZero() || got.URL != "https://x/?"+shown {
		t.Errorf("got %+v", got)
	}
	if want := []string{"one", `{"nodeId": "two"}`, "3", "no " + shown}; fmt.Sprint(got.Warnings) != fmt.Sprint(want) {
		t.Errorf("got the warnings %q; expected %q", got.Warnings, want)
	}
	if len(got.Normalizations) != 1 || got.Normalizations[0] != (Normalization{"liveness", "inconclusive", "goodbye"}) {
		t.Errorf("got %+v", got.Normalizations)
	}
	if !json.Valid(got.Raw) || strings.Contains(string(got.Raw), secret) {
		t.Errorf("got %s", got.Raw)
	}
	other := `{"session": {"id": "s", "settings": {"flowNormalizations": {"nodeId": "a"}}}, "warnings": {"a": "b"}}`
	if got, err := (Key{}).decodeAnswer([]byte(other)); err != nil || len(got.Warnings)+len(got.Normalizations) > 0 {
		t.Errorf("got %+v, %v of what is no list", got, err)
	}
	many := `{"session": {"id": "s"}, "warnings": ["w"` + strings.Repeat(`,"w"`, 5000) + `]}`
	if got, err := (Key{}).decodeAnswer([]byte(many)); err != nil || len(got.Warnings) != maxRemarks {
		t.Errorf("got %d warnings, %v", len(got.Warnings), err)
	}
}
