package catalog

import "time"

// body is the body of POST /sessions (facesign-api.md, section 1), its keys in the order in which they are written
// (language.md, section 4).
var body = &Type{Kind: Object, Name: "request body", Shorthand: AuthorsOwnKeys, Fields: []Field{
	{Name: "clientReferenceId", Type: text, Doc: "The caller's own id of the session."},
	{Name: "metadata", Type: &Type{Kind: Map, Elem: Anything}, EmptyObject: true, Doc: "Any JSON of the caller's; 50 KB at most."},
	{Name: "providedData", Type: &Type{Kind: Map, Elem: scalar}, Doc: "Values for prompts and conditions; well-known keys are name, email and phone."},
	{Name: "avatarId", Type: text, Doc: "The avatar that talks."},
	{Name: "langs", Type: &Type{Kind: List, Elem: language}, Doc: "The languages that the person may choose from; all when left out."},
	{Name: "defaultLang", Type: language, Default: `"en"`, Doc: "The language to begin with; one of langs."},
	{Name: "zone", Type: zone, Doc: "Where the session is processed."},
	{Name: "flow", Type: &Type{Kind: Nodes}, Required: true, Doc: "The nodes of the flow."},
	{Name: "customization", Type: customization, Doc: "How the session's pages look."},
	{Name: "videoAIAnalysisEnabled", Type: boolean, Doc: "Whether the video is analysed after the session."},
	{Name: "extractionSchema", Type: &Type{Kind: List, Elem: extractionField}, Doc: "What is extracted from the talk."},
	{Name: "backgroundAssetId", Type: text, Doc: "An uploaded background; an asset id, never a URL."},
	{Name: "initialPhrase", Type: text, Deprecated: "the SDK drops it; let the first conversation say it", Doc: "The first words of the avatar, in the older reference."},
	{Name: "finalPhrase", Type: text, Deprecated: "the SDK drops it; let a conversation before the end say it", Doc: "The last words of the avatar, in the older reference."},
	{Name: "modules", Type: &Type{Kind: List, Elem: Anything}, Deprecated: "write a flow in their place", Doc: "What there was before flows."},
	{Name: "flowNormalizations", Type: Anything, ReadOnly: true, Doc: "What the server filled in; part of answers."},
	Policies,
}}

// Policies are what must hold for a flow. A configuration has the same key, for all of its flows.
var Policies = Field{Name: "policies", Type: &Type{Kind: List, Elem: policy}, Local: true, Doc: "What must hold for the flow; for this tool, never sent."}

// policy is a demand on every path of the flow (design.md, section 4).
var policy = &Type{Kind: Object, Name: "policy", Fields: []Field{
	{Name: "name", Type: text, Required: true, Doc: "What must hold, in words."},
	{Name: "before", Type: names, Doc: "Nodes that are protected: ids, globs over ids, or type:TYPE."},
	{Name: "require", Type: names, Doc: "Edges one of which comes before them: NODE.OUTCOME with globs, or TYPE:OUTCOME."},
	{Name: "after", Type: names, Doc: "Edges that a path begins with: NODE.OUTCOME with globs, or TYPE:OUTCOME."},
	{Name: "forbid", Type: names, Doc: "Nodes that such a path does not reach: ids, globs over ids, or type:TYPE."},
}}

var names = &Type{Kind: Strings}

// Anything is the type of a value of the author's own form, and of one that the catalog says nothing of.
var Anything = &Type{Kind: Any}

var (
	text    = &Type{Kind: String}
	name    = &Type{Kind: String, NonEmpty: true} // of something that is looked up by it
	boolean = &Type{Kind: Boolean}
	scalar  = &Type{Kind: Scalar}
	target  = &Type{Kind: Target, Name: "node id"}
	seconds = &Type{Kind: Number, Name: "number of seconds", Min: &zero, Unit: time.Second}
	count   = &Type{Kind: Integer, Min: &one}
)

// Bounds are variables, so that the compiler can lay out what points at them.
var zero, one, four, eight = 0.0, 1.0, 4.0, 8.0

// WellKnownData are the keys of providedData that the API reference names (facesign-api.md, section 1).
var WellKnownData = []string{"name", "email", "phone"}

// LanguageCodes are the 13 languages known to the API reference; GET /langs is the authority at run time.
var LanguageCodes = []string{"en", "it", "de", "fr", "es", "pt", "ru", "ja", "id", "no", "zh", "zh-TW", "zh-HK"}

// OtherLanguageCodes are what people write for some of the LanguageCodes: the code of a country, or of one form of a language.
var OtherLanguageCodes = []Renamed{
	{Old: "jp", New: []string{"ja"}},
	{Old: "cn", New: []string{"zh"}}, {Old: "tw", New: []string{"zh-TW"}}, {Old: "hk", New: []string{"zh-HK"}},
	{Old: "nb", New: []string{"no"}}, {Old: "nn", New: []string{"no"}},
	{Old: "us", New: []string{"en"}}, {Old: "gb", New: []string{"en"}}, {Old: "br", New: []string{"pt"}}, {Old: "mx", New: []string{"es"}},
}

// language takes any string: a code outside LanguageCodes may be new, which the rule unknown-language says mildly.
var language = &Type{Kind: String, Name: "language code", Meaning: LanguageCode}

var zone = &Type{Kind: String, Name: "zone", Values: []string{"us", "eu"},
	Renamed: []Renamed{{Old: "es", New: []string{"eu"}, Accepted: true}}}

// customization: facesign-api.md, section 1.1.
var customization = &Type{Kind: Object, Name: "customization", Fields: []Field{
	{Name: "permissionsPage", Doc: "The page that asks for camera and microphone.", Type: &Type{Kind: Object, Fields: []Field{
		{Name: "buttonText", Type: text, Doc: "The words on the button."},
		{Name: "mainHeading", Type: text, Doc: "The heading."},
		{Name: "subheading", Type: text, Doc: "The line below the heading."},
		{Name: "backgroundType", Type: &Type{Kind: String, Name: "background type", Values: []string{"AVATAR", "COLOR"}}, Doc: "What is behind the page."},
		{Name: "backgroundColor", Type: text, Doc: "The colour behind the page, with backgroundType COLOR."},
		{Name: "buttonTextTranslates", Type: translations, Doc: "The words on the button, by language."},
		{Name: "mainHeadingTranslates", Type: translations, Doc: "The heading, by language."},
		{Name: "subheadingTranslates", Type: translations, Doc: "The line below the heading, by language."},
	}}},
	{Name: "controls", Doc: "The panel of controls.", Type: &Type{Kind: Object, Fields: []Field{
		{Name: "showUxControls", Type: boolean, Default: "true", Doc: "Whether the panel is there; false makes the other keys ineffective."},
		{Name: "captionsOpenedByDefault", Type: boolean, Doc: "Whether captions are shown from the start."},
		{Name: "buttons", Doc: "The buttons of the panel; an empty list hides it.",
			Type: &Type{Kind: List, Elem: &Type{Kind: String, Name: "button", Values: []string{"microphone", "camera", "captions", "language", "close"}, Renamed: otherButtons}}},
		{Name: "autoHide", Type: boolean, Doc: "Whether the panel hides by itself."},
	}}},
}}

// otherButtons are the buttons as people call them.
var otherButtons = []Renamed{
	{Old: "mic", New: []string{"microphone"}}, {Old: "video", New: []string{"camera"}}, {Old: "subtitles", New: []string{"captions"}},
	{Old: "lang", New: []string{"language"}}, {Old: "exit", New: []string{"close"}},
}

var translations = &Type{Kind: Map, Elem: text, Meaning: LanguageCode}

// otherFieldTypes are the types as other languages name them.
var otherFieldTypes = []Renamed{
	{Old: "text", New: []string{"string"}}, {Old: "str", New: []string{"string"}}, {Old: "bool", New: []string{"boolean"}},
	{Old: "int", New: []string{"number"}}, {Old: "integer", New: []string{"number"}}, {Old: "float", New: []string{"number"}},
	{Old: "double", New: []string{"number"}}, {Old: "enum", New: []string{"string"}}, {Old: "decimal", New: []string{"number"}},
	{Old: "datetime", New: []string{"date"}}, {Old: "timestamp", New: []string{"date"}},
}

// extractionField: facesign-api.md, section 1, the row extractionSchema.
var extractionField = &Type{Kind: Object, Name: "extraction field", Fields: []Field{
	{Name: "fieldName", Type: name, Required: true, Doc: "The name, read as extractedData.NAME."},
	{Name: "type", Type: &Type{Kind: String, Name: "field type", Values: []string{"string", "number", "boolean", "date"}, Renamed: otherFieldTypes}, Required: true, Doc: "What kind of value it is."},
	{Name: "description", Type: text, Required: true, Doc: "What to look for in the talk."},
	{Name: "enum", Type: &Type{Kind: List, Elem: text}, Doc: "The only values allowed."},
}}
