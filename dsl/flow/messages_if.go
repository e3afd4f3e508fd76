package flow

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// expectedInTest says what must stand behind a piece of the test of a rule, and what to do when it is not there.
func (r *reader) expectedInTest(before, found *token, at, from int) (expected, help string) {
	switch before.kind {
	case kindIf:
		expected = "a test, as in providedData.score >= 80 or exists providedData.email"
		switch {
		case found.text == "!" || found.text == "not":
			help = "write if missing providedData.…, or if providedData.… == false"
		case found.kind == kindNumber || r.text[found.span.Start] == '"':
			help = "write the reference first, as in providedData.score >= 80"
		default:
			help = referenceHelp(found)
		}
		return expected, help
	case kindUnary:
		return "a reference, as in providedData.email", referenceHelp(found)
	case kindRef:
		return "one of the operators ==, !=, >, >=, < and <=", operatorHelp(r.source.Slice(before.span), found, &r.tokens[min(at+1, len(r.tokens)-1)])
	}
	switch found.text {
	case "true", "True", "TRUE":
		help = "write true"
	case "false", "False", "FALSE":
		help = "write false"
	case "null", "None", "nil", "undefined", "NULL":
		word := "missing"
		if before.text == "!=" {
			word = "exists"
		}
		if at-2 >= from {
			help = "write if " + word + " " + r.source.Slice(r.tokens[at-2].span)
		}
	default:
		if found.kind == kindWord {
			help = "write " + ast.Quote(found.text) + " if it is meant as text"
		}
	}
	return "a string, a number, true, false or a reference", help
}

// referenceHelp says what to write for a word where a reference is expected.
func referenceHelp(found *token) string {
	switch {
	case !found.isName():
		return ""
	case slices.Contains(catalog.DataSources, found.text):
		return "write the field behind a point, as in " + found.text + ".email"
	}
	return "write providedData." + found.text + " or extractedData." + found.text
}

// operatorHelp says what to write where no operator stands behind a reference.
func operatorHelp(reference string, found, next *token) string {
	switch found.text {
	case "is":
		switch next.text {
		case "not":
			return `write != in place of "is not"`
		case "exists":
			return "write if exists " + reference
		case "missing":
			return "write if missing " + reference
		}
	case "in":
		return `write a rule with "==" for each value`
	case "exists":
		return "write if exists " + reference
	case "missing", "notExists":
		return "write if missing " + reference
	case "not":
		if next.text == "exists" {
			return "write if missing " + reference
		}
		return "write !="
	case ".":
		return "a reference has one field; the data is flat"
	}
	if right := operatorWords[found.text]; right != "" {
		return "write " + right
	}
	if found.kind == kindTarget {
		return "write if exists " + reference + ", or compare it with a value"
	}
	return ""
}
