package session

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// parseServer reads the URL of a server; "" is DefaultServer. No error shows a user or a password.
func parseServer(server string) (*url.URL, error) {
	if server == "" {
		server = DefaultServer
	}
	if !strings.Contains(server, "://") {
		if strings.Contains(server, "@") {
			return nil, errors.New("the server has no scheme; expected a URL such as " + DefaultServer)
		}
		return nil, fmt.Errorf("the server %s has no scheme; did you mean %s?", ast.Quote(server), ast.Quote(withScheme(server)))
	}
	if strings.Contains(server, "@") {
		return nil, errors.New("the server's URL holds a user or a password; expected scheme, host and path alone, with the key in " + KeyVariable)
	}
	u, err := url.Parse(server)
	switch {
	case err != nil || u.Hostname() == "" || !isPort(u.Port()):
		return nil, fmt.Errorf("the server %s is no URL; expected one such as %s", ast.Quote(server), DefaultServer)
	case strings.ContainsAny(server, "?#"):
		return nil, fmt.Errorf("the server %s has a query or a fragment; expected scheme, host and path alone", ast.Quote(server))
	case u.Scheme == "https":
		return u, nil
	case u.Scheme != "http":
		return nil, fmt.Errorf("the server %s has the scheme %s; expected https", ast.Quote(server), ast.Quote(u.Scheme))
	case !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("the server %s would get the API key unencrypted; use https, as http is for localhost, 127.0.0.0/8 and [::1] alone", ast.Quote(server))
	}
	return u, nil
}

// withScheme returns the URL that someone who wrote a host alone had in mind.
func withScheme(server string) string {
	host, _, _ := strings.Cut(strings.TrimLeft(server, "/"), "/")
	if u, err := url.Parse("http://" + host); err == nil && isLoopback(u.Hostname()) {
		return "http://" + strings.TrimLeft(server, "/")
	}
	return "https://" + strings.TrimLeft(server, "/")
}

func isPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && n > 0
}

// isLoopback tells whether a host is this machine, by its name alone: nothing is looked up.
func isLoopback(host string) bool {
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.Unmap().IsLoopback()
}
