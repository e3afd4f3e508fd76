package session

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
)

// The name localhost is no way around the rule that http is for this machine alone.
func TestRefuseRemote(t *testing.T) {
	for address, refused := range map[string]bool{"127.0.0.1:80": false, "[::1]:80": false, "192.0.2.1:80": true, "[2001:db8::1]:80": true, "": true} {
		if err := refuseRemote(t.Context(), "tcp", address, nil); errors.Is(err, errRemote) != refused {
			t.Errorf("%s: got %v", address, err)
		}
	}
}

func TestTransport(t *testing.T) {
	for server, remote := range map[string]bool{"http://127.0.0.1": false, "": true} {
		u, err := parseServer(server)
		if err != nil {
			t.Fatal(err)
		}
		transport := newTransport(u)
		if (transport.Proxy != nil) != remote {
			t.Errorf("%s: a proxy is for servers that are elsewhere, and for those alone", u)
		}
		if !transport.DisableKeepAlives || transport.Protocols.HTTP2() || !transport.Protocols.HTTP1() {
			t.Errorf("%s: a request may be sent twice", u)
		}
		if remote {
			continue
		}
		// The system is asked for no connection: the address is refused before that.
		if conn, err := transport.DialContext(t.Context(), "tcp", "192.0.2.1:80"); !errors.Is(err, errRemote) {
			t.Errorf("%s: got %v, %v", u, conn, err)
		}
	}
}

// What a proxy says instead of connecting is told by its status, and only a defect of its own is worth another attempt.
func TestProxyRefusal(t *testing.T) {
	for _, test := range []struct {
		status, attempts int
		want             string
	}{
		{200, 2, `"api.example" closed the connection before it was ready`},
		{407, 1, `the proxy that HTTPS_PROXY names answered 407 Proxy Authentication Required, and does not connect to "api.example"`},
		{502, 2, `the proxy that HTTPS_PROXY names answered 502 Bad Gateway, and does not connect to "api.example"`},
	} {
		var asked atomic.Int32
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			fmt.Fprintf(conn, "HTTP/1.1 %d %s\r\n\r\n", test.status, secret)
			conn.Close()
		}))
		defer server.Close()
		at, err := url.Parse(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		transport := newTransport(&url.URL{Scheme: "https", Host: "api.example"})
		transport.Proxy = http.ProxyURL(at)
		e := failure(t, t.Context(), &Client{Server: "https://api.example", Key: NewKey(secret), Transport: roundTripper(transport.RoundTrip), Retries: 1, clock: newStopped().clock()})
		if e.Reason != test.want || e.MayExist || e.Attempts != test.attempts || int(asked.Load()) != test.attempts {
			t.Errorf("%d: got %s, MayExist %v, after %d attempts", test.status, e.Reason, e.MayExist, asked.Load())
		}
	}
}

func TestBrokenOff(t *testing.T) {
	const closed = "the server closed the connection without an answer"
	reading := func(err error) error {
		return &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", err)}
	}
	for _, test := range []struct {
		err  error
		want string
	}{
		{io.EOF, closed},
		{fmt.Errorf("net/http: %w", io.ErrUnexpectedEOF), closed},
		{reading(syscall.ECONNRESET), closed},
		{reading(syscall.EPIPE), closed},
		{errors.New("net/http: odd"), "the connection broke off without an answer: odd"},
	} {
		if got := brokenOff(test.err); got != test.want {
			t.Errorf("%v: got %s; expected %s", test.err, got, test.want)
		}
	}
}

// How far an attempt has got, only grows: what was sent cannot be taken back.
func TestPhasesOnlyGrow(t *testing.T) {
	var p phases
	p.reach(waiting)
	p.reach(sending)
	if got := p.now(); got != waiting {
		t.Errorf("got %v", got)
	}
}
