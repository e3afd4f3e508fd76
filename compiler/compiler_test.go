package compiler_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/compiler"
	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/google/go-cmp/cmp"
)

func compact(t *testing.T, language ast.Language, text string) string {
	t.Helper()
	out, err := compiler.Compile(dsl.Parse("kyc.flow", []byte(text), language), compiler.Options{Compact: true})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return string(out)
}

func TestLayout(t *testing.T) {
	const source = `{"x-own": 1, "providedData": {}, "flow": [{"type": "conversation", "id": "hello", "outcomes": {"ready & <able>": "end"}, "prompt": "Hi"},
		{"id": "end", "type": "end"}], "langs": [], "customization": {"controls": {"buttons": ["camera"]}}, "metadata": {"b": [[], {}, [1]], "a": null}}`
	const request = `{
  "metadata": {
    "b": [
      [],
      {},
      [
        1
      ]
    ],
    "a": null
  },
  "providedData": {},
  "langs": [],
  "flow": [
    {
      "id": "hello",
      "type": "conversation",
      "prompt": "Hi",
      "outcomes": [
        {
          "id": "ready-able",
          "condition": "ready & <able>",
          "targetNodeId": "end"
        }
      ]
    },
    {
      "id": "end",
      "type": "end"
    }
  ],
  "customization": {
    "controls": {
      "buttons": [
        "camera"
      ]
    }
  }
}
`
	const flow = `[{"id":"hello","type":"conversation","prompt":"Hi","outcomes":[{"id":"ready-able","condition":"ready & <able>","targetNodeId":"end"}]},{"id":"end","type":"end"}]` + "\n"
	for _, c := range []struct {
		options compiler.Options
		want    string
	}{
		{compiler.Options{}, request},
		{compiler.Options{Emit: compiler.Flow, Compact: true}, flow},
		{compiler.Options{Compact: true}, squeeze(t, request)},
		{compiler.Options{Emit: compiler.Flow}, indent(t, flow)},
	} {
		out, err := compiler.Compile(dsl.Parse("a.json", []byte(source), ast.JSON), c.options)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, string(out)); diff != "" {
			t.Errorf("%+v: %s", c.options, diff)
		}
	}
}

// squeeze and indent are the layouts of the standard library, which are ours too.
func squeeze(t *testing.T, text string) string {
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n") + "\n"
}

func indent(t *testing.T, text string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(text), "", "  "); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n") + "\n"
}

func TestConstructs(t *testing.T) {
	node := func(fields string) string { return `{"flow":[{"id":"n",` + fields + `}]}` }
	for _, c := range []struct{ name, text, want string }{
		{"flow alone", `[]`, `{"metadata":{},"flow":[]}`},
		{"flow as mapping", `{"flow":{"b":{"type":"end"},"a":{"outcome":"b","type":"start"}}}`,
			`{"metadata":{},"flow":[{"id":"b","type":"end"},{"id":"a","type":"start","outcome":"b"}]}`},
		{"empty mapping", `{"flow":{}}`, `{"metadata":{},"flow":[]}`},
		{"no flow", `{"modules":[{"type":"x"}]}`, `{"metadata":{},"modules":[{"type":"x"}]}`},
		{"flow of another kind", `{"flow":"a"}`, `{"metadata":{},"flow":"a"}`},
		{"body in order", `{"modules":[],"finalPhrase":"b","initialPhrase":"a","backgroundAssetId":"x","extractionSchema":[],"videoAIAnalysisEnabled":true,
			"customization":{},"flow":[],"zone":"eu","defaultLang":"en","langs":["en"],"avatarId":"av","providedData":{"b":1,"a":"x"},"metadata":{"z":1,"a":2},"clientReferenceId":"c"}`,
			`{"clientReferenceId":"c","metadata":{"z":1,"a":2},"providedData":{"b":1,"a":"x"},"avatarId":"av","langs":["en"],"defaultLang":"en","zone":"eu","flow":[],` +
				`"customization":{},"videoAIAnalysisEnabled":true,"extractionSchema":[],"backgroundAssetId":"x","initialPhrase":"a","finalPhrase":"b","modules":[]}`},
		{"never compiled", `{"flow":[],"policies":[1],"flowNormalizations":[],"x-a":1}`, `{"metadata":{},"flow":[]}`},
		{"unknown keys come last, in their order", `{"zz":1,"flow":[],"aa":{"y":1,"x":2}}`, `{"metadata":{},"flow":[],"zz":1,"aa":{"y":1,"x":2}}`},
		{"extraction schema", `{"flow":[],"extractionSchema":[{"enum":["a"],"description":"d","type":"string","fieldName":"f"}]}`,
			`{"metadata":{},"flow":[],"extractionSchema":[{"fieldName":"f","type":"string","description":"d","enum":["a"]}]}`},
		{"translations keep their order", `{"flow":[],"customization":{"controls":{"autoHide":true,"showUxControls":false},"permissionsPage":{"buttonTextTranslates":{"fr":"a","de":"b"},"buttonText":"c"}}}`,
			`{"metadata":{},"flow":[],"customization":{"permissionsPage":{"buttonText":"c","buttonTextTranslates":{"fr":"a","de":"b"}},"controls":{"showUxControls":false,"autoHide":true}}}`},
		{"unknown node type", node(`"zz":{"b":1,"a":2},"outcome":"x","type":"nonsense"`), `{"metadata":{},"flow":[{"id":"n","type":"nonsense","zz":{"b":1,"a":2},"outcome":"x"}]}`},
		{"no type", `{"flow":[{"b":1,"id":"n"}]}`, `{"metadata":{},"flow":[{"id":"n","b":1}]}`},
		{"say", node(`"type":"conversation","outcomes":"x","say":"Hi"`),
			`{"metadata":{},"flow":[{"id":"n","type":"conversation","prompt":"Say: Hi","outcomes":[{"id":"next","condition":"","targetNodeId":"x"}]}]}`},
		{"unknown keys of an outcome", node(`"type":"conversation","outcomes":[{"b":1,"targetNodeId":"x","a":2}]`),
			`{"metadata":{},"flow":[{"id":"n","type":"conversation","outcomes":[{"id":"next","condition":"","targetNodeId":"x","b":1,"a":2}]}]}`},
		{"awaitExternal", node(`"type":"conversation","outcomes":[],"awaitExternal":{"exits":{"onError":"c","onTimeout":"b","onDataReady":"a"},"poll":{"timeoutMs":6e4,"intervalMs":2000},"request":{"vars":{"v":"$providedData.x","w":"$$1","u":0.80},"url":"u"}},"doesNotRequireReply":false,"prompt":"p"`),
			`{"metadata":{},"flow":[{"id":"n","type":"conversation","prompt":"p","doesNotRequireReply":false,"awaitExternal":{"request":{"url":"u","vars":[{"name":"v","value":{"type":"ref","source":"providedData","field":"x"}},` +
				`{"name":"w","value":{"type":"literal","value":"$1"}},{"name":"u","value":{"type":"literal","value":0.80}}]},"poll":{"intervalMs":2000,"timeoutMs":6e4},"exits":{"onDataReady":"a","onTimeout":"b","onError":"c"}},"outcomes":[]}]}`},
		{"permissions", node(`"outcomes":{"permissionsDenied":"b","permissionsGranted":"a"},"permissions":{"microphone":true,"camera":false},"type":"permissions"`),
			`{"metadata":{},"flow":[{"id":"n","type":"permissions","permissions":{"camera":false,"microphone":true},"outcomes":{"permissionsGranted":"a","permissionsDenied":"b"}}]}`},
		{"map outcomes", node(`"type":"liveness_detection","outcomes":{"inconclusive":"d","other":"e","noFace":"c","livenessDetected":"a"}`),
			`{"metadata":{},"flow":[{"id":"n","type":"liveness_detection","outcomes":{"livenessDetected":"a","noFace":"c","inconclusive":"d","other":"e"}}]}`},
		{"data_validation", node(`"outcomes":{"ok":"a"},"validation":{"value":"v","action":"a","field":"f"},"type":"data_validation"`),
			`{"metadata":{},"flow":[{"id":"n","type":"data_validation","validation":{"field":"f","action":"a","value":"v"},"outcomes":[{"id":"ok","condition":"ok","targetNodeId":"a"}]}]}`},
		{"document_scan", node(`"outcomes":{},"showTorchButton":true,"allowedDocumentTypes":["id"],"scanningMode":"single","type":"document_scan"`),
			`{"metadata":{},"flow":[{"id":"n","type":"document_scan","scanningMode":"single","allowedDocumentTypes":["id"],"showTorchButton":true,"outcomes":{}}]}`},
		{"face_compare", node(`"similarityThreshold":0.80,"sourceB":{"providedDataKey":"k","source":"providedData"},"sourceA":{"source":"sessionVideo"},"type":"face_compare"`),
			`{"metadata":{},"flow":[{"id":"n","type":"face_compare","sourceA":{"source":"sessionVideo"},"sourceB":{"source":"providedData","providedDataKey":"k"},"similarityThreshold":0.80}]}`},
		{"two_factor_sms", node(`"outcomes":{"error":"e","verified":"v"},"smsTemplate":"t","showUI":false,"otpLength":6,"type":"two_factor_sms"`),
			`{"metadata":{},"flow":[{"id":"n","type":"two_factor_sms","otpLength":6,"showUI":false,"smsTemplate":"t","outcomes":{"verified":"v","error":"e"}}]}`},
		{"external_call", node(`"outcome":"x","request":{"vars":[{"value":{"value":true,"type":"literal"},"name":"a"}],"method":"GET","url":"u"},"type":"external_call"`),
			`{"metadata":{},"flow":[{"id":"n","type":"external_call","request":{"url":"u","method":"GET","vars":[{"name":"a","value":{"type":"literal","value":true}}]},"outcome":"x"}]}`},
		{"field_condition", node(`"default":"d","rules":[{"outcome":"a","right":18,"operator":"gte","left":"$extractedData.age"},{"left":{"field":"f","source":"providedData"},"operator":"equals","right":{"field":"g","source":"extractedData","type":"ref"},"outcome":"b"}],"type":"field_condition"`),
			`{"metadata":{},"flow":[{"id":"n","type":"field_condition","rules":[{"left":{"source":"extractedData","field":"age"},"operator":"gte","right":{"type":"literal","value":18},"outcome":"a"},` +
				`{"left":{"source":"providedData","field":"f"},"operator":"equals","right":{"type":"ref","source":"extractedData","field":"g"},"outcome":"b"}],"default":"d"}]}`},
		{"variant of unknown form", node(`"type":"field_condition","rules":[{"right":{"b":1,"type":"odd","a":2}}]`),
			`{"metadata":{},"flow":[{"id":"n","type":"field_condition","rules":[{"right":{"b":1,"type":"odd","a":2}}]}]}`},
		{"variant without a form", node(`"type":"field_condition","rules":[{"right":{"value":3}}]`),
			`{"metadata":{},"flow":[{"id":"n","type":"field_condition","rules":[{"right":{"value":3}}]}]}`},
		{"strings", `{"flow":[],"metadata":{"a":"<>&\u2028\u007f\u009F\u0085\u0001\u001f\b\f\n\r\t\"\\\/é😀","\n":""}}`,
			`{"metadata":{"a":"<>&` + "\u2028" + `\u007f\u009f` + "\u0085" + `\u0001\u001f\b\f\n\r\t\"\\/é😀","\n":""},"flow":[]}`},
		{"numbers", `{"flow":[],"metadata":[1e3,0.80,-0,1E+2,12345678901234567890]}`, `{"metadata":[1e3,0.80,-0,1E+2,12345678901234567890],"flow":[]}`},
		{"wrong types stay", `{"flow":[],"clientReferenceId":5,"langs":{"b":1,"a":2},"customization":[null,true]}`,
			`{"clientReferenceId":5,"metadata":{},"langs":{"b":1,"a":2},"flow":[],"customization":[null,true]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compact(t, ast.JSON, c.text)
			if diff := cmp.Diff(c.want+"\n", got); diff != "" {
				t.Fatal(diff)
			}
			if again := compact(t, ast.JSON, got); again != got {
				t.Errorf("compiling the result gives\n%s\nnot\n%s", again, got)
			}
		})
	}
}

func TestPlainNumbers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"clientReferenceId: 010\nproviderData: 0x10\nflow: []", `{"clientReferenceId":"010","metadata":{},"flow":[],"providerData":16}`},
		{"metadata: {a: 0x10, b: 1e3, c: 0.80, d: 1_000, e: .5, f: 010, g: +1}\nflow: []", `{"metadata":{"a":16,"b":1e3,"c":0.80,"d":1000,"e":0.5,"f":8,"g":1},"flow":[]}`},
		{"flow:\n  2024: {type: start, outcome: 0x1}\n  0x1: {type: end}", `{"metadata":{},"flow":[{"id":"2024","type":"start","outcome":"0x1"},{"id":"0x1","type":"end"}]}`},
		{"providedData: {a: 1.50, b: '1.50', c: yes}\nflow: []", `{"metadata":{},"providedData":{"a":1.50,"b":"1.50","c":"yes"},"flow":[]}`},
		{"customization: {permissionsPage: {buttonTextTranslates: {en: 010}}}\nflow: []", `{"metadata":{},"flow":[],"customization":{"permissionsPage":{"buttonTextTranslates":{"en":"010"}}}}`},
		{"langs: [1]\nextractionSchema: [{enum: [1, 2.0]}]\nflow: []", `{"metadata":{},"langs":["1"],"flow":[],"extractionSchema":[{"enum":["1","2.0"]}]}`},
	} {
		if got := compact(t, ast.YAML, c.text); got != c.want+"\n" {
			t.Errorf("%s\ngot  %swant %s", c.text, got, c.want)
		}
	}
}

// The two examples of language.md, sections 1 and 2, are one flow.
func TestThreeNotations(t *testing.T) {
	want := read(t, "testdata/kyc.json")
	for name, language := range map[string]ast.Language{"kyc.flow.yaml": ast.YAML, "kyc.flow": ast.Flow, "kyc.json": ast.JSON} {
		text := read(t, filepath.Join("testdata", name))
		out, err := compiler.Compile(dsl.Parse(name, []byte(text), language), compiler.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(want, string(out)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Language.md, section 2: one of each kind of edge.
func TestFlowLanguage(t *testing.T) {
	const text = `
risk: external_call -> decide {
  request: { url: "https://risk.example.com/score", vars: { amount: providedData.amount, channel: "web" } }
}
decide: field_condition {
  if providedData.score >= 80            -> review
  if extractedData.country == "US"       -> domestic
  if exists providedData.vip             -> vip
  else                                   -> abroad
}
wait: conversation {
  prompt: "Chat with the user until the background check has an answer."
  on "the user gives up" -> goodbye as gone
  awaitExternal: { request: { url: "https://checks.example.com/status" }, poll: { intervalMs: 2000, timeoutMs: 60000 } }
  onDataReady -> decide
  onTimeout   -> goodbye
  onError     -> goodbye
}
faces: face_compare {
  sourceA: { source: sessionVideo }
  sourceB: { source: providedData, providedDataKey: photoUrl }
  similarityThreshold: 0.80
  noMatch -> rejected
  match -> verified
  imageUnavailable -> rejected
}
`
	const want = `{"metadata":{},"flow":[` +
		`{"id":"risk","type":"external_call","request":{"url":"https://risk.example.com/score","vars":[{"name":"amount","value":{"type":"ref","source":"providedData","field":"amount"}},` +
		`{"name":"channel","value":{"type":"literal","value":"web"}}]},"outcome":"decide"},` +
		`{"id":"decide","type":"field_condition","rules":[{"left":{"source":"providedData","field":"score"},"operator":"gte","right":{"type":"literal","value":80},"outcome":"review"},` +
		`{"left":{"source":"extractedData","field":"country"},"operator":"equals","right":{"type":"literal","value":"US"},"outcome":"domestic"},` +
		`{"left":{"source":"providedData","field":"vip"},"operator":"exists","outcome":"vip"}],"default":"abroad"},` +
		`{"id":"wait","type":"conversation","prompt":"Chat with the user until the background check has an answer.",` +
		`"awaitExternal":{"request":{"url":"https://checks.example.com/status"},"poll":{"intervalMs":2000,"timeoutMs":60000},"exits":{"onDataReady":"decide","onTimeout":"goodbye","onError":"goodbye"}},` +
		`"outcomes":[{"id":"gone","condition":"the user gives up","targetNodeId":"goodbye"}]},` +
		`{"id":"faces","type":"face_compare","sourceA":{"source":"sessionVideo"},"sourceB":{"source":"providedData","providedDataKey":"photoUrl"},"similarityThreshold":0.80,` +
		`"outcomes":{"match":"verified","noMatch":"rejected","imageUnavailable":"rejected"}}]}` + "\n"
	if diff := cmp.Diff(want, compact(t, ast.Flow, text)); diff != "" {
		t.Error(diff)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The documentation's own flows, where they are at hand.
func TestCorpus(t *testing.T) {
	paths, _ := filepath.Glob("../../shared/corpus/current/*.json")
	if len(paths) == 0 {
		t.Skip("the corpus is not here")
	}
	for _, path := range paths {
		first := compact(t, ast.JSON, read(t, path))
		if again := compact(t, ast.JSON, first); again != first {
			t.Errorf("%s: %s", path, cmp.Diff(first, again))
		}
	}
}
