package session

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
)

// newRequest returns a POST of the body. The authorization is the key, or what is shown in its place.
func newRequest(ctx context.Context, endpoint *url.URL, agent, authorization string, body *tracedBody) *http.Request {
	length := body.rest.Len()
	// Put together by hand, since http.NewRequest would give it a GetBody, which is a licence to send it again.
	r := &http.Request{
		Method: http.MethodPost, URL: endpoint, Host: endpoint.Host,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{
			"Accept":           {"application/json"},
			"Authorization":    {"Bearer " + authorization},
			"Content-Type":     {"application/json"},
			"Facesign-Version": {APIVersion},
			"User-Agent":       {agent},
		},
		Body: body, ContentLength: int64(length),
	}
	return r.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { body.phase.reach(sending) },
	}))
}

// A phase is how far an attempt has got. It only grows.
type phase int32

const (
	connecting phase = iota // the server cannot have read anything
	sending
	waiting // for the answer
	reading
	resting // between two attempts, the first of which had no effect
)

type phases struct{ reached atomic.Int32 }

func (p *phases) reach(next phase) {
	for {
		now := p.reached.Load()
		if now >= int32(next) || p.reached.CompareAndSwap(now, int32(next)) {
			return
		}
	}
}

func (p *phases) now() phase { return phase(p.reached.Load()) }

// A tracedBody is a request body that notes when it is read: whatever the transport tells of its connections, a body
// that was read may have been sent.
type tracedBody struct {
	rest  *bytes.Reader
	phase phases
}

func (b *tracedBody) Read(p []byte) (int, error) {
	n, err := b.rest.Read(p)
	if b.rest.Len() > 0 {
		b.phase.reach(sending)
	} else {
		b.phase.reach(waiting)
	}
	return n, err
}

func (b *tracedBody) Close() error { return nil }

var _ io.ReadCloser = (*tracedBody)(nil)
