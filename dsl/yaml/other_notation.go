package yaml

import (
	"path"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
)

// otherNotation returns the single finding about a source that is in the flow language, or nil. It is asked only about sources
// that are not YAML.
func otherNotation(source *ast.Source) *ast.Diagnostic {
	text := source.Text
	start := bodyStart(text)
	sure := false
	first := ast.Span{}
	for at := start; at < len(text) && !sure; at = endOfLine(text, at) + 1 {
		line := strings.TrimRight(text[at:endOfLine(text, at)], " \t")
		if line == "" || strings.IndexByte(" \t#}", line[0]) >= 0 {
			continue
		}
		item, certain := flowItem(line)
		if item == 0 {
			return nil
		}
		if sure = certain; first.IsZero() {
			first = span(at, at+item)
		}
	}
	if !sure {
		return nil
	}
	d := syntaxError(first, "this reads as the flow language; a .yaml file holds YAML", asFlow(source.Name))
	return &d
}

// flowItem returns the length of the first word of a line that may begin an item of the flow language; 0 for any other line. It is
// certain where no YAML begins like that.
func flowItem(line string) (word int, certain bool) {
	for word < len(line) && isWord(line[word]) {
		word++
	}
	rest := strings.TrimLeft(line[word:], " \t")
	switch name := line[:word]; {
	case name == "":
		return 0, false
	case name == "session" && rest == "{", name == "start" && strings.HasPrefix(rest, "->"), name == "policy" && strings.HasPrefix(rest, `"`):
		return word, true
	case name == "flow" || !strings.HasPrefix(rest, ":"):
		return 0, false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	kind := 0
	for kind < len(rest) && isWord(rest[kind]) {
		kind++
	}
	rest = strings.TrimLeft(rest[kind:], " \t")
	if kind == 0 || rest != "" && rest[0] != '{' && rest[0] != '#' && !strings.HasPrefix(rest, "->") {
		return 0, false
	}
	return word, rest != "" && rest[0] != '#'
}

// asFlow says how a source of that name is read as the flow language. The ending of a name decides, where it tells a notation.
func asFlow(name string) string {
	base := path.Base(name)
	for _, extension := range []string{".yaml", ".yml"} {
		if bare, ok := strings.CutSuffix(base, extension); ok {
			return "name the file " + strings.TrimSuffix(bare, ".flow") + ".flow"
		}
	}
	return "read it with --lang flow"
}
