package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxAnswer is how much of an answer is read, in bytes. A real one is about as large as its request.
const maxAnswer = 16 << 20

// A submission is one call of Create.
type submission struct {
	endpoint  *url.URL
	body      []byte
	key       Key
	agent     string
	timeout   time.Duration
	retries   int
	transport http.RoundTripper
	progress  func(Event)
	clock     *clock
}

func (s *submission) run(ctx context.Context) (*Answer, *Error) {
	deadline := s.clock.now().Add(s.timeout)
	if d, ok := ctx.Deadline(); ok && d.Before(deadline) {
		deadline = d
	}
	ctx, cancel := s.clock.bound(ctx, s.timeout)
	defer cancel()
	attempts := s.retries + 1
	for attempt := 1; ; attempt++ {
		if ctx.Err() != nil {
			return nil, s.interrupted(ctx, connecting)
		}
		s.progress(Event{Attempt: attempt, Attempts: attempts})
		answer, failure := s.try(ctx)
		if failure == nil {
			return answer, nil
		}
		failure.Attempts = attempt
		if !failure.again || attempt == attempts {
			return nil, failure
		}
		if ctx.Err() != nil {
			return nil, s.interrupted(ctx, resting).after(failure)
		}
		wait := failure.RetryAfter
		if !failure.asked {
			wait = backoff(attempt, s.clock.random())
		}
		if left := deadline.Sub(s.clock.now()); wait >= left {
			failure.tooLong(wait, max(left, 0))
			return nil, failure
		}
		s.progress(Event{Attempt: attempt + 1, Attempts: attempts, Wait: wait, Reason: failure.Reason})
		if s.clock.sleep(ctx, wait) != nil {
			return nil, s.interrupted(ctx, resting).after(failure)
		}
	}
}

// try sends the request once.
func (s *submission) try(ctx context.Context) (*Answer, *Error) {
	body := &tracedBody{rest: bytes.NewReader(s.body)}
	response, err := s.transport.RoundTrip(newRequest(ctx, s.endpoint, s.agent, s.key.reveal(), body))
	if err != nil {
		return nil, s.unanswered(ctx, body.phase.now(), err)
	}
	defer response.Body.Close()
	switch status := response.StatusCode; {
	case status == http.StatusOK, status == http.StatusCreated:
		return s.accepted(ctx, response)
	case status == http.StatusTooManyRequests:
		failure := s.refused(response)
		failure.again = true
		failure.RetryAfter, failure.asked = asked(response.Header, s.clock.now())
		return nil, failure
	}
	return nil, s.refused(response)
}

// accepted reads the answer of a server that says it made a session.
func (s *submission) accepted(ctx context.Context, response *http.Response) (*Answer, *Error) {
	failure := &Error{endpoint: s.place(), Status: response.StatusCode, MayExist: true}
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil && ctx.Err() != nil:
		interrupted := s.interrupted(ctx, reading)
		interrupted.Status = response.StatusCode
		return nil, interrupted
	case err != nil:
		failure.Reason = fmt.Sprintf("the server answered %s, and the answer broke off after %d bytes", statusText(response.StatusCode), len(text))
		return nil, failure
	case len(text) > maxAnswer:
		failure.Reason = fmt.Sprintf("the server answered %s with more than %d MiB, which is no answer to this request", statusText(response.StatusCode), maxAnswer>>20)
		return nil, failure
	}
	answer, err := s.key.decodeAnswer(text)
	if err != nil {
		failure.Reason = fmt.Sprintf("the server answered %s with %s", statusText(response.StatusCode), err)
		failure.explain(s.key, text)
		return nil, failure
	}
	return answer, nil
}

// maxExplanation is how much of the answer to a failed request is read, in bytes.
const maxExplanation = 1 << 20

// refused makes an error of an answer that is no success.
func (s *submission) refused(response *http.Response) *Error {
	status := response.StatusCode
	e := &Error{endpoint: s.place(), Status: status, Reason: "the server answered " + statusText(status)}
	switch {
	case status >= 400 && status < 500:
		e.Help = helpFor(status, len(s.body), e.endpoint)
	case status >= 300 && status < 400:
		// Only with 303 was the POST carried out, and the other place tells what came of it.
		e.MayExist = status == http.StatusSeeOther
		e.Reason += s.redirection(response)
		e.Help = "give the server that answers by itself with --server or " + ServerVariable
		return e
	case status < 300:
		e.MayExist = true
		e.Reason += ", where 200 or 201 was expected"
	default:
		e.MayExist = true
	}
	// What arrived in time is worth showing, even when the rest of it never comes.
	text, _ := io.ReadAll(io.LimitReader(response.Body, maxExplanation))
	e.explain(s.key, text)
	return e
}

// redirection tells where an answer points, without going there.
func (s *submission) redirection(response *http.Response) string {
	location, err := response.Location()
	if err != nil || location.Host == "" {
		return ", a redirection to nowhere"
	}
	if strings.EqualFold(location.Host, s.endpoint.Host) {
		// Without its query, which may hold anything.
		place := s.key.said(location.Scheme+"://"+location.Host+location.Path, longestExcerpt)
		return fmt.Sprintf(", a redirection to %q, which is not followed", place)
	}
	host := s.key.said(location.Host, longestExcerpt)
	return fmt.Sprintf(", a redirection to %q, where nothing was sent: the API key is for %q alone", host, s.endpoint.Host)
}

// unanswered makes an error of an attempt without an answer.
func (s *submission) unanswered(ctx context.Context, reached phase, err error) *Error {
	if ctx.Err() != nil {
		return s.interrupted(ctx, reached)
	}
	e := &Error{endpoint: s.place(), MayExist: reached != connecting}
	if reached == connecting {
		e.Reason, e.again = unreachable(s.endpoint, err)
		e.Help = "check the network and the server's URL"
	} else {
		e.Reason = brokenOff(err)
	}
	e.Reason = s.key.said(e.Reason, longestText)
	// A cause is shown by whoever unwraps the error, so it has to be as clean as the message.
	if s.key.Hide(err.Error()) == err.Error() {
		e.cause = err
	}
	return e
}

// interrupted makes an error of the end of the context.
func (s *submission) interrupted(ctx context.Context, reached phase) *Error {
	e := &Error{endpoint: s.place(), MayExist: reached != connecting && reached != resting}
	doing := [...]string{
		connecting: "connecting",
		sending:    "sending the request",
		waiting:    "waiting for the answer",
		reading:    "reading the answer",
		resting:    "waiting for another attempt",
	}[reached]
	switch {
	case errors.Is(context.Cause(ctx), errTimeout):
		e.Reason = fmt.Sprintf("the time ran out after %s, while %s", seconds(s.timeout), doing)
		e.Help = "give it longer with --timeout"
		e.cause = context.DeadlineExceeded
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		e.Reason = "the time ran out while " + doing
		e.cause = context.DeadlineExceeded
	default:
		e.Reason = "interrupted while " + doing
		e.cause = context.Canceled
	}
	return e
}

// place names the endpoint for people.
func (s *submission) place() string { return s.key.Hide(s.endpoint.String()) }
