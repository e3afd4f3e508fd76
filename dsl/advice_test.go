package dsl_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/internal/invented"
)

// What the flow language says of a mistake is in the words of the vocabulary that it is read with.
func TestAdviceIsFromTheVocabulary(t *testing.T) {
	own := catalog.New(&catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{{Name: "tone", Type: catalog.Anything}}}, invented.Catalog().NodeTypes, nil)
	for _, test := range []struct{ name, text, want, usual string }{
		{"the type before the name", "start -> a\npalm_scan a { palmMatched -> b }\nb: end\n",
			`"a" after "palm_scan"; expected ":" between the name of a node and its type (write a: palm_scan)`,
			`"a" after "palm_scan"; expected ":" between the name of a node and its type (write palm_scan: a)`},
		{"an outcome as a condition", "start -> a\na: palm_scan { on palmMatched -> b }\nb: end\n",
			`"palmMatched" after "on"; expected the condition in quotation marks (write palmMatched -> …, without on)`,
			`"palmMatched" after "on"; expected the condition in quotation marks (write on "palmMatched" -> …)`},
		{"an equals sign for an arrow", "start -> a\na: palm_scan { palmMatched = b }\nb: end\n",
			`"="; expected "->" (write ->)`,
			`"="; expected ":" (write :)`},
		{"a key of the request", "tone: { warm: true }\nstart -> a\na: end\n",
			`"{" after "tone"; expected the type of the node (keys of the request stand in the session: session { tone: … })`,
			`"{" after "tone"; expected the type of the node (write tone: conversation, or another type)`},
		{"a field without its colon", "start -> a\na: palm_scan { hurries true }\nb: end\n",
			`"true" after "hurries"; expected ":" and a value, or "->" and the name of a node (write hurries: true)`,
			`"true" after "hurries"; expected ":" and a value, or "->" and the name of a node (write hurries: true)`},
	} {
		for c, want := range map[*catalog.Catalog]string{own: test.want, catalog.Default(): test.usual} {
			var found []string
			for _, d := range dsl.ParseWith(c, "a.flow", []byte(test.text), ast.Flow).Diagnostics {
				found = append(found, d.Message+" ("+strings.Join(d.Help, "; ")+")")
			}
			if got := strings.Join(found, "\n"); got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, want)
			}
		}
	}
	// A field is one that the vocabulary has, so that what it holds is kept.
	file := dsl.ParseWith(own, "a.flow", []byte("a: palm_scan { hurries true }\n"), ast.Flow)
	if v := file.Nodes[0].Object.Get("hurries"); !v.IsTrue() {
		t.Error("the field is lost")
	}
}
