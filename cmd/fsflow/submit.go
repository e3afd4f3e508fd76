package main

import (
	"bytes"
	"cmp"
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/compiler/session"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/spf13/cobra"
)

// submitting is the command submit with its flags.
type submitting struct {
	sources
	settings
	clientReferenceID string
	server            string
	timeout           time.Duration
	retries           int
	dryRun            bool
	production        bool
	format            choice
}

func submitCommand(p *process) *cobra.Command {
	s := &submitting{format: oneOf("text", "json")}
	command := &cobra.Command{
		Use:   "submit PATH",
		Short: "Check and compile a flow, and create a session of it",
		Long: `Check and compile a flow, create a session of it, and print the session's id, its status and the link that opens it.

PATH is a file, or - for standard input. The key comes from the environment variable ` + session.KeyVariable + `. A key that does
not begin with sk_test_ makes sessions that cost money, and needs --production. The server is that of --server, else of
the environment variable ` + session.ServerVariable + `, else ` + session.DefaultServer + `.`,
		Example: `  fsflow submit testdata/good/step-up.flow.yaml --dry-run
  fsflow submit testdata/good/step-up.flow.yaml --dry-run --client-reference-id user-123 --set metadata.source=web`,
		Args: takes(1, 1),
		RunE: func(command *cobra.Command, paths []string) error {
			if command.Flags().Changed("server") && s.server == "" {
				return usage("--server: expected a URL; leave the flag out for %s", session.DefaultServer)
			}
			if command.Flags().Changed("client-reference-id") {
				s.assign("clientReferenceId", s.clientReferenceID)
			}
			return s.run(command.Context(), p, paths)
		},
	}
	s.sources.register(command)
	// There is one file.
	_ = command.Flags().MarkHidden("jobs")
	s.settings.register(command)
	flags := command.Flags()
	flags.StringVar(&s.clientReferenceID, "client-reference-id", "", "`ID` of your own for the session")
	flags.StringVar(&s.server, "server", "", "`URL` of the API")
	flags.DurationVar(&s.timeout, "timeout", session.DefaultTimeout, "how long the whole may take, waits included")
	flags.IntVar(&s.retries, "retries", session.DefaultRetries, "how often a request that the server surely did not take is sent again")
	flags.BoolVar(&s.dryRun, "dry-run", false, "show the request, and send nothing")
	flags.BoolVar(&s.production, "production", false, "allow a key that makes sessions which cost money")
	flags.Var(&s.format, "format", "text, or json for the server's answer, with what it says of the flow as findings")
	completeChoice(command, "format", s.format.from)
	return command
}

func (s *submitting) run(ctx context.Context, p *process, paths []string) error {
	client, err := s.client(p)
	if err != nil {
		return err
	}
	if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
		return usage("%s is a folder; fsflow submit takes one flow", ast.Quote(paths[0]))
	}
	list, err := s.find(p, paths)
	if err != nil {
		return err
	}
	files, err := s.sound(ctx, p, list, s.settings)
	if err != nil {
		return err
	}
	file := files[0]
	body, err := compiler.Compile(file, compiler.Options{})
	if err != nil {
		return &exit{exitFindings, err}
	}
	if client.Key.In(body) {
		return usage("the API key stands in the body; it is for the header alone, and nobody else may see it")
	}
	if s.dryRun {
		return s.show(p, client, body)
	}
	return s.create(ctx, p, client, file, body)
}

// client returns the client of the API, or what is wrong with it, before anything else is done.
func (s *submitting) client(p *process) (*session.Client, error) {
	if s.timeout <= 0 {
		return nil, usage("--timeout: expected more than nothing; found %s", s.timeout)
	}
	if err := notNegative("retries", s.retries); err != nil {
		return nil, err
	}
	client := &session.Client{
		Server: cmp.Or(s.server, p.getenv(session.ServerVariable)), Key: session.NewKey(p.getenv(session.KeyVariable)),
		Version: buildVersion(), Timeout: s.timeout, Retries: s.retries,
	}
	if isTerminal(p.stderr) {
		client.Progress = func(e session.Event) { p.note("%s", e) }
	}
	switch {
	case s.dryRun:
		return client, nil
	case client.Key.IsZero():
		return nil, usage("there is no key; set the environment variable %s to one, or see with --dry-run what would be sent", session.KeyVariable)
	case client.Key.IsProduction() && !s.production:
		return nil, usage("the key %s is no sandbox key, and its sessions cost money; say --production if that is meant", client.Key)
	}
	return client, client.Check()
}

// create creates the session and prints it.
func (s *submitting) create(ctx context.Context, p *process, client *session.Client, file *ast.File, body []byte) error {
	answer, err := client.Create(ctx, body)
	var refused *session.Error
	if errors.As(err, &refused) {
		return errors.Join(s.refuse(p, refused, file), &exit{exitAPI, err})
	}
	if err != nil {
		return err
	}
	found := answer.Findings(file)
	text := answerText(answer)
	if s.format.value == "json" {
		if text, err = answerJSON(answer, file.Source, found); err != nil {
			return err
		}
	}
	// The session is there: it is printed first, whatever becomes of the rest.
	return errors.Join(p.print(text), p.showFindings(resultOf(file, found)))
}

// refuse prints what the server's refusal says of the flow.
func (s *submitting) refuse(p *process, refused *session.Error, file *ast.File) error {
	found := refused.Findings(file)
	if s.format.value == "json" {
		said := map[string]any{"message": refused.Error()}
		for key, value := range map[string]string{"type": refused.Type, "code": refused.Code} {
			if value != "" {
				said[key] = value
			}
		}
		if refused.Status != 0 {
			said["status"] = refused.Status
		}
		var out bytes.Buffer
		if err := json.Write(&out, map[string]any{"error": said, "findings": report.JSONDiagnostics(file.Source, found)}); err != nil {
			return fmt.Errorf("the answer cannot be shown: %w", err)
		}
		return errors.Join(p.print(out.Bytes()), p.showFindings(resultOf(file, found)))
	}
	return p.showFindings(resultOf(file, found))
}

// resultOf makes a result of what the server found.
func resultOf(file *ast.File, found []ast.Diagnostic) *lint.Result {
	return &lint.Result{Files: []lint.FileResult{{Name: file.Source.Name, Source: file.Source, Diagnostics: found}}}
}

func answerText(answer *session.Answer) []byte {
	var out bytes.Buffer
	for _, line := range []struct{ name, value string }{{"session", answer.ID}, {"status", answer.Status}, {"link", answer.URL}} {
		if line.value != "" {
			fmt.Fprintf(&out, "%-8s %s\n", line.name+":", line.value)
		}
	}
	return out.Bytes()
}

// answerJSON is what the server answered, with the findings as one more key.
func answerJSON(answer *session.Answer, source *ast.Source, found []ast.Diagnostic) ([]byte, error) {
	raw := bytes.TrimSpace(answer.Raw)
	whole := slices.Concat(bytes.TrimSuffix(raw, []byte("}")), []byte(`, "findings": `), report.JSONDiagnostics(source, found), []byte("}"))
	var out bytes.Buffer
	if err := stdjson.Indent(&out, whole, "", "  "); err != nil {
		return nil, fmt.Errorf("the answer cannot be shown: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// show prints the request that would be sent, with the key masked.
func (s *submitting) show(p *process, client *session.Client, body []byte) error {
	request, err := client.DryRun(body)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if s.format.value == "json" {
		if err := json.Write(&out, map[string]any{
			"method": request.Method, "url": request.URL.String(), "headers": request.Header, "body": stdjson.RawMessage(body),
		}); err != nil {
			return fmt.Errorf("the request cannot be shown: %w", err)
		}
		return p.print(out.Bytes())
	}
	fmt.Fprintf(&out, "%s %s\n", request.Method, request.URL)
	if err := request.Header.Write(&out); err != nil {
		return err
	}
	out.WriteByte('\n')
	out.Write(body)
	return p.print(bytes.ReplaceAll(out.Bytes(), []byte("\r\n"), []byte("\n")))
}
