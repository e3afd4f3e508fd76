package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

var shapeFieldRules = []*Rule{
	{
		ID: "missing-flow", Family: "shape", Severity: ast.Error,
		Summary: "there is no flow, or an empty one",
		Doc: "The API takes a body without a flow, and the session has nothing to do. Write the nodes under flow, or give the " +
			"array of nodes alone.",
		Bad:   yaml("\nclientReferenceId: user-123\n"),
		Good:  minimal,
		Check: checkMissingFlow,
	},
	{
		ID: "missing-field", Family: "shape", Severity: ast.Error,
		Summary: "a required field is not there",
		Doc: "The API answers 200 all the same, and the node fails in front of the camera: a scan that knows no documents, a " +
			"comparison without a second picture. Add the field.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkMissingField,
	},
	{
		ID: "unknown-field", Family: "shape", Severity: ast.Error,
		Summary: "a field is none that the API knows",
		Doc: "What the API does not know, it drops without a word; so does the SDK with a key of the body. What was written has no " +
			"effect, and most often it is a misspelling of what would have. Keys of the body that begin with x- are yours.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done, awaitExternl: 1}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkUnknownField,
	},
	{
		ID: "wrong-type", Family: "shape", Severity: ast.Error,
		Summary: "a value is of another type than the API expects",
		Doc: "A quoted \"true\" is a string and not a boolean, and a list is not a string. The API takes it and then ignores it, or " +
			"breaks the session. In YAML, a number where text belongs is read as text.",
		Bad: yaml(`
langs: en
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkWrongType,
	},
	{
		ID: "invalid-value", Family: "shape", Severity: ast.Error,
		Summary: "a value is not among those allowed, out of range, or no URL",
		Doc: "Enumerations are exact: a document type that is spelled another way is not scanned, an operator of another name is " +
			"never true. Numbers have ranges, and JSON holds neither .inf nor .nan.",
		Bad: yaml(`
zone: mars
flow:
  start: {type: start, outcome: scan}
  scan:
    type: document_scan
    scanningMode: singel
    allowedDocumentTypes: [passport]
    outcomes: {scanSuccess: done, userCancelled: gone, scanTimeout: gone}
  done: {type: end}
  gone: {type: end}
`),
		Good: yaml(`
zone: eu
flow:
  start: {type: start, outcome: scan}
  scan:
    type: document_scan
    scanningMode: single
    allowedDocumentTypes: [passport]
    outcomes: {scanSuccess: done, userCancelled: gone, scanTimeout: gone}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkInvalidValue,
	},
	{
		ID: "deprecated-field", Family: "shape", Severity: ast.Warning,
		Summary: "a field or value of an older API",
		Doc: "initialPhrase, finalPhrase and modules come from older references, and the zone es from one of them: the SDK drops " +
			"the former silently, and nobody promises the latter. The message says what takes its place.",
		Bad: yaml(`
initialPhrase: Welcome.
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkDeprecatedField,
	},
	{
		ID: "modules-with-flow", Family: "shape", Severity: ast.Warning,
		Summary: "modules and a flow stand side by side",
		Doc:     "Modules are what there was before flows. The documentation forbids both together, and which of them runs is not defined.",
		Bad: yaml(`
modules: []
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkModulesWithFlow,
	},
}

const legacyHelp = "this is the form of flows from before 2026; today a flow is a list of nodes, and each node names its own targets in outcome or outcomes"

// nodesHelp says how nodes are written.
func nodesHelp(l ast.Language) string {
	switch l {
	case ast.Flow:
		return "write the nodes, as in: start -> greeting"
	case ast.JSON:
		return `write the nodes under "flow", as in: {"flow": [{"id": "start", "type": "start", "outcome": "greeting"}]}`
	}
	return "write the nodes under flow, as in: flow: {start: {type: start, outcome: greeting}}"
}

func checkMissingFlow(p *Pass) {
	f := p.File
	if f.Failed() {
		return
	}
	d := ast.Diagnostic{Span: f.Body.Span}
	flow := f.Body.Member("flow")
	switch {
	case f.Body.Kind == ast.Null || f.Body.Kind == ast.Object && flow == nil && len(f.Body.Members) == 0:
		d.Message = "the document is empty; expected a flow"
	case f.Body.Kind != ast.Object:
		return
	case flow == nil && f.Legacy:
		d.Message, d.Help = `there is no "flow", only the "nodes" and "edges" of a legacy export`, []string{legacyHelp}
	case flow == nil:
		d.Message = `there is no "flow"`
		if f.Body.Incomplete || f.Incomplete || p.misspelled("flow", &f.Body, f.Catalog.Body) {
			return
		}
	case flow.Value.Kind == ast.Null,
		len(flow.Value.Items)+len(flow.Value.Members) == 0 && (flow.Value.Kind == ast.List || flow.Value.Kind == ast.Object):
		if flow.Value.Incomplete || f.Incomplete {
			return
		}
		d.Message, d.Span = "the flow is empty; expected at least a start and an end", orKey(&flow.Value, place{key: flow.KeySpan})
		d.Related = through(flow.Value.Via)
	default:
		return
	}
	if d.Help == nil {
		d.Help = []string{nodesHelp(f.Language)}
	}
	p.Report(d)
}

func checkMissingField(p *Pass) {
	for _, d := range p.defects(missingField) {
		if d.node == nil && d.field.Name == "flow" {
			continue // the rule missing-flow says it better
		}
		// Where the type is not known, no other field is either, and the rule unknown-field has nothing to say.
		typed := d.node == nil || d.node.Spec != nil
		if typed && p.misspelled(d.field.Name, d.object, d.owner) || p.File.Catalog.Leads(d.field.Type) && hasLooseArrow(d.object, d.owner) {
			continue // what is unknown there is a finding, and says what it was meant to be
		}
		message := fmt.Sprintf("%s is missing; %s needs it", ast.Quote(d.field.Name), keyed(&d))
		if c := d.field.RequiredWhen; c != nil {
			message = fmt.Sprintf("%s is missing; it is needed when %s is %s", ast.Quote(d.field.Name), ast.Quote(c.Field), ast.Quote(c.Value))
		}
		out := ast.Diagnostic{
			Message: message, Span: d.span, Node: idOf(d.node), Related: through(d.via...),
			Help: []string{fmt.Sprintf("add %s: %s", d.field.Name, expectation(d.field.Type))},
		}
		if p.isPair(d.object, d.owner) {
			out.Help = pairHelp(p.File.Language, d.object)
		}
		for i := range d.object.Members {
			if m := &d.object.Members[i]; p.slips(d.object, d.owner)[m.Key] == d.field.Name {
				out.Help = []string{fmt.Sprintf("is %s meant to be it?", ast.Quote(p.written(m)))}
				out.Fixes = []ast.Fix{{Title: "rename it to " + ast.Quote(d.field.Name), Edits: []ast.Edit{rename(p.File, m.KeySpan, d.field.Name)}}}
			}
		}
		p.Report(out)
	}
}

// hasLooseArrow tells whether a node has an arrow by no outcome of its type.
func hasLooseArrow(object *ast.Value, t *catalog.Type) bool {
	for i := range object.Members {
		m := &object.Members[i]
		if f := t.Field(m.Key); m.Value.Style == ast.Arrow && (f == nil || isLoose(m, f)) {
			return true
		}
	}
	return false
}

// expectation says what to write for a value of the type.
func expectation(t *catalog.Type) string {
	if t.Values != nil || t.Min != nil || t.Max != nil || t.Format != catalog.FreeText {
		return demanded(t)
	}
	return described(t)
}

func checkUnknownField(p *Pass) {
	for _, d := range p.defects(unknownKey) {
		if isOutcome(p.File, &d) || p.isPair(d.object, d.owner) || p.File.Legacy && d.node == nil && (d.member.Key == "nodes" || d.member.Key == "edges") {
			continue
		}
		out := ast.Diagnostic{Span: d.span, Node: idOf(d.node), Related: through(d.via...)}
		if d.field != nil {
			out.Message = fmt.Sprintf("%s is read-only: it is part of answers, never of requests", ast.Quote(d.member.Key))
			out.Help = []string{"remove it"}
			p.Report(out)
			continue
		}
		out.Message = fmt.Sprintf("%s is no field of %s", ast.Quote(p.written(d.member)), keyed(&d))
		if near, ok := p.slips(d.object, d.owner)[d.member.Key]; ok {
			out.Help = []string{didYouMean(near)}
			out.Fixes = []ast.Fix{{Title: "rename it to " + ast.Quote(near), Edits: []ast.Edit{rename(p.File, d.span, near)}}}
		} else {
			out.Help = []string{"the API drops what it does not know" + knownFields(d.owner)}
		}
		p.Report(out)
	}
}

func knownFields(t *catalog.Type) string {
	names := t.FieldNames()
	if len(names) == 0 || len(names) > mostListed {
		return ""
	}
	return "; it knows " + ast.And(names)
}

func checkWrongType(p *Pass) {
	f := p.File
	flow := f.Body.Member("flow")
	switch {
	case f.Body.Kind != ast.Object && f.Body.Kind != ast.Null && !f.Failed():
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the document is %s; expected the body of a request, or a list of nodes", f.Body.Kind), Span: f.Body.Span,
			Help: []string{nodesHelp(f.Language)},
		})
	case flow != nil && f.Legacy:
		p.Report(ast.Diagnostic{
			Message: `"flow" is an object of "nodes" and "edges"; expected a list of nodes, or a mapping from id to node`, Span: flow.KeySpan,
			Help: []string{legacyHelp}, Related: through(flow.Value.Via),
		})
	case flow != nil && flow.Value.Kind != ast.List && flow.Value.Kind != ast.Object && flow.Value.Kind != ast.Null:
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf(`"flow" is %s; expected a list of nodes, or a mapping from id to node`, found(&flow.Value)),
			Span:    orKey(&flow.Value, place{key: flow.KeySpan}), Related: through(flow.Value.Via),
		})
	}
	for _, d := range p.defects(wrongType) {
		out := ast.Diagnostic{Span: d.span, Node: idOf(d.node), Related: through(d.via...)}
		out.Message = fmt.Sprintf("%s is %s; expected %s", d.name, found(d.value), described(d.owner))
		switch {
		case d.value.Kind == ast.Ref:
			out.Message = fmt.Sprintf("%s is the reference %s; expected %s", d.name, ast.Quote(d.value.Text), described(d.owner))
			out.Help = []string{"references are read in the vars of a request and in the rules of a field_condition"}
		case d.value.Kind == ast.String && d.owner.Kind == catalog.Boolean && (d.value.Text == "true" || d.value.Text == "false"):
			out.Help = []string{"write it without quotation marks"}
		case d.value.Kind == ast.String && d.owner.Kind == catalog.Boolean && saysYesOrNo(d.value.Text):
			out.Help = []string{"only true and false are booleans; yes, no, on and off are text"}
		case d.value.Kind == ast.Bool && (d.owner.Kind == catalog.String || d.owner.Kind == catalog.Target):
			out.Help = []string{"put it into quotation marks if the text is meant"}
		default:
			out.Help = plainHelp(f, d.value, d.owner)
		}
		p.Report(out)
	}
}

func saysYesOrNo(text string) bool {
	return contains([]string{"yes", "no", "on", "off", "y", "n"}, strings.ToLower(text))
}

func checkInvalidValue(p *Pass) {
	for _, d := range p.defects(wrongValue) {
		out := ast.Diagnostic{Span: d.span, Node: idOf(d.node), Related: through(d.via...)}
		if d.owner.Name != "" && d.owner.Values != nil {
			out.Message = fmt.Sprintf("%s is no %s; expected %s", shown(d.value), d.owner.Name, demanded(d.owner))
		} else {
			out.Message = fmt.Sprintf("%s is %s; expected %s", d.name, shown(d.value), demanded(d.owner))
		}
		if near, ok := p.near(d.value.Text, d.owner.Values); ok {
			out.Help = []string{didYouMean(near)}
			out.Fixes = []ast.Fix{{Title: "change it to " + ast.Quote(near), Edits: []ast.Edit{rename(p.File, d.span, near)}}}
		}
		p.Report(out)
	}
}

func checkDeprecatedField(p *Pass) {
	for _, d := range p.defects(deprecated) {
		if d.field != nil && d.field.Name == "modules" && p.File.Body.Get("flow") != nil {
			continue // the rule modules-with-flow says more
		}
		out := ast.Diagnostic{Span: d.span, Related: through(d.via...)}
		if d.field != nil {
			out.Message = fmt.Sprintf("%s is deprecated", ast.Quote(d.field.Name))
			out.Help = []string{d.field.Deprecated}
		} else {
			out.Message = fmt.Sprintf("the %s %s is of an older reference; expected %s", d.owner.Name, shown(d.value), demanded(d.owner))
			out.Help = []string{"write " + ast.Or(d.owner.Replacement(d.value.Text).New)}
		}
		p.Report(out)
	}
}

func checkModulesWithFlow(p *Pass) {
	modules, flow := p.File.Body.Member("modules"), p.File.Body.Member("flow")
	if modules != nil && flow != nil {
		p.Report(ast.Diagnostic{
			Message: `"modules" stands beside "flow"; only one of them can run`, Span: modules.KeySpan,
			Help: []string{"remove modules"}, Related: []ast.Related{{Message: "the flow", Span: flow.KeySpan}},
		})
	}
}
