package session

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestKeyIsMasked(t *testing.T) {
	for key, want := range map[string]string{
		secret:                            shown,
		"sk_live_0123456789abcdef":        "sk_live_…",
		"sk_prod_0123456789abcde":         "sk_prod_…",
		"sk_test_":                        "sk_test_…",
		"sk_other_0123456789abcdefghijkl": "…",
		"my_secret_word":                  "…",
		"0123456789abcdef\n\"<>\x1b":      "…",
		"":                                "…",
	} {
		if got := NewKey(key).String(); got != want {
			t.Errorf("got %q; expected %q", got, want)
		}
	}
	key := NewKey(secret)
	if got := fmt.Sprintf("%v %+v %#v %s %q %x %d", key, key, key, key, key, key, key); got != shown+" "+shown+" "+shown+" "+shown+" "+shown+" "+shown+" "+shown {
		t.Errorf("got %s", got)
	}
	if got, err := json.Marshal(key); err != nil || string(got) != `"`+shown+`"` {
		t.Errorf("got %s, %v", got, err)
	}
	keepsSecret(t, key, &key, []Key{key}, map[string]Key{"a": key}, Client{Key: key}, &Client{Key: key}, struct{ c Client }{Client{Key: key}})
}

// A key is hidden without the white space around it, too; what can be no key is not hidden, so that messages stay readable.
func TestHide(t *testing.T) {
	for _, test := range []struct{ key, text, want string }{
		{"sk_test_abc", "a sk_test_abc b", "a sk_test_… b"},
		{"sk_test_abc\n", "a sk_test_abc b", "a sk_test_… b"},
		{" abcd ", "xabcdx", "x…x"},
		{" ", "a b", "a b"},
		{"a", "a b", "a b"},
		{"\n\n\n\n\n", "a\n\n\n\n\nb", "a\n\n\n\n\nb"},
	} {
		key := NewKey(test.key)
		if got := key.Hide(test.text); got != test.want || key.In([]byte(test.text)) != (test.text != test.want) {
			t.Errorf("the key %q in %q: got %q, %v; want %q", test.key, test.text, got, key.In([]byte(test.text)), test.want)
		}
	}
}

// A text that was cut may hold a part of the key.
func TestHideWhatWasCut(t *testing.T) {
	for _, test := range []struct{ key, text, want string }{
		{"sk_test_abcdef", `"sk_test_abc…" and "sk_test_ab…"`, `"sk_test_…" and "sk_test_…"`},
		{"sk_test_abcdef", "…bcdef and …cdef, …def", "… and …, …def"},
		{"sk_test_abcdef", "xsk_test_abcd…cdefx sk_test_… …", "xsk_test_…x sk_test_… …"},
		{"abcdefgh", "abcdefg… abcd… abc…", "… … abc…"},
		{"abcdefgh", "abcd…efgh", "…"},
		{"abcdefgh", "abcd", "abcd"}, // not cut: a word of its own
	} {
		if got := NewKey(test.key).Hide(test.text); got != test.want {
			t.Errorf("the key %q in %q: got %q; want %q", test.key, test.text, got, test.want)
		}
	}
}

func TestIsProduction(t *testing.T) {
	for key, want := range map[string]bool{secret: false, "sk_test": true, "sk_live_1": true, "sk_prod_1": true, "SK_TEST_1": true, "x": true, "": false} {
		if got := NewKey(key).IsProduction(); got != want {
			t.Errorf("%q: got %v", key, got)
		}
	}
}

func TestKeyIsHiddenInJSON(t *testing.T) {
	for text, want := range map[string]string{
		`{"a": "` + secret + `", "b": 1}`:                             `{"a": "` + shown + `", "b": 1}`,
		`{"` + secret + `": ["x` + secret + `\n"]}`:                   `{"` + shown + `": ["x` + shown + `\n"]}`,
		`["\\", "\"", "\u0073k_test_0123456789abcdefghijWXYZ!", "<"]`: `["\\", "\"", "` + shown + `!", "<"]`,
		`["a\n", 1]`:       `["a\n", 1]`,
		`["\/\u003c", 1]`:  `["\/\u003c", 1]`, // as the server wrote it
		`"` + secret + `"`: `"` + shown + `"`,
		`"open \`:          `"open \`,
		`\ "open`:          `\ "open`,
		``:                 ``,
	} {
		if got := string(NewKey(secret).hideIn([]byte(text))); got != want {
			t.Errorf("got %s; expected %s", got, want)
		}
	}
	// What is too short to be a key is not hidden here either, and numbers are no place for one.
	for key, want := range map[string]string{"1": `{"1234": 1234}`, "1234": `{"…": 1234}`} {
		if got := string(NewKey(key).hideIn([]byte(`{"1234": 1234}`))); got != want {
			t.Errorf("the key %q: got %s; expected %s", key, got, want)
		}
	}
}

// A key is sent only when it is made of what a bearer token may hold (RFC 6750, section 2.1).
func TestKeyRunes(t *testing.T) {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/="
	for r := rune(0); r < 0x100; r++ {
		if err := NewKey(secret + string(r)).check(); (err == nil) != strings.ContainsRune(allowed, r) {
			t.Errorf("%q: got %v", r, err)
		}
	}
}
