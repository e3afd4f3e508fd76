package session

import (
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestRateLimit(t *testing.T) {
	now := newStopped().time
	unix := func(d time.Duration) string { return strconv.FormatInt(now.Add(d).Unix(), 10) }
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	for _, test := range []struct {
		name   string
		header map[string]string
		waits  []time.Duration // before the second attempt, and before the third
	}{
		{"seconds", map[string]string{"Retry-After": "3"}, []time.Duration{3 * time.Second, 3 * time.Second}},
		{"at once", map[string]string{"Retry-After": "0"}, []time.Duration{0, 0}},
		{"date", map[string]string{"Retry-After": date(9 * time.Second)}, []time.Duration{9 * time.Second, 500 * time.Millisecond << 1}},
		{"reset", map[string]string{"X-RateLimit-Reset": unix(4 * time.Second)}, []time.Duration{4 * time.Second, time.Second}},
		{"reset by the server's clock", map[string]string{"X-RateLimit-Reset": unix(time.Hour + 5*time.Second), "Date": date(time.Hour)}, []time.Duration{5 * time.Second, 5 * time.Second}},
		{"both", map[string]string{"Retry-After": "2", "X-RateLimit-Reset": unix(40 * time.Second)}, []time.Duration{2 * time.Second, 2 * time.Second}},
		{"nonsense, and a reset", map[string]string{"Retry-After": "soon", "X-RateLimit-Reset": unix(6 * time.Second)}, []time.Duration{6 * time.Second, time.Second}},
		{"past", map[string]string{"Retry-After": date(-time.Hour), "X-RateLimit-Reset": unix(-time.Hour)}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"negative", map[string]string{"Retry-After": "-5"}, []time.Duration{500 * time.Millisecond, time.Second}},
		{"none", nil, []time.Duration{500 * time.Millisecond, time.Second}},
	} {
		t.Run(test.name, func(t *testing.T) {
			attempts := 0
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header()["Date"] = nil
				if attempts++; attempts == 3 {
					io.WriteString(w, created)
					return
				}
				for name, value := range test.header {
					w.Header().Set(name, value)
				}
				w.WriteHeader(429)
			})
			clock := newStopped()
			var lines []string
			client := &Client{Server: server.URL, Key: NewKey(secret), Retries: 2, clock: clock.clock(),
				Progress: func(e Event) { lines = append(lines, e.String()) }}
			answer, err := create(t, t.Context(), client)
			if err != nil || answer.ID != "s1" || server.count() != 3 {
				t.Fatalf("got %v, %v after %d requests", answer, err, server.count())
			}
			if !slices.Equal(clock.waits, test.waits) {
				t.Errorf("waited %v; expected %v", clock.waits, test.waits)
			}
			if len(lines) != 5 || lines[0] != "creating a session, attempt 1 of 3" ||
				lines[1] != "the server answered 429 Too Many Requests; attempt 2 of 3 in "+seconds(test.waits[0]) {
				t.Errorf("the progress was %q", lines)
			}
		})
	}
}

func TestRateLimitIsFinal(t *testing.T) {
	for _, test := range []struct {
		after    string
		retries  int
		attempts int
		want     string
	}{
		{"3", 2, 3, "the server answered 429 Too Many Requests, in the last of 3 attempts; the server asks to wait 3s; wait, or let more attempts be made with --retries"},
		{"90", 2, 1, "the server answered 429 Too Many Requests; the server asks to wait 1m30s; another attempt in 1m30s would be too late for the 1m30s that are left; give it longer with --timeout"},
		{"120", 2, 1, "the server answered 429 Too Many Requests; the server asks to wait 2m0s; another attempt in 2m0s would be too late for the 1m30s that are left; give it longer with --timeout"},
		{"99999999999999999999999", 2, 1, "the server answered 429 Too Many Requests; the server asks to wait 8760h0m0s; another attempt in 8760h0m0s would be too late for the 1m30s that are left; give it longer with --timeout"},
		{"60", 5, 2, "the server answered 429 Too Many Requests, in the last of 2 attempts; the server asks to wait 1m0s; another attempt in 1m0s would be too late for the 30s that are left; give it longer with --timeout"},
	} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", test.after)
			w.WriteHeader(429)
		})
		e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret), Retries: test.retries, clock: newStopped().clock()})
		if want := "creating a session at " + server.URL + "/sessions: " + test.want; e.Error() != want {
			t.Errorf("got  %s\nwant %s", e, want)
		}
		if server.count() != test.attempts || e.Attempts != test.attempts || e.MayExist || e.RetryAfter == 0 {
			t.Errorf("got %d requests, %+v", server.count(), e)
		}
	}
}

func TestBackoff(t *testing.T) {
	for attempt, want := range map[int]time.Duration{1: 1, 2: 2, 3: 4, 5: 16, 6: 30, 1000: 30} {
		want *= time.Second
		if got := backoff(attempt, 0); got != want/2 {
			t.Errorf("attempt %d: got %v; expected %v", attempt, got, want/2)
		}
		if got := backoff(attempt, 0.5); got != want*3/4 {
			t.Errorf("attempt %d: got %v; expected %v", attempt, got, want*3/4)
		}
	}
}

// A connection that was never made is tried again, and nothing can have come of it.
func TestUnmadeConnections(t *testing.T) {
	address := closedPort(t)
	clock := newStopped()
	e := failure(t, t.Context(), &Client{Server: "http://" + address, Key: NewKey(secret), Retries: 2, clock: clock.clock()})
	if want := `"` + address + `" refused the connection`; e.Reason != want || e.MayExist || e.Attempts != 3 || !errors.Is(e, syscall.ECONNREFUSED) ||
		e.Help != "check the network and the server's URL" {
		t.Errorf("got %s, MayExist %v, %d attempts; expected %s", e.Reason, e.MayExist, e.Attempts, want)
	}
	if want := []time.Duration{500 * time.Millisecond, time.Second}; !slices.Equal(clock.waits, want) {
		t.Errorf("waited %v; expected %v", clock.waits, want)
	}

	address, connections := slam(t)
	e = failure(t, t.Context(), &Client{Server: "https://" + address, Key: NewKey(secret), Retries: 2, clock: newStopped().clock()})
	if want := `"` + address + `" closed the connection before it was ready`; e.Reason != want || e.MayExist || e.Attempts != 3 {
		t.Errorf("got %s, MayExist %v, %d attempts; expected %s", e.Reason, e.MayExist, e.Attempts, want)
	}
	if n := connections(); n != 3 {
		t.Errorf("%d connections were made; expected 3", n)
	}
}

// What another attempt would not change is final at once.
func TestConnectionsBeyondHope(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	defer server.Close()
	e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret), Retries: 2})
	host := strings.TrimPrefix(server.URL, "https://")
	if want := `the certificate of "` + host + `" is not to be trusted: `; !strings.HasPrefix(e.Reason, want) || e.MayExist || e.Attempts != 1 {
		t.Errorf("got %s, MayExist %v, %d attempts; expected %s", e.Reason, e.MayExist, e.Attempts, want)
	}
	if authority := (x509.UnknownAuthorityError{}); !errors.As(e, &authority) {
		t.Errorf("the cause is %v", e.Unwrap())
	}

	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	host = strings.TrimPrefix(plain.URL, "http://")
	e = failure(t, t.Context(), &Client{Server: "https://" + host, Key: NewKey(secret), Retries: 2})
	if want := `"` + host + `" does not speak https`; e.Reason != want || e.MayExist || e.Attempts != 1 || plain.count() != 0 {
		t.Errorf("got %s, MayExist %v, %d attempts; expected %s", e.Reason, e.MayExist, e.Attempts, want)
	}
}

// The errors that a test cannot bring about on loopback.
func TestUnreachable(t *testing.T) {
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	for _, test := range []struct {
		err   error
		want  string
		again bool
	}{
		{&net.OpError{Op: "proxyconnect", Net: "tcp", Err: dial(syscall.ECONNREFUSED)}, `the proxy that HTTPS_PROXY names refused the connection`, true},
		{&net.OpError{Op: "proxyconnect", Net: "tcp", Err: dial(&net.DNSError{Err: "no such host", Name: "proxy.example", IsNotFound: true})}, `no address is known of "proxy.example"`, true},
		{dial(&net.DNSError{Err: "no such host", Name: "api.facesign.ai", IsNotFound: true}), `no address is known of "api.facesign.ai"`, true},
		{dial(&net.DNSError{Err: "server misbehaving", Name: "api.facesign.ai"}), `the address of "api.facesign.ai" could not be looked up`, true},
		{dial(syscall.ENETUNREACH), `there is no way to "api.facesign.ai"`, true},
		{dial(syscall.EHOSTUNREACH), `there is no way to "api.facesign.ai"`, true},
		{dial(os.ErrDeadlineExceeded), `"api.facesign.ai" did not take the connection in time`, true},
		{dial(io.EOF), `"api.facesign.ai" closed the connection before it was ready`, true},
		{dial(syscall.ECONNRESET), `"api.facesign.ai" closed the connection before it was ready`, true},
		{dial(syscall.EPIPE), `"api.facesign.ai" closed the connection before it was ready`, true},
		{dial(syscall.ETIMEDOUT), `"api.facesign.ai" did not take the connection in time`, true},
		{dial(io.ErrUnexpectedEOF), `"api.facesign.ai" closed the connection before it was ready`, true},
		{dial(errors.New("odd")), `"api.facesign.ai" could not be reached: odd`, true},
		{errors.New("odd"), `"api.facesign.ai" could not be reached: odd`, true},
		{&proxyRefusal{407}, `the proxy that HTTPS_PROXY names answered 407 Proxy Authentication Required, and does not connect to "api.facesign.ai"`, false},
		{&proxyRefusal{500}, `the proxy that HTTPS_PROXY names answered 500 Internal Server Error, and does not connect to "api.facesign.ai"`, true},
		{dial(errRemote), errRemote.Error(), false},
	} {
		server, err := parseServer("")
		if err != nil {
			t.Fatal(err)
		}
		if got, again := unreachable(server, test.err); got != test.want || again != test.again {
			t.Errorf("got %s, %v; expected %s, %v", got, again, test.want, test.again)
		}
	}
	// A transport that was given, and that read the body, may have sent it, whatever it says.
	reads := roundTripper(func(r *http.Request) (*http.Response, error) {
		io.Copy(io.Discard, r.Body)
		return nil, dial(errors.New(secret))
	})
	e := failure(t, t.Context(), &Client{Key: NewKey(secret), Transport: reads, Retries: 2})
	if want := "the connection broke off without an answer: dial tcp: " + shown; e.Reason != want || !e.MayExist || e.Attempts != 1 || e.Unwrap() != nil {
		t.Errorf("got %s, MayExist %v, %d attempts", e, e.MayExist, e.Attempts)
	}
}
