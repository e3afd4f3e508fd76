package report

import "strings"

// Fold breaks a line between words, so that it stays within page columns, of which first are taken on its first line and rest on the
// others. A word that is wider than the page stays whole. A page of 0 columns has no end.
func Fold(line string, page, first, rest int) []string {
	if page <= 0 {
		return []string{line}
	}
	var lines []string
	start, column, space := 0, first, -1 // of the piece; of the next rune; of the last space that the line could be broken at
	for i, r := range line {
		if r == ' ' {
			column++
			if strings.TrimLeft(line[start:i], ": ") != "" {
				space = i
			}
			continue
		}
		if column += width(r); column > page && space > start {
			lines = append(lines, line[start:space])
			start, column = space+1, rest
			for _, again := range line[start:i] {
				column += width(again)
			}
			column += width(r)
		}
	}
	return append(lines, line[start:])
}
