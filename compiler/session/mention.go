package session

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A mention is a node that a text of the server's names.
type mention struct {
	node      *ast.Node
	certainty certainty
}

// certainty tells how certain it is that a node is meant.
type certainty uint8

const (
	bare   certainty = iota // its id is a word of the text
	quoted                  // its id stands in quotation marks
	named                   // it is called a node, or named by its place in the flow
)

// A reader finds the nodes of a file in texts.
type reader struct {
	file *ast.File
	// vocabulary holds the names of node types and outcomes: alone in a sentence, "start" and "error" are no ids.
	vocabulary map[string]bool
}

func newReader(f *ast.File) *reader {
	r := &reader{file: f, vocabulary: map[string]bool{}}
	if f == nil || f.Catalog == nil {
		return r
	}
	for _, n := range f.Catalog.NodeTypes {
		r.vocabulary[n.Name] = true
		r.learn(n.Type)
	}
	return r
}

func (r *reader) learn(t *catalog.Type) {
	for _, f := range t.Fields {
		if t.Outcomes {
			r.vocabulary[f.Name] = true
		}
		r.learn(f.Type)
	}
}

// mentions returns the nodes that the text names, each once, in the order in which they are first named. Where some are named with
// certainty, quoted or called a node, the others are left out.
func (r *reader) mentions(text string) []mention {
	var found []mention
	most := bare
	for i := 0; i < len(text); {
		m, end := r.at(text, i)
		if m.node == nil {
			i = skip(text, i)
			continue
		}
		i = end
		known := false
		for j := range found {
			if found[j].node == m.node {
				found[j].certainty, known = max(found[j].certainty, m.certainty), true
			}
		}
		if !known {
			found = append(found, m)
		}
		most = max(most, m.certainty)
	}
	if most == bare {
		return found
	}
	sure := found[:0]
	for _, m := range found {
		if m.certainty >= quoted {
			sure = append(sure, m)
		}
	}
	return sure
}

// at returns the node that is named at the place in the text, and where its name ends; no node when there is none.
func (r *reader) at(text string, i int) (mention, int) {
	if inner, end, ok := quotation(text, i); ok {
		if n := r.node(inner); n != nil {
			m := mention{n, quoted}
			if calledNode(text, i, end) {
				m.certainty = named
			}
			return m, end
		}
	}
	if wordLength(text[i:]) == 0 {
		return mention{}, 0
	}
	if index, end, ok := placeInFlow(text, i); ok && r.file != nil && index < len(r.file.Nodes) {
		return mention{&r.file.Nodes[index], named}, end
	}
	// The longest id first, for one that holds blanks or dots.
	ends := wordEnds(text, i)
	for j := len(ends) - 1; j >= 0; j-- {
		id := text[i:ends[j]]
		n := r.node(id)
		switch {
		case n == nil:
		case calledNode(text, i, ends[j]) || i == 0 && strings.HasPrefix(text[ends[j]:], ":"):
			return mention{n, named}, ends[j]
		case len(id) >= shortestWord && !r.vocabulary[id]:
			return mention{n, bare}, ends[j]
		}
	}
	return mention{}, 0
}

const (
	shortestWord = 3 // of an id that is found without quotation marks, in bytes: "a" and "is" are words of any sentence
	mostWords    = 8 // of an id with blanks in it
)

func (r *reader) node(id string) *ast.Node {
	if r.file == nil || id == "" {
		return nil
	}
	return r.file.Node(id)
}

// skip returns the end of the word at the place, or of the one character where there is no word.
func skip(text string, i int) int {
	if n := wordLength(text[i:]); n > 0 {
		return i + n
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
}

// isWordRune tells whether the character is one of a word, as ids are mostly written.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '-'
}

func wordLength(text string) int {
	if end := strings.IndexFunc(text, func(r rune) bool { return !isWordRune(r) }); end >= 0 {
		return end
	}
	return len(text)
}

// wordEnds returns where the word at the place ends, and the next ones after it that may belong to the same id.
func wordEnds(text string, i int) []int {
	ends := make([]int, 0, mostWords)
	for len(ends) < mostWords && i < len(text) {
		i += wordLength(text[i:])
		ends = append(ends, i)
		for i < len(text) && wordLength(text[i:]) == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
	}
	return ends
}

// quotation returns what stands in the quotation marks that open at the place, and where they end.
func quotation(text string, i int) (inner string, end int, ok bool) {
	opening, size := utf8.DecodeRuneInString(text[i:])
	closing := opening
	switch opening {
	case '"', '\'', '`':
	case '“', '„':
		closing = '”'
	case '‘':
		closing = '’'
	case '«':
		closing = '»'
	default:
		return "", 0, false
	}
	length := strings.IndexRune(text[i+size:], closing)
	if length < 0 {
		return "", 0, false
	}
	inner = text[i+size : i+size+length]
	return inner, i + size + length + utf8.RuneLen(closing), true
}

// calledNode tells whether the word "node" stands right before or right after what is at text[start:end].
func calledNode(text string, start, end int) bool {
	before := strings.TrimRight(text[:start], " :=([#\"'`“„‘«\\")
	last := before[strings.LastIndexFunc(before, func(r rune) bool { return !isWordRune(r) })+1:]
	switch strings.ToLower(last) {
	case "node", "nodes", "nodeid", "node_id", "node-id":
		return true
	case "id":
		return strings.HasSuffix(strings.ToLower(before), "node id")
	}
	after := strings.TrimLeft(text[end:], " ")
	return strings.EqualFold(after[:wordLength(after)], "node")
}

// placeInFlow reads a node's place in the flow: flow[3], nodes.3, flow/3 or "flow", 3.
func placeInFlow(text string, i int) (index, end int, ok bool) {
	word := text[i : i+wordLength(text[i:])]
	if word != "flow" && word != "nodes" {
		return 0, 0, false
	}
	end = i + len(word)
	rest := strings.TrimLeft(text[end:], "\"'")
	isQuoted := len(rest) < len(text[end:])
	switch {
	case rest == "":
		return 0, 0, false
	case strings.IndexByte("[./", rest[0]) >= 0:
		rest = rest[1:]
	case rest[0] == ',' && isQuoted:
		rest = strings.TrimLeft(rest[1:], " ")
	default:
		return 0, 0, false
	}
	digits := rest[:wordLength(rest)]
	index, err := strconv.Atoi(digits)
	if err != nil || index < 0 {
		return 0, 0, false
	}
	return index, len(text) - len(rest) + len(digits), true
}
