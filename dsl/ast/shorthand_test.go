package ast_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Language.md, section 1. The numbers are those of the list there; 1 is TestNodesByID.
func TestShorthands(t *testing.T) {
	for _, c := range []struct{ name, fields, key, want string }{
		{"2: mapping", `"type":"conversation","outcomes":{"is ready":"a","":"b"}`, "outcomes",
			`[{condition:is ready«"is ready"» targetNodeId:a«"a"» id:is-ready«"is ready"»*} {condition:«""» targetNodeId:b«"b"» id:next«""»*}]`},
		{"2: one target", `"type":"data_validation","outcomes":"a"`, "outcomes",
			`[{targetNodeId:a«"a"» condition:«"a"»* id:next«"a"»*}]`},
		{"2: not for named outcomes", `"type":"recognition","outcomes":{"noFace":"a"}`, "outcomes", `{noFace:a«"a"»}`},
		{"3: neither id nor condition", `"type":"conversation","outcomes":[{"targetNodeId":"a"}]`, "outcomes",
			`[{targetNodeId:a«"a"» condition:«{"targetNodeId":"a"}»* id:next«{"targetNodeId":"a"}»*}]`},
		{"3: no id", `"type":"conversation","outcomes":[{"condition":"x y","targetNodeId":"a"},{"id":"i","condition":"","targetNodeId":"b"}]`, "outcomes",
			`[{condition:x y«"x y"» targetNodeId:a«"a"» id:x-y«"x y"»*} {id:i«"i"» condition:«""» targetNodeId:b«"b"»}]`},
		{"3: what is no object stays", `"type":"conversation","outcomes":[1,{}]`, "outcomes", `[1«1» {condition:«{}»* id:next«{}»*}]`},
		{"4: say", `"type":"conversation","say":"Hi, {name}"`, "prompt", `Say: Hi, {name}«"Hi, {name}"»`},
		{"4: say of another type stays so", `"type":"enter_email","say":["a"]`, "prompt", `[a«"a"»]`},
		{"5: values", `"type":"external_call","request":{"vars":{"a":"$extractedData.x","b":true,"c":"$$1","d":1.50,"e":null,"f":"$5","g":"$price.net","h":"$prov.x"}}`, "request",
			`{vars:[{name:a«"a"» value:{type:ref«"$extractedData.x"»* source:extractedData«extractedData» field:x«x»}} ` +
				`{name:b«"b"» value:{type:literal«true»* value:true«true»}} {name:c«"c"» value:{type:literal«"$$1"»* value:$1«"$$1"»}} ` +
				`{name:d«"d"» value:{type:literal«1.50»* value:1.50«1.50»}} {name:e«"e"» value:«null»} ` +
				`{name:f«"f"» value:{type:literal«"$5"»* value:$5«"$5"»}} {name:g«"g"» value:{type:literal«"$price.net"»* value:$price.net«"$price.net"»}} {name:h«"h"» value:{type:literal«"$prov.x"»* value:$prov.x«"$prov.x"»}}]}`},
		{"5: in the list", `"type":"external_call","request":{"vars":[{"name":"a","value":"$provided.y"},{"name":"b","value":{"type":"literal","value":"$x.y"}}]}`, "request",
			`{vars:[{name:a«"a"» value:{type:ref«"$provided.y"»* source:provided«provided» field:y«y»}} {name:b«"b"» value:{type:literal«"literal"» value:$x.y«"$x.y"»}}]}`},
		{"5: in awaitExternal", `"type":"conversation","awaitExternal":{"request":{"vars":{"a":"$providedData.x.y"}}}`, "awaitExternal",
			`{request:{vars:[{name:a«"a"» value:{type:ref«"$providedData.x.y"»* source:providedData«providedData» field:x.y«x.y»}}]}}`},
		{"6: left and right", `"type":"field_condition","rules":[{"left":"$providedData.a","right":"$extractedData.b"},{"left":"a","right":18}]`, "rules",
			`[{left:{source:providedData«providedData» field:a«a»} right:{type:ref«"$extractedData.b"»* source:extractedData«extractedData» field:b«b»}} ` +
				`{left:a«"a"» right:{type:literal«18»* value:18«18»}}]`},
		{"6: written out", `"type":"field_condition","rules":[{"left":{"source":"providedData","field":"$a.b"},"right":{"type":"literal","value":1}}]`, "rules",
			`[{left:{source:providedData«"providedData"» field:$a.b«"$a.b"»} right:{type:literal«"literal"» value:1«1»}}]`},
		{"none in a node of unknown type", `"type":"nonsense","outcomes":{"a":"b"}`, "outcomes", `{a:b«"b"»}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := build(t, ast.JSON, `[{"id":"n",`+c.fields+`}]`)
			v := f.Nodes[0].Object.Get(c.key)
			if v == nil {
				t.Fatalf("there is no %s", c.key)
			}
			if got := shown(f, v); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if found := findings(f); found != "" {
				t.Error(found)
			}
		})
	}
}

func TestSayTwice(t *testing.T) {
	for _, c := range []struct{ fields, prompt, want string }{
		{`"prompt":"a","say":"b"`, "a", `duplicate-key «"say"» "prompt" is given twice: as "prompt" and as "say"; the first «"prompt"»`},
		{`"say":"b","prompt":"a"`, "a", `duplicate-key «"prompt"» "prompt" is given twice: as "say" and as "prompt"; the first «"say"»`},
	} {
		f := build(t, ast.JSON, `[{"type":"conversation",`+c.fields+`,"outcomes":"x"}]`)
		if got := findings(f); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if o := &f.Nodes[0].Object; o.Get("prompt").Text != c.prompt || o.Get("say") != nil || o.Get("outcomes").Kind != ast.List {
			t.Error(shown(f, o))
		}
	}
}

// Of "say" and "prompt" the one that is written in the node goes before one that is merged into it.
func TestSayMerged(t *testing.T) {
	for _, c := range []struct {
		first, second   string
		merged          [2]uint8
		via             [2]int32
		prompt, finding string
	}{
		{"prompt", "say", [2]uint8{1, 0}, [2]int32{7, 0}, "Say: b", ""},
		{"prompt", "say", [2]uint8{0, 1}, [2]int32{0, 7}, "a", ""},
		{"say", "prompt", [2]uint8{1, 0}, [2]int32{7, 0}, "b", ""},
		{"say", "prompt", [2]uint8{0, 1}, [2]int32{0, 7}, "Say: a", ""},
		{"say", "prompt", [2]uint8{2, 1}, [2]int32{7, 7}, "b", ""},      // written in what is merged, merged into that
		{"prompt", "say", [2]uint8{1, 1}, [2]int32{7, 8}, "a", ""},      // merged from two, the first of which wins
		{"say", "prompt", [2]uint8{1, 1}, [2]int32{7, 8}, "Say: a", ""}, // likewise
		{"say", "prompt", [2]uint8{1, 1}, [2]int32{7, 7}, "b", "given twice"},
	} {
		node := object("type", word("conversation"), c.first, word("a"), c.second, word("b"), "outcomes", word("n"))
		for i := range 2 {
			v := &node.Members[1+i].Value
			v.Merged, v.Via = c.merged[i], ast.Span{Start: c.via[i], End: c.via[i]}
		}
		f := ast.Build(ast.NewSource("a.yaml", "0123456789"), ast.YAML, catalog.Default(), ast.Document{Root: object("flow", object("n", node))})
		o := &f.Nodes[0].Object
		if got := o.Get("prompt"); got == nil || got.Text != c.prompt || o.Get("say") != nil || len(o.Members) != 4 || o.Get("outcomes").Kind != ast.List {
			t.Errorf("%v: got %s, want %q", c, shown(f, o), c.prompt)
		}
		if got := findings(f); !strings.Contains(got, c.finding) || (got == "") != (c.finding == "") {
			t.Errorf("%v: got %s", c, got)
		}
	}
}

func TestOwnKeys(t *testing.T) {
	f := build(t, ast.JSON, `{"$schema":"s","x-a":1,"flow":[{"x-c":1}],"x-":2,"zone":"eu","metadata":{"x-d":1},"X-b":3,"xb":4}`)
	if got, want := shown(f, &f.Body), `{flow:[{x-c:1«1»}] zone:eu«"eu"» metadata:{x-d:1«1»} X-b:3«3» xb:4«4»}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var many strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&many, `"x-%d":0,`, i)
	}
	if f := build(t, ast.JSON, `{`+many.String()+`"zone":"eu"}`); len(f.Body.Members) != 1 {
		t.Errorf("%d members", len(f.Body.Members))
	}
}

// In the flow language a reference is a value of its own, and a string is never one.
func TestReferencesOfFlow(t *testing.T) {
	source := ast.NewSource("a.flow", `providedData.a "$providedData.b"`)
	ref := ast.Value{Kind: ast.Ref, Span: ast.Span{Start: 0, End: 14}, Text: "providedData.a"}
	text := ast.Value{Kind: ast.String, Span: ast.Span{Start: 15, End: 32}, Text: "$providedData.b"}
	rule := object("left", ref, "right", text)
	f := ast.Build(source, ast.Flow, catalog.Default(), ast.Document{Root: object("flow", object("n", object("type", word("field_condition"), "rules", list(rule))))})
	want := `[{left:{source:providedData«providedData» field:a«a»} right:{type:literal«"$providedData.b"»* value:$providedData.b«"$providedData.b"»}}]`
	if got := shown(f, f.Nodes[0].Object.Get("rules")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What the expansion changes may be shared with other places, as an alias and its anchor are: it must be a copy.
func TestSharedValues(t *testing.T) {
	via := ast.Span{Start: 7, End: 9}
	outcomes := object("is ready", word("a"))
	aliased := outcomes
	aliased.Via = via
	node := object("type", word("conversation"), "say", word("Hi"), "outcomes", outcomes)
	second := object("type", word("conversation"), "outcomes", aliased)
	f := ast.Build(ast.NewSource("a.yaml", "0123456789"), ast.YAML, catalog.Default(),
		ast.Document{Root: object("x-a", word(""), "flow", object("n", node, "m", second))})
	if len(outcomes.Members) != 1 || outcomes.Members[0].Key != "is ready" || node.Members[1].Key != "say" || node.Members[1].Value.Text != "Hi" {
		t.Error("a shared value has changed")
	}
	o := f.Nodes[1].Object.Get("outcomes")
	if o.Via != via || !o.Items[0].Via.IsZero() {
		t.Errorf("the list came through %v, its item through %v", o.Via, o.Items[0].Via)
	}
}
