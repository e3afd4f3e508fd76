package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SpeaksOfExit tells whether a condition is about silence, refusal, failure or a limit. A word too many in its lists costs a missed
// finding, a word too few a false one; so any negation counts, and so does a number.
func SpeaksOfExit(condition string) bool {
	for at := 0; at < len(condition); {
		c := condition[at]
		if c < 'a' || c > 'z' {
			if c != ' ' {
				return spelledOutExit(condition[at:])
			}
			at++
			continue
		}
		end := at + 1
		for end < len(condition) && 'a' <= condition[end] && condition[end] <= 'z' {
			end++
		}
		if end < len(condition) && condition[end] != ' ' {
			return spelledOutExit(condition[at:])
		}
		if meansExit(condition[at:end]) {
			return true
		}
		at = end
	}
	return false
}

// spelledOutExit is SpeaksOfExit for the few conditions that are not in plain lower case.
func spelledOutExit(condition string) bool {
	var room [32]byte
	word := room[:0]
	lower := false // whether the last letter was one, so that "userRefused" is two words
	for _, r := range condition {
		switch {
		case unicode.IsDigit(r):
			return true
		case r == '\'' || r == '’':
			word = append(word, '\'')
			continue
		case !unicode.IsLetter(r) || lower && unicode.IsUpper(r):
			if meansExit(string(word)) {
				return true
			}
			word = word[:0]
		}
		if lower = unicode.IsLower(r); unicode.IsLetter(r) {
			word = utf8.AppendRune(word, unicode.ToLower(r))
		}
	}
	return meansExit(string(word))
}

// meansExit tells whether a word, in lower case, is one that people use when they describe a way out.
func meansExit(word string) bool {
	word = strings.Trim(word, "'")
	if word == "" || word[0] < 'a' || word[0] > 'z' {
		return false
	}
	// unsure, unwilling, unresponsive, but not: understands, until, unique.
	if strings.HasPrefix(word, "un") && !strings.HasPrefix(word, "under") && !strings.HasPrefix(word, "until") && !strings.HasPrefix(word, "uni") {
		return true
	}
	if len(word) == 1 {
		return false
	}
	for _, stem := range exitWords[word[0]] {
		if stem[1] != word[1] {
			continue // as most are
		}
		if last := len(stem) - 1; stem[last] == '.' && word == stem[:last] || strings.HasPrefix(word, stem) {
			return true
		}
	}
	return strings.HasSuffix(word, "n't")
}

// exitWords are the beginnings of words, by their first letter; one with a dot is a whole word.
var exitWords = ['z' + 1][]string{
	'a': {"any.", "anything.", "anyone.", "away.", "after.", "afk.", "abandon", "absent", "attempt", "another", "assist", "agent", "abort", "avoid", "angry", "abus", "aggress", "annoy", "ambigu", "again.", "agitat", "afraid", "asleep", "abstain", "advisor", "adviser"},
	'b': {"back.", "backs.", "bad.", "bye.", "busy.", "break.", "bored", "barrier", "bail", "below.", "blank", "block"},
	'c': {"cannot.", "cant.", "callback.", "catch.", "closes.", "closed.", "cancel", "confus", "contest", "complain", "concern", "circl", "coach", "coerc", "colleague", "contradict", "clarif", "crying."},
	'd': {"dont.", "doesnt.", "didnt.", "declin", "deny", "deni", "disagree", "delay", "defer", "doubt", "dodg", "disput", "disconn", "distract", "dismiss", "disappear", "drop", "default", "drag", "deflect", "difficult", "disapprov", "discontinu", "disengag", "distress", "duress", "deadline", "dead.", "drunk"},
	'e': {"either.", "end.", "ends.", "ended.", "ending.", "else.", "exit", "exchange", "exceed", "escalat", "evad", "evas", "expire", "excus", "error", "empty", "exhaust"},
	'f': {"fail", "farewell", "frustrat", "fallback", "false", "fear", "fewer.", "forg"},
	'g': {"gone.", "goodbye", "gibberish", "ghost"},
	'h': {"hang", "hung", "help", "human", "hesita", "hostil", "halt", "hurry"},
	'i': {"ignor", "idle", "inactiv", "instead", "incorrect", "incomplet", "invalid", "insuffic", "interrupt", "inconclus", "impatien", "imposs", "inaudib", "irrelev", "inconsist", "insult", "issues."},
	'l': {"leav", "left", "limit", "later", "loop", "lack", "lost", "lose", "less.", "lies.", "locked."},
	'm': {"mind.", "mute", "minute", "max", "manager", "mis", "mumbl"},
	'n': {"no.", "not.", "never.", "none.", "nothing.", "nobody.", "nope.", "nah.", "neither.", "nor.", "non.", "negativ", "nois", "nonsens", "nowhere.", "nervous"},
	'o': {"off.", "opt.", "opts.", "opted.", "other.", "others.", "object", "otherwise", "operator", "out", "offend", "overwhelm"},
	'p': {"prompt", "postpon", "paus", "poor.", "profan", "protest", "pressur", "partial", "pushback"},
	'q': {"quiet", "quit"},
	'r': {"regardless.", "rather.", "remaining.", "refus", "reject", "retr", "repeat", "resched", "reluct", "resist", "rude", "remind", "representative", "revok", "refrain", "rush", "reneg"},
	's': {"silen", "stop", "second", "support", "supervisor", "skip", "stall", "stuck", "subject", "scam", "sceptic", "skeptic", "suspect", "suspic", "scared.", "shout", "staff", "suspend", "swear", "somebody.", "someone."},
	't': {"too.", "tired.", "tries", "try", "turn", "times", "timeout", "timed", "topic", "terminat", "think.", "threat", "tomorrow", "troubl"},
	'u': {"up.", "upset"},
	'v': {"vague", "violen", "voicemail"},
	'w': {"without.", "wont.", "whatever.", "withdr", "withh", "withold", "wrong", "wait", "worr"},
}
