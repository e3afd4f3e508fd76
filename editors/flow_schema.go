package editors

import (
	"encoding/json"

	"github.com/fsflow/fsflow/dsl/catalog"
)

// FlowSchema returns the JSON Schema of flows in YAML and JSON: of a request body, or a flow alone, with the shorthands of
// language.md, section 1.
func FlowSchema(c *catalog.Catalog) []byte {
	w := flowWriter{catalog: c}
	definitions := schema{"node": w.node(), "nodes": w.nodes(), "body": w.value(c.Body)}
	for i := range c.NodeTypes {
		n := &c.NodeTypes[i]
		s := w.value(n.Type)
		s["description"] = n.Doc
		definitions["node-"+n.Name] = s
	}
	return write(schema{
		"$schema": draft, "title": "FaceSign verification flow",
		"if": schema{"type": "array"}, "then": schema{"$ref": "#/definitions/nodes"}, "else": schema{"$ref": "#/definitions/body"},
		"definitions": definitions,
	})
}

type flowWriter struct{ catalog *catalog.Catalog }

// node is the schema of a node: what its type says.
func (w *flowWriter) node() schema {
	var docs []string
	var branches []schema
	for i := range w.catalog.NodeTypes {
		n := &w.catalog.NodeTypes[i]
		docs = append(docs, n.Doc)
		branches = append(branches, when("type", n.Name, schema{"$ref": "#/definitions/node-" + n.Name}))
	}
	return schema{
		"type": "object", "required": []string{"type"}, "allOf": branches,
		"properties": schema{"type": schema{
			"description": "The kind of node.", "enum": w.catalog.NodeTypeNames(), "enumDescriptions": docs,
		}},
	}
}

// nodes is the schema of a flow: a list of nodes, or a mapping from id to node.
func (w *flowWriter) nodes() schema {
	node := schema{"$ref": "#/definitions/node"}
	hasID := schema{"required": []string{"id"}}
	return schema{
		"description": "The nodes of the flow: a list, or a mapping from id to node.",
		"if":          schema{"type": "array"},
		"then":        schema{"type": "array", "minItems": 1, "items": schema{"allOf": []schema{node, hasID}}},
		"else": schema{"type": "object", "minProperties": 1,
			"additionalProperties": schema{"allOf": []schema{node, {"not": hasID}}}},
	}
}

// value is the schema of a value of the type.
func (w *flowWriter) value(t *catalog.Type) schema {
	switch t.Kind {
	case catalog.Any:
		return schema{}
	case catalog.String:
		return w.text(t)
	case catalog.Boolean:
		return schema{"type": "boolean"}
	case catalog.Number, catalog.Integer:
		return number(t)
	case catalog.Scalar:
		return schema{"type": []string{"string", "number", "boolean"}}
	case catalog.Target:
		return schema{"type": textTypes, "description": "The id of a node of this flow."}
	case catalog.Object:
		return w.shorter(t, w.object(t))
	case catalog.List:
		return w.shorter(t, w.list(t))
	case catalog.Map:
		return nullable(t, schema{"type": "object", "additionalProperties": w.value(t.Elem)})
	case catalog.Variant:
		return w.shorter(t, w.variant(t))
	case catalog.Nodes:
		return schema{"$ref": "#/definitions/nodes"}
	case catalog.Strings:
		return anyOf(schema{"type": textTypes}, schema{"type": "array", "minItems": 1, "items": schema{"type": textTypes}})
	}
	return schema{}
}

// textTypes are the types that stand for text: in YAML, 2024 is text where text belongs, and a schema cannot tell YAML from JSON.
var textTypes = []string{"string", "number"}

func (w *flowWriter) text(t *catalog.Type) schema {
	switch {
	case t.Meaning == catalog.LanguageCode: // an unknown one may be new
		return anyOf(schema{"enum": catalog.LanguageCodes}, schema{"type": "string"})
	case t.Values == nil && t.NonEmpty:
		return schema{"type": textTypes, "minLength": 1}
	case t.Values == nil:
		return schema{"type": textTypes}
	}
	values := append([]string(nil), t.Values...)
	for _, old := range t.Renamed {
		if old.Accepted {
			values = append(values, old.Old)
		}
	}
	return schema{"enum": values}
}

func number(t *catalog.Type) schema {
	if len(t.Values) == 1 {
		return schema{"const": json.RawMessage(t.Values[0])}
	}
	s := schema{"type": "number"}
	if t.Kind == catalog.Integer {
		s["type"] = "integer"
	}
	if t.Min != nil {
		s["minimum"] = *t.Min
	}
	if t.Max != nil {
		s["maximum"] = *t.Max
	}
	return s
}

func (w *flowWriter) list(t *catalog.Type) schema {
	s := nullable(t, schema{"type": "array", "items": w.value(t.Elem)})
	if t.NonEmpty {
		s["minItems"] = 1
	}
	switch t.Shorthand {
	case catalog.ConditionMap:
		target := w.value(&catalog.Type{Kind: catalog.Target})
		return anyOf(schema{"type": "object", "minProperties": 1, "additionalProperties": target}, s, target)
	case catalog.NameMap:
		return anyOf(schema{"type": "object", "additionalProperties": w.value(t.Elem.Field("value").Type)}, s)
	}
	return s
}

// nullable adds null to the schema of a list or a mapping, if it stands for an empty one.
func nullable(t *catalog.Type, s schema) schema {
	if t.NullIsEmpty {
		s["type"] = []any{s["type"], "null"}
	}
	return s
}

// object is the schema of an object with known keys alone.
func (w *flowWriter) object(t *catalog.Type) schema {
	properties, demands := schema{}, []schema{}
	var required []string
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.ReadOnly {
			continue
		}
		properties[f.Name] = w.field(f)
		switch {
		case f.Type.Shorthand == catalog.SayPrefix:
			properties[catalog.SayKey] = schema{"type": textTypes, "description": "What the avatar says, word by word."}
			demands = append(demands, oneOfTwo(f.Name, catalog.SayKey, f.Required))
		case f.Required && !mayBeLeftOut(t, f):
			required = append(required, f.Name)
		case f.RequiredWhen != nil:
			demands = append(demands, when(f.RequiredWhen.Field, f.RequiredWhen.Value, schema{"required": []string{f.Name}}))
		}
	}
	s := schema{"type": "object", "properties": properties, "additionalProperties": false}
	if t.Shorthand == catalog.AuthorsOwnKeys {
		properties[catalog.SchemaKey] = schema{"type": "string", "description": "The schema by which editors check the file: never compiled."}
		s["patternProperties"] = schema{"^" + catalog.OwnKeyPrefix: schema{"description": "Your own: never compiled."}}
	}
	if required != nil {
		s["required"] = required
	}
	if len(demands) > 0 {
		s["allOf"] = demands
	}
	return s
}

// oneOfTwo is the demand that an object has one of two keys and not both, or none where none is needed.
func oneOfTwo(a, b string, needed bool) schema {
	if !needed {
		return schema{"not": schema{"required": []string{a, b}}}
	}
	return schema{"oneOf": []schema{{"required": []string{a}}, {"required": []string{b}}}}
}

// mayBeLeftOut tells whether a field that the API requires is filled in when the author leaves it out: the id of a node that
// stands under it, what is made from a condition, and what the server fills in.
func mayBeLeftOut(t *catalog.Type, f *catalog.Field) bool {
	return f.FilledFrom != "" || f.Name == catalog.NodeHead[0].Name && t.Field(catalog.NodeHead[1].Name) != nil ||
		t.Shorthand == catalog.GeneratedID && (f.Name == "id" || f.Name == "condition")
}

func (w *flowWriter) field(f *catalog.Field) schema {
	s := w.value(f.Type)
	if _, isRef := s["$ref"]; isRef {
		return s // draft 7 reads nothing beside a reference
	}
	if f.Doc != "" {
		s["description"] = f.Doc
	}
	if f.Default != "" {
		s["default"] = json.RawMessage(f.Default)
	}
	if f.Deprecated != "" {
		s["deprecated"] = true
		s["deprecationMessage"] = f.Deprecated
	}
	return s
}

func (w *flowWriter) variant(t *catalog.Type) schema {
	var names []string
	var branches []schema
	for _, c := range t.Variants {
		names = append(names, c.Name)
		branches = append(branches, when(t.Tag, c.Name, w.object(c.Type)))
	}
	return schema{"type": "object", "required": []string{t.Tag}, "properties": schema{t.Tag: schema{"enum": names}}, "allOf": branches}
}

// shorter adds the shorter ways of writing a value to its schema.
func (w *flowWriter) shorter(t *catalog.Type, s schema) schema {
	switch t.Shorthand {
	case catalog.ReferenceText:
		return anyOf(schema{"type": "string", "pattern": referencePattern}, s)
	case catalog.LiteralOrRef:
		return anyOf(schema{"type": []string{"string", "number", "boolean"}}, s)
	case catalog.FirstField:
		return anyOf(w.value(t.Fields[0].Type), s)
	}
	return s
}

// referencePattern is that of a text that reads data of the session, as in $providedData.score.
const referencePattern = `^\$[A-Za-z_]+\..+$`
