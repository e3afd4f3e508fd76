package main

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler/session"
)

// A full stream takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// What cannot be shown is no success, in any command: it ends with the exit code for what cannot be written, and says so.
func TestUnwritable(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(created)) }))
	defer server.Close()
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"good.flow.yaml": soundFlow, "mild.flow.yaml": mildFlow, "wrong.flow.yaml": wrongFlow, "config.yaml": "version: 2\n",
		"mail.flow": "start -> mail\nmail: enter_email { emailEntered -> done cancelled -> done }\ndone: end\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	environment := map[string]string{session.KeyVariable: testKey, session.ServerVariable: server.URL}
	for _, command := range []string{
		"lint good.flow.yaml", "lint wrong.flow.yaml --format json", "lint --diff mail.flow", "lint --print-config good.flow.yaml", "lint --fix --stdin-filename good.flow.yaml -",
		"compile good.flow.yaml", "submit good.flow.yaml", "submit good.flow.yaml --format json", "submit wrong.flow.yaml --format json",
		"submit good.flow.yaml --dry-run", "submit good.flow.yaml --dry-run --format json",
		"rules", "rules --format json", "explain cycle", "explain server", "version", "--version", "completion zsh", "help lint", "help", "lint --help",
	} {
		var stderr bytes.Buffer
		p := &process{stdin: strings.NewReader(soundFlow), stdout: full{}, stderr: &stderr, getenv: func(name string) string { return environment[name] }}
		if code := run(t.Context(), p, strings.Fields(command)); code != exitUsage {
			t.Errorf("%s: exit code %d", command, code)
		}
		if said := stderr.String(); strings.Count(said, "cannot write ") != 1 || !strings.HasSuffix(said, ": no space left\n") {
			t.Errorf("%s: it says %q", command, said)
		}
	}
	// Of what is said on standard error nothing can be told there; the exit code tells it.
	for _, command := range []string{
		"compile mild.flow.yaml", "submit mild.flow.yaml", "lint good.flow.yaml --format json=/dev/stderr", "lint --fix --stdin-filename mild.flow.yaml -", "lint --diff good.flow.yaml", "lint good.flow.yaml --config config.yaml",
	} {
		p := &process{stdin: strings.NewReader(mildFlow), stdout: &bytes.Buffer{}, stderr: full{}, getenv: func(name string) string { return environment[name] }}
		if code := run(t.Context(), p, strings.Fields(command)); code != exitUsage {
			t.Errorf("%s: exit code %d without standard error", command, code)
		}
	}
}
