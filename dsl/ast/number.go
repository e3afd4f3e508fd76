package ast

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// JSONNumber returns a number as JSON writes it: the text itself where that is JSON, else the same value
// (0x10 is 16, 1_000 is 1000, .5 is 0.5, 010 is 8). It reports false for what JSON cannot hold: .inf and .nan.
func JSONNumber(text string) (string, bool) {
	if IsJSONNumber(text) {
		return text, true
	}
	sign, digits := "", strings.ReplaceAll(text, "_", "")
	switch {
	case strings.HasPrefix(digits, "-"):
		sign, digits = "-", digits[1:]
	case strings.HasPrefix(digits, "+"):
		digits = digits[1:]
	}
	if IsJSONNumber(digits) && digits[0] != '-' {
		return sign + digits, true
	}
	// Base 0 reads the prefixes 0x, 0o, 0b and the old octal 010, which is how the YAML library resolves them.
	if n, err := strconv.ParseUint(digits, 0, 64); err == nil {
		return sign + strconv.FormatUint(n, 10), true
	} else if errors.Is(err, strconv.ErrRange) {
		if len(digits) > mostDigits {
			return "", false
		}
		n, _ := new(big.Int).SetString(digits, 0)
		return sign + n.String(), true
	}
	mantissa, exponent := digits, ""
	if i := strings.IndexAny(digits, "eE"); i >= 0 {
		mantissa, exponent = digits[:i], digits[i:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if strings.ContainsAny(whole, "+-") {
		return "", false
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	if number := sign + whole + fraction + exponent; mantissa != "" && mantissa != "." && IsJSONNumber(number) {
		return number, true
	}
	return "", false
}

// mostDigits is how many digits a number may have that is not written as in JSON: converting it takes time that grows faster
// than its length.
const mostDigits = 1000

// IsJSONNumber tells whether the text is a number as JSON writes it.
func IsJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := leadingDigits(s)
	if whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	s = s[whole:]
	if strings.HasPrefix(s, ".") {
		n := leadingDigits(s[1:])
		if n == 0 {
			return false
		}
		s = s[1+n:]
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		n := leadingDigits(s)
		if n == 0 {
			return false
		}
		s = s[n:]
	}
	return s == ""
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
