package session

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
)

func FuzzDecodeAnswer(f *testing.F) {
	f.Add([]byte(created))
	f.Add([]byte(`{"session":{"id":"` + secret + `","settings":{"flowNormalizations":[{"nodeId":"a"},1]}},"warnings":["w",null]}`))
	f.Add([]byte(`{"error":{"type":"validation_error","message":"\u0073k_test_0123456789abcdefghijWXYZ","code":1}}`))
	f.Add([]byte("<html>\x1b[31m" + secret))
	key := NewKey(secret)
	f.Fuzz(func(t *testing.T, text []byte) {
		if a, err := key.decodeAnswer(text); err == nil {
			clean(t, a.ID, a.Status, a.URL, strings.Join(a.Warnings, " "))
			if a.ID == "" || !json.Valid(a.Raw) || bytes.Contains(a.Raw, []byte(secret)) {
				t.Errorf("got %q, %s", a.ID, a.Raw)
			}
		}
		e := &Error{Status: 400}
		e.explain(key, text)
		clean(t, e.Error(), e.Type, e.Code, e.Message)
	})
}

func clean(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(text, secret) || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("got %q", text)
		}
	}
}

func FuzzFindings(f *testing.F) {
	f.Add(`node "liveness": no inconclusive`, "liveness", "inconclusive", "goodbye")
	f.Add(`flow[2].type, "flow", 1 and nodes.0 of ask the user`, "ask the user", "", "noFace")
	f.Add("‘a’ “b” «", "a", "\xff", "\xf0\x9f")
	f.Fuzz(func(t *testing.T, warning, id, outcome, target string) {
		file := fileOf("liveness", "goodbye", id)
		answer := Answer{Warnings: []string{warning}, Normalizations: []Normalization{{id, outcome, target}, {"liveness", outcome, id}}}
		for _, d := range append(answer.Findings(file), (&Error{Message: warning}).Findings(file)...) {
			if d.Rule != Rule || d.Span.Start > d.Span.End || int(d.Span.End) > len(file.Source.Text) {
				t.Errorf("got %+v", d)
			}
			if d.Node != "" && file.Node(d.Node) == nil {
				t.Errorf("there is no node %q", d.Node)
			}
		}
	})
}
