package session

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCreate(t *testing.T) {
	for _, status := range []int{200, 201} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			io.WriteString(w, created)
		})
		answer, err := create(t, t.Context(), &Client{Server: server.URL + "/v1/", Key: NewKey(secret), Version: "1.2.3"})
		if err != nil {
			t.Fatalf("%d: %v", status, err)
		}
		if answer.ID != "s1" || answer.Status != "created" || answer.URL != "https://session.example/?cs=1" || string(answer.Raw) != created {
			t.Errorf("%d: got %+v", status, answer)
		}
		if server.count() != 1 || server.bodies[0] != flowBody {
			t.Errorf("%d: the server got %q; expected one request of %q", status, server.bodies, flowBody)
		}
		r := server.requests[0]
		if r.Method != "POST" || r.RequestURI != "/v1/sessions" || r.ContentLength != int64(len(flowBody)) || len(r.TransferEncoding) > 0 {
			t.Errorf("%d: the server got %s %s of %d bytes", status, r.Method, r.RequestURI, r.ContentLength)
		}
		for name, want := range map[string]string{
			"Authorization": "Bearer " + secret, "Content-Type": "application/json", "Accept": "application/json",
			"Facesign-Version": "2024-12-18", "User-Agent": "fsflow/1.2.3", "Accept-Encoding": "",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%d: the header %s is %q; expected %q", status, name, got, want)
			}
		}
	}
}

// Each answer of facesign-api.md, section 4, that is no success; HERE stands for the endpoint.
func TestRefusals(t *testing.T) {
	const mayExist = "; a session may exist: look for it before you submit again, which would make a second one"
	for _, test := range []struct {
		name     string
		status   int
		body     string
		mayExist bool
		want     string
	}{
		{"validation", 400, `{"error": {"type": "validation_error", "message": "flow[0] has no type.", "code": "no_type"}}`, false,
			"the server answered 400 Bad Request: flow[0] has no type (no_type)"},
		{"bare string", 401, `{"error": "Incorrect api key"}`, false,
			"the server answered 401 Unauthorized: Incorrect api key; check FACESIGN_API_KEY: the server does not know the key"},
		{"development host", 403, `{"error": "Incorrect api key"}`, false,
			"the server answered 403 Forbidden: Incorrect api key; check FACESIGN_API_KEY: the key is none of this server's, or may not create sessions"},
		{"not found", 404, `{"error": {"type": "not_found_error", "message": "no such route"}}`, false,
			"the server answered 404 Not Found: no such route; check --server and FACESIGN_SERVER_URL: the request went to HERE"},
		{"conflict", 409, `{"error": {"message": "it is there"}}`, false,
			"the server answered 409 Conflict: it is there; look for the session that is there already before you submit again"},
		{"too large", 413, ``, false,
			"the server answered 413 Request Entity Too Large; make metadata or the flow smaller: the request has 28 bytes"},
		{"rate limit", 429, `{"error": {"type": "rate_limit_error", "message": "slow down"}}`, false,
			"the server answered 429 Too Many Requests: slow down; wait, or let more attempts be made with --retries"},
		{"server error", 500, `{"error": {"type": "server_error", "message": "boom"}}`, true,
			"the server answered 500 Internal Server Error: boom" + mayExist},
		{"gateway", 502, "<html>\n <b>Bad\x1b[31m Gateway</b>\u202e", true,
			"the server answered 502 Bad Gateway, and what it says is no JSON: <html> <b>Bad [31m Gateway</b>" + mayExist},
		{"unprintable", 502, "\x00\x1b", true, "the server answered 502 Bad Gateway, and what it says is no JSON" + mayExist},
		{"blanks around", 400, `{"error": "\n bad \n"}`, false, "the server answered 400 Bad Request: bad"},
		{"long", 400, `{"error": "` + strings.Repeat("é", longestText+1) + `"}`, false, "the server answered 400 Bad Request: " + strings.Repeat("é", longestText) + "…"},
		{"not too long", 400, `{"error": "` + strings.Repeat("é", longestText) + `"}`, false, "the server answered 400 Bad Request: " + strings.Repeat("é", longestText)},
		{"unavailable", 503, "", true, "the server answered 503 Service Unavailable" + mayExist},
		{"gateway timeout", 504, "", true, "the server answered 504 Gateway Timeout" + mayExist},
		{"no content", 204, "", true, "the server answered 204 No Content, where 200 or 201 was expected" + mayExist},
		{"unknown status", 499, "", false, "the server answered 499"},
		{"message aside", 422, `{"message": "metadata is too large"}`, false, "the server answered 422 Unprocessable Entity: metadata is too large"},
		{"other JSON", 400, `{"errors": [1, 2]}`, false, `the server answered 400 Bad Request: {"errors": [1, 2]}`},
		{"fields of other types", 400, `{"error": {"message": "bad", "code": 7, "type": []}}`, false, "the server answered 400 Bad Request: bad"},
		{"echo", 401, `{"error": "no key ` + secret + ` here"}`, false,
			"the server answered 401 Unauthorized: no key " + shown + " here; check FACESIGN_API_KEY: the server does not know the key"},
		{"echo with escapes", 400, `{"error": {"message": "\u0073k_test_0123456789abcdefghijWXYZ"}}`, false, "the server answered 400 Bad Request: " + shown},
		{"echo in other JSON", 400, `["\u0073k_test_0123456789abcdefghijWXYZ"]`, false, `the server answered 400 Bad Request: ["` + shown + `"]`},
		{"echo at a cut", 400, strings.Repeat(" ", 4*longestExcerpt-20) + "<" + strings.Repeat("x", longestExcerpt-20) + secret, false,
			"the server answered 400 Bad Request, and what it says is no JSON: <" + strings.Repeat("x", longestExcerpt-20) + shown},
		{"success without JSON", 200, "it worked", true, "the server answered 200 OK with something that is no JSON: it worked" + mayExist},
		{"success without text", 201, "", true, "the server answered 201 Created with something that is no JSON" + mayExist},
		{"success without an id", 200, `{"session": {"id": 7}}`, true, `the server answered 200 OK with no session id: {"session": {"id": 7}}` + mayExist},
		{"success with an error", 200, `{"error": "later"}`, true, "the server answered 200 OK with no session id: later" + mayExist},
		{"success with a list", 200, `[]`, true, "the server answered 200 OK with no session id: []" + mayExist},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(test.status)
				io.WriteString(w, test.body)
			})
			e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)})
			here := server.URL + "/sessions"
			if want := "creating a session at " + here + ": " + strings.ReplaceAll(test.want, "HERE", here); e.Error() != want {
				t.Errorf("got  %s\nwant %s", e, want)
			}
			if e.MayExist != test.mayExist || e.Status != test.status || e.Attempts != 1 || server.count() != 1 {
				t.Errorf("got MayExist %v, Status %d, Attempts %d, %d requests", e.MayExist, e.Status, e.Attempts, server.count())
			}
		})
	}
}

func TestErrorParts(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(400)
		io.WriteString(w, `{"error": {"type": "validation_error", "message": "bad", "code": "c1"}}`)
	})
	e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)})
	if e.Type != "validation_error" || e.Message != "bad" || e.Code != "c1" || e.Unwrap() != nil {
		t.Errorf("got %#v", e)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	other := serve(t, func(http.ResponseWriter, *http.Request) {})
	elsewhere, err := url.Parse(other.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, status := range []int{300, 301, 302, 303, 307, 308} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", other.URL+"/"+secret)
			w.WriteHeader(status)
		})
		e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret), Retries: 2})
		here := strings.TrimPrefix(server.URL, "http://")
		if want := fmt.Sprintf(", a redirection to %q, where nothing was sent: the API key is for %q alone", elsewhere.Host, here); !strings.HasSuffix(e.Reason, want) {
			t.Errorf("%d: got %s", status, e.Reason)
		}
		if want := "give the server that answers by itself with --server or FACESIGN_SERVER_URL"; e.Help != want {
			t.Errorf("%d: got the help %q", status, e.Help)
		}
		if e.MayExist != (status == 303) || server.count() != 1 {
			t.Errorf("%d: MayExist is %v after %d requests", status, e.MayExist, server.count())
		}
	}
	if n := other.count(); n != 0 {
		t.Errorf("%d requests went where the redirections point", n)
	}
	// Nor are those to another place on the same server, for which the key would be.
	for location, place := range map[string]string{
		"/v2/sessions?s=" + secret: "HERE/v2/sessions", "HERE/v2/%73" + secret[1:]: "HERE/v2/sk_test_…", "https://HOST/sessions#x": "https://HOST/sessions",
	} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", strings.NewReplacer("HERE", "http://"+r.Host, "HOST", r.Host).Replace(location))
			w.WriteHeader(308)
		})
		e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret), Retries: 2})
		place = strings.NewReplacer("HERE", server.URL, "HOST", strings.TrimPrefix(server.URL, "http://")).Replace(place)
		if want := fmt.Sprintf(", a redirection to %q, which is not followed", place); !strings.HasSuffix(e.Reason, want) || server.count() != 1 {
			t.Errorf("%s: got %s after %d requests", location, e.Reason, server.count())
		}
	}
	server := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(304) })
	if e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)}); e.Reason != "the server answered 304 Not Modified, a redirection to nowhere" {
		t.Errorf("got %s", e.Reason)
	}
	server = serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "mailto:a@example.com")
		w.WriteHeader(302)
	})
	if e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)}); e.Reason != "the server answered 302 Found, a redirection to nowhere" {
		t.Errorf("got %s", e.Reason)
	}
	server = serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "https://"+secret+".example/")
		w.WriteHeader(302)
	})
	failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)})
}

// A connection that breaks after the request may have been read is no reason to send it again.
func TestRequestIsSentOnce(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret), Retries: 3})
	if want := "the server closed the connection without an answer"; e.Reason != want || !e.MayExist || e.Attempts != 1 {
		t.Errorf("got %s, MayExist %v, %d attempts; expected %s", e.Reason, e.MayExist, e.Attempts, want)
	}
	if n := server.count(); n != 1 {
		t.Errorf("the server got %d requests; expected 1", n)
	}

	address, connections := slam(t)
	e = failure(t, t.Context(), &Client{Server: "http://" + address, Key: NewKey(secret), Retries: 3})
	if !e.MayExist || e.Attempts != 1 {
		t.Errorf("got %s, MayExist %v, %d attempts", e.Reason, e.MayExist, e.Attempts)
	}
	if n := connections(); n != 1 {
		t.Errorf("%d connections were made; expected 1", n)
	}
}

func TestAnswerThatBreaksOff(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, created)
	})
	e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret), Retries: 3})
	want := fmt.Sprintf("the server answered 200 OK, and the answer broke off after %d bytes", len(created))
	if e.Reason != want || !e.MayExist || e.Status != 200 || server.count() != 1 {
		t.Errorf("got %s, MayExist %v, %d requests; expected %s", e.Reason, e.MayExist, server.count(), want)
	}
}

func TestAnswerThatIsNotHTTP(t *testing.T) {
	for text, want := range map[string]string{
		"HTTP/1.1 200 OK\r\n" + secret + "\r\n\r\n":                        "what the server answered is not HTTP",
		"HTTP/1.1 200 OK\r\nX: a":                                          "the server closed the connection without an answer",
		secret + " not HTTP\r\n\r\n":                                       "what the server answered is not HTTP",
		"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("a", 2<<20) + "\r\n\r\n": "the header of the server's answer is larger than 1 MiB",
	} {
		server := serve(t, func(w http.ResponseWriter, r *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			io.WriteString(conn, text)
			conn.Close()
		})
		if e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)}); e.Reason != want || !e.MayExist {
			t.Errorf("got %s, MayExist %v; expected %s", e.Reason, e.MayExist, want)
		}
	}
}

func TestEndlessAnswers(t *testing.T) {
	written := make(chan int, 1)
	flood := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			piece, total := []byte(strings.Repeat(" ", 1<<16)), 0
			for total < 100<<20 {
				n, err := w.Write(piece)
				total += n
				if err != nil {
					break
				}
			}
			written <- total
		}
	}
	for status, want := range map[int]string{
		200: "the server answered 200 OK with more than 16 MiB, which is no answer to this request",
		500: "the server answered 500 Internal Server Error",
	} {
		server := serve(t, flood(status))
		e := failure(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)})
		if e.Reason != want || !e.MayExist {
			t.Errorf("got %s, MayExist %v; expected %s", e.Reason, e.MayExist, want)
		}
		if n := <-written; n == 100<<20 {
			t.Errorf("%d: the whole answer was read", status)
		}
	}
}

func TestRecordedAnswers(t *testing.T) {
	for name, want := range map[string]Answer{
		"create_session.json": {ID: "wYnM6hrxSPvj4y5xJwaF", CreatedAt: time.UnixMilli(1761001508335).UTC(), ExpireAt: time.UnixMilli(1761008708335).UTC()},
		// Recorded of a request that should have been refused, and was not.
		"create_session_400.json": {ID: "eb5ipUwAfOEFLaHOgnQi", CreatedAt: time.UnixMilli(1760989572497).UTC(), ExpireAt: time.UnixMilli(1760996772497).UTC()},
	} {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpus", "answers", name))
		if errors.Is(err, os.ErrNotExist) {
			t.Skip("the recorded answers are not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		server := serve(t, func(w http.ResponseWriter, r *http.Request) { w.Write(text) })
		got, err := create(t, t.Context(), &Client{Server: server.URL, Key: NewKey(secret)})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.ID != want.ID || got.Status != "created" || got.URL != "https://session.dev.facesign.ai?cs=cs0123456789abcdef" ||
			!got.CreatedAt.Equal(want.CreatedAt) || !got.ExpireAt.Equal(want.ExpireAt) || len(got.Warnings)+len(got.Normalizations) > 0 {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestDryRun(t *testing.T) {
	for key, want := range map[string]string{secret: "Bearer " + shown, "": "Bearer …"} {
		client := &Client{Key: NewKey(key), Version: "1.0\r\nX-Evil: 1"}
		r, err := client.DryRun([]byte(flowBody))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil || string(body) != flowBody || r.Method != "POST" || r.URL.String() != "https://api.facesign.ai/sessions" {
			t.Errorf("got %s %s %q, %v", r.Method, r.URL, body, err)
		}
		if got := r.Header.Get("Authorization"); got != want {
			t.Errorf("got %q; expected %q", got, want)
		}
		if got := r.Header.Get("User-Agent"); got != "fsflow/1.0 X-Evil: 1" {
			t.Errorf("got the user agent %q", got)
		}
		keepsSecret(t, r)
	}
	if r, err := (&Client{}).DryRun([]byte(flowBody)); err != nil || r.Header.Get("User-Agent") != "fsflow" {
		t.Errorf("without a version: got %v, %v", r, err)
	}
	for _, client := range []*Client{{Key: NewKey("sk_test_a\nb")}, {Server: "http://example.com"}} {
		if r, err := client.DryRun([]byte(flowBody)); err == nil {
			t.Errorf("got %v; expected an error", r)
		}
	}
}

// Nothing is sent when the client or the body is at fault, and the error is none of the API's.
func TestUsage(t *testing.T) {
	never := roundTripper(func(*http.Request) (*http.Response, error) {
		t.Error("a request was sent")
		return nil, io.EOF
	})
	for _, test := range []struct {
		client Client
		body   string
		want   string
	}{
		{Client{}, flowBody, "there is no API key; set FACESIGN_API_KEY"},
		{Client{Key: NewKey(secret + "\nHost: evil")}, flowBody, "the API key holds a line break; set FACESIGN_API_KEY to the key alone"},
		{Client{Key: NewKey(secret + "\r")}, flowBody, "the API key holds a line break; set FACESIGN_API_KEY to the key alone"},
		{Client{Key: NewKey(secret + "\t")}, flowBody, "the API key holds a blank; set FACESIGN_API_KEY to the key alone"},
		{Client{Key: NewKey("sk_test_")}, flowBody, "the API key is a placeholder; set FACESIGN_API_KEY to the key itself"},
		{Client{Key: NewKey("sk_live_...")}, flowBody, "the API key is a placeholder; set FACESIGN_API_KEY to the key itself"},
		{Client{Key: NewKey("*****")}, flowBody, "the API key is a placeholder; set FACESIGN_API_KEY to the key itself"},
		{Client{Key: NewKey(" " + secret)}, flowBody, "the API key holds a blank; set FACESIGN_API_KEY to the key alone"},
		{Client{Key: NewKey(secret + "é")}, flowBody, "the API key holds a character that no key has; expected ASCII letters, digits and _ in FACESIGN_API_KEY"},
		{Client{Key: NewKey(secret), Timeout: -1}, flowBody, "the timeout is -1ns; expected a positive one"},
		{Client{Key: NewKey(secret), Retries: -1}, flowBody, "the number of retries is -1; expected 0 or more"},
		{Client{Key: NewKey(secret)}, "", "the request body is no JSON object; expected a compiled flow"},
		{Client{Key: NewKey(secret)}, "[]", "the request body is no JSON object; expected a compiled flow"},
		{Client{Key: NewKey(secret)}, `{"flow": `, "the request body is no JSON object; expected a compiled flow"},
		{Client{Key: NewKey(secret), Server: secret}, flowBody, `the server "` + shown + `" has no scheme; did you mean "https://` + shown + `"?`},
		{Client{Key: NewKey(secret), Server: "https://" + secret + "@example.com"}, flowBody,
			"the server's URL holds a user or a password; expected scheme, host and path alone, with the key in FACESIGN_API_KEY"},
		{Client{Key: NewKey(secret), Server: "https://example.com/" + secret}, flowBody,
			"the API key stands in the server's URL; it is for the header alone: put it into FACESIGN_API_KEY and nowhere else"},
		{Client{Key: NewKey(secret), Server: "https://" + secret + ".example.com"}, flowBody,
			"the API key stands in the server's URL; it is for the header alone: put it into FACESIGN_API_KEY and nowhere else"},
		{Client{Key: NewKey("a/" + secret), Server: "https://example.com/a%2F" + secret}, flowBody,
			"the API key stands in the server's URL; it is for the header alone: put it into FACESIGN_API_KEY and nowhere else"},
		{Client{Key: NewKey(secret), Server: "http://example.com"}, flowBody,
			`the server "http://example.com" would get the API key unencrypted; use https, as http is for localhost, 127.0.0.0/8 and [::1] alone`},
	} {
		test.client.Transport = never
		_, err := test.client.Create(t.Context(), []byte(test.body))
		if err == nil || err.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
		if e := (*Error)(nil); errors.As(err, &e) {
			t.Errorf("%v is an *Error", err)
		}
		keepsSecret(t, err)
		if found := test.client.Check(); test.body == flowBody && (found == nil || found.Error() != test.want) {
			t.Errorf("Check says %v; expected %s", found, test.want)
		}
	}
	if err := (&Client{Key: NewKey(secret)}).Check(); err != nil {
		t.Error(err)
	}
}
