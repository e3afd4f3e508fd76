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
	comparisons, fields := p.comparisons(), p.extracted().fields
	if len(comparisons) == 0 {
		return
	}
	byName := make(map[string]*dataField, len(fields))
	for i := range fields {
		byName[fields[i].name.Text] = &fields[i]
	}
	for _, c := range comparisons {
		out := ast.Diagnostic{Node: idOf(c.Node), Related: through(c.Via...)}
		wrong := false
		switch c.operator {
		case "gt", "lt", "gte", "lte":
			wrong = comparesNoNumber(&out, &c, byName)
		case "equals", "notEquals":
			wrong = p.outsideEnum(&out, &c, byName[c.field])
		}
		if !wrong {
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

// comparesNoNumber tells whether one side of a comparison of numbers is surely none, and adds to the finding which.
func comparesNoNumber(out *ast.Diagnostic, c *comparison, fields map[string]*dataField) bool {
	f, side := fields[c.field], c.Value.Get("left")
	if c.literal != nil && c.literal.Kind != ast.Number && !c.numeric && (f == nil || f.kind != "date") {
		out.Span = c.literal.Span
		out.Message = fmt.Sprintf("%s is no number; %s compares numbers", shape.Show(c.literal), ast.Quote(c.operator))
		out.Help = []string{`write a number, or compare with "equals"`}
		return true
	}
	if !f.noNumber() {
		f, side = fields[c.fieldOnRight()], c.right
	}
	if !f.noNumber() {
		return false
	}
	out.Span = side.Span
	out.Message = fmt.Sprintf("the field %s is surely no number; %s compares numbers", ast.Quote(f.name.Text), ast.Quote(c.operator))
	out.Help = []string{`compare with "equals"`}
	out.Related = append([]ast.Related{{Message: "the field", Span: f.name.Span}}, out.Related...)
	return true
}

// outsideEnum tells whether the literal of a comparison is one that its field, which may be nil, never has, and adds that to the finding.
func (p *Pass) outsideEnum(out *ast.Diagnostic, c *comparison, f *dataField) bool {
	if c.literal == nil || f == nil || f.enum == nil || f.values[c.text] {
		return false
	}
	out.Span = c.literal.Span
	out.Message = fmt.Sprintf("%s is not among the values of the field %s; expected %s", shape.Show(c.literal), ast.Quote(c.field), ast.OneOf(f.enum))
	p.suggest(out, c.literal.Text, f.enum)
	out.Related = append([]ast.Related{{Message: "the field", Span: f.name.Span}}, out.Related...)
	return true
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

// mostEarlier is how many rules on one value a later one is compared with. More than that must have been generated.
const mostEarlier = 200

func checkShadowedRule(p *Pass) {
	all := p.comparisons()
	type key struct {
		node *ast.Node
		left string
	}
	earlier := map[key][]*comparison{}
	for i := range all {
		c := &all[i]
		k := key{c.Node, c.left}
		if c.unary() != (c.right == nil) {
			continue // it is never true, or always true: operator-operand says so
		}
		if shadow := slices.IndexFunc(earlier[k], func(e *comparison) bool { return implies(c, e) }); shadow >= 0 {
			p.Report(ast.Diagnostic{
				Message: "whenever this rule matches, an earlier one has matched already", Span: c.Value.Span, Node: idOf(c.Node),
				Related: append([]ast.Related{{Message: "the earlier rule", Span: earlier[k][shadow].Value.Span}}, through(c.Via...)...),
				Help:    []string{"put the narrower rule first, or remove this one"},
			})
		}
		if len(earlier[k]) < mostEarlier {
			earlier[k] = append(earlier[k], c)
		}
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
