package prose

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Branch returns where the first sentence of a prompt begins and ends that gives the avatar one thing to do in one case and another in
// the rest, and whether there is one.
func Branch(prompt string) (from, to int, found bool) {
	if !mayBranch(prompt) {
		return 0, 0, false
	}
	for from, to := range sentences(prompt) {
		if branches(prompt[from:to]) {
			return from, to, true
		}
	}
	return 0, 0, false
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
		told, judged := false, 0                 // whether the sentence up to judged has a word for telling
		for i, r := range text {
			switch r {
			case '"', '“', '”':
				quoted = r == '“' || r == '"' && !quoted
				continue
			case '.', '!', '?', ';', ':':
				if aloud || i+1 < len(text) && strings.IndexByte(" \t\r\n", text[i+1]) < 0 {
					continue
				}
				// In "Tell them: If you agree, say yes." the one who is told something is the one whom "you" means.
				if r == ':' && hasPrefixFold(text[i+1:], " if you ") {
					told, judged = told || tells(text[max(start, judged):i]), i
					if aloud = told; aloud {
						continue
					}
				}
				if rest := strings.TrimLeft(text[i+1:], " \t\r"); (r == ':' || r == ';' && !turns(rest)) && !opensThought(rest) {
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
			start, spoken, told = i+1, quoted, false
		}
		if from, to := within(text, start, len(text)); to > from && !spoken {
			yield(from, to)
		}
	}
}

// tells tells whether a part of a sentence has a word for telling somebody something.
func tells(part string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(part)), func(word string) bool {
		return slices.Contains([]string{"say", "tell", "read", "repeat", "explain", "announce", "recite"}, word)
	})
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
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
	_, then, _ := strings.Cut(sentence, " if ")
	return strings.Contains(then, ", otherwise ") || strings.Contains(then, ", else ")
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
