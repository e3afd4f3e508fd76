package catalog

import "strings"

// KeysFor returns the keys of the API that people mean when they write this one, which is none: what other tools call the same
// thing. Which of them is meant depends on what the object lacks; nil for none.
func KeysFor(other string) []string {
	switch strings.ToLower(keySeparators.Replace(other)) {
	case "next", "goto", "to", "target", "then", "nextnode", "nextnodeid", "nextstep", "always":
		return []string{"outcome", "outcomes", "targetNodeId", "default"}
	case "transitions", "edges", "routes", "branches":
		return []string{"outcomes", "rules"}
	case "conditions", "cases":
		return []string{"rules", "outcomes"}
	case "else", "otherwise", "fallback":
		return []string{"default"}
	case "when", "if":
		return []string{"condition"}
	case "op", "comparator", "comparison":
		return []string{"operator"}
	case "value":
		return []string{"right"}
	case "text", "message", "speech":
		return []string{SayKey, "prompt"}
	case "instruction", "instructions":
		return []string{"prompt", SayKey}
	case "name", "key", "nodeid":
		return []string{"id", "fieldName", "field"}
	case "kind", "nodetype":
		return []string{"type"}
	case "nodes", "steps", "states", "workflow":
		return []string{"flow"}
	case "uri", "endpoint", "href":
		return []string{"url"}
	case "verb", "httpmethod":
		return []string{"method"}
	case "variables", "params", "parameters", "body", "payload", "data":
		return []string{"vars", "providedData"}
	case "context", "inputs":
		return []string{"providedData"}
	case "languages", "locales":
		return []string{"langs"}
	case "language", "locale":
		return []string{"defaultLang"}
	case "region":
		return []string{"zone"}
	case "referenceid", "externalid":
		return []string{"clientReferenceId"}
	}
	return nil
}

var keySeparators = strings.NewReplacer("_", "", "-", "")
