package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/compiler/session"
	"github.com/fsflow/fsflow/lint/report"
	"github.com/fsflow/fsflow/lint/secret"
)

// The exit codes. Any other one means that a signal ended the program.
const (
	exitDone     = 0 // nothing at or above --fail-on
	exitFindings = 1 // findings at or above --fail-on, or --check or --diff found a difference
	exitUsage    = 2 // wrong usage or configuration, or a file that cannot be read or written
	exitAPI      = 3 // the API refused, or could not be reached
)

// An exit is an error that ends the program with a code of its own; any other error ends it with exitUsage.
type exit struct {
	code int
	err  error // to be printed; nil when everything has been said
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// errFindings ends the program after the findings have been printed.
func errFindings() error { return &exit{code: exitFindings} }

// conclude prints what is left to say, and returns the exit code: of several errors, the highest.
func (p *process) conclude(err error) int {
	code := exitDone
	for _, one := range parts(err) {
		its, said := exitUsage, one
		var e *exit
		if errors.As(one, &e) {
			its, said = e.code, e.err
		}
		code = max(code, its)
		if said != nil && said != context.Canceled {
			p.complain(said)
		}
	}
	return code
}

// parts returns the errors that are joined in one, none for nil.
func parts(err error) []error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, one := range joined.Unwrap() {
		all = append(all, parts(one)...)
	}
	return all
}

// complain writes an error to standard error, a line for each of those that are joined in it.
func (p *process) complain(err error) {
	for line := range strings.Lines(err.Error()) {
		p.note("%s", strings.TrimRight(line, "\n"))
	}
}

// note writes a line to standard error, or as many as it takes on a terminal. It shows no secret, whatever it quotes from the
// arguments and the files.
func (p *process) note(format string, arguments ...any) {
	const indent = "    " // as of the findings
	line := "fsflow: " + p.discreet(fmt.Sprintf(format, arguments...))
	fmt.Fprintln(p.stderr, strings.Join(report.Fold(line, columns(p.stderr), 0, len(indent)), "\n"+indent))
}

// key returns the API key, the zero one if there is none.
func (p *process) key() session.Key { return session.NewKey(p.getenv(session.KeyVariable)) }

// keyless returns a report with the API key masked. Other secrets are masked in the findings already; the key may look like none.
func (p *process) keyless(text []byte) []byte {
	if p.getenv(session.KeyVariable) == "" {
		return text // which may be long
	}
	return []byte(p.key().Hide(string(text)))
}

// discreet returns the text with every secret in it masked: the API key, and whatever else looks like a key or token.
func (p *process) discreet(text string) string {
	return secret.Hide(p.key().Hide(text))
}
