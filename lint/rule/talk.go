package rule

import (
	"strings"
	"unicode"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// A talk is a node that has a prompt, or outcomes in the author's own words.
type talk struct {
	node       *ast.Node
	prompt     *ast.Member // what tells the avatar what to say; nil for none
	outcomes   *ast.Value  // a list; nil for none
	conditions []condition // of each of the outcomes
	atOnce     bool        // the author said that it needs no reply
}

// A condition is that of an outcome.
type condition struct {
	value *ast.Value // nil when it could not be read
	text  string     // normalized, so that only differences with a meaning are left; empty when it could not be read
}

// talks returns the talks of the file in source order.
func (p *Pass) talks() []talk {
	if p.memo.talks != nil {
		return p.memo.talks
	}
	p.memo.talks = make([]talk, 0, len(p.File.Nodes))
	all := make([]condition, 0, len(p.File.Edges)) // room for all, unless some lead nowhere
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		t := talk{node: n, prompt: promptOf(n), outcomes: outcomesOf(n)}
		if t.prompt == nil && t.outcomes == nil {
			continue
		}
		t.atOnce = goesOnAtOnce(n)
		if t.outcomes != nil {
			first := len(all)
			for k := range t.outcomes.Items {
				all = append(all, p.conditionOf(&t.outcomes.Items[k], n.Spec.Conditions().Type.Elem))
			}
			t.conditions = all[first:len(all):len(all)]
		}
		p.memo.talks = append(p.memo.talks, t)
	}
	return p.memo.talks
}

func (p *Pass) conditionOf(outcome *ast.Value, t *catalog.Type) condition {
	v := outcome.Get("condition")
	if v == nil || v.Style == ast.FilledIn && p.misspelled("condition", outcome, t) {
		return condition{}
	}
	text, ok := v.AsString()
	if !ok {
		return condition{} // a shape rule says so
	}
	return condition{v, normal(text)}
}

// normal returns a text in lower case, with one space for each run of white space and none at the ends.
func normal(text string) string {
	before := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c >= 0x80 || 'A' <= c && c <= 'Z' || c < ' ' || c == ' ' && before == ' ' {
			return strings.Join(strings.FieldsFunc(strings.ToLower(text), unicode.IsSpace), " ")
		}
		before = c
	}
	return strings.TrimSuffix(text, " ") // most are so already
}

// promptOf returns the member that tells the avatar what to say, or nil.
func promptOf(n *ast.Node) *ast.Member {
	if n.Spec == nil || n.Spec.Prompt() == nil {
		return nil
	}
	return n.Object.Member(n.Spec.Prompt().Name)
}

// outcomesOf returns the outcomes of the author's own wording; nil when the node has none.
func outcomesOf(n *ast.Node) *ast.Value {
	if n.Spec == nil || n.Spec.Conditions() == nil {
		return nil
	}
	if v := n.Object.Get(n.Spec.Conditions().Name); v != nil && v.Kind == ast.List {
		return v
	}
	return nil
}

// goesOnAtOnce tells whether the author said that the node needs no reply.
func goesOnAtOnce(n *ast.Node) bool {
	return n.Spec != nil && n.Spec.InstantWhen != "" && n.Object.Get(n.Spec.InstantWhen).IsTrue()
}

// unclearWait tells whether what the author said of waiting for a reply is wrong in itself, and reported already.
func (p *Pass) unclearWait(n *ast.Node) bool {
	set := n.Object.Get(n.Spec.InstantWhen)
	return set != nil && set.Kind != ast.Bool || set == nil && p.misspelled(n.Spec.InstantWhen, &n.Object, n.Spec.Type)
}

// instant tells whether a session goes on from the node at once.
func instant(n *ast.Node) bool {
	return n.Spec != nil && (n.Spec.Pace == catalog.Instant || goesOnAtOnce(n))
}

// cutSay takes "Say:" off a prompt, and tells whether it was there. Only in this case is it the documented mark of words that are
// spoken as they are written, but whoever writes "say:" means the same.
func cutSay(prompt string) (words string, said bool) {
	const mark = "Say:"
	words = strings.TrimSpace(prompt)
	if len(words) < len(mark) || !strings.EqualFold(words[:len(mark)], mark) {
		return words, false
	}
	return strings.TrimSpace(words[len(mark):]), true
}

// isSaid tells whether the prompt is spoken as it is written.
func isSaid(prompt string) bool {
	_, said := cutSay(prompt)
	return said
}

// isSilence tells whether the prompt gives the avatar nothing to say.
func isSilence(prompt string) bool {
	words, _ := cutSay(prompt)
	return words == ""
}
