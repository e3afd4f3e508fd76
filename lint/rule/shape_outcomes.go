package rule

import (
	"fmt"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/shape"
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
		Good:  yaml(minimal),
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
		Summary: "a node of this type has no such outcome",
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
		Good:  yaml(minimal),
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
		near := p.nearest(n.Type.Text, c.NodeTypeNames())
		if near == nil {
			near = part(n.Type.Text, c.NodeTypeNames())
		}
		switch old := c.Replacement(n.Type.Text); {
		case old != nil && len(old.New) == 0:
			out.Message = fmt.Sprintf("%s is a node type of the past, and nothing replaces it", ast.Quote(n.Type.Text))
		case old != nil:
			out.Message = fmt.Sprintf("%s is a node type of the past", ast.Quote(n.Type.Text))
			out.Help = []string{"use " + ast.Or(old.New)}
			if len(old.New) == 1 {
				out.Fixes = respelling(p.File, "change", n.Type.Span, old.New[0])
			}
		case near != nil:
			respell(&out, p.File, "change", n.Type.Span, near)
		default:
			out.Help = []string{"the node types are " + ast.And(c.NodeTypeNames())}
		}
		p.amongNodes(&out, n)
		p.Report(out)
	}
}

func checkMissingOutcome(p *Pass) {
	misplaced := map[*ast.Node][]string{}
	for d := range p.defects(shape.UnknownKey) {
		if p.isMisplaced(d) {
			misplaced[d.Node] = append(misplaced[d.Node], d.Member.Key)
		}
	}
	for d := range p.defects(shape.MissingOutcomes) {
		if p.isBehindSlip(d) {
			continue
		}
		meant := p.meantOutcomes(d, misplaced[d.Node])
		var missing []string
		var filled *catalog.Field // one that the server fills in
		severity := ast.Warning
		for _, f := range d.Unconnected() {
			if meant[f.Name] {
				continue
			}
			missing = append(missing, f.Name)
			if f.FilledFrom == "" || d.Object.Get(f.FilledFrom) == nil {
				severity = ast.Error
			} else {
				filled = f
			}
		}
		if len(missing) == 0 {
			continue
		}
		message, help := shape.NotConnected(missing)
		out := ast.Diagnostic{Message: message, Span: d.Span, Node: idOf(d.Node), Related: through(d.Via...), Help: []string{help}}
		if severity == ast.Warning {
			p.explainFilled(&out, d.Object, filled)
		}
		p.ReportAs(severity, out)
	}
}

// meantOutcomes returns the missing outcomes that are there after all: under a misspelled key, or among those that are misplaced.
func (p *Pass) meantOutcomes(d *shape.Defect, misplaced []string) map[string]bool {
	meant := map[string]bool{}
	for _, slip := range p.slips(d.Object, d.Owner) {
		meant[slip.field()] = true
	}
	for _, slip := range p.slips(&d.Node.Object, d.Node.Spec.Type) {
		meant[slip.field()] = true
	}
	for _, name := range misplaced {
		meant[name] = true
	}
	return meant
}

// explainFilled says in the finding about an outcome that only the server connects where it does, and offers to write that out.
func (p *Pass) explainFilled(out *ast.Diagnostic, outcomes *ast.Value, filled *catalog.Field) {
	from := outcomes.Member(filled.FilledFrom)
	target, _ := from.Value.AsString()
	out.Message += fmt.Sprintf("; the server sends it where %s goes, to %s", ast.Quote(filled.FilledFrom), ast.Quote(target))
	out.Help = []string{"say where it goes"}
	if why := strings.TrimSuffix(filled.Doc, "."); why != "" {
		out.Help[0] += "; " + strings.ToLower(why[:1]) + why[1:]
	}
	if edit, ok := addBeside(p.File, outcomes, from, filled.Name); ok {
		out.Fixes = []ast.Fix{{Title: fmt.Sprintf("send %s where %s goes", ast.Quote(filled.Name), ast.Quote(filled.FilledFrom)), Edits: []ast.Edit{edit}}}
	}
}

// nameOutcomes says in a finding about a key that was meant to say where a node leads how that is written, where renaming the key would
// not do: the node has named outcomes and the value is no object of them, or it has one way out and the value is more than a target.
func nameOutcomes(out *ast.Diagnostic, d *shape.Defect, meant slip) {
	f, v := d.Owner.Field(meant.field()), &d.Member.Value
	switch {
	case f == nil:
		return
	case f.Type.Outcomes && v.Kind != ast.Object:
		out.Help = []string{fmt.Sprintf("write %s, with a target for each of %s", f.Name, ast.And(f.Type.FieldNames()))}
	case f.Type.Kind == catalog.Target && (v.Kind == ast.Object || v.Kind == ast.List):
		out.Help = []string{fmt.Sprintf("write %s, and the id of the one node that is next", f.Name)}
	default:
		return
	}
	out.Fixes = nil
}

// isBehindSlip tells whether outcomes are missing because the key of the object that holds them is misspelled, or not indented.
func (p *Pass) isBehindSlip(d *shape.Defect) bool {
	path := d.Node.Spec.TargetPath(d.Owner.Fields[0].Name)
	for v, t := &d.Node.Object, d.Node.Spec.Type; len(path) > 1; path = path[1:] {
		f := t.Field(path[0])
		inner := v.Get(path[0])
		if inner == nil {
			return p.misspelled(path[0], v, t) || v == &d.Node.Object && p.standsBeside(path[0], d.Node)
		}
		v, t = inner, f.Type
	}
	return false
}

// isOutcome tells whether an unknown key stands for an edge rather than for a field.
func isOutcome(f *ast.File, d *shape.Defect) bool {
	return d.Owner.Outcomes || d.Member.Value.Style == ast.Arrow || isEnd(d.Node) && f.Catalog.Leading(d.Member.Key) != nil
}

func isEnd(n *ast.Node) bool { return n != nil && n.Spec != nil && n.Spec.Role == catalog.End }

func checkUnknownOutcome(p *Pass) {
	for d := range p.defects(shape.UnknownKey) {
		if !isOutcome(p.File, d) || isEnd(d.Node) {
			continue
		}
		out := ast.Diagnostic{Span: d.Span, Node: idOf(d.Node), Related: through(d.Via...)}
		typeName, conditions := d.Owner.Name, false
		if d.Node != nil && d.Node.Spec != nil {
			typeName, conditions = d.Node.Spec.Name, d.Node.Spec.Conditions() != nil
		}
		out.Message = fmt.Sprintf("%s is no outcome of %s", ast.Quote(p.written(d.Member)), typeName)
		near := p.slips(d.Object, d.Owner)[d.Member.Key]
		switch known := edgeNames(d.Owner); {
		case p.explainArrow(&out, d):
			p.Report(out)
			continue
		case near != nil:
			respell(&out, p.File, "rename", d.Span, near)
			for i := range out.Fixes {
				out.Fixes[i].Safe = true
			}
		case len(known) > 0:
			out.Help = []string{"its outcomes are " + ast.And(known)}
		}
		if conditions && !d.Owner.Outcomes {
			out.Help = append(out.Help, `a condition is written as: on "the user is ready" -> target`)
		}
		p.Report(out)
	}
}

// edgeNames returns the named outcomes of a type, including those of the objects in it.
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

func checkEmptyOutcomes(p *Pass) {
	for d := range p.defects(shape.EmptyList) {
		out := defective(d)
		if help := indentHelp(p.unindented().under[d.Value]); help != nil {
			out.Help = help
		}
		p.Report(out)
	}
}

func checkDuplicateOutcomeID(p *Pass) {
	for d := range p.defects(shape.DuplicateID) {
		out := defective(d)
		out.Related = append([]ast.Related{{Message: "the first", Span: d.First}}, out.Related...)
		p.Report(out)
	}
}

func checkEndWithOutcome(p *Pass) {
	for d := range p.defects(shape.UnknownKey) {
		if !isEnd(d.Node) || !isOutcome(p.File, d) {
			continue
		}
		out := ast.Diagnostic{
			Message: fmt.Sprintf("%s leads out of an end", ast.Quote(d.Member.Key)), Span: d.Member.Span(), Node: idOf(d.Node),
			Related: through(d.Via...), Help: []string{"remove it: reaching an end completes the session"},
		}
		if edit, ok := p.remove(d.Object, d.Member); ok {
			out.Fixes = []ast.Fix{{Title: "remove it", Safe: true, Edits: []ast.Edit{edit}}}
		}
		p.Report(out)
	}
}
