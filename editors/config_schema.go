package editors

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/rule"
)

// ConfigSchema returns the JSON Schema of fsflow.yaml. It accepts a rule that is not among the given ones, since the linter only
// warns of it: a configuration may be shared by several versions.
func ConfigSchema(rules []*rule.Rule) []byte {
	properties, setting := schema{}, schema{"$ref": "#/definitions/setting"}
	for _, r := range rules {
		// Draft 7 reads nothing beside a reference, hence the list of one.
		properties[r.ID] = schema{"description": r.Summary + " (" + r.Severity.String() + ")", "allOf": []schema{setting}}
	}
	return write(schema{
		"$schema": draft, "title": "Configuration of fsflow", "description": "What holds for the flows beside and below the file fsflow.yaml.",
		"type": "object", "additionalProperties": false,
		"properties": schema{
			"version": schema{"description": "The version of this form.", "const": 1},
			"exclude": patterns("Files that are left out when folders are searched, relative to this file."),
			"fail-on": schema{"description": "The least severity of a finding that makes fsflow lint fail.", "enum": severities()},
			"rules": schema{
				"description": "What holds for each rule.", "type": []string{"object", "null"},
				"properties": properties, "additionalProperties": setting,
			},
			catalog.Policies.Name: schema{
				"description": "What must hold on every path of every flow.", "type": []string{"array", "null"},
				"items": policy(),
			},
		},
		"definitions": schema{"setting": schema{"anyOf": settings()}},
	})
}

func severities() []string {
	return []string{ast.Error.String(), ast.Warning.String(), ast.Info.String()}
}

// settings are what a rule may be set to.
func settings() []schema {
	level := append([]string{"off"}, severities()...)
	return []schema{
		{"enum": level},
		{"type": "object", "additionalProperties": false, "properties": schema{
			"severity": schema{"description": "How bad a finding is, or off.", "enum": level},
			"exclude":  patterns("Files in which the rule does not hold, relative to this file."),
		}},
	}
}

func patterns(doc string) schema {
	return schema{"description": doc, "type": []string{"array", "null"}, "items": schema{"type": textTypes}}
}

// policy is the schema of a policy: as in a flow, and that it is one of two demands.
func policy() schema {
	s := new(flowWriter).value(catalog.Policies.Type.Elem)
	s["oneOf"] = []schema{demand("before", "require", "after", "forbid"), demand("after", "forbid", "before", "require")}
	return s
}

// demand is the schema of an object that has two keys, and neither of two others.
func demand(a, b, c, d string) schema {
	return schema{"required": []string{a, b}, "not": schema{"anyOf": []schema{{"required": []string{c}}, {"required": []string{d}}}}}
}
