package session

import "testing"

func TestParseServer(t *testing.T) {
	const unencrypted = " would get the API key unencrypted; use https, as http is for localhost, 127.0.0.0/8 and [::1] alone"
	for _, test := range []struct {
		server, endpoint, want string
	}{
		{"", "https://api.facesign.ai/sessions", ""},
		{"https://api.facesign.ai/", "https://api.facesign.ai/sessions", ""},
		{"HTTPS://api.facesign.ai:8443/a%2Fb/v1", "https://api.facesign.ai:8443/a%2Fb/v1/sessions", ""},
		{"http://localhost:8080", "http://localhost:8080/sessions", ""},
		{"http://LOCALHOST.", "http://LOCALHOST./sessions", ""},
		{"http://127.8.9.10", "http://127.8.9.10/sessions", ""},
		{"http://[::1]:1/x", "http://[::1]:1/x/sessions", ""},
		{"http://10.0.0.1", "", `the server "http://10.0.0.1"` + unencrypted},
		{"http://127.1", "", `the server "http://127.1"` + unencrypted},
		{"http://0.0.0.0", "", `the server "http://0.0.0.0"` + unencrypted},
		{"http://[::]", "", `the server "http://[::]"` + unencrypted},
		{"http://localhost.example.com", "", `the server "http://localhost.example.com"` + unencrypted},
		{"http://127.0.0.1.example.com", "", `the server "http://127.0.0.1.example.com"` + unencrypted},
		{"ftp://localhost", "", `the server "ftp://localhost" has the scheme "ftp"; expected https`},
		{"api.facesign.ai", "", `the server "api.facesign.ai" has no scheme; did you mean "https://api.facesign.ai"?`},
		{"//api.facesign.ai", "", `the server "//api.facesign.ai" has no scheme; did you mean "https://api.facesign.ai"?`},
		{"localhost:8080/v1", "", `the server "localhost:8080/v1" has no scheme; did you mean "http://localhost:8080/v1"?`},
		{"u:p@example.com", "", "the server has no scheme; expected a URL such as https://api.facesign.ai"},
		{"http://127.0.0.1@example.com", "", "the server's URL holds a user or a password; expected scheme, host and path alone, with the key in FACESIGN_API_KEY"},
		{"https://example.com?a", "", `the server "https://example.com?a" has a query or a fragment; expected scheme, host and path alone`},
		{"https://example.com#", "", `the server "https://example.com#" has a query or a fragment; expected scheme, host and path alone`},
		{"https://", "", `the server "https://" is no URL; expected one such as https://api.facesign.ai`},
		{"https://:443", "", `the server "https://:443" is no URL; expected one such as https://api.facesign.ai`},
		{"https://example.com:0", "", `the server "https://example.com:0" is no URL; expected one such as https://api.facesign.ai`},
		{"http:a://b", "", `the server "http:a://b" is no URL; expected one such as https://api.facesign.ai`},
		{"[::1", "", `the server "[::1" has no scheme; did you mean "https://[::1"?`},
		{"https://example.com:99999", "", `the server "https://example.com:99999" is no URL; expected one such as https://api.facesign.ai`},
		{"https://exa mple.com\n", "", `the server "https://exa mple.com\n" is no URL; expected one such as https://api.facesign.ai`},
	} {
		client := &Client{Server: test.server, Key: NewKey(secret)}
		endpoint, err := client.endpoint()
		switch {
		case test.want == "" && (err != nil || endpoint.String() != test.endpoint):
			t.Errorf("%q: got %v, %v; expected %s", test.server, endpoint, err, test.endpoint)
		case test.want != "" && (err == nil || err.Error() != test.want):
			t.Errorf("%q:\ngot  %v\nwant %s", test.server, err, test.want)
		}
	}
}
