package main

import "io"

// colorHelp explains what decides whether there are colours, and in what order: see process.colored.
const colorHelp = `Colours are used on a terminal. The first of these that is given decides otherwise: --color; NO_COLOR, if not empty,
for none; FORCE_COLOR, or else CLICOLOR_FORCE, if not empty, for colours everywhere, or for none where it is 0 or false;
TERM=dumb for none.`

// colored tells whether what is written to the stream may have colours. Each stream is judged by itself: one of them may
// be a terminal, and the other a file.
func (p *process) colored(stream io.Writer) bool {
	switch p.color.String() {
	case "always":
		return true
	case "never":
		return false
	}
	if p.getenv("NO_COLOR") != "" {
		return false
	}
	for _, name := range []string{"FORCE_COLOR", "CLICOLOR_FORCE"} {
		switch p.getenv(name) {
		case "":
		case "0", "false":
			return false
		default:
			return true
		}
	}
	return p.getenv("TERM") != "dumb" && isTerminal(stream)
}
