package rule

import (
	"bytes"
	"fmt"
	"index/suffixarray"
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

var dataRules = []*Rule{
	{
		ID: "undefined-field", Family: "data", Severity: ast.Error, Paths: true,
		Summary: "a reference to data that nothing defines",
		Doc: "A reference to a field that is not extracted, or not provided, is empty: the rule never matches, the service gets nothing. " +
			"extractedData is what extractionSchema lists; providedData is given at creation or comes from the answer of a service " +
			"earlier on the path, so an unknown name there is only a warning.",
		Bad: yaml(`
extractionSchema:
  - {fieldName: country, type: string, description: The country on the document.}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.contry, operator: equals, right: US, outcome: home}
      - {left: $extractedData.country, operator: equals, right: US, outcome: home}
    default: abroad
  home: {type: end}
  abroad: {type: end}
`),
		Good:  yaml(decide),
		Check: checkUndefinedField,
	},
	{
		ID: "duplicate-field", Family: "data", Severity: ast.Error,
		Summary: "an extraction field is listed twice",
		Doc:     "Two fields of the same name come to one value, and which description is followed is anybody's guess. Remove one, or rename it.",
		Bad: yaml(`
extractionSchema:
  - {fieldName: country, type: string, description: The country on the document.}
  - {fieldName: country, type: string, description: The country that the user lives in.}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.country, operator: equals, right: US, outcome: home}
    default: abroad
  home: {type: end}
  abroad: {type: end}
`),
		Good:  yaml(decide),
		Check: checkDuplicateField,
	},
	{
		ID: "unused-field", Family: "data", Severity: ast.Info,
		Summary: "no node reads an extraction field",
		Doc:     "The field is extracted and shows in the report, which may be all that is wanted. If the flow was to branch on it, it does not.",
		Bad: yaml(`
extractionSchema:
  - {fieldName: country, type: string, description: The country on the document.}
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(decide),
		Check: checkUnusedField,
	},
	{
		ID: "redundant-email", Family: "data", Severity: ast.Info, Paths: true,
		Summary: "an address is asked for twice",
		Doc:     "two_factor_email asks for the address by itself, so an enter_email right before it makes the person type it twice.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: code, canceled: gone}}
  code: {type: two_factor_email, outcomes: {verified: done, delivery_failed: gone, failed_unverified: gone, cancelled: gone, error: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: code}
  code: {type: two_factor_email, outcomes: {verified: done, delivery_failed: gone, failed_unverified: gone, cancelled: gone, error: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkRedundantEmail,
	},
}

// decide is a correct flow that branches on extracted data.
const decide = `
extractionSchema:
  - {fieldName: country, type: string, description: The country on the document.}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.country, operator: equals, right: US, outcome: home}
    default: abroad
  home: {type: end}
  abroad: {type: end}
`

func checkUndefinedField(p *Pass) {
	defined, given := p.extracted(), p.givenData()
	for _, ref := range p.meaning(catalog.DataRef) {
		source, field := ref.Value.Get("source"), ref.Value.Get("field")
		if source == nil || field == nil {
			continue
		}
		name, ok := field.AsString()
		if !ok || name == "" {
			continue // a shape rule says so
		}
		out := ast.Diagnostic{Span: ref.Value.Span, Node: idOf(ref.Node), Related: through(ref.Via...)}
		switch source.Text {
		case "extractedData":
			if !defined.known || defined.has(name) {
				continue
			}
			out.Message = fmt.Sprintf("the field %s is not in extractionSchema", ast.Quote(name))
			switch {
			case p.suggest(&out, name, defined.names):
			case p.isGiven(name):
				out.Help = []string{ast.DidYouMean("providedData." + name)}
			default:
				out.Help = []string{"add it to extractionSchema, or read providedData if it is given or comes from a service"}
			}
			p.Report(out)
		case "providedData":
			if !given.known || given.has(name) || p.mayBeMerged(ref.Node) {
				continue
			}
			out.Message = fmt.Sprintf("nothing gives providedData the field %s", ast.Quote(name))
			if defined.has(name) {
				out.Help = []string{ast.DidYouMean("extractedData." + name)}
			} else {
				p.suggestData(&out, name, given.names)
			}
			p.ReportAs(ast.Warning, out)
		}
	}
	checkMisspelledData(p, given)
}

// checkMisspelledData reports the keys of providedData that are misspelled where a node takes a picture from them. Others that are
// not there are no finding: few sources hold a picture, which is another one for each person.
func checkMisspelledData(p *Pass, given *vocabulary) {
	var written []string // by the author; made when it is first needed
	for _, key := range p.meaning(catalog.ProvidedName) {
		name := key.Value.Text
		if !given.known || given.has(name) || p.mayBeMerged(key.Node) {
			continue
		}
		if written == nil {
			written = slices.DeleteFunc(slices.Clone(given.names), func(name string) bool { return slices.Contains(catalog.WellKnownData, name) })
		}
		if near, ok := p.near(name, written); ok {
			p.ReportAs(ast.Warning, ast.Diagnostic{
				Message: fmt.Sprintf("nothing gives providedData the field %s", ast.Quote(name)), Span: key.Value.Span, Node: idOf(key.Node),
				Related: through(key.Via...), Help: []string{ast.DidYouMean(near)},
			})
		}
	}
}

func checkDuplicateField(p *Pass) {
	first := map[string]ast.Span{}
	for _, f := range p.extracted().fields {
		span, twice := first[f.name.Text]
		if !twice {
			first[f.name.Text] = f.name.Span
			continue
		}
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the field %s is listed twice", ast.Quote(f.name.Text)), Span: f.name.Span,
			Related: append([]ast.Related{{Message: "the first", Span: span}}, through(f.via...)...), Help: []string{"remove one of them, or rename it"},
		})
	}
}

func checkUnusedField(p *Pass) {
	fields := p.extracted().fields
	if len(fields) == 0 || len(p.File.Nodes) == 0 || p.File.Incomplete {
		return
	}
	if p.hasGaps() {
		return // what could not be read may read the fields
	}
	if p.lacksReference() {
		return // a shape rule says so, and it may be to one of the fields
	}
	read := map[string]bool{}
	defined := &p.extracted().vocabulary
	for _, ref := range p.meaning(catalog.DataRef) {
		field, source := ref.Value.Get("field"), text(ref.Value.Get("source"))
		switch {
		case field == nil:
		case defined.has(field.Text):
			// Where it reads providedData, and nothing gives that, this field was meant.
			if source != "providedData" || !p.givenData().has(field.Text) && !p.mayBeMerged(ref.Node) {
				read[field.Text] = true
			}
		case source != "providedData":
			for _, name := range p.nearest(field.Text, defined.names) {
				read[name] = true // as the rule undefined-field suggests
			}
		}
	}
	for _, t := range p.talks() {
		if t.prompt == nil {
			continue
		}
		for _, v := range variables(t.prompt.Value.Text) {
			read[t.prompt.Value.Text[v.Start+1:v.End-1]] = true
		}
	}
	for _, name := range p.meaning(catalog.DataName) {
		read[strings.TrimPrefix(name.Value.Text, "extractedData.")] = true
	}
	var isInUnknown func(word []byte) bool // made when it is first needed
	for _, f := range fields {
		if read[f.name.Text] {
			continue
		}
		if isInUnknown == nil {
			isInUnknown = finder(p.unknownText(), len(fields))
		}
		if !isInUnknown([]byte(f.name.Text)) {
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("no node reads the field %s", ast.Quote(f.name.Text)), Span: f.name.Span, Related: through(f.via...),
				Help: []string{"it still shows in the report; remove it if that is not wanted"},
			})
			read[f.name.Text] = true
		}
	}
}

// lacksReference tells whether a reference is missing, or is none, where one belongs.
func (p *Pass) lacksReference() bool {
	for d := range p.defects(shape.MissingField) {
		if d.Field.Type.Reads() || d.Owner.Meaning == catalog.DataRef {
			return true
		}
	}
	for _, kind := range []shape.Kind{shape.WrongType, shape.EmptyList} {
		for d := range p.defects(kind) {
			if d.Owner.Reads() {
				return true
			}
		}
	}
	return false
}

// hasGaps tells whether a part of a node could not be read. Where nothing was reported, all could be.
func (p *Pass) hasGaps() bool {
	if p.memo.gaps == nil {
		gaps := len(p.File.Diagnostics) > 0 && slices.ContainsFunc(p.File.Nodes, func(n ast.Node) bool { return hasGap(&n.Object) })
		p.memo.gaps = &gaps
	}
	return *p.memo.gaps
}

// hasGap tells whether a part of a value could not be read.
func hasGap(v *ast.Value) bool {
	for i := range v.Members {
		if hasGap(&v.Members[i].Value) {
			return true
		}
	}
	for i := range v.Items {
		if hasGap(&v.Items[i]) {
			return true
		}
	}
	return v.Incomplete
}

// finder returns what tells whether a word stands in a text, for that many words. A few are searched for one by one, which is faster than
// to index the text; of very many, each would go through all of it.
func finder(text []byte, words int) func(word []byte) bool {
	const few = 32
	if words <= few {
		return func(word []byte) bool { return bytes.Contains(text, word) }
	}
	index := suffixarray.New(text)
	return func(word []byte) bool { return index.Lookup(word, 1) != nil }
}

// unknownText returns what is written in nodes whose type is not known, and under keys that are not known: it may read anything. A NUL,
// which no source holds, ends each piece.
func (p *Pass) unknownText() []byte {
	var all []byte
	add := func(span ast.Span) { all = append(append(all, p.File.Source.Slice(span)...), 0) }
	for i := range p.File.Nodes {
		if n := &p.File.Nodes[i]; n.Spec == nil {
			add(n.Object.Span)
		}
	}
	for d := range p.defects(shape.UnknownKey) {
		if d.Node != nil {
			add(d.Member.Value.Span)
		}
	}
	return all
}

func checkRedundantEmail(p *Pass) {
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec == nil || n.Spec.Collects == "" {
			continue
		}
		for k := range n.Edges {
			if n.Edges[k].To < 0 {
				continue
			}
			next := p.node(n.Edges[k].To)
			if next.Spec == nil || next.Spec.SendsTo != n.Spec.Collects {
				continue
			}
			p.Report(ast.Diagnostic{
				Message: fmt.Sprintf("%s asks for the %s, and %s right after it asks again", nameOf(n), n.Spec.Collects, nameOf(next)), Span: n.ID.Span, Node: idOf(n),
				Related: append([]ast.Related{edgePlace(p.File, &n.Edges[k])}, through(n.ID.Via)...), Help: []string{fmt.Sprintf("lead to %s directly", nameOf(next))},
			})
			break
		}
	}
}
