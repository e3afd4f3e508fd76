package json

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// faultInWord finds a number or a word that the decoder took for a shorter one, as the 0 of 010.
func (r *reader) faultInWord() *ast.Diagnostic {
	at := r.at()
	if at == r.start || at == len(r.text) || !isWordByte(r.text[at]) || !isWordByte(r.text[at-1]) {
		return nil
	}
	end := r.tokenEnd(at)
	return wrongWord(r.text[r.last:end], ast.Between(r.last, end))
}

// wrongWord says what is wrong with a word or a number that is no JSON.
func wrongWord(word string, span ast.Span) *ast.Diagnostic {
	quoted := ast.Quote(word)
	switch strings.ToLower(word) {
	case "true", "false", "null":
		return syntax(span, fmt.Sprintf("%s is no JSON", quoted), fmt.Sprintf("write %s", strings.ToLower(word)))
	case "none", "nil", "undefined":
		return syntax(span, fmt.Sprintf("%s is no JSON", quoted), "write null")
	}
	switch strings.ToLower(strings.TrimLeft(word, "+-.")) {
	case "nan", "inf", "infinity":
		return syntax(span, fmt.Sprintf("JSON has no number %s", quoted), "write a number with digits")
	}
	if c := word[0]; c != '+' && c != '-' && c != '.' && (c < '0' || '9' < c) {
		return syntax(span, fmt.Sprintf("expected a value, found the word %s", quoted), "write text in double quotation marks")
	}
	d := syntax(span, fmt.Sprintf("%s is no number as JSON writes it", quoted), "write one such as 80, -0.5 or 1e3, or text in double quotation marks")
	if number, ok := asDecimal(word); ok {
		d.Help = []string{fmt.Sprintf("write %s", number)}
	}
	return d
}

// asDecimal returns how JSON writes the number. A leading zero is taken for decimal, not octal: it is more often a slip.
func asDecimal(word string) (string, bool) {
	unsigned := strings.TrimLeft(word, "+-")
	if len(unsigned) < len(word)-1 {
		return "", false
	}
	sign := ""
	if word[0] == '-' {
		sign = "-"
	}
	if rest := strings.TrimLeft(unsigned, "0"); len(rest) < len(unsigned) && rest != "" && '0' <= rest[0] && rest[0] <= '9' {
		unsigned = rest
	}
	return ast.JSONNumber(sign + unsigned)
}
