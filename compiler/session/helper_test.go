package session

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	secret   = "sk_test_0123456789abcdefghijWXYZ"
	shown    = "sk_test_…"
	flowBody = `{"metadata": {}, "flow": []}`
	created  = `{"session": {"id": "s1", "status": "created"}, "clientSecret": {"url": "https://session.example/?cs=1"}}`
)

// A stopped clock moves only when someone waits by it.
type stopped struct {
	time   time.Time
	waits  []time.Duration
	asleep func() // called in every wait
	expire context.CancelCauseFunc
	chance float64
}

func newStopped() *stopped {
	return &stopped{time: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC), asleep: func() {}}
}

func (s *stopped) clock() *clock {
	return &clock{
		now: func() time.Time { return s.time },
		sleep: func(ctx context.Context, d time.Duration) error {
			s.waits = append(s.waits, d)
			s.time = s.time.Add(d)
			s.asleep()
			return ctx.Err()
		},
		bound: func(ctx context.Context, _ time.Duration) (context.Context, context.CancelFunc) {
			ctx, s.expire = context.WithCancelCause(ctx)
			return ctx, func() { s.expire(nil) }
		},
		random: func() float64 { return s.chance },
	}
}

// serve starts a server on loopback that counts the requests with their whole body.
func serve(t *testing.T, handler http.HandlerFunc) *counting {
	t.Helper()
	c := &counting{}
	c.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		c.mu.Lock()
		c.bodies = append(c.bodies, string(body))
		c.requests = append(c.requests, r)
		c.mu.Unlock()
		if err != nil {
			t.Errorf("reading the request: %v", err)
		}
		handler(w, r)
	}))
	c.Config.ErrorLog = quiet()
	c.Start()
	t.Cleanup(c.Close)
	return c
}

type counting struct {
	*httptest.Server
	mu       sync.Mutex
	bodies   []string
	requests []*http.Request
}

func (c *counting) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.bodies)
}

// create calls Create, and looks for the key in everything that comes of it.
func create(t *testing.T, ctx context.Context, c *Client) (*Answer, error) {
	t.Helper()
	var events []Event
	if c.Progress == nil {
		c.Progress = func(e Event) { events = append(events, e) }
	}
	answer, err := c.Create(ctx, []byte(flowBody))
	for e := err; e != nil; e = errors.Unwrap(e) {
		keepsSecret(t, e)
	}
	keepsSecret(t, answer, c, *c)
	for _, e := range events {
		keepsSecret(t, e)
	}
	if answer != nil && bytes.Contains(answer.Raw, []byte(secret)) {
		t.Errorf("the answer shows the key: %s", answer.Raw)
	}
	return answer, err
}

// keepsSecret fails when one of the values shows the key in any form in which it may be printed.
func keepsSecret(t *testing.T, values ...any) {
	t.Helper()
	for _, value := range values {
		var out bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", value)
		}
		fmt.Fprintf(&out, "%v %+v\n", struct{ hidden any }{value}, []any{value})
		marshalled, _ := json.Marshal(value)
		out.Write(marshalled)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "value", value)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "value", value)
		for _, form := range []string{secret, secret[:16], secret[12:], fmt.Sprintf("%x", secret), fmt.Sprintf("%q", secret)} {
			if strings.Contains(out.String(), form) {
				t.Errorf("%T shows the key: %s", value, out.String())
			}
		}
	}
}

// failure calls create and returns its Error.
func failure(t *testing.T, ctx context.Context, c *Client) *Error {
	t.Helper()
	answer, err := create(t, ctx, c)
	var e *Error
	if answer != nil || !errors.As(err, &e) {
		t.Fatalf("got %v, %v; expected an *Error", answer, err)
	}
	return e
}

// closedPort returns an address of loopback where nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// slam starts a server that closes every connection at once, and returns its address and how many there were.
func slam(t *testing.T) (address string, connections func() int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var count int
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			count++
			conn.Close()
		}
	}()
	return l.Addr().String(), func() int {
		l.Close()
		<-done
		return count
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
