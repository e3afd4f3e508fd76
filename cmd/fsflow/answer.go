package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/compiler/session"
	"github.com/fsflow/fsflow/dsl/ast"
	dsljson "github.com/fsflow/fsflow/dsl/json"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/report"
)

// show shows what was found before anything is sent: at once, or in the document of --format json.
func (s *submitting) show(p *process, found *lint.Result) error {
	s.report = *found
	if s.json() {
		return nil
	}
	return p.showFindings(found)
}

// add shows what the server found: to people at once, after what they have read before the flow was sent, and in the document of
// --format json among the rest.
func (s *submitting) add(p *process, file *ast.File, found []ast.Diagnostic) error {
	if !s.json() {
		return p.showFindings(&lint.Result{Files: []lint.FileResult{{Name: file.Source.Name, Source: file.Source, Diagnostics: found}}})
	}
	for i := range s.report.Files {
		f := &s.report.Files[i]
		if f.Configuration || f.Name != file.Source.Name {
			continue
		}
		f.Diagnostics = append(f.Diagnostics, found...)
		slices.SortStableFunc(f.Diagnostics, func(a, b ast.Diagnostic) int {
			return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule))
		})
	}
	return nil
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

// A findingsDocument is the report of lint with its list under another name: beside what the server says, diagnostics
// would be too little of one.
type findingsDocument struct {
	Version  int `json:"version"`
	Summary  any `json:"summary"`
	Findings any `json:"findings"`
}

// findings returns everything that was found.
func (s *submitting) findings() findingsDocument {
	document := report.DocumentOf(&s.report)
	return findingsDocument{document.Version, document.Summary, document.Diagnostics}
}

// printAnswer prints what the server answered, with the findings as one more key.
func (s *submitting) printAnswer(p *process, answer *session.Answer) error {
	var found bytes.Buffer
	if err := dsljson.Write(&found, s.findings().Findings); err != nil {
		return fmt.Errorf("the answer cannot be shown: %w", err)
	}
	raw := bytes.TrimSpace(answer.Raw)
	return s.printJSON(p, json.RawMessage(slices.Concat(bytes.TrimSuffix(raw, []byte("}")), []byte(`, "findings": `), found.Bytes(), []byte("}"))))
}

// A failure is why there is no session.
type failure struct {
	Message string `json:"message"`
	// Type, Code and Status are the server's.
	Type   string `json:"type,omitempty"`
	Code   string `json:"code,omitempty"`
	Status int    `json:"status,omitempty"`
	// MayExist tells that the server may have made a session all the same.
	MayExist bool `json:"mayExist,omitempty"`
}

// printFailure prints why there is no session, and what was found.
func (s *submitting) printFailure(p *process, failed error) error {
	return s.printJSON(p, struct {
		Error failure `json:"error"`
		findingsDocument
	}{s.failure(p, failed), s.findings()})
}

func (s *submitting) failure(p *process, failed error) failure {
	var refused *session.Error
	var ended *exit
	switch {
	case errors.As(failed, &refused):
		return failure{p.discreet(refused.Error()), refused.Type, refused.Code, refused.Status, refused.MayExist}
	case errors.Is(failed, context.Canceled):
		return failure{Message: "interrupted before anything was sent"}
	case errors.As(failed, &ended) && ended.err == nil && ended.code == exitFindings:
		return failure{Message: "the flow has errors, and nothing was sent"}
	case errors.As(failed, &ended) && ended.err == nil:
		return failure{Message: "the configuration cannot be used, and nothing was sent"}
	}
	return failure{Message: p.discreet(strings.ReplaceAll(failed.Error(), "\n", "; "))}
}

// showRequest prints the request that would be sent, with the key masked.
func (s *submitting) showRequest(p *process, client *session.Client, body []byte) error {
	request, err := client.DryRun(body)
	if err != nil {
		return err
	}
	if s.json() {
		return s.printJSON(p, struct {
			Method   string              `json:"method"`
			URL      string              `json:"url"`
			Headers  map[string][]string `json:"headers"`
			Body     json.RawMessage     `json:"body"`
			Findings any                 `json:"findings"`
		}{request.Method, request.URL.String(), request.Header, body, s.findings().Findings})
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s\n", request.Method, request.URL)
	if err := request.Header.Write(&out); err != nil {
		return err
	}
	out.WriteByte('\n')
	out.Write(body)
	return p.print(bytes.ReplaceAll(out.Bytes(), []byte("\r\n"), []byte("\n")))
}

// printJSON prints the document of --format json. No character of a key is escaped in JSON.
func (s *submitting) printJSON(p *process, document any) error {
	var out bytes.Buffer
	if err := dsljson.Write(&out, document); err != nil {
		return fmt.Errorf("the answer cannot be shown: %w", err)
	}
	s.answered = true
	return p.print(p.keyless(out.Bytes()))
}
