package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// An Error tells why a session was not created, as far as is known. Its texts hold neither the key nor control characters.
type Error struct {
	// Status is the HTTP status of the answer; 0 when there was none.
	Status int
	// Type, Code and Message are what the server's error says of itself (facesign-api.md, section 4). Each may be empty.
	Type, Code, Message string
	// Reason tells what happened, without what the server said of it.
	Reason string
	// Help tells what to do about it; may be empty.
	Help string
	// MayExist tells that the server may have made a session all the same: it had the request, or a part of it.
	MayExist bool
	// RetryAfter is how long the server asked to wait; 0 when it did not ask.
	RetryAfter time.Duration
	// Attempts is how often the request was tried.
	Attempts int

	endpoint string // for people, without the key
	again    bool   // it is certain that nothing came of the attempt, and another may fare better
	asked    bool   // RetryAfter is what the server asked for
	cause    error
}

// Error returns all of it: what was done, what happened, what the server said, whether a session may exist, and what to do.
func (e *Error) Error() string { return e.text(e.Message) }

// Brief returns what Error does, without Message: for callers that show the message as one of the Findings.
func (e *Error) Brief() string { return e.text("") }

func (e *Error) text(message string) string {
	var out strings.Builder
	if e.endpoint != "" {
		fmt.Fprintf(&out, "creating a session at %s: ", e.endpoint)
	}
	out.WriteString(e.Reason)
	if e.Attempts > 1 {
		fmt.Fprintf(&out, ", in the last of %d attempts", e.Attempts)
	}
	if message != "" {
		out.WriteString(": " + strings.TrimRight(message, "."))
	}
	if e.Code != "" {
		fmt.Fprintf(&out, " (%s)", e.Code)
	}
	if e.asked {
		fmt.Fprintf(&out, "; the server asks to wait %s", seconds(e.RetryAfter))
	}
	if e.MayExist {
		out.WriteString("; a session may exist: look for it before you submit again, which would make a second one")
	}
	if e.Help != "" {
		out.WriteString("; " + e.Help)
	}
	return out.String()
}

// Unwrap returns context.Canceled or context.DeadlineExceeded when the call was cut short, the error of the network when
// there was one, and else nil.
func (e *Error) Unwrap() error { return e.cause }

// tooLong notes that there is no time for another attempt.
func (e *Error) tooLong(wait, left time.Duration) {
	e.Help = fmt.Sprintf("another attempt in %s would be too late for the %s that are left; give it longer with --timeout", seconds(wait), seconds(left))
}

// after notes the failure after which an attempt was being waited for.
func (e *Error) after(failure *Error) *Error {
	e.Status, e.Type, e.Code, e.Attempts = failure.Status, failure.Type, failure.Code, failure.Attempts
	e.RetryAfter = failure.RetryAfter
	e.Reason += ", after " + failure.Reason
	return e
}

// explain takes over what the server says of its error: {"error": {…}}, {"error": "…"}, or anything at all.
func (e *Error) explain(key Key, text []byte) {
	var wire struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	var object struct {
		Type    string `json:"type"`
		Message string `json:"message"`
		Code    string `json:"code"`
	}
	switch text = bytes.TrimSpace(text); {
	case len(text) == 0:
		return
	case !json.Valid(text):
		if e.Status >= 300 {
			e.Reason += ", and what it says is no JSON"
		}
		e.excerpt(key, text)
		return
	}
	// A field of another type is left out, and the others are read all the same.
	_ = json.Unmarshal(text, &wire)
	if json.Unmarshal(wire.Error, &object.Message) != nil {
		_ = json.Unmarshal(wire.Error, &object)
	}
	if object.Message == "" {
		object.Message = wire.Message
	}
	e.Type, e.Code = key.said(object.Type, longestExcerpt), key.said(object.Code, longestExcerpt)
	if e.Message = key.said(object.Message, longestText); e.Message == "" {
		e.excerpt(key, text)
	}
}

// excerpt shows the beginning of an answer that has no message.
func (e *Error) excerpt(key Key, text []byte) {
	// An answer without escapes is masked as it stands; one that is JSON with them is masked inside its strings.
	if shown := key.said(string(key.hideIn(text)), longestExcerpt); shown != "" {
		e.Reason += ": " + shown
	}
}

// statusText names a status as people know it.
func statusText(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// helpFor tells what to do about a refusal (facesign-api.md, section 4).
func helpFor(status, size int, endpoint string) string {
	switch status {
	case http.StatusUnauthorized:
		return "check " + KeyVariable + ": the server does not know the key"
	case http.StatusForbidden:
		return "check " + KeyVariable + ": the key is none of this server's, or may not create sessions"
	case http.StatusNotFound:
		return "check --server and " + ServerVariable + ": the request went to " + endpoint
	case http.StatusConflict:
		return "look for the session that is there already before you submit again"
	case http.StatusRequestEntityTooLarge:
		return fmt.Sprintf("make metadata or the flow smaller: the request has %d bytes", size)
	case http.StatusTooManyRequests:
		return "wait, or let more attempts be made with --retries"
	}
	return ""
}
