// Package invented adds to FaceSign's vocabulary a node type that FaceSign does not have. It is an entry as those of package catalog
// are, so that tests can show that one entry is all that a node type takes.
package invented

import (
	"slices"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// Catalog returns FaceSign's vocabulary and palm_scan. Such a node talks, asks for the camera, has outcomes of its own and of
// the author's wording, takes a picture, and may look at the running video.
func Catalog() *catalog.Catalog {
	known := catalog.Default()
	types := slices.Clone(known.NodeTypes)
	for i := range types {
		types[i].Type = withSource(types[i].Type, photo)
	}
	return catalog.New(known.Body, append(types, palmScan(known.NodeType("conversation"))), known.Renamed)
}

// photo is the picture that a palm_scan takes.
const photo = "palmPhoto"

func palmScan(conversation *catalog.NodeType) catalog.NodeType {
	text, target := &catalog.Type{Kind: catalog.String}, &catalog.Type{Kind: catalog.Target}
	boolean := &catalog.Type{Kind: catalog.Boolean}
	return catalog.NodeType{
		Name: "palm_scan", Doc: "The person shows a palm to the camera.", Camera: catalog.Captures,
		InstantWhen: "hurries", CameraRequest: []string{"asksForCamera"},
		Type: &catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{
			{Name: "instructions", Type: conversation.Prompt().Type, Required: true, Doc: "What the person is told."},
			{Name: "hurries", Type: boolean, Default: "false", Doc: "Go on without an answer."},
			{Name: "asksForCamera", Type: boolean, Doc: "Ask for the camera."},
			{Name: "strictness", Type: &catalog.Type{Kind: catalog.String, Values: []string{"strict", "lenient"}}, Doc: "How strict it is."},
			{Name: "reference", Doc: "What it is compared with.", Type: &catalog.Type{Kind: catalog.Object, Name: "palm source", Meaning: catalog.Picture, Fields: []catalog.Field{
				{Name: "source", Required: true, Doc: "Where the picture comes from.",
					Type: &catalog.Type{Kind: catalog.String, Name: "palm source", Values: []string{"liveHand", photo}, Live: []string{"liveHand"}}},
				{Name: "label", Type: text, Doc: "Which of several."},
			}}},
			{Name: "results", Required: true, Doc: "Where each outcome leads.", Type: &catalog.Type{Kind: catalog.Object, Outcomes: true, Fields: []catalog.Field{
				{Name: "palmMatched", Type: target, Required: true, Verdict: catalog.Positive, Yields: photo},
				{Name: "palmRejected", Type: target, Required: true, Verdict: catalog.Negative},
			}}},
			{Name: "answers", Type: conversation.Conditions().Type, Doc: "Where each condition leads."},
		}},
	}
}

// withSource returns the type with one more source for each picture in it.
func withSource(t *catalog.Type, source string) *catalog.Type {
	t = copied(t)
	for i := range t.Fields {
		if t.Fields[i].Type.Meaning != catalog.Picture {
			continue
		}
		picture := copied(t.Fields[i].Type)
		t.Fields[i].Type = picture
		for k := range picture.Fields {
			if f := &picture.Fields[k]; f.Name == "source" {
				f.Type = copied(f.Type)
				f.Type.Values = append(slices.Clip(f.Type.Values), source)
			}
		}
	}
	return t
}

func copied(t *catalog.Type) *catalog.Type {
	other := *t
	other.Fields = slices.Clone(t.Fields)
	return &other
}
