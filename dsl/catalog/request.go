package catalog

import "time"

// request is a call to a service of the caller's (facesign-api.md, section 2.2).
var request = &Type{Kind: Object, Name: "request", Fields: []Field{
	{Name: "url", Type: &Type{Kind: String, Name: "URL", Format: URL, Meaning: RequestURL}, Required: true, Doc: "On the server's allowlist; sessionId is added to its query."},
	{Name: "method", Type: &Type{Kind: String, Name: "method", Values: []string{"GET", "POST"}}, Default: `"POST"`, Doc: "How it is called."},
	{Name: "vars", Type: &Type{Kind: List, Elem: requestVar, Shorthand: NameMap}, Doc: "What is sent."},
}}

var requestVar = &Type{Kind: Object, Name: "variable", Shorthand: NamedValue, Fields: []Field{
	{Name: "name", Type: name, Required: true, Doc: "The name that the service sees."},
	{Name: "value", Type: operand, Required: true, Doc: "A literal, or a reference to data of the session."},
}}

// operand is a literal or a reference (facesign-api.md, section 2.2).
var operand = &Type{Kind: Variant, Name: "value", Tag: "type", Shorthand: LiteralOrRef, Variants: []Choice{
	{"literal", &Type{Kind: Object, Name: "literal", Fields: []Field{
		{Name: "type", Type: text, Required: true, Doc: "literal."},
		{Name: "value", Type: scalar, Required: true, Doc: "The value itself."},
	}}},
	{"ref", &Type{Kind: Object, Name: "reference", Meaning: DataRef, Fields: []Field{
		{Name: "type", Type: text, Required: true, Doc: "ref."},
		referenceSource,
		referenceField,
	}}},
}}

// reference names a value of the session (facesign-api.md, section 2.2).
var reference = &Type{Kind: Object, Name: "reference", Shorthand: ReferenceText, Meaning: DataRef, Fields: []Field{referenceSource, referenceField}}

var (
	referenceSource = Field{Name: "source", Type: &Type{Kind: String, Name: "data source", Values: DataSources}, Required: true, Doc: "Where the value comes from."}
	referenceField  = Field{Name: "field", Type: name, Required: true, Doc: "The name of the value there."}
)

// DataSources are where a reference may point (facesign-api.md, section 2.2).
var DataSources = []string{"extractedData", "providedData"}

// awaitExternal polls a service while a conversation goes on (facesign-api.md, section 2.1).
var awaitExternal = &Type{Kind: Object, Name: "awaitExternal", Waits: true, Fields: []Field{
	{Name: "request", Type: request, Required: true, Doc: "What is polled."},
	{Name: "poll", Required: true, Doc: "How often, and for how long.", Type: &Type{Kind: Object, Meaning: Polling, Fields: []Field{
		{Name: "intervalMs", Type: milliseconds, Required: true, Doc: "Milliseconds between two calls."},
		{Name: "timeoutMs", Type: milliseconds, Required: true, Doc: "Milliseconds until onTimeout."},
	}}},
	{Name: "exits", Required: true, Doc: "Where each end of the polling leads.", Type: &Type{Kind: Object, Outcomes: true, Fields: []Field{
		{Name: "onDataReady", Type: target, Required: true, Merges: true, Doc: "HTTP 200: the answer is merged into providedData."},
		{Name: "onTimeout", Type: target, Required: true, Doc: "There was no answer in time."},
		{Name: "onError", Type: target, Required: true, Doc: "Any answer but 200 and 202."},
	}}},
}}

// milliseconds has no bounds here: the rule await-timing judges them.
var milliseconds = &Type{Kind: Number, Name: "number of milliseconds", Unit: time.Millisecond}
