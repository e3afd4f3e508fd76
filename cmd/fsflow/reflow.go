package main

import (
	"strings"
	"unicode/utf8"
)

// reflow breaks the lines of an example that are wider than a page where that changes nothing: after the commas of objects and
// lists. A line without any stays as it is.
func reflow(text string, width int) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if utf8.RuneCountInString(strings.TrimRight(line, "\r\n")) > width {
			line = reflowLine(line, width)
		}
		out.WriteString(line)
	}
	return out.String()
}

// A bracket is the beginning of an object or a list in a line.
type bracket struct {
	offset int
	column int // after it, once it has been written
}

// A breakable is a place after a comma, and the innermost bracket that is open there.
type breakable struct {
	offset  int
	bracket int
	depth   int // how many brackets are open
}

func reflowLine(line string, width int) string {
	brackets, places := breakables(line)
	var out strings.Builder
	start, indent := 0, 0
	for len(places) > 0 && indent+utf8.RuneCountInString(strings.TrimRight(line[start:], "\r\n")) > width {
		best := 0 // the last of the outermost ones that fit
		for i := range places {
			if indent+utf8.RuneCountInString(line[start:places[i].offset]) <= width && places[i].depth <= places[best].depth {
				best = i
			}
		}
		end := places[best].offset
		for i := range brackets {
			if b := &brackets[i]; start <= b.offset && b.offset < end {
				b.column = indent + utf8.RuneCountInString(line[start:b.offset]) + 1
			}
		}
		out.WriteString(strings.Repeat(" ", indent) + line[start:end] + "\n")
		indent = brackets[places[best].bracket].column
		start = end + len(line[end:]) - len(strings.TrimLeft(line[end:], " "))
		places = places[best+1:]
	}
	return out.String() + strings.Repeat(" ", indent) + line[start:]
}

// breakables returns the brackets of a line, and the places where it can be broken.
func breakables(line string) (brackets []bracket, places []breakable) {
	var open []int
	quote, before := byte(0), byte(0) // the quotation mark that is open; the last character that is no space
	for i := 0; i < len(line); i++ {
		c := line[i]
		begins := before == 0 || strings.IndexByte("{[,:-", before) >= 0 // a value may begin here
		switch {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case begins && (c == '"' || c == '\''):
			quote = c
		case c == '#' && i > 0 && line[i-1] == ' ':
			return brackets, places
		case begins && (c == '{' || c == '['):
			open = append(open, len(brackets))
			brackets = append(brackets, bracket{offset: i})
		case len(open) > 0 && (c == '}' || c == ']'):
			open = open[:len(open)-1]
		case len(open) > 0 && c == ',' && strings.HasPrefix(line[i+1:], " "):
			places = append(places, breakable{i + 1, open[len(open)-1], len(open)})
		}
		if c != ' ' {
			before = c
		}
	}
	return brackets, places
}
