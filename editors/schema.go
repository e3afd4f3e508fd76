// Package editors generates what editors need from what the rest of the tool knows: JSON Schemas of flows, from the catalogue, and of
// the configuration, from the list of rules. An editor that has them completes names, and shows what they mean.
//
// A schema is milder than the linter: what it refuses is wrong, and what it accepts may still be.
package editors

import (
	"bytes"

	"github.com/fsflow/fsflow/dsl/json"
)

// draft is the version of JSON Schema that editors know best.
const draft = "http://json-schema.org/draft-07/schema#"

// A schema is a JSON Schema, or a part of one.
type schema = map[string]any

// write returns the schema as a file, the same for the same schema.
func write(s schema) []byte {
	var out bytes.Buffer
	// It holds nothing but maps, slices, strings, numbers and booleans, so this cannot fail.
	_ = json.Write(&out, s)
	return out.Bytes()
}

// anyOf is the schema of what one of several takes. Of one, it is that one.
func anyOf(choices ...schema) schema {
	if len(choices) == 1 {
		return choices[0]
	}
	return schema{"anyOf": choices}
}

// when is the schema that holds for an object whose key has the value.
func when(key, value string, then schema) schema {
	return schema{"if": schema{"properties": schema{key: schema{"const": value}}, "required": []string{key}}, "then": then}
}
