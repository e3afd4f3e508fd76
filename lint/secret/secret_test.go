package secret

import (
	"slices"
	"strings"
	"testing"
)

const (
	github    = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
	jsonToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSJ9.abcDEF-_123456789"
	pem       = "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"
)

func TestFind(t *testing.T) {
	sixty := "eyJ" + strings.Repeat("abcd", 14) + ".b.c" // and sixty characters behind the mark
	for _, test := range []struct{ text, want, mask string }{
		{"key: sk_test_0a1b2c3d4e", "sk_test_0a1b2c3d4e", "sk_test_…"},
		{"sk_live_A-b_c1d2e3", "sk_live_A-b_c1d2e3", "sk_live_…"},
		{"AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "AKIA…"},
		{"x " + github + " y", github, "ghp_…"},
		{github + "_", github, "ghp_…"},
		{github[:len(github)-1], "", ""},                                                                  // a letter too few
		{"ghp_your56789abcdefghijABCDEFGHIJ012345z", "ghp_your56789abcdefghijABCDEFGHIJ012345z", "ghp_…"}, // whose letters are random
		{pem + " x", pem, "-----BEGIN …"},
		{"-----BEGIN PRIVATE KEY-----\nabc\n", "-----BEGIN PRIVATE KEY-----", "-----BEGIN …"},
		{"-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----", "-----BEGIN …"},
		{"-----BEGIN\n PRIVATE KEY-----", "", ""},
		{jsonToken, jsonToken, "eyJ…"},
		{jsonToken + ". It is", jsonToken, "eyJ…"},
		{"x." + jsonToken, jsonToken, "eyJ…"},
		{"(" + jsonToken + ")", jsonToken, "eyJ…"},
		{"x" + jsonToken, "", ""},
		{"eyJ eyJ. " + jsonToken, jsonToken, "eyJ…"},
		{"eyJ.eyJ." + jsonToken, jsonToken, "eyJ…"},
		{"ayJ " + jsonToken, jsonToken, "eyJ…"},
		{sixty, sixty, "eyJ…"},
		{strings.Replace(sixty, "d.", ".", 1), "", ""},
		{strings.Repeat("-", 60) + strings.Replace(sixty, "d.", ".", 1), "", ""},
		{"eyJ" + strings.Repeat("aaa", 20) + ".a.a", "", ""},
		{"eyJ" + strings.Repeat("abcd", 20) + ".a", "", ""},
		{"sk_test_xxxxxxxxxxxx", "", ""},
		{"sk_test_aabbcc112", "sk_test_aabbcc112", "sk_test_…"},
		{"sk_test_111222333", "", ""}, // three characters
		{"sk_test_111222334", "sk_test_111222334", "sk_test_…"},
		{"sk_test_a1b2c", "", ""},
		{"sk_test_a1b2c3", "sk_test_a1b2c3", "sk_test_…"},
		{"sk_test_abcdefg", "", ""}, // a word
		{"sk_test_abcdefgh", "sk_test_abcdefgh", "sk_test_…"},
		{"sk_test_abcdefgh_ij", "", ""}, // words
		{"sk_test_Your1Key2", "", ""},
		{"sk_test_short", "", ""},
		{"mask_test_0a1b2c3d4e", "", ""},
		{"hf_0123456789abcdefghijABCDEFGHIJ0123", "hf_0123456789abcdefghijABCDEFGHIJ0123", "hf_…"},
		{"xapp-1-A0123456789-0123456789", "xapp-1-A0123456789-0123456789", "xapp-…"},
		{"-----BEGIN CERTIFICATE-----", "", ""},
		{"the task_live_notification_handler", "", ""},
	} {
		found := Find(test.text)
		if test.want == "" {
			if len(found) > 0 {
				t.Errorf("%q: found %+v", test.text, found)
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%q: found %d", test.text, len(found))
			continue
		}
		f := found[0]
		if got := test.text[f.Span.Start:f.Span.End]; got != test.want || f.Mask(test.text) != test.mask {
			t.Errorf("%q: found %q, shown as %q", test.text, got, f.Mask(test.text))
		}
	}
}

func TestFindIsInOrder(t *testing.T) {
	text := strings.Join([]string{pem, github, jsonToken, "AKIAIOSFODNN7EXAMPLE", jsonToken, "sk_test_a1b2c3", pem}, " ")
	var kinds []string
	for _, f := range Find(text) {
		kinds = append(kinds, f.Kind)
	}
	want := []string{"a private key", "a GitHub token", "a JSON web token", "an AWS access key", "a JSON web token", "a FaceSign key", "a private key"}
	if !slices.Equal(kinds, want) {
		t.Errorf("got %q, want %q", kinds, want)
	}
}

func TestHide(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""}, {"nothing", "nothing"}, {github, "ghp_…"}, {"a " + github + " b " + jsonToken + " c", "a ghp_… b eyJ… c"}, {pem + "\n", "-----BEGIN …\n"},
		{"-----BEGIN RSA PRIVATE KEY-----\n" + github + "\n-----END RSA PRIVATE KEY-----", "-----BEGIN …"}, // one in another
	} {
		if got := Hide(test.text); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}
