package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
)

var shapeFieldRules = []*Rule{
	{
		ID: "missing-flow", Family: "shape", Severity: ast.Error,
		Summary: "there is no flow, or an empty one",
		Doc: "The API takes a body without a flow, and the session has nothing to do. Write the nodes under flow, or give the " +
			"array of nodes alone.",
		Bad:   yaml("\nclientReferenceId: user-123\n"),
		Good:  yaml(minimal),
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
		Good:  yaml(minimal),
		Check: checkMissingField,
	},
	{
		ID: "unknown-field", Family: "shape", Severity: ast.Error,
		Summary: "the API does not know a field",
		Doc: "What the API does not know, it drops without a word; so does the SDK with a key of the body. What was written has no " +
			"effect, and most often it is a misspelling of what would have. Keys of the body that begin with x- are yours, and $schema is for editors.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done, awaitExternl: 1}
  done: {type: end}
`),
		Good:  yaml(minimal),
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
		Good:  yaml(minimal),
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
			"the former silently, and nothing guarantees that the latter works. The message says what takes its place.",
		Bad: yaml(`
initialPhrase: Welcome.
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  yaml(minimal),
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
		Good:  yaml(minimal),
		Check: checkModulesWithFlow,
	},
}

const legacyHelp = "this is the form of flows from before 2026; today a flow is a list of nodes, and each node names its own targets in outcome or outcomes"

const nodesStraightHelp = `write the nodes straight under "flow"`

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
	d := ast.Diagnostic{Span: f.Body.Span}
	flow := f.Body.Member("flow")
	for i := range f.Diagnostics {
		if f.Diagnostics[i].Rule == ast.MultipleDocuments {
			return // the flow may be what follows the first document
		}
	}
	switch {
	case f.Body.Kind == ast.Null || f.Body.Kind == ast.Object && flow == nil && len(f.Body.Members) == 0:
		d.Message = "the document is empty; expected a flow"
	case f.Body.Kind != ast.Object:
		return
	case flow == nil && f.Legacy:
		d.Message, d.Help = `there is no "flow", only the "nodes" and "edges" of a legacy export`, []string{legacyHelp}
	case flow == nil:
		d.Message = `there is no "flow"`
		if f.Body.Incomplete || f.Incomplete || p.misspelled("flow", &f.Body, f.Catalog.Body) || p.isWrapped() {
			return
		}
	case flow.Value.Kind == ast.Null,
		len(flow.Value.Items)+len(flow.Value.Members) == 0 && (flow.Value.Kind == ast.List || flow.Value.Kind == ast.Object):
		if flow.Value.Incomplete || f.Incomplete {
			return
		}
		d.Message, d.Span = "the flow is empty; expected at least a start and an end", shape.SpanOf(&flow.Value, flow.KeySpan)
		d.Related = through(flow.Value.Via)
	default:
		return
	}
	if flow == nil && len(p.strayNodes()) > 0 {
		d.Help = []string{straysHelp(f.Language)}
	}
	if d.Help == nil {
		d.Help = []string{nodesHelp(f.Language)}
	}
	p.Report(d)
}

func checkMissingField(p *Pass) {
	for d := range p.defects(shape.MissingField) {
		// Where the type is not known, no other field is either, and the rule unknown-field has nothing to say.
		typed := d.Node == nil || d.Node.Spec != nil
		if typed && p.misspelled(d.Field.Name, d.Object, d.Owner) ||
			d.Field.Type.Leads() && (hasLooseArrow(d.Object, d.Owner) || hasForeignEdge(p.File, d.Object, d.Owner) || p.hasMisplacedOutcome(d.Node)) {
			continue // the finding about what is unknown there says what it was meant to be
		}
		if p.isPair(d.Object, d.Owner) || p.isOfSlip(d) || p.isNotIndented(d) || p.isKeyed(d.Node) && !p.isFirstKeyed(d) {
			continue // its key is a finding
		}
		out := defective(d)
		switch {
		case p.isKeyed(d.Node):
			out.Help = []string{keyedHelp(p.File.Language)}
		case !typed && d.Field.Name == "type" && p.holdsNodes(d.Object):
			out.Help = []string{nodesStraightHelp}
		case !typed && d.Field.Name == "type":
			if out.Help = p.nodeHelp(d.Node); out.Help == nil {
				out.Help = []string{p.typeHelpFor(d.Object)}
			}
		case typed && d.Node != nil && d.Object == &d.Node.Object && d.Field.Type.Leads():
			out.Help = []string{wayOnHelp(p.File.Language, d.Field)}
		}
		if typed {
			if keys := p.outside(d.Object, d.Owner, d.Field); len(keys) > 0 {
				out.Help = []string{fmt.Sprintf("add %s, and put %s into it", d.Field.Name, ast.And(keys))}
			}
		}
		for i := range d.Object.Members {
			if m := &d.Object.Members[i]; p.slips(d.Object, d.Owner)[m.Key].field() == d.Field.Name {
				out.Help = []string{fmt.Sprintf("is %s meant to be it?", ast.Quote(p.written(m)))}
				out.Fixes = respelling(p.File, "rename", m.KeySpan, d.Field.Name)
				if via := m.Value.Via; !via.IsZero() {
					out.Span, out.Related = m.KeySpan, through(append(d.Via[:len(d.Via):len(d.Via)], via)...) // once, where it is shared
				}
			}
		}
		p.Report(out)
	}
}

// isOfSlip tells whether a field is missing in an object that only arrows make up, and which stands beside them under a misspelled key.
func (p *Pass) isOfSlip(d *shape.Defect) bool {
	if d.Node == nil || d.Node.Spec == nil || !isMadeOfArrows(d.Object, d.Owner) {
		return false
	}
	n := &d.Node.Object
	for i := range n.Members {
		if m := &n.Members[i]; &m.Value == d.Object {
			return p.misspelled(m.Key, n, d.Node.Spec.Type)
		}
	}
	return false
}

// wayOnHelp says how to write the missing field of a node that says where it leads.
func wayOnHelp(l ast.Language, f *catalog.Field) string {
	switch t := f.Type; {
	case l != ast.Flow && t.Shorthand == catalog.ConditionMap:
		return fmt.Sprintf("add %s: the id of the next node, or an object from condition to target", f.Name)
	case l != ast.Flow:
	case t.Shorthand == catalog.ConditionMap:
		return `add always -> and the id of the next node, or on "…" -> for each condition`
	case t.Kind == catalog.List:
		return "add if … -> and the id of a node"
	case t.Kind == catalog.Target && f.Name == "default":
		return "add else -> and the id of a node"
	case t.Kind == catalog.Target:
		return "add -> and the id of a node"
	}
	return fmt.Sprintf("add %s: %s", f.Name, shape.Expectation(f.Type))
}

// hasLooseArrow tells whether a node has an arrow whose name is no outcome of its type.
func hasLooseArrow(object *ast.Value, t *catalog.Type) bool {
	for i := range object.Members {
		if m := &object.Members[i]; m.IsLoose(t.Field(m.Key)) {
			return true
		}
	}
	return false
}

func checkUnknownField(p *Pass) {
	for d := range p.defects(shape.UnknownKey) {
		if isOutcome(p.File, d) || p.File.Legacy && (d.Member.Key == "nodes" || d.Member.Key == "edges") {
			continue
		}
		if p.unindented().members[d.Member] || p.isWholeFlow(d) || p.isOutsideAny(d) {
			continue // the finding about what it was meant to stand under says it
		}
		out := defective(d)
		if d.Field != nil {
			p.Report(out)
			continue
		}
		out.Message = d.Unknown(p.written(d.Member))
		if p.needsArrow(&out, d) {
			p.Report(out)
			continue
		}
		field, value, noColon := withoutColon(d.Member, d.Owner)
		near := p.slips(d.Object, d.Owner)[d.Member.Key]
		switch {
		case noColon:
			out.Help = []string{fmt.Sprintf("write %s: %s", field, value)}
			out.Fixes = replacement("put a colon between the two", d.Span, field+": "+value)
		case isOnlyWayOut(p.File, d):
			out.Help = foreignEdgeHelp(d.Node.Spec, p.written(d.Member))
			out.Fixes = withoutKeyword(p.File, d.Member)
		case near != nil:
			respell(&out, p.File, "rename", d.Span, near)
			nameOutcomes(&out, d, near)
		case d.Object == &p.File.Body && p.isWrapper(d.Member):
			out.Help = []string{fmt.Sprintf("take what is in it out of %s, so that it is the whole document", ast.Quote(d.Member.Key))}
		case d.Object == &p.File.Body && p.isStrayNode(d.Member):
			out.Help = []string{strayHelp(p.File.Language)}
		case p.isMisplaced(d):
			path := d.Node.Spec.TargetPath(d.Member.Key)
			out.Help = []string{"it is an outcome; move it into " + strings.Join(path[:len(path)-1], ".")}
		case d.Node != nil && d.Node.Spec != nil && d.Object == &d.Node.Object && isEdgeKeyword(p.File, d.Member):
			if help := foreignEdgeHelp(d.Node.Spec, p.written(d.Member)); help != nil {
				out.Help = help
			}
		case p.isPair(d.Object, d.Owner):
			out.Help = pairHelp(p.File.Language, d.Object, d.Owner)
		case homeOf(d.Member.Key, d.Owner) != nil:
			out.Help = []string{"move it into " + homeOf(d.Member.Key, d.Owner).Name}
		}
		p.Report(out)
	}
}

func checkDeprecatedField(p *Pass) {
	for d := range p.defects(shape.Deprecated) {
		if d.Field != nil && d.Field.Name == "modules" && p.File.Body.Get("flow") != nil {
			continue // the rule modules-with-flow says more
		}
		p.Report(defective(d))
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
