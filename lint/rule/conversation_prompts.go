package rule

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

var conversationPromptRules = []*Rule{
	{
		ID: "conditional-prompt", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt holds branching logic",
		Doc: "\"If recognized, do this. Otherwise, do that.\" leaves it to the avatar to branch, and it does so only sometimes. Branch in the " +
			"flow: a node for each case, with a prompt of its own. Asking the person whether something is so is not branching.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Greet the user. If they are new, ask for their name. Otherwise, welcome them back.
    outcomes:
      the user is ready: done
      the user refuses, or does not answer after 3 attempts: gone
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(ask),
		Check: checkConditionalPrompt,
	},
	{
		ID: "mixed-languages", Family: "conversation", Severity: ast.Warning,
		Summary: "a prompt or condition is surely not in English",
		Doc: "Prompts and conditions are translated at run time, from English. One in another language makes the avatar flip between " +
			"languages in the middle of a talk. Only text that is certainly in another language is reported; names and short texts are not.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Спросите пользователя, готов ли он подтвердить свою личность.
    outcomes:
      the user is ready: done
      the user refuses, or does not answer after 3 attempts: gone
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(ask),
		Check: checkMixedLanguages,
	},
	{
		ID: "unknown-variable", Family: "conversation", Severity: ast.Warning, Paths: true,
		Summary: "a prompt uses a variable that nothing gives",
		Doc: "A {variable} is filled in from providedData. One that is not there is spoken as it stands, braces and all. It may be given " +
			"at creation (name, email and phone are well known), or come from the answer of a service earlier on the path.",
		Bad: yaml(`
providedData: {name: Ada}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: "Hello {nmae}.", doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good: yaml(`
providedData: {name: Ada}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: "Hello {name}.", doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Check: checkUnknownVariable,
	},
}

func checkConditionalPrompt(p *Pass) {
	for _, t := range p.talks() {
		if t.prompt == nil || t.prompt.Value.Kind != ast.String || !mayBranch(t.prompt.Value.Text) || isSaid(t.prompt.Value.Text) {
			continue
		}
		prompt := &t.prompt.Value
		for from, to := range sentences(prompt.Text) {
			sentence := prompt.Text[from:to]
			if !branches(sentence) {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("the prompt branches: %s", ast.Quote(strings.Join(strings.Fields(sentence), " "))),
				Span:    p.File.Source.Written(prompt, from, to), Node: idOf(t.node), Related: through(t.node.Object.Via, prompt.Via),
				Help: []string{"branch in the flow: a node for each case, with a prompt of its own"},
			})
			break
		}
	}
}

// mayBranch tells whether the text may hold one of the words by which branches judges: if, else, otherwise. Most hold none.
func mayBranch(text string) bool {
	for i := 1; i < len(text); i++ {
		switch text[i] | 0x20 {
		case 'f':
			if text[i-1]|0x20 == 'i' {
				return true
			}
		case 's':
			if text[i-1]|0x20 == 'l' {
				return true
			}
		case 'w':
			if text[i-1]|0x20 == 'r' {
				return true
			}
		}
	}
	return false
}

// sentences yields where each sentence that is addressed to the avatar begins and ends, and leaves out those within quotation marks.
// A line break ends a sentence only where a new thought begins: text in a block may be broken into lines anywhere.
func sentences(text string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		start, quoted, spoken := 0, false, false // spoken: the sentence began within quotation marks
		aloud := false                           // the rest of the line is to be told to the person
		for i, r := range text {
			switch r {
			case '"', '“', '”':
				quoted = r == '“' || r == '"' && !quoted
				continue
			case '.', '!', '?', ';', ':':
				if aloud || i+1 < len(text) && strings.IndexByte(" \t\r\n", text[i+1]) < 0 {
					continue
				}
				if aloud = r == ':' && addressesPerson(text[start:i], text[i+1:]); aloud {
					continue
				}
				if rest := strings.TrimLeft(text[i+1:], " \t\r"); (r == ':' || r == ';' && !turns(rest)) && rest != "" && rest[0] != '\n' && !opensThought(rest) {
					continue // what is explained, as in "Tell them: if it fails, they can try again.", or the same thought
				}
			case '\n':
				if !opensThought(text[i+1:]) {
					continue
				}
				quoted, aloud = false, false // a mark that is never closed does not hide the rest
			default:
				continue
			}
			if from, to := within(text, start, i+1); to > from && !spoken && !yield(from, to) {
				return
			}
			start, spoken = i+1, quoted
		}
		if from, to := within(text, start, len(text)); to > from && !spoken {
			yield(from, to)
		}
	}
}

// addressesPerson tells whether a colon stands before words for the person, as in "Tell them: If you agree, say yes." The one who is
// told something is the one whom "you" means.
func addressesPerson(before, after string) bool {
	const ifYou = " if you "
	return len(after) > len(ifYou) && strings.EqualFold(after[:len(ifYou)], ifYou) && slices.ContainsFunc(strings.Fields(strings.ToLower(before)), func(word string) bool {
		return slices.Contains([]string{"say", "tell", "read", "repeat", "explain", "announce", "recite"}, word)
	})
}

// turns tells whether a part of a sentence begins with a word for what is to be done in the other case.
func turns(part string) bool {
	return slices.ContainsFunc([]string{"otherwise", "else", "if not"}, func(word string) bool { return strings.HasPrefix(part, word) })
}

// opensThought tells whether a line begins with something other than the middle of a sentence.
func opensThought(line string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " \t"))
	return !unicode.IsLower(r)
}

// within takes the space and the marks of lists, headings and emphasis off a range of a text.
func within(text string, start, end int) (from, to int) {
	from = end - len(strings.TrimLeft(text[start:end], " \t\r\n-–*•_#>"))
	return from, start + len(strings.TrimRight(text[start:end], " \t\r\n"))
}

// branches tells whether a sentence gives the avatar one thing to do in one case and another in the rest.
func branches(sentence string) bool {
	first, rest, _ := strings.Cut(strings.TrimLeft(sentence, "0123456789.)( "), " ")
	switch strings.ToLower(strings.Trim(first, ",.:*_")) {
	case "otherwise", "else":
		return !strings.HasSuffix(sentence, "?")
	case "if":
		rest = strings.ToLower(rest)
		if strings.HasPrefix(rest, "not ") || strings.HasPrefix(rest, "not,") {
			return true
		}
		condition, _, _ := strings.Cut(rest, ",")
		return !slices.Contains(politePhrases, condition) && !strings.HasSuffix(sentence, "?") && decides(rest)
	}
	// "Welcome them back if known, otherwise ask who they are."
	_, then, some := strings.Cut(sentence, " if ")
	return some && (strings.Contains(then, ", otherwise ") || strings.Contains(then, ", else "))
}

// decides tells whether what follows an "if" goes on, behind a comma, with what is to be done. It does not in an item of a list of
// questions, such as "if they smoke, and how much" or "if so, when".
func decides(rest string) bool {
	condition, then, _ := strings.Cut(rest, ",")
	for clause := range strings.SplitSeq(then, ",") {
		first, _, _ := strings.Cut(strings.TrimSpace(clause), " ")
		switch word := strings.Trim(first, ".;:"); {
		case word == "" || word == "and" || word == "or":
		case (condition == "so" || condition == "any") && slices.Contains(questionWords, word):
		default:
			return true
		}
	}
	return false
}

// questionWords begin a question within a sentence.
var questionWords = []string{"how", "since", "until", "what", "when", "where", "which", "who", "whom", "whose", "why"}

// politePhrases follow "if" where nothing is branched on.
var politePhrases = []string{
	"possible", "at all possible", "needed", "need be", "necessary", "appropriate", "required", "relevant", "applicable", "in doubt", "you can", "you like", "anything",
}

func checkMixedLanguages(p *Pass) {
	for _, t := range p.talks() {
		if t.prompt != nil && p.reportForeign(t.node, &t.prompt.Value) {
			return
		}
		for _, c := range t.conditions {
			if c.value != nil && p.reportForeign(t.node, c.value) {
				return
			}
		}
	}
}

func (p *Pass) reportForeign(n *ast.Node, v *ast.Value) bool {
	message := ""
	words, _ := cutSay(v.Text) // "say" is English
	if script := foreignScript(v.Text); script != "" {
		message = fmt.Sprintf("this is in %s script; expected English", script)
	} else if language := latinLanguage(words, 4); language != "" {
		message = fmt.Sprintf("this reads as %s; expected English", language)
	} else {
		return false
	}
	p.Report(ast.Diagnostic{
		Message: message, Span: v.Span, Node: idOf(n), Related: through(n.Object.Via, v.Via),
		Help: []string{"write every prompt and condition in English; it is translated into the session's language at run time"},
	})
	return true
}

func checkUnknownVariable(p *Pass) {
	given := p.givenData()
	if !given.known {
		return
	}
	for _, t := range p.talks() {
		n, prompt := t.node, t.prompt
		if prompt == nil {
			continue
		}
		found := variables(prompt.Value.Text)
		if found == nil {
			continue // as nearly all are
		}
		writing := p.File.Source.Writing(&prompt.Value)
		for _, v := range found {
			name := prompt.Value.Text[v.Start+1 : v.End-1]
			if given.has(name) || p.mayBeMerged(n) {
				continue
			}
			out := ast.Diagnostic{
				Message: fmt.Sprintf("nothing gives the variable %s; it would be spoken as it stands", ast.Quote(name)),
				Span:    writing.Span(int(v.Start), int(v.End)), Node: idOf(n), Related: through(n.Object.Via, prompt.Value.Via),
			}
			p.suggestData(&out, name, given.names)
			p.Report(out)
		}
	}
}

// variables returns the ranges of the {names} in a prompt, braces included. {{name}} belongs to other template languages, and {4} to
// regular expressions.
func variables(text string) []ast.Span {
	var found []ast.Span
	for i := 0; ; i++ {
		next := strings.IndexByte(text[i:], '{')
		if next < 0 {
			return found
		}
		i += next
		if i+1 < len(text) && (text[i+1] == '{' || '0' <= text[i+1] && text[i+1] <= '9') {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && (ast.IsWordPart(text[end]) || end > i+1 && text[end] == '-') {
			end++
		}
		if end > i+1 && end < len(text) && text[end] == '}' {
			found = append(found, ast.Between(i, end+1))
			i = end
		}
	}
}
