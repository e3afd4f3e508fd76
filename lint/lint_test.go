package lint_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

const right = `[{"id": "start", "type": "start", "outcome": "end"}, {"id": "end", "type": "end"}]`

func TestRunKeepsTheOrderOfTheInputs(t *testing.T) {
	var inputs []lint.Input
	for i := range 200 {
		inputs = append(inputs, lint.Text(fmt.Sprintf("%03d.json", i), ast.JSON, []byte(strings.Repeat(" ", i)+"{}")))
	}
	result, err := lint.Run(context.Background(), inputs, lint.Options{Jobs: 8})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range result.Files {
		if want := fmt.Sprintf("%03d.json", i); r.Name != want || len(r.Diagnostics) != 1 || int(r.Diagnostics[0].Span.Start) != i {
			t.Fatalf("file %d is %s with %v", i, r.Name, r.Diagnostics)
		}
	}
	if n := result.Count(ast.Error); n != 200 {
		t.Errorf("%d errors, want 200", n)
	}
}

func TestRunReadsOnAfterAFileThatCannotBeRead(t *testing.T) {
	broken := lint.Input{Name: "gone.json", Language: ast.JSON, Read: func() (string, error) { return "", errors.New("gone") }}
	result, err := lint.Run(context.Background(), []lint.Input{broken, lint.Text("b.json", ast.JSON, []byte(right))}, lint.Options{KeepFiles: true})
	if err != nil {
		t.Fatal(err)
	}
	if result.Files[0].Err == nil || result.Files[1].Err != nil || result.Files[1].File == nil {
		t.Errorf("got %+v", result.Files)
	}
}

func TestAPanicInARuleIsAFindingAndTheOtherFilesGoOn(t *testing.T) {
	rules := []*rule.Rule{
		{ID: "bad-rule", Severity: ast.Info, Check: func(p *rule.Pass) {
			if len(p.File.Nodes) == 0 {
				panic("no nodes")
			}
			p.Report(ast.Diagnostic{Message: "fine"})
		}},
	}
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.json", ast.JSON, []byte("{}")), lint.Text("b.json", ast.JSON, []byte(right))}, lint.Options{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	first, second := result.Files[0].Diagnostics, result.Files[1].Diagnostics
	if len(first) != 1 || first[0].Rule != rule.InternalError || first[0].Message != `the rule "bad-rule" failed: no nodes` {
		t.Errorf("got %+v", first)
	}
	if len(second) != 1 || second[0].Message != "fine" {
		t.Errorf("got %+v", second)
	}
}

func TestFindingsAreSortedMergedAndCounted(t *testing.T) {
	at := func(start int32) ast.Span { return ast.Span{Start: start, End: start + 1} }
	rules := []*rule.Rule{
		{ID: "b", Severity: ast.Error, Check: func(p *rule.Pass) {
			p.Report(ast.Diagnostic{Message: "m", Span: at(3), Related: []ast.Related{{Message: "one", Span: at(1)}}})
			p.Report(ast.Diagnostic{Message: "m", Span: at(3), Related: []ast.Related{{Message: "two", Span: at(2)}}})
			p.ReportAs(ast.Info, ast.Diagnostic{Message: "last", Span: at(9), Fixes: []ast.Fix{{Title: "end it"}}})
		}},
		{ID: "a", Severity: ast.Warning, Check: func(p *rule.Pass) {
			p.Report(ast.Diagnostic{Message: "m", Span: at(3)})
			p.Report(ast.Diagnostic{Message: "first", Span: at(0)})
		}},
	}
	input := []lint.Input{lint.Text("a.json", ast.JSON, []byte(right))}
	result, err := lint.Run(context.Background(), input, lint.Options{Rules: rules, MaxFindings: 3})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range result.Files[0].Diagnostics {
		got = append(got, fmt.Sprintf("%d %s %s %d", d.Span.Start, d.Rule, d.Severity, len(d.Related)))
	}
	if want := "0 a warning 0,3 a warning 0,3 b error 2"; strings.Join(got, ",") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if result.Files[0].Omitted != [ast.Severities]int{ast.Info: 1} || result.Files[0].OmittedFixable != 1 || result.Count(ast.Info) != 1 || result.Count(ast.Warning) != 2 {
		t.Errorf("omitted %v, counts %d infos, %d warnings", result.Files[0].Omitted, result.Count(ast.Info), result.Count(ast.Warning))
	}
	if !result.Has(ast.Error) || !result.Failed() {
		t.Error("Failed does not see the error")
	}
}

func TestRunEndsWhenItsContextDoes(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := lint.Run(ctx, []lint.Input{lint.Text("a.json", ast.JSON, []byte(right))}, lint.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestRunKeepsTrees(t *testing.T) {
	var inputs []lint.Input
	for i := range 3 {
		inputs = append(inputs, lint.Text(fmt.Sprint(i), ast.JSON, []byte(fmt.Sprintf(`[{"id": "n%d", "type": "start", "outcome": "end"}, {"id": "end", "type": "end"}]`, i))))
	}
	result, err := lint.Run(context.Background(), inputs, lint.Options{Jobs: 1, KeepFiles: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range result.Files {
		if want := fmt.Sprintf("n%d", i); r.File == nil || r.File.Nodes[0].ID.Text != want || r.File.Body.Get("flow").Items[0].Get("id").Text != want {
			t.Errorf("the tree of file %d is not its own", i)
		}
	}
	result, err = lint.Run(context.Background(), inputs[:1], lint.Options{})
	if err != nil || result.Files[0].File != nil {
		t.Error("a tree is kept that nobody asked for")
	}
}

func TestMaxFindings(t *testing.T) {
	rules := []*rule.Rule{{ID: "many", Severity: ast.Warning, Check: func(p *rule.Pass) {
		for i := range int32(1001) {
			p.Report(ast.Diagnostic{Message: "m", Span: ast.Span{Start: i, End: i + 1}})
		}
	}}}
	for most, listed := range map[int]int{0: 1000, 1: 1, 1000: 1000, 1001: 1001, 1002: 1001, -1: 1001} {
		result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.json", ast.JSON, []byte(right))}, lint.Options{Rules: rules, MaxFindings: most})
		if err != nil {
			t.Fatal(err)
		}
		if r := &result.Files[0]; len(r.Diagnostics) != listed || r.Unlisted() != 1001-listed || r.Count(ast.Warning) != 1001 {
			t.Errorf("of %d at most, %d are listed, and %d are not", most, len(r.Diagnostics), r.Unlisted())
		}
	}
}

func TestNoPartOfAFindingShowsASecret(t *testing.T) {
	const key = "sk_test_0a1b2c3d4e5f"
	rules := []*rule.Rule{{ID: "leaky", Check: func(p *rule.Pass) {
		p.Report(ast.Diagnostic{Message: "m " + key, Node: key, Help: []string{"one", "h " + key}, Related: []ast.Related{{Message: "r " + key}}, Fixes: []ast.Fix{
			{Title: "t " + key, Edits: []ast.Edit{{Text: "text"}}}, {Title: "writes it", Edits: []ast.Edit{{Text: "text"}, {Text: "x" + key}}},
		}})
	}}}
	result, err := lint.Run(context.Background(), []lint.Input{lint.Text("a.json", ast.JSON, []byte(`{"metadata": {"key": "`+key+`"}, "flow": `+right+`}`))}, lint.Options{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	d := result.Files[0].Diagnostics[0]
	if got, want := fmt.Sprint(d.Message, "|", d.Node, "|", d.Help, d.Related[0].Message, "|", d.Fixes), "m sk_test_…|sk_test_…|[one h sk_test_…]r sk_test_…|[{t sk_test_… false [{{0 0} text}]}]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
