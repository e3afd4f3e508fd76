package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every example of every command's help must work as it stands.
func TestHelpExamples(t *testing.T) {
	const flow = "testdata/good/step-up.flow.yaml"
	text, err := os.ReadFile(filepath.Join("../..", flow))
	if err != nil {
		t.Skip("no ", flow)
	}
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(filepath.Dir(flow), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(flow, text, 0o666); err != nil {
		t.Fatal(err)
	}
	p := &process{getenv: func(string) string { return "" }}
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Example == "" && c.Name() != "help" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for line := range strings.Lines(c.Example) {
			words := strings.Fields(line)
			if len(words) == 0 || words[0] != "fsflow" {
				t.Errorf("%s: no command line: %q", c.CommandPath(), line)
				continue
			}
			if code, _, stderr := runIn(t, "", words[1:]...); code != exitDone {
				t.Errorf("%s: exit code %d: %s", strings.TrimSpace(line), code, stderr)
			}
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(newRoot(p, nil))
}

func TestCommandsAreMadeByTheirNames(t *testing.T) {
	p := &process{getenv: func(string) string { return "" }}
	if all := len(newRoot(p, nil).Commands()); all != len(commands) {
		t.Errorf("without a name, %d commands are made of %d", all, len(commands))
	}
	for _, c := range commands {
		if made := newRoot(p, []string{c.name, "--help"}).Commands(); len(made) != 1 || made[0].Name() != c.name {
			t.Errorf("%s makes %v", c.name, made)
		}
	}
}

// No line of any help is wider than a page, and each says in one line how the command is used.
func TestHelpFits(t *testing.T) {
	for _, command := range []string{"", "lint", "compile", "submit", "rules", "explain", "version", "completion", "help"} {
		code, help, _ := runIn(t, "", strings.Fields(command+" --help")...)
		if code != exitDone {
			t.Errorf("%s --help: exit code %d", command, code)
		}
		for line := range strings.Lines(help) {
			if len(strings.TrimRight(line, "\n")) > pageWidth {
				t.Errorf("%s --help: %d columns: %s", command, len(line), line)
			}
		}
		if strings.Contains(help, "  fsflow lint testdata/") && !strings.Contains(help, "name your own") {
			t.Errorf("%s --help: the examples name flows that hardly anybody has, without a word", command)
		}
		usage, _, _ := strings.Cut(help[strings.Index(help, "\nUsage:\n"):][len("\nUsage:\n"):], "\n\n")
		if want := strings.TrimSpace("fsflow " + command); !strings.HasPrefix(usage, "  "+want) || strings.Contains(usage, "\n") || strings.Contains(help, "[command]") {
			t.Errorf("%s --help: the usage is %q", command, usage)
		}
		if !strings.Contains(help, "--color WORD") || strings.Contains(help, "Global Flags") {
			t.Errorf("%s --help: the flags stand in several lists, or not in one:\n%s", command, help)
		}
	}
}

// runIn runs the tool in process.
func runIn(t *testing.T, stdin string, arguments ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, said bytes.Buffer
	p := &process{stdin: strings.NewReader(stdin), stdout: &out, stderr: &said, getenv: func(string) string { return "" }}
	code = run(t.Context(), p, arguments)
	return code, out.String(), said.String()
}
