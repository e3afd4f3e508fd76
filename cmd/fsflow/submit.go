package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/compiler/session"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/spf13/cobra"
)

// submitting is the command submit with its flags.
type submitting struct {
	sources
	settings
	clientReferenceID string
	server            string
	noServer          bool // --server is given, and empty
	timeout           time.Duration
	retries           int
	dryRun            bool
	production        bool
	format            choice[string]

	report   lint.Result // what was found in the flow, here and by the server; --format json shows it in the end
	answered bool        // the result of --format json has been printed
}

func submitCommand(p *process) *cobra.Command {
	s := &submitting{format: oneOf("text", "json")}
	command := &cobra.Command{
		Use:   "submit PATH",
		Short: "Check and compile a flow, and create a session of it",
		Long: `Check and compile a flow, create a session of it, and print the session's id, its status and the link that opens it.

PATH is a file, or - for standard input. The key comes from the environment variable ` + session.KeyVariable + `. A key that does
not begin with sk_test_ makes sessions that cost money, and needs --production. The server is that of --server, else of
the environment variable ` + session.ServerVariable + `, else ` + session.DefaultServer + `.

With --format json there is one JSON document on standard output whatever becomes of it: what the server answered; with
--dry-run the request; or "error", which tells why there is no session. All findings are in its list "findings".`,
		Example: `  fsflow submit testdata/good/step-up.flow.yaml --dry-run
  fsflow submit testdata/good/step-up.flow.yaml --dry-run --format json
  fsflow submit testdata/good/step-up.flow.yaml --dry-run --set metadata.n=1`,
		Args: takes(1, 1),
		RunE: func(command *cobra.Command, paths []string) error {
			s.noServer = command.Flags().Changed("server") && s.server == ""
			if command.Flags().Changed("client-reference-id") {
				s.assign("clientReferenceId", s.clientReferenceID)
			}
			return s.run(command.Context(), p, paths)
		},
	}
	s.sources.register(command)
	s.settings.register(command)
	flags := command.Flags()
	flags.StringVar(&s.clientReferenceID, "client-reference-id", "", "`ID` of your own for the session")
	flags.StringVar(&s.server, "server", "", "`URL` of the API")
	flags.DurationVar(&s.timeout, "timeout", session.DefaultTimeout, "give up after `DURATION`, waits included, as in 30s or 2m")
	flags.IntVar(&s.retries, "retries", session.DefaultRetries, "try `N` more times when it is certain that the server did not take the request")
	flags.BoolVar(&s.dryRun, "dry-run", false, "show the request, and send nothing")
	flags.BoolVar(&s.production, "production", false, "allow a key that makes sessions which cost money")
	flags.Var(&s.format, "format", "text or json")
	completeChoice(command, "format", s.format.words())
	return command
}

// run submits the flow. With --format json it ends with a document on standard output whatever happens.
func (s *submitting) run(ctx context.Context, p *process, paths []string) error {
	err := s.submit(ctx, p, paths)
	if err != nil && s.json() && !s.answered {
		return errors.Join(err, s.printFailure(p, err))
	}
	return err
}

func (s *submitting) json() bool { return *s.format.value == "json" }

func (s *submitting) submit(ctx context.Context, p *process, paths []string) error {
	client, err := s.client(p)
	if err != nil {
		return err
	}
	if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
		return usage("%s is a folder; fsflow submit takes one flow", ast.QuoteFile(paths[0]))
	}
	list, err := s.find(ctx, p, paths)
	if err != nil {
		return err
	}
	files, err := s.sound(ctx, p, list, s.settings, func(found *lint.Result) error { return s.show(p, found) })
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
		return s.showRequest(p, client, body)
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
	if s.noServer {
		return nil, usage("--server: expected a URL; leave the flag out for %s", session.DefaultServer)
	}
	client := &session.Client{
		Server: cmp.Or(s.server, p.getenv(session.ServerVariable)), Key: p.key(),
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
	}
	// A key that cannot be sent is no key for production either, as a sandbox key with a blank before it.
	if err := client.Check(); err != nil {
		return nil, err
	}
	if client.Key.IsProduction() && !s.production {
		return nil, usage("the key %s is no sandbox key, and its sessions cost money; say --production if that is meant", client.Key)
	}
	return client, nil
}

// create creates the session and prints it.
func (s *submitting) create(ctx context.Context, p *process, client *session.Client, file *ast.File, body []byte) error {
	answer, err := client.Create(ctx, body)
	var refused *session.Error
	if errors.As(err, &refused) {
		found := refused.Findings(file)
		failed := &exit{exitAPI, err}
		if len(found) > 0 && !s.json() {
			failed.err = errors.New(refused.Brief()) // the rest is in the finding
		}
		return errors.Join(s.add(p, file, found), failed)
	}
	if err != nil {
		return err
	}
	found := answer.Findings(file)
	if s.json() {
		return errors.Join(s.add(p, file, found), s.printAnswer(p, answer))
	}
	// The session is there: it is printed first, whatever becomes of the rest.
	return errors.Join(p.print(answerText(answer)), s.add(p, file, found))
}
