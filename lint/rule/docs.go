package rule

const (
	// Homepage is where the tool is published.
	Homepage = "https://github.com/fsflow/fsflow"
	// RulesPage explains the rules; the heading of each is its id.
	RulesPage = Homepage + "/blob/main/docs/rules.md"
	// NodesPage lists the node types, with a heading each, and all values of their fields.
	NodesPage = Homepage + "/blob/main/docs/nodes.md"
)
