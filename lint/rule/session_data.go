package rule

import (
	"slices"
	"strings"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// What data a session has, as far as the source tells: providedData, which it begins with and which services add to, and
// extractedData, which extractionSchema lists.

// A vocabulary is a list of names that can be looked up in it.
type vocabulary struct {
	names []string
	known bool            // there are no other names
	set   map[string]bool // made when it is first needed, and only for many names: searching a few costs less
}

func (v *vocabulary) has(name string) bool {
	const few = 8
	if len(v.names) <= few {
		return slices.Contains(v.names, name)
	}
	if v.set == nil {
		v.set = make(map[string]bool, len(v.names))
		for _, n := range v.names {
			v.set[n] = true
		}
	}
	return v.set[name]
}

// givenData returns the keys of providedData that a session begins with. They are not known for a flow that stands alone, since it
// is put into a body elsewhere.
func (p *Pass) givenData() *vocabulary {
	if p.memo.given != nil {
		return p.memo.given
	}
	p.memo.given = &vocabulary{names: catalog.WellKnownData, known: p.hasBody()}
	data := p.File.Body.Get("providedData")
	if data == nil && p.misspelled("providedData", &p.File.Body, p.File.Catalog.Body) {
		p.memo.given.known = false
	}
	if !p.memo.given.known || data == nil {
		return p.memo.given
	}
	p.memo.given.known = data.Kind == ast.Object && !data.Incomplete
	p.memo.given.names = slices.Clone(catalog.WellKnownData)
	for i := range data.Members {
		p.memo.given.names = append(p.memo.given.names, data.Members[i].Key)
	}
	return p.memo.given
}

// hasBody tells whether the source is a complete request body: not a flow alone, which is put into a body elsewhere, and not one
// that could be read only in part. A file in the flow language always is a body.
func (p *Pass) hasBody() bool {
	flow := p.File.Body.Member("flow")
	return flow != nil && (flow.KeySpan.Len() > 0 || p.File.Language == ast.Flow) && !p.File.Body.Incomplete
}

// isGiven tells whether the author gives providedData a value with the name.
func (p *Pass) isGiven(name string) bool {
	data := p.File.Body.Get("providedData")
	return data != nil && data.Kind == ast.Object && data.Get(name) != nil
}

// mayBeMerged tells whether an outside answer may have come before the node, so that providedData may hold anything. n may be nil.
func (p *Pass) mayBeMerged(n *ast.Node) bool {
	return n == nil || p.dataflow().possible[n.Index].has(merged) || !p.outline().reached.Reached(n.Index)
}

func (p *Pass) suggestData(out *ast.Diagnostic, name string, given []string) {
	if !p.suggest(out, name, given) {
		out.Help = []string{"add it to providedData, or let an external_call that answers with it come before"}
	}
}

// A schema is what extractionSchema lists.
type schema struct {
	vocabulary // the names of the fields
	fields     []dataField
}

// A dataField is an entry of extractionSchema.
type dataField struct {
	name *ast.Value
	kind string   // "string", "number", "boolean", "date"; empty when it is not known
	enum []string // nil for any
	// numeric tells that a value of the enum is a number, and values holds the values without the space around them.
	numeric bool
	values  map[string]bool
	// via are the aliases through which the name came.
	via []ast.Span
}

// readable returns the text of a value that may be nil, without the space around it; empty when it is no text.
func readable(v *ast.Value) string {
	if v == nil {
		return ""
	}
	s, _ := v.AsString()
	return strings.TrimSpace(s)
}

// extracted returns the fields of extractionSchema. None are known for a flow that stands alone, as with givenData.
func (p *Pass) extracted() *schema {
	if p.memo.extracted == nil {
		p.memo.extracted = p.readSchema()
	}
	return p.memo.extracted
}

func (p *Pass) readSchema() *schema {
	s, list := &schema{}, p.File.Body.Get("extractionSchema")
	if !p.hasBody() {
		return s
	}
	if list == nil {
		s.known = !p.misspelled("extractionSchema", &p.File.Body, p.File.Catalog.Body)
		return s
	}
	s.known = list.Kind == ast.List && !list.Incomplete
	for i := range list.Items {
		entry := &list.Items[i]
		name := entry.Get("fieldName")
		if readable(name) == "" {
			s.known = false // a shape rule says so
			continue
		}
		f := dataField{name: name, kind: text(entry.Get("type")), via: []ast.Span{list.Via, entry.Via, name.Via}}
		if enum := entry.Get("enum"); enum != nil && enum.Kind == ast.List {
			for k := range enum.Items {
				value, ok := enum.Items[k].AsString()
				if !ok {
					f.enum = nil // a shape rule says so, and any value may be the one
					break
				}
				f.enum = append(f.enum, value)
			}
		}
		if f.enum != nil {
			f.readEnum()
		}
		s.names, s.fields = append(s.names, name.Text), append(s.fields, f)
	}
	return s
}

// readEnum works out once what each comparison asks of the enum.
func (f *dataField) readEnum() {
	f.values = make(map[string]bool, len(f.enum))
	for _, v := range f.enum {
		v = strings.TrimSpace(v)
		_, numeric := readNumber(v)
		f.numeric = f.numeric || numeric
		f.values[v] = true
	}
}
