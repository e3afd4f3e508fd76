package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/fsflow/fsflow/compiler/session"
)

const (
	soundFlow = `flow: {start: {type: start, outcome: done}, done: {type: end}}`
	wrongFlow = `flow: {start: {type: start, outcome: gone}, done: {type: end}}`
	// mildFlow lacks an outcome that the server fills in.
	mildFlow = `flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., outcomes: {no answer after 3 attempts: check}}
  check:
    type: liveness_detection
    outcomes: {livenessDetected: done, deepfakeDetected: failed, noFace: failed}
  done: {type: end}
  failed: {type: end}
`
	created = `{"session": {"id": "ses_1", "status": "created"}, "clientSecret": {"url": "https://app.example/?a=1&b=2"}}`
	filled  = `{"session": {"id": "ses_1", "settings": {"flowNormalizations": [{"nodeId": "check", "outcome": "inconclusive", "filledWith": "noFace"}]}},
		"warnings": ["node check is missing inconclusive", "node hello is odd"]}`
	testKey = "sk_test_0123456789abcdef"
)

// A submitted is what became of a submission.
type submitted struct {
	code           int
	stdout, stderr string
	requests       int
}

// submitTo submits a flow to a server that gives the answer, and hangs when its status is 0.
func submitTo(t *testing.T, status int, answer, flow string, flags ...string) submitted {
	t.Helper()
	var got submitted
	var requests atomic.Int64 // of a handler that may still run when the command is done
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		if status == 0 {
			<-ended
			return
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	defer server.Close()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("kyc.flow.yaml", []byte(flow), 0o666); err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{session.KeyVariable: testKey, session.ServerVariable: server.URL}
	var stdout, stderr bytes.Buffer
	p := &process{stdout: &stdout, stderr: &stderr, getenv: func(name string) string { return environment[name] }}
	got.code = run(t.Context(), p, append([]string{"submit", "kyc.flow.yaml"}, flags...))
	close(ended)
	got.requests = int(requests.Load())
	got.stdout, got.stderr = stdout.String(), stderr.String()
	return got
}

// Whatever becomes of a submission, --format json prints one document with the findings, and nothing besides.
func TestSubmitPrintsJSON(t *testing.T) {
	for _, test := range []struct {
		name         string
		status       int
		answer, flow string
		flags        []string
		code         int
		rules        []string // of the findings
		wants        string   // a key of the document
		message      string   // of the error
	}{
		{name: "created", status: 200, answer: created, flow: soundFlow, wants: "session"},
		{name: "filled in", status: 201, answer: filled, flow: mildFlow, wants: "session", rules: []string{"server", "missing-outcome", "server"}},
		{name: "found here", status: 200, answer: created, flow: mildFlow, wants: "session", rules: []string{"missing-outcome"}},
		{name: "wrong flow", status: 200, flow: wrongFlow, code: exitFindings, rules: []string{"dangling-target"}, message: "the flow has errors, and nothing was sent"},
		{name: "wrong flow, dry run", status: 200, flow: wrongFlow, flags: []string{"--dry-run"}, code: exitFindings, rules: []string{"dangling-target"},
			message: "the flow has errors, and nothing was sent"},
		{name: "dry run", status: 200, flow: mildFlow, flags: []string{"--dry-run"}, wants: "body", rules: []string{"missing-outcome"}},
		{name: "refused", status: 400, answer: `{"error": {"type": "validation_error", "message": "node \"hello\" is <wrong>", "code": "c"}}`, flow: mildFlow,
			code: exitAPI, rules: []string{"server", "missing-outcome"}, message: `the server answered 400 Bad Request: node "hello" is <wrong> (c)`},
		{name: "unknown key", status: 401, answer: `{"error": "Incorrect api key"}`, flow: soundFlow, code: exitAPI, message: "401 Unauthorized: Incorrect api key"},
		{name: "too many", status: 429, answer: `{}`, flow: soundFlow, flags: []string{"--retries", "0"}, code: exitAPI, message: "429 Too Many Requests"},
		{name: "no time", flow: soundFlow, flags: []string{"--timeout", "20ms"}, code: exitAPI, message: "the time ran out after 20ms"},
		{name: "no JSON", status: 200, answer: "<html>", flow: soundFlow, code: exitAPI, message: "something that is no JSON"},
		{name: "no file", flow: soundFlow, flags: []string{"--config", "gone.yaml"}, code: exitUsage, message: `cannot read "gone.yaml"`},
		{name: "bad configuration", flow: soundFlow, flags: []string{"--config", "kyc.flow.yaml"}, code: exitUsage, message: "the configuration cannot be used"},
		{name: "odd setting", flow: soundFlow, flags: []string{"--set", "metadata.a=\xff"}, code: exitFindings, message: "kyc.flow.yaml:1:1: JSON cannot hold a text that is not UTF-8"},
		{name: "bad setting", flow: soundFlow, flags: []string{"--set", "x"}, code: exitUsage, message: "--set: "},
		{name: "bad server", flow: soundFlow, flags: []string{"--server", ""}, code: exitUsage, message: "--server: expected a URL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := submitTo(t, test.status, test.answer, test.flow, append(test.flags, "--format", "json")...)
			if got.code != test.code {
				t.Errorf("exit code %d; want %d", got.code, test.code)
			}
			if n := got.requests; n > 1 || n == 1 && test.code != exitDone && test.code != exitAPI {
				t.Errorf("%d requests", n)
			}
			var document map[string]json.RawMessage
			if err := json.Unmarshal([]byte(got.stdout), &document); err != nil {
				t.Fatalf("%v in %q", err, got.stdout)
			}
			var found []struct{ Rule string }
			if err := json.Unmarshal(document["findings"], &found); err != nil {
				t.Error(err)
			}
			var rules []string
			for _, f := range found {
				rules = append(rules, f.Rule)
			}
			if !slices.Equal(rules, test.rules) {
				t.Errorf("findings %q; want %q", rules, test.rules)
			}
			if _, ok := document[test.wants]; test.wants != "" && !ok {
				t.Errorf("no %s in %s", test.wants, got.stdout)
			}
			var failed struct{ Message string }
			if raw, ok := document["error"]; ok != (test.message != "") || ok && json.Unmarshal(raw, &failed) != nil {
				t.Errorf("the error is %s", raw)
			}
			if !strings.Contains(failed.Message, test.message) {
				t.Errorf("the error says %q; want %q in it", failed.Message, test.message)
			}
			if said := got.stderr; test.code == exitDone && said != "" || test.code != exitUsage && strings.Contains(said, "[") {
				t.Errorf("beside the document there is %q", said)
			}
			if strings.Contains(got.stdout+got.stderr, testKey) {
				t.Error("the key is shown")
			}
		})
	}
}

// What the server did about a missing outcome is told once, though it says so in two places of its answer, and a finding is not
// said again by the last line.
func TestSubmitSaysThingsOnce(t *testing.T) {
	got := submitTo(t, 200, filled, mildFlow)
	const did = `warning[server]: the server filled in the missing outcome "inconclusive" of "check"`
	if strings.Count(got.stderr, did) != 1 || strings.Contains(got.stderr, "missing inconclusive") || !strings.Contains(got.stderr, "warning[missing-outcome]") {
		t.Errorf("got\n%s", got.stderr)
	}
	if !strings.Contains(got.stderr, "warning[server]: the server warns: node hello is odd\n") {
		t.Errorf("no other warning:\n%s", got.stderr)
	}
	got = submitTo(t, 400, `{"error": {"message": "node \"done\" is wrong", "code": "c"}}`, soundFlow)
	want := "error[server]: the server refuses this: node \"done\" is wrong\n"
	if !strings.HasPrefix(got.stderr, want) || strings.Count(got.stderr, "is wrong") != 1 {
		t.Errorf("got\n%s", got.stderr)
	}
	if last := got.stderr[strings.LastIndex(got.stderr, "fsflow: "):]; !strings.HasSuffix(last, "/sessions: the server answered 400 Bad Request (c)\n") {
		t.Errorf("the last line is %q", last)
	}
	if got.stdout != "" {
		t.Errorf("stdout is %q", got.stdout)
	}
}

// Who interrupts a submission before anything was sent is told so, in the document, too.
func TestSubmitInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("kyc.flow.yaml", []byte(soundFlow), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	environment := map[string]string{session.KeyVariable: testKey, session.ServerVariable: "http://127.0.0.1:1"}
	p := &process{stdout: &stdout, stderr: &stderr, getenv: func(name string) string { return environment[name] }}
	run(ctx, p, []string{"submit", "kyc.flow.yaml", "--format", "json"})
	if want := `"message": "interrupted before anything was sent"`; !strings.Contains(stdout.String(), want) || stderr.Len() > 0 {
		t.Errorf("got %s%s; want %s", &stdout, &stderr, want)
	}
}

// What the server does not say is left out, rather than shown as nothing.
func TestSubmitShowsWhatThereIs(t *testing.T) {
	got := submitTo(t, 200, `{"session": {"id": "ses_1"}}`, soundFlow)
	if want := "session: ses_1\n"; got.stdout != want || got.code != exitDone {
		t.Errorf("got %q, exit code %d; want %q", got.stdout, got.code, want)
	}
}
