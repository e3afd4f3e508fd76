// Package flowgen generates flows for tests and benchmarks: of any size, with every node type, and correct, so that the linter finds
// nothing in them except the cycles that were asked for. Each flow can be written in all three notations.
//
// A flow is a row of parts. A part is a row of steps, each of which leads to the next one or skips a few, and a farewell
// of its own for whoever fails or gives up. The first step is a greeting, so that the camera is warm.
package flowgen

import (
	"fmt"
	"math/rand/v2"
)

// smallest is the number of nodes below which a flow is not whole: start, greeting, farewell and its end, welcome and its end.
const smallest = 6

// perPart is how many nodes a part has, more or less.
const perPart = 9

// A Shape says what flow to make. The same Shape always gives the same flow.
type Shape struct {
	Nodes int // 6 at least, fewer are taken as 6
	Seed  uint64
	// Cycles is the share of conversations, from 0 to 1, that offer a way back. Each waits for an answer.
	Cycles float64
}

// Flow returns a flow without cycles.
func Flow(nodes int, seed uint64) *Model { return Shape{Nodes: nodes, Seed: seed}.Flow() }

// Flow returns the flow of the shape.
func (s Shape) Flow() *Model {
	g := &generator{Rand: rand.New(rand.NewPCG(s.Seed, 0)), cycles: s.Cycles}
	g.plan(max(s.Nodes, smallest))
	g.write()
	return &g.model
}

// A File is a file of a corpus.
type File struct {
	Name string
	Text []byte // YAML
}

// Corpus returns that many files of different sizes, 3.6 KB on average.
func Corpus(files int) []File {
	out := make([]File, files)
	for i := range out {
		nodes := smallest + 4 + i*7%19
		out[i] = File{fmt.Sprintf("flows/%04d.flow.yaml", i), Flow(nodes, uint64(i)).YAML()}
	}
	return out
}

// A generator makes one flow: first it plans the steps, so that each knows the ids of those to come, then it fills them in.
type generator struct {
	*rand.Rand
	cycles float64
	model  Model
	steps  []step
	used   map[string]bool // the extracted fields that are read
}

// A step is a node on the way from the greeting to the welcome.
type step struct {
	kind *kind
	id   string
	part int // from 1
}

// plan chooses the type of each step.
func (g *generator) plan(nodes int) {
	const outside = 3 // start, welcome and verified
	parts := max(1, (nodes-outside)/perPart)
	steps := nodes - outside - 2*parts
	g.steps = make([]step, steps)
	for i := range g.steps {
		s := &g.steps[i]
		s.part = 1 + i*parts/steps
		switch {
		case i == 0:
			s.kind, s.id = &greeting, "greeting"
			continue
		case i == 1:
			// Once, and before the camera is used.
			s.kind = &askForCamera
		case s.part > g.steps[i-1].part:
			s.kind = &kinds[0]
		default:
			s.kind = g.kindAfter(g.steps[i-1].kind)
		}
		s.id = fmt.Sprintf("%s-%d", s.kind.stem, i)
	}
}

// kindAfter draws a kind by weight. Only questions follow their like, and a code by email does not follow an address
// that was just typed, since it asks for one itself.
func (g *generator) kindAfter(before *kind) *kind {
	for {
		at := g.IntN(totalWeight())
		for i := range kinds {
			k := &kinds[i]
			if at -= k.weight; at >= 0 {
				continue
			}
			if i > 0 && (k == before || k.nodeType == "two_factor_email" && before.nodeType == "enter_email") {
				break
			}
			return k
		}
	}
}

func (g *generator) write() {
	g.used = map[string]bool{}
	g.add(node{id: "start", kind: "start", next: "greeting"})
	for i, s := range g.steps {
		n := s.kind.fill(g, i)
		n.id, n.kind = s.id, s.kind.nodeType
		if i == 0 || s.part > g.steps[i-1].part {
			n.comment = fmt.Sprintf("Part %d", s.part)
		}
		g.add(n)
		if i+1 == len(g.steps) || g.steps[i+1].part > s.part {
			g.add(node{id: g.farewell(i), kind: "conversation", fields: object{{"prompt", g.pick(farewells)}, {"doesNotRequireReply", true}},
				list: []edge{{"", fmt.Sprintf("rejected-%d", s.part)}}})
			g.add(node{id: fmt.Sprintf("rejected-%d", s.part), kind: "end"})
		}
	}
	g.add(node{id: "welcome", kind: "conversation", fields: object{{"prompt", "Tell {name} that everything is done, and thank them for their time."},
		{"doesNotRequireReply", true}}, list: []edge{{"", "verified"}}})
	g.add(node{id: "verified", kind: "end"})
	g.session()
}

func (g *generator) add(n node) { g.model.nodes = append(g.model.nodes, n) }

func (g *generator) session() {
	g.model.before = object{
		{"clientReferenceId", fmt.Sprintf("user-%d", g.IntN(100_000))},
		{"metadata", object{{"source", "web-app"}, {"campaign", "spring"}}},
		{"providedData", object{{"name", "Ada Moreau"}, {"email", "ada@example.com"}, {"photoUrl", "https://photos.example.com/ada.jpg"},
			{"score", 72}, {"amount", 1200.50}, {"vip", false}}},
		{"langs", list{"en", "de", "fr"}},
		{"defaultLang", "en"},
	}
	var fields list
	for _, f := range extracted {
		if g.used[f.name] {
			o := object{{"fieldName", f.name}, {"type", f.fieldType}, {"description", f.description}}
			if len(f.values) > 0 {
				o = append(o, member{"enum", f.values})
			}
			fields = append(fields, o)
		}
	}
	if len(fields) > 0 {
		g.model.after = object{{"extractionSchema", fields}}
	}
}

// ahead returns the id of the step n steps after the step i, or that of the welcome.
func (g *generator) ahead(i, n int) string {
	if i+n >= len(g.steps) {
		return "welcome"
	}
	return g.steps[i+n].id
}

// farewell returns the id of the farewell in the part of the step i.
func (g *generator) farewell(i int) string { return fmt.Sprintf("goodbye-%d", g.steps[i].part) }

func (g *generator) pick(from []string) string { return from[g.IntN(len(from))] }

// often is true in that many of a hundred cases.
func (g *generator) often(percent int) bool { return g.IntN(100) < percent }
