package editors

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint/rule"
)

// ConfigSchema returns the JSON Schema of fsflow.yaml. A rule that is not among the given ones is taken, as the linter takes
// it: with a warning, so that a configuration can be shared by several versions.
func ConfigSchema(rules []*rule.Rule) []byte {
	properties, setting := schema{}, schema{"$ref": "#/definitions/setting"}
	for _, r := range rules {
		// Draft 7 reads nothing beside a reference, hence the list of one.
		properties[r.ID] = schema{"description": r.Summary + " (" + r.Severity.String() + ")", "allOf": []schema{setting}}
	}
	return write(schema{
		"$schema": draft, "title": "Configuration of fsflow", "description": "What holds for the flows beside and below the file fsflow.yaml.",
		"type": "object", "required": []string{"version"}, "additionalProperties": false,
		"properties": schema{
			"version": schema{"description": "The version of this form.", "const": 1},
			"exclude": patterns("Files that are left out when folders are searched, relative to this file."),
			"fail-on": schema{"description": "The least severity of a finding that makes fsflow lint fail.", "enum": severities()},
			"rules": schema{
				"description": "What holds for each rule.", "type": []string{"object", "null"},
				"properties": properties, "additionalProperties": setting,
			},
			"policies": schema{
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

func policy() schema {
	names := func(doc string) schema {
		return schema{"description": doc, "anyOf": []schema{
			{"type": textTypes}, {"type": "array", "minItems": 1, "items": schema{"type": textTypes}},
		}}
	}
	return schema{
		"type": "object", "required": []string{"name"}, "additionalProperties": false,
		"properties": schema{
			"name":    schema{"description": "What must hold, in words.", "type": textTypes},
			"before":  names("Nodes that are protected: ids, globs over ids, or type:TYPE."),
			"require": names("Edges one of which comes before them: NODE.OUTCOME with globs, or TYPE:OUTCOME."),
			"after":   names("Edges that a path begins with: NODE.OUTCOME with globs, or TYPE:OUTCOME."),
			"forbid":  names("Nodes that such a path does not reach: ids, globs over ids, or type:TYPE."),
		},
		"oneOf": []schema{
			{"required": []string{"before", "require"}, "not": schema{"anyOf": []schema{{"required": []string{"after"}}, {"required": []string{"forbid"}}}}},
			{"required": []string{"after", "forbid"}, "not": schema{"anyOf": []schema{{"required": []string{"before"}}, {"required": []string{"require"}}}}},
		},
	}
}
