package session

import (
	"errors"
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
	}
}
