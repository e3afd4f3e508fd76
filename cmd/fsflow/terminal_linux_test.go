package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// A terminal is a pseudo-terminal: what is written to its slave is read from its master.
type terminal struct{ master, slave *os.File }

func newTerminal(t *testing.T, columns int) *terminal {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminals: ", err)
	}
	t.Cleanup(func() { master.Close() })
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skip("no terminals: ", err)
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("no terminals: ", err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminals: ", err)
	}
	if err := unix.IoctlSetWinsize(int(slave.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
	return &terminal{master, slave}
}

// runOn runs the tool on a terminal with so many columns, and returns what the terminal shows.
func runOn(t *testing.T, columns int, environment map[string]string, arguments ...string) string {
	t.Helper()
	screen := newTerminal(t, columns)
	read := make(chan string)
	go func() {
		text, _ := io.ReadAll(screen.master) // ends with an error when the slave is closed
		read <- string(text)
	}()
	p := &process{stdin: strings.NewReader(""), stdout: screen.slave, stderr: screen.slave, getenv: func(name string) string { return environment[name] }}
	run(t.Context(), p, arguments)
	screen.slave.Close()
	return strings.ReplaceAll(<-read, "\r\n", "\n")
}

var colors = regexp.MustCompile("\x1b\\[[0-9;]*m")

const longFlow = `flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: a-target-with-a-long-name-that-is-not-there-at-all, canceled: mail}}
  done: {type: end}
`

// On a terminal nothing is wider than the terminal; elsewhere no line is broken, and nothing has colours.
func TestTerminalWidth(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("kyc.flow.yaml", []byte(longFlow), 0o666); err != nil {
		t.Fatal(err)
	}
	commands := [][]string{
		{"lint", "kyc.flow.yaml"}, {"compile", "kyc.flow.yaml"}, {"rules"}, {"explain", "camera-not-warm"}, {"--help"}, {"lint", "--help"},
		{"lint", "--config", "kyc.flow.yaml"}, {"submit", "kyc.flow.yaml", "--server", "http://example.com"}, {"lint", "--format", "csv"},
	}
	for _, command := range commands {
		for _, width := range []int{80, 100, 132} {
			shown := runOn(t, width, nil, command...)
			for line := range strings.Lines(colors.ReplaceAllString(shown, "")) {
				if line = strings.TrimRight(line, "\n"); utf8.RuneCountInString(line) > width {
					t.Errorf("%q on %d columns: %d are taken: %s", command, width, utf8.RuneCountInString(line), line)
				}
			}
		}
		var piped bytes.Buffer
		run(t.Context(), &process{stdout: &piped, stderr: &piped, getenv: func(string) string { return "" }}, command)
		if colors.MatchString(piped.String()) {
			t.Errorf("%q: colours in a pipe", command)
		}
	}
	if err := os.WriteFile("short.flow.yaml", []byte(strings.ReplaceAll(longFlow, "a-target-with-a-long-name-that-is-not-there-at-all", "nowhere")), 0o666); err != nil {
		t.Fatal(err)
	}
	// In 40 columns, only what cannot be broken is wider.
	for _, command := range [][]string{{"rules"}, {"lint", "short.flow.yaml", "--max-findings", "1"}} {
		for line := range strings.Lines(colors.ReplaceAllString(runOn(t, 40, nil, command...), "")) {
			if line = strings.TrimRight(line, "\n"); utf8.RuneCountInString(line) > 40 && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%q on 40 columns: %s", command, line)
			}
		}
	}
	// An unbroken line of the report is as long as its text.
	_, piped, _ := runIn(t, "", "lint", "kyc.flow.yaml")
	if want := `error[dangling-target]: "a-target-with-a-long-name-that-is-not-there-at-all" is no node of this flow` + "\n"; !strings.Contains(piped, want) {
		t.Errorf("no %q in\n%s", want, piped)
	}
	if shown := colors.ReplaceAllString(runOn(t, 60, map[string]string{}, "lint", "kyc.flow.yaml"), ""); !strings.Contains(shown, "\n    is no node of this flow\n") {
		t.Errorf("on 60 columns it is\n%s", shown)
	}
	// One that does not tell its width wraps by itself.
	if shown := colors.ReplaceAllString(runOn(t, 0, nil, "lint", "kyc.flow.yaml"), ""); shown != piped {
		t.Errorf("on a terminal of no width it is\n%s", shown)
	}
}

// The order in which colours are decided on: --color, NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM=dumb, the terminal.
func TestColorOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("kyc.flow.yaml", []byte(wrongFlow), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		environment     string // NAME=VALUE, separated by blanks
		flag            string
		terminal, piped bool // whether there are colours
	}{
		{"", "", true, false},
		{"TERM=dumb", "", false, false},
		{"CLICOLOR_FORCE=1", "", true, true},
		{"CLICOLOR_FORCE=0", "", false, false},
		{"CLICOLOR_FORCE=1 TERM=dumb", "", true, true},
		{"FORCE_COLOR=1 TERM=dumb", "", true, true},
		{"FORCE_COLOR=0 CLICOLOR_FORCE=1", "", false, false},
		{"FORCE_COLOR=false", "", false, false},
		{"FORCE_COLOR=3 CLICOLOR_FORCE=0", "", true, true},
		{"NO_COLOR=1 FORCE_COLOR=1 CLICOLOR_FORCE=1", "", false, false},
		{"NO_COLOR=0", "", false, false}, // whatever it is, but empty
		{"NO_COLOR=", "", true, false},
		{"NO_COLOR=1 TERM=dumb", "always", true, true},
		{"FORCE_COLOR=1 CLICOLOR_FORCE=1", "never", false, false},
		{"FORCE_COLOR=1", "auto", true, true},
	} {
		environment := map[string]string{}
		for _, setting := range strings.Fields(test.environment) {
			name, value, _ := strings.Cut(setting, "=")
			environment[name] = value
		}
		arguments := []string{"lint", "kyc.flow.yaml"}
		if test.flag != "" {
			arguments = append(arguments, "--color", test.flag)
		}
		if got := colors.MatchString(runOn(t, 80, environment, arguments...)); got != test.terminal {
			t.Errorf("%q --color %q, on a terminal: colours %v; want %v", test.environment, test.flag, got, test.terminal)
		}
		var piped bytes.Buffer
		run(t.Context(), &process{stdout: &piped, stderr: &piped, getenv: func(name string) string { return environment[name] }}, arguments)
		if got := colors.MatchString(piped.String()); got != test.piped {
			t.Errorf("%q --color %q, in a pipe: colours %v; want %v", test.environment, test.flag, got, test.piped)
		}
	}
}
