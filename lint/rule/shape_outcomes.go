package rule

import (
	"fmt"
	"slices"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

var shapeOutcomeRules = []*Rule{
	{
		ID: "unknown-node-type", Family: "shape", Severity: ast.Error,
		Summary: "a node is of a type that the API does not know",
		Doc: "The API answers 200 and the session stops at that node, in front of the person. Types of the past are named with " +
			"what replaces them; nothing is said of the edges of such a node, as it is not known which it has.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversaton, say: Hello., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkUnknownNodeType,
	},
	{
		ID: "missing-outcome", Family: "shape", Severity: ast.Error,
		Summary: "a named outcome is not connected",
		Doc: "A check can end in each of its outcomes, and the one that is not connected is the one that a customer gets stuck in. " +
			"The outcome inconclusive of liveness_detection is the exception: the server sends it where noFace goes, which is a " +
			"warning here. An inconclusive check says nothing against the person; give it a way of its own.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: hello}}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: gone, noFace: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: hello, canceled: gone}}
  hello: {type: conversation, say: Hello., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: done, deepfakeDetected: gone, noFace: gone, inconclusive: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkMissingOutcome,
	},
	{
		ID: "unknown-outcome", Family: "shape", Severity: ast.Error,
		Summary: "an outcome is none of the node's type",
		Doc: "The API drops it, and the outcome that was meant is not connected. The names are not regular: enter_email has canceled, " +
			"face_scan and two_factor have cancelled, document_scan has userCancelled.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, cancelled: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, outcomes: {emailEntered: done, canceled: gone}}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkUnknownOutcome,
	},
	{
		ID: "empty-outcomes", Family: "shape", Severity: ast.Error,
		Summary: "a list of outcomes or rules is empty",
		Doc:     "The session comes to the node and has no way to go on. Give it at least one.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, say: Hello., outcomes: []}
  done: {type: end}
`),
		Good:  minimal,
		Check: checkEmptyOutcomes,
	},
	{
		ID: "duplicate-outcome-id", Family: "shape", Severity: ast.Error,
		Summary: "two outcomes of a node have the same id",
		Doc: "The report of a session names outcomes by id, and so does the server when it picks one: two of the same name cannot be " +
			"told apart. Leave the ids out, and each outcome gets one from its condition.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask whether the user is ready.
    outcomes:
      - {id: t1, condition: the user is ready, targetNodeId: done}
      - {id: t1, condition: the user refuses or does not answer, targetNodeId: gone}
  done: {type: end}
  gone: {type: end}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask whether the user is ready.
    outcomes:
      - {id: ready, condition: the user is ready, targetNodeId: done}
      - {id: gone, condition: the user refuses or does not answer, targetNodeId: gone}
  done: {type: end}
  gone: {type: end}
`),
		Check: checkDuplicateOutcomeID,
	},
	{
		ID: "end-with-outcome", Family: "shape", Severity: ast.Error,
		Summary: "an edge leads out of an end",
		Doc:     "Reaching an end completes the session; what would come after it never happens. Remove the edge, or make the node another type.",
		Bad: yaml(`
flow:
  start: {type: start, outcome: done}
  done: {type: end, outcome: start}
`),
		Good: yaml(`
flow:
  start: {type: start, outcome: done}
  done: {type: end}
`),
		Check: checkEndWithOutcome,
	},
}

func checkUnknownNodeType(p *Pass) {
	c := p.File.Catalog
	for i := range p.File.Nodes {
		n := &p.File.Nodes[i]
		if n.Spec != nil || n.Object.Kind != ast.Object {
			continue
		}
		t := n.Object.Get("type")
		if t == nil {
			continue // the rule missing-field says so
		}
		if _, ok := t.AsString(); !ok {
			continue // the rule wrong-type says so
		}
		out := ast.Diagnostic{Message: fmt.Sprintf("%s is no node type", ast.Quote(n.Type.Text)), Span: n.Type.Span, Node: idOf(n), Related: through(n.Object.Via, n.Type.Via)}
		near, ok := p.near(n.Type.Text, c.NodeTypeNames())
		switch old := c.Replacement(n.Type.Text); {
		case old != nil && len(old.New) == 0:
			out.Message = fmt.Sprintf("%s is a node type of the past, and nothing replaces it", ast.Quote(n.Type.Text))
		case old != nil:
			out.Message = fmt.Sprintf("%s is a node type of the past", ast.Quote(n.Type.Text))
			out.Help = []string{"use " + ast.Or(old.New)}
			if len(old.New) == 1 {
				out.Fixes = retype(p.File, n, old.New[0])
			}
		case ok:
			out.Help = []string{didYouMean(near)}
			out.Fixes = retype(p.File, n, near)
		default:
			out.Help = []string{"the node types are " + ast.And(c.NodeTypeNames())}
		}
		p.startWithColon(&out, n)
		p.Report(out)
	}
}

func retype(f *ast.File, n *ast.Node, name string) []ast.Fix {
	return []ast.Fix{{Title: "change it to " + ast.Quote(name), Edits: []ast.Edit{rename(f, n.Type.Span, name)}}}
}

func checkMissingOutcome(p *Pass) {
	for _, d := range p.defects(missingOutcomes) {
		meant := map[string]bool{}
		for _, name := range p.slips(d.object, d.owner) {
			meant[name] = true
		}
		if d.node != nil && d.node.Spec != nil {
			for _, name := range p.slips(&d.node.Object, d.node.Spec.Type) {
				meant[name] = true
			}
			for i := range d.node.Object.Members {
				if m := &d.node.Object.Members[i]; isColonForArrow(p.File, d.node, m) {
					meant[m.Key] = true
				}
			}
		}
		var missing []string
		filled := (*catalog.Field)(nil)
		severity := ast.Warning
		for i := range d.owner.Fields {
			f := &d.owner.Fields[i]
			if d.object.Get(f.Name) != nil || meant[f.Name] {
				continue
			}
			missing = append(missing, f.Name)
			if f.FilledFrom == "" || d.object.Get(f.FilledFrom) == nil {
				severity = ast.Error
			} else {
				filled = f
			}
		}
		if len(missing) == 0 {
			continue
		}
		out := ast.Diagnostic{Span: d.span, Node: idOf(d.node), Related: through(d.via...)}
		verb := map[bool]string{true: "outcome %s is", false: "outcomes %s are"}[len(missing) == 1]
		out.Message = fmt.Sprintf("the "+verb+" not connected", ast.And(missing))
		if severity == ast.Warning {
			from := d.object.Member(filled.FilledFrom)
			target, _ := from.Value.AsString()
			out.Message += fmt.Sprintf("; the server sends it where %s goes, to %s", ast.Quote(filled.FilledFrom), ast.Quote(target))
			out.Help = []string{"say where it goes; an inconclusive check is a failure of the check, not of the person"}
			if edit, ok := addBeside(p.File, d.object, from, filled.Name); ok {
				out.Fixes = []ast.Fix{{Title: fmt.Sprintf("send %s where %s goes", ast.Quote(filled.Name), ast.Quote(filled.FilledFrom)), Edits: []ast.Edit{edit}}}
			}
		} else {
			out.Help = []string{"say where each of them goes; a session that comes to it stays there"}
			if len(missing) == 1 {
				out.Help = []string{"say where it goes; a session that comes to it stays there"}
			}
		}
		p.ReportAs(severity, out)
	}
}

// isOutcome tells whether an unknown key stands for an edge rather than for a field.
func isOutcome(f *ast.File, d *defect) bool {
	return d.owner.Outcomes || d.member.Value.Style == ast.Arrow || isEnd(d.node) && leads(f.Catalog, d.member.Key)
}

func isEnd(n *ast.Node) bool { return n != nil && n.Spec != nil && n.Spec.Role == catalog.End }

// leads tells whether a node of some type has edges under the key.
func leads(c *catalog.Catalog, key string) bool {
	for i := range c.NodeTypes {
		if f := c.NodeTypes[i].Type.Field(key); f != nil && c.Leads(f.Type) {
			return true
		}
	}
	return false
}

func checkUnknownOutcome(p *Pass) {
	for _, d := range p.defects(unknownKey) {
		if !isOutcome(p.File, &d) || isEnd(d.node) {
			continue
		}
		out := ast.Diagnostic{Span: d.span, Node: idOf(d.node), Related: through(d.via...)}
		typeName := d.owner.Name
		if d.node != nil && d.node.Spec != nil {
			typeName = d.node.Spec.Name
		}
		out.Message = fmt.Sprintf("%s is no outcome of %s", ast.Quote(p.written(d.member)), typeName)
		near, ok := p.slips(d.object, d.owner)[d.member.Key]
		switch known := edgeNames(d.owner); {
		case p.inFlowLanguage(&out, &d):
			p.Report(out)
			continue
		case ok:
			out.Help = []string{didYouMean(near)}
			out.Fixes = []ast.Fix{{Title: "rename it to " + ast.Quote(near), Safe: true, Edits: []ast.Edit{rename(p.File, d.span, near)}}}
		case len(known) > 0:
			out.Help = []string{"its outcomes are " + ast.And(known)}
		}
		if !d.owner.Outcomes && hasConditions(d.owner) {
			out.Help = append(out.Help, `a condition is written as: on "the user is ready" -> target`)
		}
		p.Report(out)
	}
}

// edgeNames returns the named outcomes of a type, those of the objects in it too.
func edgeNames(t *catalog.Type) []string {
	var names []string
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Type.Kind == catalog.Target {
			names = append(names, f.Name)
		} else {
			names = append(names, edgeNames(f.Type)...)
		}
	}
	return names
}

// hasConditions tells whether nodes of the type have outcomes of the author's own wording.
func hasConditions(t *catalog.Type) bool {
	return slices.ContainsFunc(t.Fields, func(f catalog.Field) bool { return f.Type.Shorthand == catalog.ConditionMap })
}

func checkEmptyOutcomes(p *Pass) {
	for _, d := range p.defects(emptyList) {
		p.Report(ast.Diagnostic{
			Message: d.name.String() + " is empty; the session could not go on", Span: d.span, Node: idOf(d.node), Related: through(d.via...),
			Help: []string{"add one at least"},
		})
	}
}

func checkDuplicateOutcomeID(p *Pass) {
	for _, d := range p.defects(duplicateID) {
		p.Report(ast.Diagnostic{
			Message: fmt.Sprintf("the outcome id %s is given twice in this node", ast.Quote(d.value.Text)), Span: d.span, Node: idOf(d.node),
			Related: append([]ast.Related{{Message: "the first", Span: d.first}}, through(d.via...)...),
			Help:    []string{"give it another, or leave it out: it is then made from the condition"},
		})
	}
}

func checkEndWithOutcome(p *Pass) {
	for _, d := range p.defects(unknownKey) {
		if !isEnd(d.node) || !isOutcome(p.File, &d) {
			continue
		}
		out := ast.Diagnostic{
			Message: fmt.Sprintf("%s leads out of an end", ast.Quote(d.member.Key)), Span: d.member.Span(), Node: idOf(d.node),
			Related: through(d.via...), Help: []string{"remove it: reaching an end completes the session"},
		}
		if edit, ok := p.remove(d.object, d.member); ok {
			out.Fixes = []ast.Fix{{Title: "remove it", Safe: true, Edits: []ast.Edit{edit}}}
		}
		p.Report(out)
	}
}
