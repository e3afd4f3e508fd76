package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"fsflow": main})
}

// The scripts read like sessions at a terminal. Besides the usual commands they have
//
//	exits CODE COMMAND...   run the command, which must end with exactly that code
//	lines N FILE            check how many lines a file has; FILE may be stdout or stderr
//	api STATUS FILE         let the server behind FACESIGN_SERVER_URL answer so from now on
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               startServer,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"lines": lines,
			"api":   answerWith,
		},
		Condition: func(condition string) (bool, error) {
			if condition == "root" {
				return os.Getuid() == 0, nil // who may write what nobody may
			}
			return false, fmt.Errorf("unknown condition %q", condition)
		},
	})
}

func exits(ts *testscript.TestScript, _ bool, arguments []string) {
	if len(arguments) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	code := 0
	err := ts.Exec(arguments[1], arguments[2:]...)
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		code = failed.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != arguments[0] {
		ts.Fatalf("exit code %d; expected %s", code, arguments[0])
	}
}

func lines(ts *testscript.TestScript, _ bool, arguments []string) {
	if len(arguments) != 2 {
		ts.Fatalf("usage: lines N FILE")
	}
	if n := strings.Count(ts.ReadFile(arguments[1]), "\n"); strconv.Itoa(n) != arguments[0] {
		ts.Fatalf("%d lines; expected %s", n, arguments[0])
	}
}

// A server is an API that says what it is told to say.
type server struct{ says atomic.Pointer[answer] }

type answer struct {
	status int
	text   string
}

type serverKey struct{}

func startServer(env *testscript.Env) error {
	s := &server{}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		a := s.says.Load()
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.status)
		_, _ = w.Write([]byte(a.text))
	}))
	env.Defer(host.Close)
	env.Values[serverKey{}] = s
	env.Setenv("FACESIGN_SERVER_URL", host.URL)
	for _, name := range []string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "FACESIGN_API_KEY"} {
		env.Setenv(name, "")
	}
	return nil
}

func answerWith(ts *testscript.TestScript, _ bool, arguments []string) {
	if len(arguments) != 2 {
		ts.Fatalf("usage: api STATUS FILE")
	}
	status, err := strconv.Atoi(arguments[0])
	ts.Check(err)
	ts.Value(serverKey{}).(*server).says.Store(&answer{status, ts.ReadFile(arguments[1])})
}
