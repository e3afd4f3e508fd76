package compiler_test

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/google/go-cmp/cmp"
)

const settable = `{"zone":"us","metadata":{"a":{"b":1},"list":[1]},"flow":[],"customization":{"controls":{"autoHide":true}}}`

func TestSet(t *testing.T) {
	for _, c := range []struct{ assignment, want string }{
		{`zone=eu`, `"zone":"eu"`},
		{`zone="eu"`, `"zone":"eu"`},
		{`zone=es`, `"zone":"es"`},
		{`clientReferenceId=user 1=2`, `"clientReferenceId":"user 1=2"`},
		{`clientReferenceId=`, `"clientReferenceId":""`},
		{`clientReferenceId= `, `"clientReferenceId":" "`},
		{`clientReferenceId=0123`, `"clientReferenceId":"0123"`},
		{`clientReferenceId=1e3`, `"clientReferenceId":"1e3"`},
		{`clientReferenceId=[1`, `"clientReferenceId":"[1"`},
		{`clientReferenceId=null and void`, `"clientReferenceId":"null and void"`},
		{`metadata.a.b=2`, `"metadata":{"a":{"b":2},"list":[1]}`},
		{`metadata.a.c.d=x`, `"metadata":{"a":{"b":1,"c":{"d":"x"}},"list":[1]}`},
		{`metadata.a=null`, `"metadata":{"a":null,"list":[1]}`},
		{`metadata={"z":1e3,"y":[true]}`, `"metadata":{"z":1e3,"y":[true]}`},
		{`metadata.flow=1`, `"metadata":{"a":{"b":1},"list":[1],"flow":1}`},
		{`providedData.name=Ada`, `"providedData":{"name":"Ada"}`},
		{`providedData.score=80`, `"providedData":{"score":80}`},
		{`providedData.vip=true`, `"providedData":{"vip":true}`},
		{`langs=["en","de"]`, `"langs":["en","de"]`},
		{`videoAIAnalysisEnabled=false`, `"videoAIAnalysisEnabled":false`},
		{`customization.controls.buttons=["camera"]`, `"customization":{"controls":{"buttons":["camera"],"autoHide":true}}`},
		{`customization.permissionsPage.buttonTextTranslates.de=Los`, `"customization":{"permissionsPage":{"buttonTextTranslates":{"de":"Los"}},"controls":{"autoHide":true}}`},
		{`extractionSchema=[{"type":"number","fieldName":"age"}]`, `"extractionSchema":[{"fieldName":"age","type":"number"}]`},
		{`initialPhrase=Hi`, `"initialPhrase":"Hi"`},
	} {
		f := dsl.Parse("a.json", []byte(settable), ast.JSON)
		if err := compiler.Set(f, c.assignment); err != nil {
			t.Errorf("%s: %v", c.assignment, err)
			continue
		}
		out, err := compiler.Compile(f, compiler.Options{Compact: true})
		if err != nil || !strings.Contains(string(out), c.want) {
			t.Errorf("%s\ngot  %swant %s (%v)", c.assignment, out, c.want, err)
		}
	}
}

func TestSetRefuses(t *testing.T) {
	for _, c := range []struct{ assignment, want string }{
		{`zone`, `"zone" sets nothing; expected KEY=VALUE`},
		{``, `"" sets nothing; expected KEY=VALUE`},
		{`=1`, `cannot set "": a key is empty; expected keys with a dot between them`},
		{`metadata..a=1`, `cannot set "metadata..a": a key is empty; expected keys with a dot between them`},
		{`zome=eu`, `cannot set "zome": "zome" is no field of a request body; did you mean "zone"?`},
		{`customization.colour=red`, `cannot set "customization.colour": "colour" is no field of a customization; the API drops what it does not know; it knows "permissionsPage" and "controls"`},
		{`customization.controls.autohide=true`, `cannot set "customization.controls.autohide": "autohide" is no field of "controls"; did you mean "autoHide"?`},
		{`flow=[]`, `cannot set "flow": the flow is set by the file alone`},
		{`flow.start=1`, `cannot set "flow.start": the flow is set by the file alone`},
		{`policies=[]`, `cannot set "policies": it is for this tool, and not part of the request`},
		{`flowNormalizations=[]`, `cannot set "flowNormalizations": "flowNormalizations" is read-only: it is part of answers, never of requests`},
		{`zone=ue`, `cannot set "zone": "ue" is no zone; expected "us" or "eu"`},
		{`zone=["us"]`, `cannot set "zone": "zone" is a list; expected "us" or "eu"; write it alone, without the list: "us"`},
		{`clientReferenceId=true`, `cannot set "clientReferenceId": "clientReferenceId" is a boolean, true; expected a string; put it into quotation marks if the text is meant`},
		{`langs=en`, `cannot set "langs": "langs" is a string, "en"; expected a list of strings; put it into brackets: ["en"]`},
		{`langs=["en",{}]`, `cannot set "langs": an item of "langs" is an object; expected a string`},
		{`langs.0=en`, `cannot set "langs.0": "langs" takes a list of strings, which has no keys`},
		{`zone.a=1`, `cannot set "zone.a": "zone" is a string, which has no keys`},
		{`clientReferenceId.a=1`, `cannot set "clientReferenceId.a": "clientReferenceId" takes a string, which has no keys`},
		{`metadata.list.a=1`, `cannot set "metadata.list.a": "metadata.list" is a list, which has no keys`},
		{`metadata=5`, `cannot set "metadata": "metadata" is a number, 5; expected an object`},
		{`metadata={"a":1,"a":2}`, `cannot set "metadata": the key "a" is given twice`},
		{`providedData.a={}`, `cannot set "providedData.a": "a" is an object; expected a string, a number or a boolean`},
		{`providedData={"a":null}`, `cannot set "providedData": "a" is null; expected a string, a number or a boolean`},
		{`videoAIAnalysisEnabled=yes`, `cannot set "videoAIAnalysisEnabled": "videoAIAnalysisEnabled" is a string, "yes"; expected true or false; only true and false are booleans; yes, no, on and off are text`},
		{`customization.controls.buttons=["mic"]`, `cannot set "customization.controls.buttons": "mic" is no button; expected "microphone", "camera", "captions", "language" or "close"; did you mean "microphone"?`},
		{`customization={"controls":{"button":[]}}`, `cannot set "customization": "button" is no field of "controls"; did you mean "buttons"?`},
		{`metadata` + strings.Repeat(".a", 500) + `=1`, ``},
	} {
		f := dsl.Parse("a.json", []byte(settable), ast.JSON)
		before := f.Body
		err := compiler.Set(f, c.assignment)
		if err == nil {
			t.Errorf("%s is set", c.assignment)
			continue
		}
		if c.want != "" && err.Error() != c.want {
			t.Errorf("%s\ngot  %v\nwant %s", c.assignment, err, c.want)
		}
		if diff := cmp.Diff(before, f.Body); diff != "" {
			t.Errorf("%s changed the body: %s", c.assignment, diff)
		}
	}
	if err := compiler.Set(dsl.Parse("a.json", nil, ast.JSON), "zone=eu"); err == nil || err.Error() != `cannot set "zone": the file holds no request body` {
		t.Error(err)
	}
}

func TestSetCopies(t *testing.T) {
	f := dsl.Parse("a.json", []byte(` {"metadata":{"a":{"b":1}},"flow":[]}`), ast.JSON)
	shared := *f.Body.Get("metadata")
	for _, assignment := range []string{`metadata.a.b=[2]`, `metadata.a.c=3`, `metadata.d={"e":4}`} {
		if err := compiler.Set(f, assignment); err != nil {
			t.Fatal(err)
		}
	}
	if a := shared.Get("a"); len(shared.Members) != 1 || len(a.Members) != 1 || a.Get("b").Text != "1" {
		t.Errorf("a value that others share has changed: %+v", shared)
	}
	start := ast.Span{Start: 1, End: 1}
	metadata := f.Body.Get("metadata")
	for _, m := range []*ast.Member{metadata.Get("a").Member("c"), metadata.Member("d"), metadata.Get("d").Member("e")} {
		if m.KeySpan != start || m.Value.Span != start {
			t.Errorf("%s is at %v, its value at %v", m.Key, m.KeySpan, m.Value.Span)
		}
	}
	if place := metadata.Get("d").Span; !compiler.IsSet(f, place) || compiler.IsSet(f, metadata.Span) || compiler.IsSet(f, ast.Span{Start: 2, End: 2}) {
		t.Error("what was set cannot be told from what stands in the file")
	}
	if compiler.IsSet(dsl.Parse("a.json", nil, ast.JSON), ast.Span{}) {
		t.Error("something was set where there is no body")
	}
	if items := metadata.Get("a").Get("b").Items; len(items) != 1 || items[0].Span != start {
		t.Errorf("items %+v", items)
	}
}
