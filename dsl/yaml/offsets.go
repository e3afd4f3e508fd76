package yaml

import (
	"strings"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"gopkg.in/yaml.v3"
)

// bodyStart is where the text begins, behind a byte order mark.
func bodyStart(text string) int {
	if strings.HasPrefix(text, ast.ByteOrderMark) {
		return len(ast.ByteOrderMark)
	}
	return 0
}

// lineCursor turns the library's lines and columns into byte offsets. The library counts a line after each \n, \r\n and \r
// (see disguise for the other line breaks that it knows), and columns in code points without the byte order mark.
//
// It only ever moves forward, as the nodes of a document do, so that all offsets of a document take one pass.
type lineCursor struct {
	text       string
	plain      bool // see ast.IsPlain; false where that is not known
	line       int  // from 1; 0 before the first use
	start, end int  // of the line; end is after its break
	newline    int  // after the next \n, which may be lines of another kind away
	ascii      bool
	column, at int // the last place asked for in the line: column from 1, and its offset
}

func (c *lineCursor) offset(n *yaml.Node) int { return c.find(n.Line, n.Column) }

func (c *lineCursor) find(line, column int) int {
	if c.line == 0 || line < c.line || line == c.line && column < c.column {
		*c = lineCursor{text: c.text, plain: c.plain, end: bodyStart(c.text)}
		c.next()
	}
	for c.line < line && c.end < len(c.text) {
		c.next()
	}
	if c.line < line {
		return len(c.text)
	}
	if c.ascii {
		c.at += column - c.column
	} else {
		for i := c.column; i < column && c.at < len(c.text); i++ {
			_, size := utf8.DecodeRuneInString(c.text[c.at:])
			c.at += size
		}
	}
	c.column = column
	if c.at > len(c.text) {
		return len(c.text)
	}
	return c.at
}

// next moves to the next line.
func (c *lineCursor) next() {
	c.line++
	c.start = c.end
	c.column, c.at = 1, c.start
	if c.newline <= c.start {
		c.newline = len(c.text)
		if i := strings.IndexByte(c.text[c.start:], '\n'); i >= 0 {
			c.newline = c.start + i + 1
		}
	}
	c.end = c.newline
	if c.ascii = true; c.plain {
		return
	}
	for i := c.start; i < c.end; i++ {
		b := c.text[i]
		if b < utf8.RuneSelf && b != '\r' {
			continue
		}
		if size := breakAt(c.text, i); size > 0 {
			c.end = i + size
			return
		}
		c.ascii = false
	}
}

// breakAt returns the length of the line break at the offset; 0 for none.
func breakAt(text string, at int) int {
	if at >= len(text) {
		return 0
	}
	switch text[at] {
	case '\n':
		return 1
	case '\r':
		if strings.HasPrefix(text[at:], "\r\n") {
			return 2
		}
		return 1
	}
	return 0
}
