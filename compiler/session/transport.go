package session

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

const (
	connectTimeout  = 15 * time.Second // of one connection, so that time is left for another attempt
	maxAnswerHeader = 1 << 20          // bytes
)

// newTransport returns a transport that sends each request at most once.
//
// The one of net/http repeats a request by itself when a connection that it used before turns out to be closed, and in
// HTTP/2 when the server gives a stream back. So every request gets a connection of its own, and HTTP/1.1.
func newTransport(server *url.URL) *http.Transport {
	t := &http.Transport{
		DisableKeepAlives:      true,
		DisableCompression:     true,
		Protocols:              new(http.Protocols),
		TLSHandshakeTimeout:    connectTimeout,
		MaxResponseHeaderBytes: maxAnswerHeader,
	}
	t.Protocols.SetHTTP1(true)
	dialer := &net.Dialer{Timeout: connectTimeout}
	if server.Scheme == "http" {
		// The name localhost is believed only as long as it leads to this machine.
		dialer.ControlContext = refuseRemote
	} else {
		t.Proxy = http.ProxyFromEnvironment // its only error is about http
		t.OnProxyConnectResponse = proxyAnswer
	}
	t.DialContext = dialer.DialContext
	return t
}

var errRemote = errors.New("the server's name leads to an address that is no loopback one, where http would send the API key unencrypted")

func refuseRemote(_ context.Context, _, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil || !isLoopback(host) {
		return errRemote
	}
	return nil
}

// A proxyRefusal is the status with which a proxy refused to connect: net/http tells its words alone, which mean nothing by themselves.
type proxyRefusal struct{ status int }

func (r *proxyRefusal) Error() string { return statusText(r.status) }

func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyRefusal{answer.StatusCode}
}
