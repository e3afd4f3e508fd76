package catalog

// nodeTypes: facesign-api.md, section 2, in its order. Every node has id and type besides (see NodeHead).
func nodeTypes() []NodeType {
	return []NodeType{
		{Name: "start", Role: Start, Pace: Instant, Doc: "Where every session begins.", Type: fields(
			Field{Name: "outcome", Type: target, Required: true, Doc: "The first node of the talk."},
		)},
		{Name: "end", Role: End, Doc: "Reaching it makes the session complete.", Type: fields()},
		{Name: "conversation", InstantWhen: "doesNotRequireReply", Warms: true, Doc: "The avatar talks with the person until a condition holds.", Type: fields(
			required(prompt),
			Field{Name: "doesNotRequireReply", Type: boolean, Default: "false", Doc: "Go on at once, without waiting for an answer."},
			Field{Name: "awaitExternal", Type: awaitExternal, Doc: "Poll a service while the talk goes on."},
			listOutcomes,
		)},
		{Name: "permissions", CameraRequest: []string{"permissions", "camera"}, Doc: "Asks for the camera and the microphone.", Type: fields(
			Field{Name: "permissions", Required: true, Doc: "What is asked for.", Type: &Type{Kind: Object, Fields: []Field{
				{Name: "camera", Type: boolean, Doc: "Ask for the camera."},
				{Name: "microphone", Type: boolean, Doc: "Ask for the microphone."},
			}}},
			prompt,
			outcomes(neutral("permissionsGranted"), neutral("permissionsDenied")),
		)},
		{Name: "liveness_detection", Camera: Analyses, Doc: "Tells a live person from a picture, a screen or a deepfake.", Type: fields(
			outcomes(positive("livenessDetected"), negative("deepfakeDetected"), negative("noFace"),
				filledFrom("noFace", "An inconclusive check is a failure of the check, not of the person.", negative("inconclusive"))),
		)},
		{Name: "enter_email", Collects: "email", Doc: "The person types an email address.", Type: fields(
			prompt,
			outcomes(neutral("emailEntered"), neutral("canceled")),
		)},
		{Name: "data_validation", Pace: Instant, Doc: "Checks a piece of data.", Type: fields(
			Field{Name: "validation", Required: true, Doc: "What is checked.", Type: &Type{Kind: Object, Fields: []Field{
				{Name: "field", Type: dataName, Required: true, Doc: "The piece of data."},
				{Name: "action", Type: text, Required: true, Doc: "What is done with it."},
				{Name: "value", Type: text, Doc: "What it is held against."},
			}}},
			listOutcomes,
		)},
		{Name: "document_scan", Camera: Captures, Doc: "The person shows a document to the camera.", Type: fields(
			Field{Name: "scanningMode", Type: &Type{Kind: String, Name: "scanning mode", Values: []string{"single", "automatic"}}, Required: true, Doc: "One side, or as many as the document has."},
			Field{Name: "allowedDocumentTypes", Type: &Type{Kind: List, Elem: documentType}, Required: true, Doc: "Which documents are taken."},
			Field{Name: "showTorchButton", Type: boolean, Default: "true", Doc: "Whether there is a button for the torch."},
			Field{Name: "showCameraSwitch", Type: boolean, Default: "true", Doc: "Whether there is a button for the other camera."},
			Field{Name: "showMirrorCameraButton", Type: boolean, Default: "true", Doc: "Whether there is a button that mirrors the picture."},
			outcomes(yields("documentPhoto", neutral("scanSuccess")), neutral("userCancelled"), neutral("scanTimeout")),
		)},
		{Name: "recognition", Camera: Analyses, Doc: "Looks the face up among the enrolled ones.", Type: fields(
			outcomes(positive("recognized"), neutral("newUser"), negative("noFace")),
		)},
		{Name: "face_scan", Camera: Analyses, Doc: "Takes a picture of the face.", Type: fields(
			Field{Name: "captureInstructions", Type: text, Doc: "What the person is told."},
			Field{Name: "requireLivenessChallenge", Type: boolean, Doc: "Ask for a movement."},
			Field{Name: "requireAILivenessCheck", Type: boolean, Doc: "Check the picture for signs of forgery."},
			Field{Name: "referenceImageKey", Type: &Type{Kind: String, Meaning: ProvidedName}, Doc: "The providedData key of a picture to compare with."},
			Field{Name: "similarityThreshold", Type: similarity, Doc: "How alike the faces must be, from 0 to 1."},
			Field{Name: "enableSound", Type: boolean, Default: "true", Doc: "Whether there is sound."},
			Field{Name: "enableHaptics", Type: boolean, Default: "true", Doc: "Whether the device vibrates."},
			outcomes(yields("faceScan", positive("passed")), yields("faceScan", negative("notPassed")), neutral("cancelled"), negative("error")),
		)},
		{Name: "face_compare", Doc: "Compares two pictures of a face.", Type: fields(
			Field{Name: "sourceA", Type: faceSource, Required: true, Doc: "The first picture."},
			Field{Name: "sourceB", Type: faceSource, Required: true, Doc: "The second picture."},
			Field{Name: "similarityThreshold", Type: similarity, Doc: "How alike the faces must be, from 0 to 1."},
			outcomes(positive("match"), negative("noMatch"), negative("imageUnavailable")),
		)},
		{Name: "two_factor_email", Warms: true, SendsTo: "email", Doc: "Sends a code by email, and asks for it.", Type: fields(twoFactor("emailTemplate")...)},
		{Name: "two_factor_sms", Warms: true, SendsTo: "phone", Doc: "Sends a code by text message, and asks for it.", Type: fields(twoFactor("smsTemplate")...)},
		{Name: "external_call", Doc: "Calls a service of the caller's, whose answer becomes providedData.", Type: fields(
			Field{Name: "request", Type: request, Required: true, Doc: "What is called."},
			Field{Name: "outcome", Type: target, Required: true, Merges: true, Doc: "The next node; a call never branches."},
		)},
		{Name: "field_condition", Pace: Instant, Doc: "Branches on data of the session.", Type: fields(
			Field{Name: "rules", Required: true, Doc: "Tried from top to bottom; the first that matches wins.",
				Type: &Type{Kind: List, NonEmpty: true, Elem: conditionRule}},
			Field{Name: "default", Type: target, Required: true, Doc: "The next node when no rule matches."},
		)},
	}
}

// renamedNodeTypes: facesign-api.md, section 2, the last paragraphs.
var renamedNodeTypes = []Renamed{
	{Old: "two_factor", New: []string{"two_factor_email", "two_factor_sms"}},
	{Old: "email_verification", New: []string{"two_factor_email"}},
	{Old: "sms_verification", New: []string{"two_factor_sms"}},
	{Old: "age_estimation"},
}

// NodeHead are the fields that every node has, before those of its type.
var NodeHead = []Field{
	{Name: "id", Type: text, Required: true, Doc: "The name of the node, unique in the flow."},
	{Name: "type", Type: text, Required: true, Doc: "The kind of node."},
}

// AnyNode is what is known of a node whose type is not.
var AnyNode = &Type{Kind: Object, Name: "node", Fields: NodeHead}

var prompt = Field{Name: "prompt", Type: &Type{Kind: String, Shorthand: SayPrefix}, Doc: "What the avatar is to do, in English; Say: TEXT speaks the words as written."}

var similarity = &Type{Kind: Number, Name: "similarity", Min: &zero, Max: &one}

// faceSource: facesign-api.md, section 2, below the table.
var faceSource = &Type{Kind: Object, Name: "face source", Meaning: Picture, Fields: []Field{
	{Name: "source", Type: pictureSource, Required: true, Doc: "Where the picture comes from."},
	{Name: "providedDataKey", Type: &Type{Kind: String, NonEmpty: true, Meaning: ProvidedName}, RequiredWhen: &Condition{"source", "providedData"}, Doc: "The providedData key that holds the picture."},
}}

// pictureSource: those that an outcome yields (see yields) are ready only after it.
var pictureSource = &Type{Kind: String, Name: "face source", Values: []string{"sessionVideo", "faceScan", "providedData", "documentPhoto"}, Live: []string{"sessionVideo"}}

var dataName = &Type{Kind: String, NonEmpty: true, Meaning: DataName}

// listOutcomes are the outcomes of the author's own wording. The order of an outcome's keys is that of language.md, section 4.
var listOutcomes = Field{Name: "outcomes", Required: true, Doc: "Where each condition leads.",
	Type: &Type{Kind: List, NonEmpty: true, Shorthand: ConditionMap, Elem: &Type{Kind: Object, Name: "outcome", Shorthand: GeneratedID, Fields: []Field{
		{Name: "id", Type: text, Required: true, Doc: "The name of the outcome, unique in the node."},
		{Name: "condition", Type: text, Required: true, Doc: "When it is taken, in plain English; empty for always."},
		{Name: "targetNodeId", Type: target, Required: true, Doc: "The next node."},
	}}}}

// conditionRule: facesign-api.md, section 2.3. Whether an operator takes right is checked by the rule operator-operand.
var conditionRule = &Type{Kind: Object, Name: "rule", Meaning: Comparison, Fields: []Field{
	{Name: "left", Type: reference, Required: true, Doc: "The value that is looked at."},
	{Name: "operator", Type: &Type{Kind: String, Name: "operator", Values: Operators, Renamed: otherOperators,
		Else: "a rule compares whole values; for any other test, let the service of an external_call make it, and compare its answer"}, Required: true, Doc: "How it is compared."},
	{Name: "right", Type: operand, Doc: "What it is compared with; left out for exists and notExists."},
	{Name: "outcome", Type: target, Required: true, Doc: "The next node when the rule matches."},
}}

// Operators are those of a field_condition rule (facesign-api.md, section 2.3). The last two take no right side.
var Operators = []string{"equals", "notEquals", "gt", "lt", "gte", "lte", "exists", "notExists"}

// otherOperators are the operators as other languages write them.
var otherOperators = []Renamed{
	{Old: "==", New: []string{"equals"}}, {Old: "===", New: []string{"equals"}}, {Old: "=", New: []string{"equals"}}, {Old: "eq", New: []string{"equals"}}, {Old: "is", New: []string{"equals"}},
	{Old: "!=", New: []string{"notEquals"}}, {Old: "!==", New: []string{"notEquals"}}, {Old: "<>", New: []string{"notEquals"}}, {Old: "ne", New: []string{"notEquals"}}, {Old: "neq", New: []string{"notEquals"}},
	{Old: ">", New: []string{"gt"}}, {Old: "greaterThan", New: []string{"gt"}}, {Old: "greater", New: []string{"gt"}}, {Old: "more", New: []string{"gt"}},
	{Old: "<", New: []string{"lt"}}, {Old: "lessThan", New: []string{"lt"}}, {Old: "less", New: []string{"lt"}},
	{Old: ">=", New: []string{"gte"}}, {Old: "ge", New: []string{"gte"}}, {Old: "greaterThanOrEqual", New: []string{"gte"}}, {Old: "greaterThanOrEquals", New: []string{"gte"}},
	{Old: "<=", New: []string{"lte"}}, {Old: "le", New: []string{"lte"}}, {Old: "lessThanOrEqual", New: []string{"lte"}}, {Old: "lessThanOrEquals", New: []string{"lte"}},
	{Old: "missing", New: []string{"notExists"}}, {Old: "isNull", New: []string{"notExists"}}, {Old: "null", New: []string{"notExists"}},
	{Old: "present", New: []string{"exists"}}, {Old: "isNotNull", New: []string{"exists"}}, {Old: "notNull", New: []string{"exists"}},
}

func fields(f ...Field) *Type { return &Type{Kind: Object, Fields: f} }

func required(f Field) Field { f.Required = true; return f }

func outcomes(f ...Field) Field {
	return Field{Name: "outcomes", Required: true, Doc: "Where each outcome leads.", Type: &Type{Kind: Object, Outcomes: true, Fields: f}}
}

func outcome(name string, v Verdict) Field {
	return Field{Name: name, Type: target, Required: true, Verdict: v}
}

func neutral(name string) Field  { return outcome(name, Neutral) }
func positive(name string) Field { return outcome(name, Positive) }
func negative(name string) Field { return outcome(name, Negative) }

func yields(picture string, f Field) Field { f.Yields = picture; return f }

func filledFrom(from, doc string, f Field) Field { f.FilledFrom, f.Doc = from, doc; return f }

// twoFactor are the fields of the two_factor types, which differ only in the name of the template.
func twoFactor(template string) []Field {
	return []Field{
		{Name: "otpLength", Type: &Type{Kind: Integer, Min: &four, Max: &eight}, Default: "6", Doc: "How many digits the code has."},
		{Name: "expirySeconds", Type: seconds, Default: "300", Doc: "How long the code is valid."},
		{Name: "maxAttempts", Type: count, Default: "3", Doc: "How often the person may try."},
		{Name: "resendAfterSeconds", Type: seconds, Doc: "When a new code may be asked for."},
		{Name: "showUI", Type: boolean, Default: "true", Doc: "Whether there is a field to type the code into."},
		{Name: template, Type: text, Doc: "The text of the message."},
		outcomes(positive("verified"), negative("delivery_failed"), negative("failed_unverified"), neutral("cancelled"), negative("error")),
	}
}
