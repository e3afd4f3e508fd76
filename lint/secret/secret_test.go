package secret

import "testing"

func TestFind(t *testing.T) {
	for _, test := range []struct{ text, want, mask string }{
		{"key: sk_test_0a1b2c3d4e", "sk_test_0a1b2c3d4e", "sk_test_…"},
		{"sk_live_A-b_c1d2e3", "sk_live_A-b_c1d2e3", "sk_live_…"},
		{"AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "AKIA…"},
		{"x ghp_0123456789abcdefghijABCDEFGHIJ012345 y", "ghp_0123456789abcdefghijABCDEFGHIJ012345", "ghp_…"},
		{"-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x", "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "-----BEGIN …"},
		{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSJ9.abcDEF-_123456789", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSJ9.abcDEF-_123456789", "eyJ…"},
		{"sk_test_xxxxxxxxxxxx", "", ""},
		{"sk_test_short", "", ""},
		{"mask_test_0a1b2c3d4e", "", ""},
		{"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSJ9.abcDEF-_123456789. It is", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSJ9.abcDEF-_123456789", "eyJ…"},
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
