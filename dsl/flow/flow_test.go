package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// TestExample reads the flow of language.md whole, and looks at what package ast makes of it.
func TestExample(t *testing.T) {
	source := ast.NewSource("example.flow", example)
	file := ast.Build(source, ast.Flow, catalog.Default(), Parse(catalog.Default(), source))
	for _, line := range showFindings(source, file.Diagnostics) {
		t.Error(line)
	}
	var got []string
	for i := range file.Nodes {
		n := &file.Nodes[i]
		var edges []string
		for _, e := range n.Edges {
			edges = append(edges, e.Name.Text+">"+e.Target.Text)
			if source.Slice(e.Target.Span) != e.Target.Text {
				t.Errorf("the target %q stands at %q", e.Target.Text, source.Slice(e.Target.Span))
			}
		}
		got = append(got, fmt.Sprintf("%s:%s %s", n.ID.Text, n.Type.Text, strings.Join(edges, " ")))
		if n.Open {
			t.Errorf("it is not known where %q leads", n.ID.Text)
		}
	}
	want := []string{
		"start:start outcome>greeting",
		"greeting:conversation the-user-is-ready>liveness gone>goodbye",
		"liveness:liveness_detection livenessDetected>welcome deepfakeDetected>goodbye noFace>goodbye inconclusive>goodbye",
		"welcome:conversation next>verified",
		"goodbye:conversation next>rejected",
		"verified:end ",
		"rejected:end ",
		"risk:external_call outcome>decide",
		"decide:field_condition rule-1>review rule-2>domestic rule-3>vip default>abroad",
		"wait:conversation the-user-gives-up>goodbye onDataReady>decide onTimeout>goodbye onError>goodbye",
		"faces:face_compare match>verified noMatch>rejected imageUnavailable>rejected",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got:\n%s\nwant:\n%s", g, w)
	}
}

// TestLineBreaks checks that a source with CRLF, or with a byte order mark, says the same.
func TestLineBreaks(t *testing.T) {
	texts := func(text string) (all []string) {
		doc := Parse(catalog.Default(), ast.NewSource("breaks.flow", text))
		if len(doc.Diagnostics) > 0 {
			t.Error(doc.Diagnostics[0].Message)
		}
		var walk func(v *ast.Value)
		walk = func(v *ast.Value) {
			all = append(all, v.Kind.String()+" "+v.Text)
			for i := range v.Members {
				all = append(all, v.Members[i].Key)
				walk(&v.Members[i].Value)
			}
			for i := range v.Items {
				walk(&v.Items[i])
			}
		}
		walk(&doc.Root)
		return all
	}
	text := example + "long: conversation {\n  prompt: \"\"\"\n    a\n    b\n    \"\"\"\n}\n"
	want := fmt.Sprint(texts(text))
	for _, other := range []string{"\uFEFF" + text, strings.ReplaceAll(text, "\n", "\r\n"), "\uFEFF" + strings.ReplaceAll(text, "\n", "\r")} {
		if got := fmt.Sprint(texts(other)); got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	doc := Parse(catalog.Default(), ast.NewSource("mark.flow", "\uFEFFa: end"))
	if got, want := show(&doc.Root), "{flow@3-3:{a@3-4:{type@6-9:\"end\"@6-9}@6-9}@3-9}@3-9"; got != want {
		t.Errorf("got %s; want %s", got, want)
	}
}

// TestDepth checks that brackets may be nested as deeply as the limit says, and no deeper.
func TestDepth(t *testing.T) {
	nested := func(depth int) string {
		return "a: t { x: " + strings.Repeat("[", depth-1) + strings.Repeat("]", depth-1) + " y: 1 }\nb: end\n"
	}
	doc := Parse(catalog.Default(), ast.NewSource("deep.flow", nested(ast.MaxDepth)))
	if len(doc.Diagnostics) != 0 {
		t.Errorf("%d levels: %s", ast.MaxDepth, doc.Diagnostics[0].Message)
	}
	source := ast.NewSource("deep.flow", nested(ast.MaxDepth+1))
	doc = Parse(catalog.Default(), source)
	got := showFindings(source, doc.Diagnostics)
	if want := "1:510-511 nested too deeply: more than 500 levels of lists and objects | put fewer of them into each other"; len(got) != 1 || got[0] != want {
		t.Errorf("got %q; want %q", got, want)
	}
	if nodes := doc.Root.Get("flow").Members; len(nodes) != 2 || nodes[0].Value.Get("y") == nil {
		t.Errorf("what stands after it is lost: %s", show(&doc.Root))
	}
}

// TestTokens checks that participle's own reading of the grammar's tokens, the whole source at once, gives them all.
func TestTokens(t *testing.T) {
	tokens, err := grammar().item.Lex("example.flow", strings.NewReader("start -> a # x\na: end"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, token := range tokens {
		got = append(got, fmt.Sprintf("%d %q", token.Pos.Offset, token.Value))
	}
	want := `[0 "start" 9 "a" 15 "a" 18 "end" 21 ""]`
	if fmt.Sprint(got) != want {
		t.Errorf("got %v; want %s", got, want)
	}
}

// TestUnusual reads what nobody writes, but the grammar has.
func TestUnusual(t *testing.T) {
	for _, text := range []string{
		"a: t { on \"x\" ->\n  b \"c\": 1\n  on \"y\" ->\n  on as e on \"z\" ->\n  else }",
		"a: t { on: 1 if: 2 else: 3 always: 4 say: 5 as: 6 when -> b elif -> c }\nb: t { on -> d if -> e as -> f say -> g }",
		"on: end\nif: end { -> always }\nelse: end -> say {}\nsession: end\npolicy: end\nstart: end",
		"a: end\n  policy \"p\" { before a require a.b }\n  b: end\n    c: external_call { -> d }\n  session { x: 1 }\n  start -> a",
		"a\n:\nt\n->\nb\n{\nx\n:\n[\nif \"y\"\non z\n]\non\n\"c\"\n->\nd\nas\ne\nif\nexists\nf.g\n->\nh\n}",
		"a: t { x: [on, if, else, always, say, elif \"x\" when \"y\"] y: { on: if, else: not } z: missing }",
		"a: t { if not.x == not.y -> not if exists.x == exists.y -> exists }",
	} {
		source := ast.NewSource("unusual.flow", text)
		if found := showFindings(source, Parse(catalog.Default(), source).Diagnostics); len(found) > 0 {
			t.Errorf("%s\n%s", text, lines(found))
		}
	}
}
