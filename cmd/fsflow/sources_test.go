package main

import (
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
)

func TestOutputName(t *testing.T) {
	for name, want := range map[string]string{
		"kyc.flow": "kyc.json", "kyc.flow.yaml": "kyc.json", "a/b/kyc.flow.yml": "kyc.json", "kyc.flow.json": "kyc.json", "kyc.yaml": "kyc.json",
		"kyc.draft.yaml": "kyc.draft.json", "kyc.v2.flow.yaml": "kyc.v2.json", "a.flow.flow.yaml": "a.flow.json", ".flow.yaml": ".flow.json", "a.flow/b.yaml": "b.json",
	} {
		s := source{Found: dsl.Found{Name: name}}
		if got := s.outputName(); got != want {
			t.Errorf("%s: got %s; want %s", name, got, want)
		}
	}
}

func TestGuess(t *testing.T) {
	for text, want := range map[string]ast.Language{
		"": ast.YAML, " \n": ast.YAML, "flow: {}": ast.YAML, "- {}": ast.YAML, "# {": ast.YAML,
		"{": ast.JSON, "[]": ast.JSON, "\uFEFF \t\r\n{": ast.JSON,
	} {
		if got := guess(text); got != want {
			t.Errorf("%q: got %v; want %v", text, got, want)
		}
	}
}
