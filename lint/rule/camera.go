package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
	"github.com/fsflow/fsflow/graph"
)

var cameraRules = []*Rule{
	{
		ID: "camera-not-warm", Family: "camera", Severity: ast.Warning, Paths: true,
		Summary: "video analysis may begin before the camera is warm",
		Doc: "Liveness, face scans, recognition and comparisons with the session's video need at least five seconds of camera feed. A " +
			"conversation in which the avatar speaks gives them, and so does a two_factor node; permissions, forms and document scans do " +
			"not. On a path without one the check sees too little and fails people who did nothing wrong.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: gone, noFace: gone, inconclusive: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(live),
		Check: checkCameraNotWarm,
	},
	{
		ID: "permissions-too-late", Family: "camera", Severity: ast.Warning, Paths: true,
		Summary: "the camera is asked for after it was used",
		Doc:     "On every path, whoever comes to this permissions node has already been in front of the camera: the permission was then asked for automatically. Ask before the first use, or not at all.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: may, deepfakeDetected: gone, noFace: gone, inconclusive: gone}}
  may: {type: permissions, permissions: {camera: true}, outcomes: {permissionsGranted: done, permissionsDenied: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(live),
		Check: checkPermissionsTooLate,
	},
	{
		ID: "camera-not-asked", Family: "camera", Severity: ast.Error, Paths: true,
		Summary: "permissions are asked for, but not the camera, and then it is used",
		Doc: "Without a permissions node the camera is asked for automatically. A node that asks for the microphone alone turns that off, and the " +
			"check after it has no picture. Add camera: true.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: may}
  may: {type: permissions, permissions: {microphone: true}, outcomes: {permissionsGranted: hello, permissionsDenied: gone}}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: gone, noFace: gone, inconclusive: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(live),
		Check: checkCameraNotAsked,
	},
	{
		ID: "source-not-ready", Family: "camera", Severity: ast.Warning, Paths: true,
		Summary: "a comparison may have no picture to compare",
		Doc: "faceScan and documentPhoto are the pictures of the latest face_scan and document_scan of the session. On a path where none came " +
			"before, the comparison ends with imageUnavailable for everybody.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: faces}
  faces:
    type: face_compare
    sourceA: {source: sessionVideo}
    sourceB: {source: documentPhoto}
    outcomes: {match: done, noMatch: gone, imageUnavailable: gone}
  done: {type: end}
  gone: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: scan}
  scan:
    type: document_scan
    scanningMode: automatic
    allowedDocumentTypes: [passport]
    outcomes: {scanSuccess: faces, userCancelled: gone, scanTimeout: gone}
  faces:
    type: face_compare
    sourceA: {source: sessionVideo}
    sourceB: {source: documentPhoto}
    outcomes: {match: done, noMatch: gone, imageUnavailable: gone}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkSourceNotReady,
	},
	{
		ID: "same-sources", Family: "camera", Severity: ast.Warning,
		Summary: "a picture is compared with itself",
		Doc:     "Both sides of the comparison are the same picture, so it always matches, whoever is in front of the camera.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: faces}
  faces:
    type: face_compare
    sourceA: {source: sessionVideo}
    sourceB: {source: sessionVideo}
    outcomes: {match: done, noMatch: gone, imageUnavailable: gone}
  done: {type: end}
  gone: {type: end}
`),
		Good:  yaml(live),
		Check: checkSameSources,
	},
}

// live is a correct flow that analyses the video.
const live = `
flow:
  start: {type: start, outcome: may}
  may: {type: permissions, permissions: {camera: true, microphone: true}, outcomes: {permissionsGranted: hello, permissionsDenied: gone}}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: gone, noFace: gone, inconclusive: gone}}
  done: {type: end}
  gone: {type: end}
`

func checkCameraNotWarm(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if !analyses(n) || !p.dataflow().lacks(i, warm) {
			continue
		}
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("%s analyses the video, but on a path to it the avatar has not spoken yet", nameOf(n)), Span: n.ID.Span, Node: idOf(n),
			Related: append(p.related(p.dataflow().searchWithout(warm), i), through(n.ID.Via)...),
			Help:    []string{"let a conversation in which the avatar speaks come first; the camera needs five seconds of feed"},
		})
	}
}

func checkPermissionsTooLate(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if asksForCamera(n) && p.outline().reached.Reached(i) && p.dataflow().certain[i].has(filmed) {
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("%s asks for the camera, which every path to it has used already", nameOf(n)), Span: n.ID.Span, Node: idOf(n),
				Related: append(p.related(p.outline().reached, i), through(n.ID.Via)...), Help: []string{"ask before the first node that uses the camera"},
			})
		}
	}
}

func checkCameraNotAsked(p *Pass) {
	var toAnalysis *graph.Search // from every node to the nearest that analyses the video, with no request for the camera between
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec == nil || n.Spec.CameraRequest == nil || n.Open || p.mayAskForCamera(n) || !p.dataflow().lacks(i, asked) {
			continue
		}
		if toAnalysis == nil {
			var all []int
			for k := range p.File.Nodes {
				if analyses(&p.File.Nodes[k]) {
					all = append(all, k)
				}
			}
			toAnalysis = p.Graph.Backward(all, func(e int32) bool { return !p.dataflow().brings[e].has(asked) })
		}
		if !toAnalysis.Reached(i) {
			continue
		}
		path := append(p.related(p.dataflow().searchWithout(asked), i), p.related(toAnalysis, i)...)
		needs := p.node(int32(toAnalysis.Root(i)))
		span, via := requestOf(n)
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the camera is not asked for, and %s needs it", nameOf(needs)), Span: span, Node: idOf(n),
			Related: append(path, through(n.Object.Via, via)...),
			Help:    []string{fmt.Sprintf("add %s: true", n.Spec.CameraRequest[len(n.Spec.CameraRequest)-1])},
		})
	}
}

// mayAskForCamera tells whether the node asks for the camera, or fails to only because of something that a shape rule reports.
func (p *Pass) mayAskForCamera(n *ast.Node) bool {
	v, t := &n.Object, n.Spec.Type
	path := n.Spec.CameraRequest
	for _, key := range path[:len(path)-1] {
		if v, t = v.Get(key), t.Field(key).Type; v == nil || v.Kind != ast.Object || v.Incomplete {
			return true
		}
	}
	asked := v.Get(path[len(path)-1])
	if asked == nil {
		return p.misspelled(path[len(path)-1], v, t)
	}
	return asked.Kind != ast.Bool || asked.IsTrue()
}

// asksForCamera tells whether the node is sure to ask for the camera.
func asksForCamera(n *ast.Node) bool {
	if n.Spec == nil {
		return false
	}
	v := &n.Object
	for _, key := range n.Spec.CameraRequest {
		v = v.Get(key)
	}
	return v.IsTrue()
}

// requestOf is the place of what a node that may ask for the camera asks for, and the alias through which that came.
func requestOf(n *ast.Node) (span, via ast.Span) {
	if m := n.Object.Member(n.Spec.CameraRequest[0]); m != nil {
		return shape.SpanOf(&m.Value, m.KeySpan), m.Value.Via
	}
	return n.ID.Span, ast.Span{}
}

func checkSourceNotReady(p *Pass) {
	for _, picture := range p.meaning(catalog.Picture) {
		source := picture.Value.Get(pictureSource)
		if source == nil {
			continue
		}
		i := picture.Node.Index
		ready, ok := p.dataflow().picture(source.Text)
		if !ok || !p.dataflow().lacks(i, ready) {
			continue
		}
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("on a path to %s there is no %s to compare: no %s comes before", nameOf(picture.Node), ast.Quote(source.Text), p.whatYields(source.Text)),
			Span:    source.Span, Node: idOf(picture.Node), Related: append(p.related(p.dataflow().searchWithout(ready), i), through(picture.Via...)...),
			Help: []string{"lead every path through one first"},
		})
	}
}

// whatYields says which nodes give a picture: "face_scan with passed or notPassed".
func (p *Pass) whatYields(picture string) string {
	var all []string
	for i := range p.File.Catalog.NodeTypes {
		n := &p.File.Catalog.NodeTypes[i]
		if outcomes := n.Type.Yielding(picture); outcomes != nil {
			all = append(all, n.Name+" with "+strings.Join(outcomes, " or "))
		}
	}
	return strings.Join(all, ", and no ")
}

func checkSameSources(p *Pass) {
	first := map[*ast.Node]shape.Noted{}
	for _, picture := range p.meaning(catalog.Picture) {
		a, seen := first[picture.Node]
		if !seen {
			first[picture.Node] = picture
			continue
		}
		if placeOfPicture(&picture) < placeOfPicture(&a) { // which one is reported does not depend on which one is written first
			a, picture = picture, a
		}
		b := picture.Value
		if text(b.Get(pictureSource)) == "" || !samePicture(&a, &picture) {
			continue
		}
		related := []ast.Related{{Message: "the other", Span: a.Value.Span}}
		if a.Value.Span == b.Span { // one piece stands on both sides
			related = through(a.Via...)
		}
		for _, use := range through(picture.Via...) {
			if !slices.Contains(related, use) {
				related = append(related, use)
			}
		}
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("both pictures are %s; it is compared with itself and always matches", ast.Quote(text(b.Get(pictureSource)))), Span: b.Span, Node: idOf(picture.Node),
			Related: related, Help: []string{"compare with another picture"},
		})
	}
}

// placeOfPicture returns how many pictures of the node the catalog names before this one.
func placeOfPicture(picture *shape.Noted) int {
	n := picture.Node
	return slices.IndexFunc(n.Spec.Pictures(), func(f *catalog.Field) bool { return n.Object.Get(f.Name) == picture.Value })
}

// samePicture tells whether two pictures have the same of all that says where they come from.
func samePicture(a, b *shape.Noted) bool {
	return a.Type == b.Type && !slices.ContainsFunc(a.Type.Fields, func(f catalog.Field) bool {
		return text(a.Value.Get(f.Name)) != text(b.Value.Get(f.Name))
	})
}
