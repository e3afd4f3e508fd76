package yaml

import "testing"

func TestIsLargeNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"1e400": true, "0x1_0000_0000_0000_0000": true, "-0xFFFFFFFFFFFFFFFFFF": true, "0o7777777777777777777777777": true,
		"": false, "a": false, "_1": false, "12:30": false, "2001-01-01": false, "+1-555-0100": false, "1.2.3": false, "-": false, "9 lives": false,
		"0x": false, "00x1": false, "0xZZ": false, "$1": false, "-é": false,
	} {
		if got := isLargeNumber(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
