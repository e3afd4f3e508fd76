package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

var comparisonRules = []*Rule{
	{
		ID: "operator-operand", Family: "data", Severity: ast.Error,
		Summary: "a rule's right side is missing, or has no place",
		Doc:     "exists and notExists look at one value; every other operator compares two. A rule of any other form is never true, or always true.",
		Bad: yaml(`
extractionSchema:
  - {fieldName: country, type: string, description: The country on the document.}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.country, operator: equals, outcome: home}
    default: abroad
  home: {type: end}
  abroad: {type: end}
`),
		Good:  yaml(decide),
		Check: checkOperatorOperand,
	},
	{
		ID: "operand-type", Family: "data", Severity: ast.Warning,
		Summary: "a value is compared with one that it can never be",
		Doc: "gt, lt, gte and lte compare numbers, and equals against a value outside of the field's enum is never true. Such a rule is " +
			"never taken, and everybody goes the default way.",
		Bad: yaml(`
extractionSchema:
  - {fieldName: country, type: string, description: The country on the document., enum: [US, CA]}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.country, operator: equals, right: USA, outcome: home}
    default: abroad
  home: {type: end}
  abroad: {type: end}
`),
		Good:  yaml(decide),
		Check: checkOperandType,
	},
	{
		ID: "shadowed-rule", Family: "data", Severity: ast.Warning,
		Summary: "an earlier rule always takes what this one would",
		Doc:     "Rules are tried from top to bottom and the first that matches wins. Whenever this one matches, an earlier one has matched already. Put the narrower rule first, or remove it.",
		Bad: yaml(`
extractionSchema:
  - {fieldName: age, type: number, description: The age of the user in years.}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.age, operator: gte, right: 18, outcome: adult}
      - {left: $extractedData.age, operator: gte, right: 65, outcome: senior}
    default: minor
  adult: {type: end}
  senior: {type: end}
  minor: {type: end}
`),
		Good:  yaml(decide),
		Check: checkShadowedRule,
	},
}

// A comparison is a rule of a field_condition, as far as it can be read.
type comparison struct {
	shape.Noted
	left     string // source and field, divided by a dot
	field    string // the field alone, when it is one of extractedData; else empty
	operator string
	right    *ast.Value // the literal or reference; nil when there is none
	literal  *ast.Value // the value of right; nil when it is a reference or no scalar, which is a finding of its own
	text     string     // of the literal, without the space around it
	number   float64    // the literal as one
	numeric  bool       // whether it is one
}

func (p *Pass) comparisons() []comparison {
	if p.memo.comparisons != nil {
		return p.memo.comparisons
	}
	all := []comparison{}
	for _, n := range p.meaning(catalog.Comparison) {
		source, field, operator := n.Value.Get("left").Get("source"), n.Value.Get("left").Get("field"), n.Value.Get("operator")
		if source == nil || text(field) == "" || operator == nil || !slices.Contains(catalog.Operators, operator.Text) {
			continue
		}
		c := comparison{Noted: n, left: source.Text + "." + field.Text, operator: operator.Text, right: n.Value.Get("right")}
		if source.Text == "extractedData" {
			c.field = field.Text
		}
		if kind := c.right.Get("type"); kind != nil && kind.Text == "literal" {
			c.literal = scalarOf(c.right.Get("value"))
		}
		if c.literal != nil {
			c.text = strings.TrimSpace(c.literal.Text)
			c.number, c.numeric = quantity(c.literal)
		}
		all = append(all, c)
	}
	p.memo.comparisons = all
	return all
}

// scalarOf returns the value when it is one that can be compared, and else nil.
func scalarOf(v *ast.Value) *ast.Value {
	if v != nil && (v.Kind == ast.String || v.Kind == ast.Number || v.Kind == ast.Bool) {
		return v
	}
	return nil
}

func (c *comparison) unary() bool { return c.operator == "exists" || c.operator == "notExists" }

func checkOperatorOperand(p *Pass) {
	for _, c := range p.comparisons() {
		out := ast.Diagnostic{Span: c.Value.Span, Node: idOf(c.Node), Related: through(c.Via...)}
		switch {
		case c.unary() && c.right != nil:
			out.Message = fmt.Sprintf("the operator %s takes no right side", ast.Quote(c.operator))
			out.Help = []string{`remove it, or compare with "equals"`}
		case !c.unary() && c.right == nil && !c.Value.Incomplete && !p.misspelled("right", c.Value, c.Type):
			out.Message = fmt.Sprintf("the operator %s needs a right side to compare with", ast.Quote(c.operator))
			out.Help = []string{`add right, or ask with "exists" whether there is a value`}
		default:
			continue
		}
		p.Report(out)
	}
}

func checkOperandType(p *Pass) {
	fields, _ := p.extracted()
	byName := map[string]*dataField{}
	for i := range fields {
		fields[i].readEnum()
		byName[fields[i].name.Text] = &fields[i]
	}
	for _, c := range p.comparisons() {
		out := ast.Diagnostic{Node: idOf(c.Node), Related: through(c.Via...)}
		f := byName[c.field]
		switch c.operator {
		case "gt", "lt", "gte", "lte":
			switch {
			case c.literal != nil && c.literal.Kind != ast.Number && !c.numeric && (f == nil || f.kind != "date"):
				out.Span = c.literal.Span
				out.Message = fmt.Sprintf("%s is no number; %s compares numbers", shape.Show(c.literal), ast.Quote(c.operator))
				out.Help = []string{`write a number, or compare with "equals"`}
			default:
				side := c.Value.Get("left")
				if !f.noNumber() {
					if f, side = byName[c.fieldOnRight()], c.right; !f.noNumber() {
						continue
					}
				}
				out.Span = side.Span
				out.Message = fmt.Sprintf("the field %s is surely no number; %s compares numbers", ast.Quote(f.name.Text), ast.Quote(c.operator))
				out.Help = []string{`compare with "equals"`}
				out.Related = append([]ast.Related{{Message: "the field", Span: f.name.Span}}, out.Related...)
			}
		case "equals", "notEquals":
			if c.literal == nil || f == nil || f.enum == nil || f.values[strings.TrimSpace(c.literal.Text)] {
				continue
			}
			out.Span = c.literal.Span
			out.Message = fmt.Sprintf("%s is not among the values of the field %s; expected %s", shape.Show(c.literal), ast.Quote(c.field), ast.OneOf(f.enum))
			p.suggest(&out, c.literal.Text, f.enum)
			out.Related = append([]ast.Related{{Message: "the field", Span: f.name.Span}}, out.Related...)
		default:
			continue
		}
		if bare, ok := meantReference(text(c.literal)); ok && p.File.Language == ast.Flow {
			out.Help = []string{"write it without quotation marks if the reference is meant"}
		} else if ok {
			out.Help = []string{ast.DidYouMean("$" + bare)}
		}
		p.Report(out)
	}
}

// fieldOnRight returns the field of extractedData with which a rule compares; empty when it compares with something else.
func (c *comparison) fieldOnRight() string {
	if text(c.right.Get("source")) != "extractedData" {
		return ""
	}
	return text(c.right.Get("field"))
}

// noNumber tells whether the field surely never holds a number. f may be nil.
func (f *dataField) noNumber() bool {
	return f != nil && (f.kind == "boolean" || f.enum != nil && !f.numeric)
}

// readEnum works out once what each comparison asks of the enum.
func (f *dataField) readEnum() {
	f.numeric, f.values = len(f.enum) == 0, make(map[string]bool, len(f.enum))
	for _, v := range f.enum {
		v = strings.TrimSpace(v)
		_, numeric := readNumber(v)
		f.numeric = f.numeric || numeric
		f.values[v] = true
	}
}

// quantity returns the number as which a literal is compared, and whether it is one: a string may be.
func quantity(literal *ast.Value) (float64, bool) {
	switch literal.Kind {
	case ast.Number:
		return shape.Number(literal)
	case ast.String:
		return readNumber(strings.TrimSpace(literal.Text))
	}
	return 0, false
}

func readNumber(text string) (float64, bool) {
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil
}

func checkShadowedRule(p *Pass) {
	all := p.comparisons()
	type key struct {
		node *ast.Node
		left string
	}
	earlier := map[key][]int{}
	for i := range all {
		c := &all[i]
		k := key{c.Node, c.left}
		// More rules than this on one value must have been generated, and not every pair of them is compared.
		const most = 200
		shadow := -1
		if c.unary() != (c.right == nil) {
			continue // it is never true, or always true: operator-operand says so
		}
		for _, e := range earlier[k] {
			if implies(c, &all[e]) {
				shadow = e
				break
			}
		}
		if len(earlier[k]) < most {
			earlier[k] = append(earlier[k], i)
		}
		if shadow < 0 {
			continue
		}
		p.Report(ast.Diagnostic{
			Message: "whenever this rule matches, an earlier one has matched already", Span: c.Value.Span, Node: idOf(c.Node),
			Related: append([]ast.Related{{Message: "the earlier rule", Span: all[shadow].Value.Span}}, through(c.Via...)...),
			Help:    []string{"put the narrower rule first, or remove this one"},
		})
	}
}

// implies tells whether a comparison can match only when another one of the same value matches, too.
func implies(c, other *comparison) bool {
	if c.unary() || other.unary() {
		// A value that is not there equals nothing and is neither more nor less than anything.
		return c.operator == other.operator || other.operator == "exists" && c.operator != "notExists" && c.operator != "notEquals"
	}
	if c.right == nil || other.right == nil {
		return false
	}
	if c.literal == nil || other.literal == nil {
		return c.literal == nil && other.literal == nil && c.operator == other.operator && c.right.Get("field") != nil &&
			text(c.right.Get("source")) == text(other.right.Get("source")) && text(c.right.Get("field")) == text(other.right.Get("field"))
	}
	if c.operator == other.operator && c.text == other.text {
		return true
	}
	if c.operator == "equals" && other.operator == "notEquals" {
		// 1.0 and 1 are two texts and one number: how a number is compared as a text is the server's matter.
		return c.text != other.text && !(c.numeric && other.numeric && c.number == other.number)
	}
	return c.numeric && other.numeric && narrower(c.operator, c.number, other.operator, other.number)
}

// narrower tells whether every number that compares with x in one way compares with y in the other.
func narrower(operator string, x float64, other string, y float64) bool {
	switch operator + " " + other {
	case "equals gt":
		return x > y
	case "equals gte":
		return x >= y
	case "equals lt":
		return x < y
	case "equals lte":
		return x <= y
	case "gt gt", "gt gte", "gte gte":
		return x >= y
	case "gte gt":
		return x > y
	case "lt lt", "lt lte", "lte lte":
		return x <= y
	case "lte lt":
		return x < y
	}
	return false
}

// text is the text of a scalar; empty for nil.
func text(v *ast.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}
