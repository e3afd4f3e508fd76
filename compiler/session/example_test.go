package session_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/fsflow/fsflow/compiler/session"
)

func ExampleClient_Create() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		io.WriteString(w, `{
			"session": {"id": "wYnM6hrx", "status": "created"},
			"clientSecret": {"url": "https://session.example/?cs=1", "expireAt": 1761008708335},
			"warnings": ["metadata is empty"]
		}`)
	}))
	defer server.Close()

	client := session.Client{Server: server.URL, Key: session.NewKey("sk_test_0123456789abcdefwxyz"), Retries: session.DefaultRetries}
	answer, err := client.Create(context.Background(), []byte(`{"metadata": {}, "flow": [{"id": "start", "type": "start", "outcome": "end"}, {"id": "end", "type": "end"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(client.Key)
	fmt.Println(answer.ID, answer.Status, answer.URL)
	fmt.Println(answer.ExpireAt)
	fmt.Println(answer.Warnings)
	// Output:
	// sk_test_…
	// wYnM6hrx created https://session.example/?cs=1
	// 2025-10-21 01:05:08.335 +0000 UTC
	// [metadata is empty]
}
