package json_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/json"
	"github.com/google/go-cmp/cmp"
)

func parse(text string) ast.Document { return json.Parse(ast.NewSource("kyc.flow.json", text)) }

// dump writes a value with its spans: kind@start-end.
func dump(v ast.Value) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d-%d:", v.Span.Start, v.Span.End)
	switch v.Kind {
	case ast.List:
		b.WriteString("[")
		for i, item := range v.Items {
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString(dump(item))
		}
		b.WriteString("]")
	case ast.Object:
		b.WriteString("{")
		for i, m := range v.Members {
			if i > 0 {
				b.WriteString(" ")
			}
			fmt.Fprintf(&b, "%d-%d:%s=%s", m.KeySpan.Start, m.KeySpan.End, m.Key, dump(m.Value))
		}
		b.WriteString("}")
	case ast.String:
		fmt.Fprintf(&b, "%q", v.Text)
	case ast.Null:
		b.WriteString("null")
	default:
		b.WriteString(v.Text)
	}
	if v.Incomplete {
		b.WriteString("!")
	}
	return b.String()
}

func TestValues(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, `0-0:null`},
		{" \n\t\r\n", `0-0:null`},
		{"\uFEFF", `3-3:null`},
		{`null`, `0-4:null`},
		{` true `, `1-5:true`},
		{`false`, `0-5:false`},
		{`-0.80e+3`, `0-8:-0.80e+3`},
		{`""`, `0-2:""`},
		{`"a\"\u00e9\ud83d\ude00\/\n"`, `0-27:"a\"é😀/\n"`},
		{`"é😀"`, `0-8:"é😀"`},
		{`[]`, `0-2:[]`},
		{`{ }`, `0-3:{}`},
		{`[1, "b" ,[null]]`, `0-16:[1-2:1 4-7:"b" 9-15:[10-14:null]]`},
		{`{"a": {"b" : 1e3}, "":[{}]}`, `0-27:{1-4:a=6-17:{7-10:b=13-16:1e3} 19-21:=22-26:[23-25:{}]}`},
		{"\uFEFF\r\n{\"\\u0061\":0}", `5-17:{6-14:a=15-16:0}`},
		{`{"a":1,"\u0061":[2],"b":3}`, `0-26:{1-4:a=5-6:1 20-23:b=24-25:3}!`},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := dump(parse(c.text).Root); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestStyleIsQuoted(t *testing.T) {
	root := parse(`[010e1, 5, true]`).Root
	if root.Kind != ast.Absent {
		t.Fatal("010e1 must not be read")
	}
	root = parse(`[10e1, 5, "5"]`).Root
	for i := range root.Items {
		if root.Items[i].Style != ast.Quoted {
			t.Errorf("item %d has the style %d", i, root.Items[i].Style)
		}
	}
	if _, ok := root.Items[1].AsString(); ok {
		t.Error("a JSON number must not pass for a string")
	}
}

func TestDuplicateKeys(t *testing.T) {
	doc := parse(`{"a": 1, "b": {"x": 1, "x": {"x": 0}}, "a": 2, "a": 3}`)
	want := []ast.Diagnostic{
		{Rule: "duplicate-key", Severity: ast.Error, Message: `the key "x" is given twice`, Span: ast.Span{Start: 23, End: 26},
			Related: []ast.Related{{Message: "the first", Span: ast.Span{Start: 15, End: 18}}}, Help: []string{"remove one of the two, or rename it"}},
		{Rule: "duplicate-key", Severity: ast.Error, Message: `the key "a" is given twice`, Span: ast.Span{Start: 39, End: 42},
			Related: []ast.Related{{Message: "the first", Span: ast.Span{Start: 1, End: 4}}}, Help: []string{"remove one of the two, or rename it"}},
		{Rule: "duplicate-key", Severity: ast.Error, Message: `the key "a" is given twice`, Span: ast.Span{Start: 47, End: 50},
			Related: []ast.Related{{Message: "the first", Span: ast.Span{Start: 1, End: 4}}}, Help: []string{"remove one of the two, or rename it"}},
	}
	if diff := cmp.Diff(want, doc.Diagnostics); diff != "" {
		t.Error(diff)
	}
	if doc.Incomplete {
		t.Error("the document is whole but for the second values")
	}
	if got, want := dump(doc.Root), `0-54:{1-4:a=6-7:1 9-12:b=14-37:{15-18:x=20-21:1}!}!`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDuplicateKeysOfLargeObject(t *testing.T) {
	var b strings.Builder
	b.WriteString("{")
	for i := range 60_000 {
		fmt.Fprintf(&b, "\"key%d\":%d,", i, i)
	}
	b.WriteString(`"key7":0,"key59999":0,"last":0}`)
	doc := parse(b.String())
	if len(doc.Diagnostics) != 2 || len(doc.Root.Members) != 60_001 || !doc.Root.Incomplete {
		t.Fatalf("%d findings, %d members", len(doc.Diagnostics), len(doc.Root.Members))
	}
	for i, key := range []string{`"key7"`, `"key59999"`} {
		span, first := doc.Diagnostics[i].Span, doc.Diagnostics[i].Related[0].Span
		if b.String()[span.Start:span.End] != key || b.String()[first.Start:first.End] != key || first.Start >= span.Start {
			t.Errorf("%s: found at %v, the first at %v", key, span, first)
		}
	}
}

func TestDepth(t *testing.T) {
	deep := strings.Repeat("[", 500) + strings.Repeat("]", 500)
	if doc := parse(deep); len(doc.Diagnostics) > 0 {
		t.Errorf("500 levels: %v", doc.Diagnostics)
	}
	mixed := strings.Repeat(`[{"a":`, 250) + "0" + strings.Repeat("}]", 250)
	if doc := parse(mixed); len(doc.Diagnostics) > 0 {
		t.Errorf("500 levels: %v", doc.Diagnostics)
	}
	for _, text := range []string{"[" + deep + "]", strings.Repeat("[", 1_000_000)} {
		want := ast.Document{Incomplete: true, Diagnostics: []ast.Diagnostic{{Rule: "syntax", Severity: ast.Error,
			Message: "nested too deeply: more than 500 levels of lists and objects", Span: ast.Span{Start: 500, End: 501},
			Help: []string{"put fewer of them into each other"}}}}
		if diff := cmp.Diff(want, parse(text)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestManyValues(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a gigabyte")
	}
	doc := parse("[" + strings.Repeat("0,", 11_000_000) + "0]")
	if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Message != "the file holds more than 10000000 values" ||
		doc.Diagnostics[0].Span != (ast.Span{Start: 20_000_001, End: 20_000_002}) {
		t.Errorf("got %v", doc.Diagnostics)
	}
}

func TestManyNodes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a gigabyte")
	}
	const n = 900_000
	doc := parse("[" + strings.Repeat(`{"id":"a","type":"end"},`, n) + `{}]`)
	if len(doc.Diagnostics) != 0 || len(doc.Root.Items) != n+1 {
		t.Errorf("%d items, findings %v", len(doc.Root.Items), doc.Diagnostics)
	}
}
