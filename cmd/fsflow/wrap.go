package main

import (
	"strings"
	"unicode/utf8"
)

// wrap breaks the paragraphs of a text, which are separated by blank lines, into lines of at most width columns. A paragraph whose
// first line is indented is a table, and stays as it is.
func wrap(text string, width int) string {
	var out strings.Builder
	for i, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if i > 0 {
			out.WriteString("\n")
		}
		if strings.HasPrefix(paragraph, " ") {
			out.WriteString(paragraph + "\n")
			continue
		}
		column := 0
		for _, word := range strings.Fields(paragraph) {
			length := utf8.RuneCountInString(word)
			switch {
			case column == 0:
			case column+1+length > width:
				out.WriteString("\n")
				column = 0
			default:
				out.WriteString(" ")
				column++
			}
			out.WriteString(word)
			column += length
		}
		out.WriteString("\n")
	}
	return out.String()
}
