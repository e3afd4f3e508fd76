// Package session is the client of POST /sessions: it submits a compiled flow, and brings back the session and its link.
//
//	client := session.Client{Key: session.NewKey(os.Getenv(session.KeyVariable)), Retries: session.DefaultRetries}
//	answer, err := client.Create(ctx, body)
//
// A session costs money, and a repeated POST makes a second one. So a request is sent again only when it is certain that the
// server did not take it: it was refused with 429, or the connection was never made. Every other failure is final,
// and its Error tells whether a session may exist all the same.
//
// The key goes to the server it is for, and nowhere else: no redirect is followed, http is for loopback addresses
// alone, and no error, format or log shows it, even when the server sends it back.
package session

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

const (
	// DefaultServer is where FaceSign's API lives (facesign-api.md, section 1).
	DefaultServer = "https://api.facesign.ai"
	// APIVersion is what the header Facesign-Version says (facesign-api.md, section 1).
	APIVersion = "2024-12-18"
	// DefaultTimeout bounds a Client without a Timeout: a whole window of the rate limit, which counts by the minute, and
	// half a minute for the request itself.
	DefaultTimeout = 90 * time.Second
	// DefaultRetries is the default of the command line. A Client whose Retries is 0 tries once.
	DefaultRetries = 3
	// KeyVariable is the environment variable of the key (facesign-api.md, section 4). The package itself does not read it.
	KeyVariable = "FACESIGN_API_KEY"
	// ServerVariable is the environment variable of the server. The package itself does not read it.
	ServerVariable = "FACESIGN_SERVER_URL"
)

// A Client creates sessions. It needs a Key and nothing else. It may be used by several goroutines at once, and must not
// be changed meanwhile.
type Client struct {
	// Server is the URL below which "/sessions" lies; "" is DefaultServer. A scheme, a host and perhaps a path: no user,
	// query or fragment. http is taken for localhost, 127.0.0.0/8 and [::1] alone.
	Server string
	// Key is sent to Server and to nothing else, and never shown.
	Key Key
	// Version is that of the program, for the header User-Agent; "" leaves it out.
	Version string
	// Timeout bounds a call of Create, its waits and further attempts included; 0 is DefaultTimeout.
	Timeout time.Duration
	// Retries is how often a request that was refused with 429, or a connection that was not made, is tried again.
	Retries int
	// Transport sends the requests; nil is one of the package's own, which sends each request at most once and uses the proxy of
	// the environment unless the server is a loopback address. No other transport may repeat a request either.
	Transport http.RoundTripper
	// Progress, unless nil, is called for every attempt and every wait, in the goroutine that called Create.
	Progress func(Event)

	clock *clock // nil for the system's
}

// An Event is a step of Create.
type Event struct {
	Attempt  int           // which attempt it is about, from 1
	Attempts int           // how many there may be
	Wait     time.Duration // how long is waited before the attempt; 0 when it begins now
	Reason   string        // why there is a wait; empty when the attempt begins now
}

// String returns the event as a line of progress.
func (e Event) String() string {
	if e.Reason != "" {
		return fmt.Sprintf("%s; attempt %d of %d in %s", e.Reason, e.Attempt, e.Attempts, seconds(e.Wait))
	}
	return fmt.Sprintf("creating a session, attempt %d of %d", e.Attempt, e.Attempts)
}

// Create submits a request body and returns the session that the server made of it.
//
// An error of the API, of the network, or of ctx is an *Error. Any other error is about the Client or the body, and then
// nothing was sent.
func (c *Client) Create(ctx context.Context, body []byte) (*Answer, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	s, err := c.submission(body)
	if err != nil {
		return nil, err
	}
	answer, failure := s.run(ctx)
	if failure != nil {
		return nil, failure
	}
	return answer, nil
}

// DryRun returns the request that Create would send, with the key masked. It sends nothing, and needs no key. Its errors are
// those about the Client or the body.
func (c *Client) DryRun(body []byte) (*http.Request, error) {
	if !c.Key.IsZero() {
		if err := c.Key.check(); err != nil {
			return nil, err
		}
	}
	s, err := c.submission(body)
	if err != nil {
		return nil, err
	}
	return newRequest(context.Background(), s.endpoint, s.agent, c.Key.String(), &tracedBody{rest: bytes.NewReader(body)}), nil
}

// Check tells what is wrong with the Client, without sending anything; nil when it can be used.
func (c *Client) Check() error {
	if err := c.Key.check(); err != nil {
		return err
	}
	_, err := c.endpoint()
	return err
}

// endpoint returns the URL of POST /sessions.
func (c *Client) endpoint() (*url.URL, error) {
	if c.Timeout < 0 {
		return nil, fmt.Errorf("the timeout is %s; expected a positive one", c.Timeout)
	}
	if c.Retries < 0 {
		return nil, fmt.Errorf("the number of retries is %d; expected 0 or more", c.Retries)
	}
	server, err := parseServer(c.Server)
	if err != nil {
		// A key that was taken for the server, or put into its URL, must not come out here.
		return nil, errors.New(c.Key.Hide(err.Error()))
	}
	if c.Key.In([]byte(server.String())) || c.Key.In([]byte(server.Path)) {
		return nil, errors.New("the API key stands in the server's URL; it is for the header alone: put it into " + KeyVariable + " and nowhere else")
	}
	if server.Path == "" {
		server.Path = "/" // or JoinPath makes a relative path, which is no request target
	}
	return server.JoinPath("sessions"), nil
}

// submission makes what Create works with.
func (c *Client) submission(body []byte) (*submission, error) {
	endpoint, err := c.endpoint()
	if err != nil {
		return nil, err
	}
	// The server takes an empty body too, and makes a session of it that no one wanted.
	if trimmed := bytes.TrimSpace(body); len(trimmed) == 0 || trimmed[0] != '{' || !json.Valid(body) {
		return nil, errors.New("the request body is no JSON object; expected a compiled flow")
	}
	s := &submission{
		endpoint: endpoint, body: body, key: c.Key, agent: "fsflow", timeout: c.Timeout, retries: c.Retries,
		transport: c.Transport, progress: c.Progress, clock: c.clock,
	}
	if version := tidy(c.Version); version != "" {
		s.agent += "/" + version
	}
	if s.timeout == 0 {
		s.timeout = DefaultTimeout
	}
	if s.transport == nil {
		s.transport = newTransport(endpoint)
	}
	if s.progress == nil {
		s.progress = func(Event) {}
	}
	if s.clock == nil {
		s.clock = systemClock()
	}
	return s, nil
}
