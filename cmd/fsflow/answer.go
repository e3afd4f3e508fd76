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

// add shows what the server found. What it says again is shown once: people have read it before the flow was sent, and the
// document has it in the server's words, which tell what became of it.
func (s *submitting) add(p *process, file *ast.File, found []ast.Diagnostic) error {
	for i := range s.report.Files {
		if f := &s.report.Files[i]; !f.Configuration && f.Name == file.Source.Name {
			return s.addTo(p, f, file, found)
		}
	}
	return nil
}

func (s *submitting) addTo(p *process, local *lint.FileResult, file *ast.File, found []ast.Diagnostic) error {
	if !s.json() {
		found = slices.DeleteFunc(found, func(d ast.Diagnostic) bool { return repeats(file, &d, local.Diagnostics) })
		return p.showFindings(&lint.Result{Files: []lint.FileResult{{Name: local.Name, Source: file.Source, Diagnostics: found}}})
	}
	local.Diagnostics = slices.DeleteFunc(local.Diagnostics, func(known ast.Diagnostic) bool {
		return slices.ContainsFunc(found, func(d ast.Diagnostic) bool { return session.Repeats(file, &d, &known) })
	})
	local.Diagnostics = append(local.Diagnostics, found...)
	slices.SortStableFunc(local.Diagnostics, func(a, b ast.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule))
	})
	return nil
}

func repeats(file *ast.File, d *ast.Diagnostic, known []ast.Diagnostic) bool {
	return slices.ContainsFunc(known, func(k ast.Diagnostic) bool { return session.Repeats(file, d, &k) })
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
	return p.print([]byte(p.key().Hide(out.String())))
}
