package ast_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

func TestJSONNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "-0", "1e3": "1e3", "0.80": "0.80", "1E+2": "1E+2", "-12.5e-3": "-12.5e-3",
		"12345678901234567890123": "12345678901234567890123",
		"0x10":                    "16", "-0x10": "-16", "+0xFf": "255", "0o17": "15", "0b101": "5", "010": "8", "-010": "-8",
		"1_000": "1000", "1_000.5": "1000.5", "0x1_0": "16",
		"+1": "1", "+1.5": "1.5", ".5": "0.5", "-.5": "-0.5", "+.5e3": "0.5e3", "1.": "1", "1.e5": "1e5",
		"09": "9", "010.5": "10.5", "00": "0", "-00.50": "-0.50",
		"0xFFFFFFFFFFFFFFFF": "18446744073709551615",
		// Beyond 64 bits as within.
		"07777777777777777777777777": "37778931862957161709567", "-0x1_0000_0000_0000_0000": "-18446744073709551616",
		"08888888888888888888888888": "8888888888888888888888888",
	} {
		if got, ok := ast.JSONNumber(text); !ok || got != want {
			t.Errorf("%s: got %q %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", ".", "-", "+", "_", ".inf", "-.inf", "+.Inf", ".INF", ".nan", ".NaN", "Infinity", "NaN", "inf",
		"1e", "1e+", ".e5", "1.2.3", "0x", "0xG", "+-1", "--1", "-+1", "1-2", "abc", "1 ", " 1", "é",
	} {
		if got, ok := ast.JSONNumber(text); ok {
			t.Errorf("%q is %q", text, got)
		}
	}
	// A long number must not take long.
	if _, ok := ast.JSONNumber("0x" + strings.Repeat("F", 10_000_000)); ok {
		t.Error("JSON has no hexadecimal numbers, and this one is too long to be made decimal")
	}
}
