package session

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// hold answers with the status and the text, and then goes on for as long as the client stays.
func hold(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, text)
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
}

func TestTimeout(t *testing.T) {
	arrived := make(chan struct{}, 1)
	silent := func(w http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-r.Context().Done()
	}
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		// answered is whether the time runs out after the header of the answer is there, or before that.
		answered bool
		status   int
		mayExist bool
		want     string
	}{
		{"no answer", silent, false, 0, true, "the time ran out after 7s, while waiting for the answer"},
		{"half an answer", hold(200, `{"session"`), true, 200, true, "the time ran out after 7s, while reading the answer"},
		{"half a refusal", hold(400, ``), true, 400, false, "the server answered 400 Bad Request"},
		{"half a rate limit", hold(429, ``), true, 429, false,
			"the time ran out after 7s, while waiting for another attempt, after the server answered 429 Too Many Requests"},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, time7 := serve(t, test.handler), newStopped()
			endpoint, err := url.Parse(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			own := newTransport(endpoint)
			client := &Client{Server: server.URL, Key: NewKey(secret), Timeout: 7 * time.Second, Retries: 2, clock: time7.clock()}
			client.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
				if !test.answered {
					go func() {
						<-arrived
						time7.expire(errTimeout)
					}()
				}
				response, err := own.RoundTrip(r)
				if test.answered {
					time7.time = time7.time.Add(7 * time.Second)
					time7.expire(errTimeout)
				}
				return response, err
			})
			e := failure(t, t.Context(), client)
			if e.Reason != test.want || e.MayExist != test.mayExist || e.Status != test.status || server.count() != 1 {
				t.Errorf("got %s, MayExist %v, status %d, %d requests; expected %s", e.Reason, e.MayExist, e.Status, server.count(), test.want)
			}
			if timed := strings.HasPrefix(test.want, "the time ran out"); errors.Is(e, context.DeadlineExceeded) != timed || timed && e.Help != "give it longer with --timeout" {
				t.Errorf("got the cause %v and the help %q", e.Unwrap(), e.Help)
			}
		})
	}
}

// The clock of the system bounds a call too: an hour ago there is no time left.
func TestDeadlineOfTheCaller(t *testing.T) {
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Hour))
	defer cancel()
	never := roundTripper(func(*http.Request) (*http.Response, error) {
		t.Error("a request was sent")
		return nil, io.EOF
	})
	e := failure(t, ctx, &Client{Key: NewKey(secret), Transport: never})
	if e.Error() != "creating a session at https://api.facesign.ai/sessions: the time ran out while connecting" || !errors.Is(e, context.DeadlineExceeded) || e.MayExist {
		t.Errorf("got %s, MayExist %v", e, e.MayExist)
	}
}

func TestCancel(t *testing.T) {
	t.Run("connecting", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		stuck := roundTripper(func(r *http.Request) (*http.Response, error) {
			cancel()
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		e := failure(t, ctx, &Client{Key: NewKey(secret), Transport: stuck, Retries: 3})
		if e.Reason != "interrupted while connecting" || e.MayExist || !errors.Is(e, context.Canceled) {
			t.Errorf("got %s, MayExist %v", e, e.MayExist)
		}
	})
	t.Run("sending", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		stuck := roundTripper(func(r *http.Request) (*http.Response, error) {
			_, err := r.Body.Read(make([]byte, 1))
			cancel()
			return nil, errors.Join(err, r.Context().Err())
		})
		e := failure(t, ctx, &Client{Key: NewKey(secret), Transport: stuck, Retries: 3})
		if e.Reason != "interrupted while sending the request" || !e.MayExist || !errors.Is(e, context.Canceled) {
			t.Errorf("got %s, MayExist %v", e, e.MayExist)
		}
	})
	t.Run("request", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			cancel()
			<-r.Context().Done()
		})
		e := failure(t, ctx, &Client{Server: server.URL, Key: NewKey(secret), Retries: 3})
		if e.Reason != "interrupted while waiting for the answer" || !e.MayExist || !errors.Is(e, context.Canceled) || server.count() != 1 {
			t.Errorf("got %s, MayExist %v, %d requests", e, e.MayExist, server.count())
		}
	})
	t.Run("wait", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "5")
			w.WriteHeader(429)
		})
		clock := newStopped()
		clock.asleep = cancel
		e := failure(t, ctx, &Client{Server: server.URL, Key: NewKey(secret), Retries: 3, clock: clock.clock()})
		want := "interrupted while waiting for another attempt, after the server answered 429 Too Many Requests"
		if e.Reason != want || e.MayExist || !errors.Is(e, context.Canceled) || server.count() != 1 || e.Status != 429 {
			t.Errorf("got %s, MayExist %v, %d requests", e, e.MayExist, server.count())
		}
	})
	t.Run("sleep", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

// An answer that is there is not lost because the call was cut short meanwhile: the session exists.
func TestAnswerBeforeTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	late := roundTripper(func(*http.Request) (*http.Response, error) {
		cancel()
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(created))}, nil
	})
	answer, err := create(t, ctx, &Client{Key: NewKey(secret), Transport: late})
	if err != nil || answer.ID != "s1" {
		t.Errorf("got %v, %v", answer, err)
	}
}

// A deadlined context has a deadline that never comes.
type deadlined struct {
	context.Context
	deadline time.Time
}

func (d deadlined) Deadline() (time.Time, bool) { return d.deadline, true }

// No attempt is waited for that the deadline of the caller would cut short.
func TestWaitBeyondTheDeadlineOfTheCaller(t *testing.T) {
	for left, want := range map[time.Duration]string{
		2 * time.Second: "another attempt in 3s would be too late for the 2s that are left; give it longer with --timeout",
		time.Hour:       "wait, or let more attempts be made with --retries",
	} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(429)
		})
		clock := newStopped()
		ctx := deadlined{t.Context(), clock.time.Add(left)}
		e := failure(t, ctx, &Client{Server: server.URL, Key: NewKey(secret), Retries: 1, Timeout: 5 * time.Second, clock: clock.clock()})
		if e.Help != want {
			t.Errorf("%s: got %s", left, e)
		}
	}
}

func TestBound(t *testing.T) {
	ctx, cancel := bound(t.Context(), 0)
	defer cancel()
	if !errors.Is(ctx.Err(), context.DeadlineExceeded) || !errors.Is(context.Cause(ctx), errTimeout) {
		t.Errorf("got %v, %v", ctx.Err(), context.Cause(ctx))
	}
}
