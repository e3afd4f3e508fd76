package rule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/graph"
	"pgregory.net/rapid"
)

// randomPass draws a small flow of nodes that bring facts about, and of some that do not.
func randomPass(t *rapid.T) *Pass {
	kinds := []string{
		`enter_email { emailEntered -> %s canceled -> %s }`,
		`conversation { prompt: "Talk." on "a" -> %s on "b" -> %s }`,
		`conversation { prompt: "" on "a" -> %s on "b" -> %s }`,
		`permissions { permissions: { camera: true } permissionsGranted -> %s permissionsDenied -> %s }`,
		`document_scan { scanSuccess -> %s userCancelled -> %s }`,
		`face_scan { passed -> %s cancelled -> %s }`,
		`external_call -> %s { request: { url: %s } }`,
		`field_condition { if providedData.a == 1 -> %s else -> %s }`,
	}
	n := rapid.IntRange(1, 4).Draw(t, "nodes")
	name := func() string { return fmt.Sprintf("n%d", rapid.IntRange(0, n-1).Draw(t, "target")) }
	var text strings.Builder
	fmt.Fprintf(&text, "start -> %s\n", name())
	for i := range n {
		kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")]
		fmt.Fprintf(&text, "n%d: "+kind+"\n", i, name(), name())
	}
	file := dsl.Parse("random.flow", []byte(text.String()), ast.Flow)
	return &Pass{File: file, Graph: graph.New(file)}
}

// everyPath calls visit with the node that each path from the start leads to, and the facts on it. A path takes an edge
// twice at most: going round once brings about what going round again would.
func everyPath(p *Pass, d *dataflow, at int32, have factSet, taken map[int32]int, length int, visit func(node int32, have factSet, length int)) {
	visit(at, have, length)
	for _, e := range p.Graph.Out(int(at)) {
		if taken[e] < 2 {
			taken[e]++
			everyPath(p, d, p.Graph.Edge(e).To, have|d.brings[e], taken, length+1, visit)
			taken[e]--
		}
	}
}

func TestDataflowEqualsTheEnumerationOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomPass(t)
		d := p.dataflow()
		n := p.Graph.Len()
		certain, possible := make([]factSet, n), make([]factSet, n)
		for i := range certain {
			certain[i] = d.all
		}
		factCount := pictured + fact(len(d.pictures))
		shortest := make([][]int, n)
		for i := range shortest {
			shortest[i] = make([]int, factCount)
			for f := range shortest[i] {
				shortest[i][f] = -1
			}
		}
		steps := 0
		everyPath(p, d, 0, 0, map[int32]int{}, 0, func(node int32, have factSet, length int) {
			if steps++; steps > 100_000 {
				t.Skip("too many paths")
			}
			certain[node] &= have
			possible[node] |= have
			for f := range factCount {
				if s := &shortest[node][f]; !have.has(f) && (*s < 0 || length < *s) {
					*s = length
				}
			}
		})
		for i := range n {
			if d.certain[i] != certain[i] || d.possible[i] != possible[i] {
				t.Fatalf("node %d: certain %b, possible %b; want %b, %b\n%s", i, d.certain[i], d.possible[i], certain[i], possible[i], p.File.Source.Text)
			}
			for f := range factCount {
				if d.lacks(i, f) != (shortest[i][f] >= 0) {
					t.Fatalf("node %d lacks fact %d: %v\n%s", i, f, d.lacks(i, f), p.File.Source.Text)
				}
				if d.lacks(i, f) && d.searchWithout(f).Distance(i) != shortest[i][f] {
					t.Fatalf("node %d, fact %d: a path of %d edges; the shortest has %d\n%s", i, f, d.searchWithout(f).Distance(i), shortest[i][f], p.File.Source.Text)
				}
			}
		}
	})
}

func TestEdgesBringFactsAbout(t *testing.T) {
	file := dsl.Parse("a.flow", []byte(`
start -> say
say: conversation { say "Hello." always -> mute }
mute: conversation { say "" always -> code }
code: two_factor_sms { verified -> may }
may: permissions { permissions: { camera: true } permissionsGranted -> scan }
scan: document_scan { scanSuccess -> face userCancelled -> face }
face: face_scan { passed -> faces notPassed -> faces cancelled -> faces error -> faces }
faces: face_compare { sourceA: { source: documentPhoto } sourceB: { source: sessionVideo } match -> still }
still: face_compare { sourceA: { source: documentPhoto } sourceB: { source: faceScan } match -> call }
call: external_call -> wait
wait: conversation { prompt: "Chat." awaitExternal: { } onDataReady -> odd onTimeout -> odd }
odd: nothing_known { foo -> say }
`), ast.Flow)
	p := &Pass{File: file, Graph: graph.New(file)}
	d := p.dataflow()
	faceScanned, _ := d.picture("faceScan")
	documented, _ := d.picture("documentPhoto")
	facts := []struct {
		fact fact
		name string
	}{{warm, "warm"}, {asked, "asked"}, {filmed, "filmed"}, {faceScanned, "faceScanned"}, {documented, "documented"}, {merged, "merged"}}
	got := map[string]string{}
	for e := range file.Edges {
		var names []string
		for _, one := range facts {
			if d.brings[e].has(one.fact) {
				names = append(names, one.name)
			}
		}
		got[file.Nodes[file.Edges[e].From].ID.Text+"."+file.Edges[e].Name.Text] = strings.Join(names, " ")
	}
	for edge, want := range map[string]string{
		"start.outcome": "", "say.next": "warm", "mute.next": "", "code.verified": "warm", "may.permissionsGranted": "asked",
		"scan.scanSuccess": "filmed documented", "scan.userCancelled": "filmed", "face.passed": "warm filmed faceScanned",
		"face.notPassed": "warm filmed faceScanned", "face.cancelled": "warm filmed", "faces.match": "warm filmed", "still.match": "",
		"call.outcome": "merged", "wait.onDataReady": "warm merged", "wait.onTimeout": "warm merged",
		"odd.foo": "warm asked faceScanned documented merged",
	} {
		if got[edge] != want {
			t.Errorf("%s brings %q, want %q", edge, got[edge], want)
		}
	}
}
