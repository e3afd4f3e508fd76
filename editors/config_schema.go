package editors

import (
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/lint/config"
	"github.com/fsflow/fsflow/lint/rule"
)

// ConfigSchema returns the JSON Schema of fsflow.yaml. It accepts a rule that is not among the given ones, since the linter only
// warns of it: a configuration may be shared by several versions.
func ConfigSchema(rules []*rule.Rule) []byte {
	var w flowWriter
	s := w.object(config.Keys)
	s["$schema"], s["title"], s["description"] = draft, "Configuration of fsflow", "What holds for the flows beside and below the file fsflow.yaml."
	properties := s["properties"].(schema)

	setting := schema{"$ref": "#/definitions/setting"}
	s["definitions"] = schema{"setting": w.value(config.Keys.Field("rules").Type.Elem)}
	known := schema{}
	for _, r := range rules {
		// Draft 7 reads nothing beside a reference, hence the list of one.
		known[r.ID] = schema{"description": r.Summary + " (" + r.Severity.String() + ")", "allOf": []schema{setting}}
	}
	ofRules := properties["rules"].(schema)
	ofRules["properties"], ofRules["additionalProperties"] = known, setting

	// A policy is as in a flow, and one of two demands.
	policy := properties[catalog.Policies.Name].(schema)["items"].(schema)
	policy["oneOf"] = []schema{demand("before", "require", "after", "forbid"), demand("after", "forbid", "before", "require")}
	return write(s)
}

// demand is the schema of an object that has two keys, and neither of two others.
func demand(a, b, c, d string) schema {
	return schema{"required": []string{a, b}, "not": schema{"anyOf": []schema{{"required": []string{c}}, {"required": []string{d}}}}}
}
