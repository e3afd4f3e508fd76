package integration

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// root is the repository.
const root = "../.."

// patience bounds a command. The slowest installs the hooks, which builds the whole tool.
const patience = 5 * time.Minute

var built struct {
	sync.Once
	folder string
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

// tool returns the folder of the executable, which is built when it is first asked for.
func tool(t *testing.T) string {
	t.Helper()
	built.Do(func() {
		if built.folder, built.err = os.MkdirTemp("", "fsflow"); built.err != nil {
			return
		}
		build := exec.Command("go", "build", "-buildvcs=false", "-o", built.folder+string(filepath.Separator), "./cmd/fsflow")
		build.Dir = root
		var printed []byte
		if printed, built.err = build.CombinedOutput(); built.err != nil {
			built.err = errors.New(string(printed))
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.folder
}

// needs skips the test where a program is not installed.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not installed", p)
		}
	}
	if runtime.GOOS == "windows" {
		t.Skip("written for a POSIX system")
	}
}

// environment is that of this process, without what a hook of git would set, and with the variables.
func environment(variables ...string) []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "GIT_") && !strings.HasPrefix(v, "GITHUB_") && !strings.HasPrefix(v, "PRE_COMMIT") && !strings.HasPrefix(v, "FACESIGN_") {
			env = append(env, v)
		}
	}
	return append(env, variables...)
}

// withTool is environment with the executable on the path.
func withTool(t *testing.T, variables ...string) []string {
	t.Helper()
	return environment(append(variables, "PATH="+tool(t)+string(os.PathListSeparator)+os.Getenv("PATH"))...)
}

// run runs a command, and returns what it prints on both streams and its exit code.
func run(t *testing.T, folder string, env []string, command string, arguments ...string) (string, int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, command, arguments...)
	c.Dir, c.Env, c.WaitDelay = folder, env, time.Second
	var printed bytes.Buffer
	c.Stdout, c.Stderr = &printed, &printed
	var failed *exec.ExitError
	if err := c.Run(); err != nil && (!errors.As(err, &failed) || ctx.Err() != nil) {
		t.Fatalf("%s %s: %v\n%s", command, strings.Join(arguments, " "), err, &printed)
	}
	return printed.String(), c.ProcessState.ExitCode()
}

// must is run for a command that has to succeed.
func must(t *testing.T, folder string, env []string, command string, arguments ...string) string {
	t.Helper()
	printed, code := run(t, folder, env, command, arguments...)
	if code != 0 {
		t.Fatalf("%s %s: exit code %d\n%s", command, strings.Join(arguments, " "), code, printed)
	}
	return printed
}

// save writes files, given as names and texts in turn, below a folder.
func save(t *testing.T, folder string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(folder, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// says fails the test unless the text holds all of the parts.
func says(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("it does not say %q:\n%s", p, text)
		}
	}
}

// Flows that the tests put into scratch folders.
const (
	right = "flow: {start: {type: start, outcome: done}, done: {type: end}}\n"
	wrong = "flow: {start: {type: start, outcome: gone}, done: {type: end}}\n"
	// mendable has a finding with a safe fix: an end with an edge.
	mendable = "# kept\nflow:\n  start: {type: start, outcome: done}\n  done: {type: end, outcome: done}\n"
	mended   = "# kept\nflow:\n  start: {type: start, outcome: done}\n  done: {type: end}\n"
)
