package rule

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/graph"
)

// A fact is something that may have happened on the way to a node. Edges bring facts about, and nothing undoes them: what holds on
// a path holds to its end. A fact is certain at a node when it holds on every path from the start, and possible when it holds on
// some path.
type fact uint8

const (
	warm   fact = iota // the camera has run while the avatar spoke, or video was analysed cold, which is reported there
	asked              // permission for the camera was asked for
	filmed             // the camera was used
	merged             // an outside answer may have become providedData
	// pictured is the first of those that say that there is a picture from a source. They are in the order of Catalog.Pictures.
	pictured
)

// A factSet is a set of facts.
type factSet uint32

// mostPictures is how many sources of pictures there is room for. That of any more is held to be ready.
const mostPictures = 32 - int(pictured)

func (s factSet) has(f fact) bool { return s&(1<<f) != 0 }

func (s factSet) with(f fact, holds bool) factSet {
	if holds {
		s |= 1 << f
	}
	return s
}

func (s factSet) without(f fact) factSet { return s &^ (1 << f) }

// A dataflow is what is known at every node of a flow, for all facts at once.
type dataflow struct {
	pass     *Pass
	brings   []factSet // by edge
	certain  []factSet // by node; all facts where no path leads
	possible []factSet // by node
	all      factSet
	pictures []string // that outcomes yield; each is the fact pictured and on
	without  map[fact]*graph.Search
}

func (p *Pass) dataflow() *dataflow {
	if p.memo.dataflow == nil {
		p.memo.dataflow = newDataflow(p)
	}
	return p.memo.dataflow
}

// newDataflow solves two sets of equations: certain is the meet over the edges into a node, possible the join.
func newDataflow(p *Pass) *dataflow {
	n := p.Graph.Len()
	pictures := p.File.Catalog.Pictures()
	pictures = pictures[:min(len(pictures), mostPictures)]
	sets, flags := make([]factSet, 2*n), make([]bool, 2*n)
	d := &dataflow{
		pass: p, brings: make([]factSet, len(p.File.Edges)), certain: sets[:n:n], possible: sets[n:],
		all: 1<<(int(pictured)+len(pictures)) - 1, pictures: pictures,
	}
	for i := range p.File.Nodes {
		d.bring(&p.File.Nodes[i], p.Graph.Out(i))
	}
	for i := range d.certain {
		d.certain[i] = d.all
	}
	w := worklist{dataflow: d, queue: make([]int32, 0, n), queued: flags[:n:n], visited: flags[n:]}
	w.run()
	return d
}

// A worklist is the nodes of a dataflow whose sets have changed since they were passed on. Each set can change once per fact, so that
// the list comes to an end.
type worklist struct {
	*dataflow
	queue           []int32
	queued, visited []bool // by node

	// What was brought to every node, by nodes that may lead anywhere; nothing unless anywhere is set.
	anywhere                  bool
	everyCertain, anyPossible factSet
}

func (w *worklist) add(node int32) {
	if !w.queued[node] {
		w.queue, w.queued[node] = append(w.queue, node), true
	}
}

func (w *worklist) run() {
	p := w.pass
	for k, s := range p.outline().starts {
		if k == 0 { // a second start is reported, and what only paths from it lack follows from that
			w.certain[s] = 0
		}
		w.add(int32(s))
	}
	for head := 0; head < len(w.queue); head++ {
		node := w.queue[head]
		w.queued[node] = false
		for _, e := range p.Graph.Out(int(node)) {
			w.flow(p.Graph.Edge(e).To, w.certain[node]|w.brings[e], w.possible[node]|w.brings[e])
		}
		if from := p.node(node); p.uncertain(from) {
			w.suppose(from)
		}
	}
}

// flow passes on to a node what holds on a path to it.
func (w *worklist) flow(to int32, certain, possible factSet) {
	certain, possible = w.certain[to]&certain, w.possible[to]|possible
	// A node without facts still has to be passed through once.
	if w.visited[to] && certain == w.certain[to] && possible == w.possible[to] {
		return
	}
	w.visited[to] = true
	w.certain[to], w.possible[to] = certain, possible
	w.add(to)
}

// suppose follows the edges that a node lacks because of a mistake that is reported.
func (w *worklist) suppose(from *ast.Node) {
	certain, possible := w.granted(from)
	anywhere := w.pass.supposed(from, func(to int) { w.flow(int32(to), certain, possible) })
	if !anywhere || from.Spec == nil {
		return
	}
	if w.anywhere {
		certain, possible = certain&w.everyCertain, possible|w.anyPossible
		if certain == w.everyCertain && possible == w.anyPossible {
			return // another such node has brought it everywhere
		}
	}
	w.anywhere, w.everyCertain, w.anyPossible = true, certain, possible
	for to := range w.certain {
		w.flow(int32(to), certain, possible)
	}
}

// granted returns what edges bring along that a node lacks because of a mistake that is reported: a misspelled target, say. Where
// they lead is a guess, which must lead to no finding of its own. So they bring every fact that is missed where it is not certain, and
// not the one that is held against a node, that the camera was used, unless it is certain here.
func (d *dataflow) granted(n *ast.Node) (certain, possible factSet) {
	if n.Spec == nil {
		return d.all.without(filmed), factSet(0).with(merged, true)
	}
	certain = d.all
	if !d.certain[n.Index].has(filmed) && !films(n) {
		certain = certain.without(filmed)
	}
	return certain, possible.with(merged, d.possible[n.Index].has(merged) || d.pass.merges(&n.Object, n.Spec.Type))
}

// bring finds what the edges out of a node bring about.
func (d *dataflow) bring(n *ast.Node, edges []int32) {
	unknown := d.all.without(filmed) // which would be held against what comes after
	if n.Spec == nil {
		// It is not known what the node does, so nothing is held against what comes after.
		for _, e := range edges {
			d.brings[e] = unknown
		}
		return
	}
	var all factSet
	all = all.with(warm, speaks(n) || analyses(n))
	all = all.with(asked, n.Spec.CameraRequest != nil && d.pass.mayAskForCamera(n))
	all = all.with(filmed, films(n))
	all = all.with(merged, d.pass.merges(&n.Object, n.Spec.Type))
	for _, e := range edges {
		d.brings[e] = all
		switch f := d.pass.Graph.Edge(e).Field; {
		case f == nil && n.Spec.Outcomes() != nil:
			d.brings[e] = unknown // the node has no such outcome, which is reported already
		case f != nil && f.Yields != "":
			if ready, ok := d.picture(f.Yields); ok {
				d.brings[e] = all.with(ready, true)
			}
		}
	}
}

// picture returns the fact that there is a picture from a source; ok is false where there always is one.
func (d *dataflow) picture(source string) (ready fact, ok bool) {
	i := slices.Index(d.pictures, source)
	return pictured + fact(i), i >= 0
}

// lacks tells whether a path from the start leads to the node without the fact.
func (d *dataflow) lacks(node int, f fact) bool { return !d.certain[node].has(f) }

// searchWithout finds the shortest paths from the start on which the fact does not come about.
func (d *dataflow) searchWithout(f fact) *graph.Search {
	if d.without[f] == nil {
		if d.without == nil {
			d.without = make(map[fact]*graph.Search)
		}
		starts := d.pass.outline().starts
		d.without[f] = d.pass.Graph.Forward(starts[:min(1, len(starts))], func(e int32) bool { return !d.brings[e].has(f) })
	}
	return d.without[f]
}

// films tells whether the node uses the camera.
func films(n *ast.Node) bool { return n.Spec.Camera == catalog.Captures || analyses(n) }

// merges tells whether an outside answer becomes providedData at an object of the type, or is meant to: the node calls a service,
// and has all keys on the way to the edge that merges but for those whose mistakes are reported.
func (p *Pass) merges(object *ast.Value, t *catalog.Type) bool {
	if !t.Merges() {
		return false
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if !f.Merges && !f.Type.Merges() {
			continue
		}
		inner := object.Get(f.Name)
		switch {
		case inner == nil:
			if f.Required || p.misspelled(f.Name, object, t) {
				return true
			}
		case f.Merges || inner.Kind != ast.Object || p.merges(inner, f.Type):
			return true
		}
	}
	return false
}

// speaks tells whether the camera runs for some seconds while the avatar speaks.
func speaks(n *ast.Node) bool {
	if n.Spec == nil || !n.Spec.Warms {
		return false
	}
	prompt := promptOf(n)
	if prompt == nil {
		return true
	}
	words, ok := prompt.Value.AsString()
	return !ok || !isSilence(words)
}

// analyses tells whether the node analyses the running video.
func analyses(n *ast.Node) bool {
	if n.Spec == nil {
		return false
	}
	if n.Spec.Camera == catalog.Analyses {
		return true
	}
	for _, f := range n.Spec.Pictures() {
		if source := n.Object.Get(f.Name).Get(pictureSource); source != nil && slices.Contains(f.Type.Field(pictureSource).Type.Live, source.Text) {
			return true
		}
	}
	return false
}

// pictureSource is the key of a picture that says where it comes from (see catalog.Picture).
const pictureSource = "source"
