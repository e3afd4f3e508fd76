package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler/session"
)

// Nothing that the tool prints holds the API key, wherever it has been put by mistake, and whatever the server does with it.
func TestKeyIsNeverShown(t *testing.T) {
	for _, key := range []string{"sk_test_0123456789abcdef", "sk_live_0123456789abcdef", "my-own.kind~of+key/0123456789="} {
		t.Run(key, func(t *testing.T) { tryToLeak(t, key) })
	}
}

func tryToLeak(t *testing.T, key string) {
	t.Chdir(t.TempDir())
	var answer func(w http.ResponseWriter)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+key {
			t.Errorf("the authorization is %q", r.Header.Get("Authorization"))
		}
		_, _ = io.Copy(io.Discard, r.Body)
		answer(w)
	}))
	defer server.Close()
	leaks := func(name string, environment map[string]string, stdin string, arguments ...string) {
		t.Helper()
		all := map[string]string{session.KeyVariable: key, session.ServerVariable: server.URL}
		for name, value := range environment {
			all[name] = value
		}
		for _, format := range []string{"text", "json"} {
			var stdout, stderr bytes.Buffer
			p := &process{stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr, getenv: func(name string) string { return all[name] }}
			run(t.Context(), p, append(arguments, "--format", format))
			shown := stdout.String() + stderr.String()
			for _, form := range []string{key, url.QueryEscape(key), url.PathEscape(key), strings.ReplaceAll(key, "/", `\/`), key[8:]} {
				if strings.Contains(shown, form) {
					t.Errorf("%s, %s: %s", name, format, shown)
					break
				}
			}
		}
	}
	if err := os.WriteFile("kyc.flow.yaml", []byte(soundFlow), 0o666); err != nil {
		t.Fatal(err)
	}
	submit := func(arguments ...string) []string {
		return append([]string{"submit", "kyc.flow.yaml", "--production", "--retries", "0"}, arguments...)
	}

	// What the server does with it.
	for name, say := range map[string]func(w http.ResponseWriter){
		"a body": func(w http.ResponseWriter) {
			fmt.Fprintf(w, `{"session": {"id": %q, "status": %[1]q, %[1]q: %[1]q}, "clientSecret": {"url": "https://x/%[1]s"}, "warnings": ["node done: %[1]s"]}`, key)
		},
		"an escaped body": func(w http.ResponseWriter) {
			escaped := ""
			for _, r := range key {
				escaped += fmt.Sprintf(`\u%04x`, r)
			}
			fmt.Fprintf(w, `{"session": {"id": "%s"}, "x": ["%[1]s"], "%[1]s": 1}`, escaped)
		},
		"an error": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintf(w, `{"error": {"type": %q, "code": %[1]q, "message": "node \"done\": bad key %[1]s"}}`, key)
		},
		"a bare error": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintf(w, `{"error": "Incorrect api key %s"}`, key)
		},
		"a page": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadGateway)
			fmt.Fprintf(w, "<html>%s%s", strings.Repeat(" ", 190), key)
		},
		"a redirection": func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://evil.example/?key="+url.QueryEscape(key))
			w.WriteHeader(http.StatusTemporaryRedirect)
		},
		"a redirection to a host": func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://"+strings.Map(inHost, key)+".example/")
			w.WriteHeader(http.StatusMovedPermanently)
		},
		"a header": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", key)
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"no HTTP": func(w http.ResponseWriter) {
			connection, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			fmt.Fprintf(connection, "HTTP/9 %s\r\n%[1]s\r\n\r\n", key)
			connection.Close()
		},
	} {
		answer = say
		leaks(name, nil, "", submit()...)
	}

	// Where somebody may have put it.
	answer = func(w http.ResponseWriter) { _, _ = io.WriteString(w, created) }
	for name, arguments := range map[string][]string{
		"dry run":          submit("--dry-run"),
		"unknown flag":     submit("--key=" + key),
		"unknown flag 2":   submit("--" + key),
		"set":              submit("--set", "metadata.key="+key),
		"set a key":        submit("--set", key+"=1"),
		"set nothing":      submit("--set", key),
		"reference":        submit("--client-reference-id", key),
		"dry reference":    submit("--dry-run", "--client-reference-id", key),
		"timeout":          submit("--timeout", key),
		"retries":          submit("--retries", key),
		"server":           submit("--server", key),
		"server host":      submit("--server", "https://"+key),
		"server user":      submit("--server", "https://"+key+"@api.facesign.ai"),
		"server password":  submit("--server", "https://a:"+key+"@api.facesign.ai"),
		"server path":      submit("--server", server.URL+"/"+key),
		"dry server path":  submit("--server", server.URL+"/"+key, "--dry-run"),
		"dry escaped path": submit("--server", server.URL+"/"+url.PathEscape(key), "--dry-run"),
		"server query":     submit("--server", server.URL+"/?k="+key),
		"server scheme":    submit("--server", "ftp://"+key),
		"http server":      submit("--server", "http://"+key),
		"configuration":    submit("--config", key),
		"file":             {"submit", key},
		"two files":        submit(key),
		"command":          {key},
		"lint file":        {"lint", key},
		"lint standard":    {"lint", "-", "--stdin-filename", key},
		"lint format":      {"lint", "kyc.flow.yaml", "--format", key},
		"rule":             {"explain", key},
	} {
		leaks(name, nil, soundFlow, arguments...)
	}
	leaks("server variable", map[string]string{session.ServerVariable: "https://u:" + key + "@x"}, "", submit()...)
	leaks("server variable's path", map[string]string{session.ServerVariable: "http://127.0.0.1:1/" + key}, "", submit()...)
	leaks("key with a line break", map[string]string{session.KeyVariable: key + "\n"}, "", submit()...)
	leaks("key with a mark", map[string]string{session.KeyVariable: key + "»"}, "", submit()...)
	leaks("key without leave", nil, "", "submit", "kyc.flow.yaml")

	// In the flow itself.
	for name, flow := range map[string]string{
		"prompt":   "flow:\n  start: {type: start, outcome: a}\n  a: {type: conversation, say: " + key + ", outcomes: done}\n  done: {type: end}\n",
		"target":   "flow: {start: {type: start, outcome: " + key + "}, done: {type: end}}",
		"id":       "flow:\n  start: {type: start, outcome: " + key + "}\n  " + key + ": {type: end}\n  " + key + "x: {type: end}\n",
		"metadata": "metadata: {k: " + key + "}\n" + soundFlow,
		"syntax":   "flow: [" + key + "\n",
		"key":      key + ": 1\n" + soundFlow,
	} {
		if err := os.WriteFile("kyc.flow.yaml", []byte(flow), 0o666); err != nil {
			t.Fatal(err)
		}
		leaks("flow with it: "+name, nil, "", submit("--dry-run")...)
	}
}

// inHost returns the character if it may stand in the name of a host.
func inHost(r rune) rune {
	if strings.ContainsRune("~+/=", r) {
		return -1
	}
	return r
}
