package flowgen

// refusal is the way out that each conversation offers to whoever does not answer.
const refusal = "the user refuses or stays silent"

var topics = []string{
	"home address", "date of birth", "monthly income", "employer", "phone number", "account number", "mother's name", "place of birth",
	"nationality", "occupation", "insurance number", "postal code", "customer number", "travel plans", "reason for calling", "latest order",
}

var questions = []string{
	"Ask the user for their TOPIC, and repeat it back to them.",
	"Explain in one sentence why the TOPIC is needed, then ask for it.",
	"Find out the user's TOPIC in a relaxed conversation.",
	"Ask whether the TOPIC on file is still right.",
	"Ask politely for one thing that is still missing, the TOPIC.",
	"Thank {name} for their patience so far and ask for their TOPIC.",
}

var manners = []string{
	"Keep a calm and friendly tone, and do not rush the user.",
	"Do not read long numbers aloud in full; the last four digits are enough.",
	"Accept an answer in any order, as long as it is complete.",
	"Offer to repeat the question in simpler words when the user hesitates.",
	"Never comment on the answer beyond confirming that it was understood.",
}

var closings = []string{
	"Remember: the TOPIC is confidential, and must not be said again later on.",
	"Stay on the subject; small talk comes later.",
}

// answers are what else may come of a question. No two begin alike, so that their ids differ.
var answers = []string{
	"the user does not know their TOPIC",
	"the user asks for more time",
	"the user prefers to write it down",
	"the user wants to speak with an agent",
	"the user says that it has changed",
}

var explanations = []string{
	"Tell the user that the next step needs good light.",
	"Tell the user that only a few questions are left.",
	"Say: Thank you. There are a few more questions.",
	"Say: That worked. Please stay in front of the camera.",
}

var farewells = []string{
	"Say: We could not finish today. Please try again later.",
	"Say: That is all for now. Our team will be in touch.",
	"Apologize that it did not work out, and say a friendly goodbye.",
}

// conditions are the tests of a field_condition; none makes another idle. Each is given its target when it is used.
var conditions = []rule{
	{left: "providedData.score", operator: "gte", right: 80},
	{left: "providedData.amount", operator: "gt", right: ref("providedData.score")},
	{left: "providedData.vip", operator: "exists"},
	{left: "extractedData.country", operator: "equals", right: "US"},
	{left: "extractedData.employment", operator: "equals", right: "self-employed"},
	{left: "extractedData.income", operator: "lt", right: 1500.5},
	{left: "extractedData.partner", operator: "notExists"},
}

// extracted are the fields that conditions read.
var extracted = []struct {
	name, fieldType, description string
	values                       list
}{
	{"country", "string", "The country the user lives in, as a two-letter code", nil},
	{"employment", "string", "How the user is employed", list{"employed", "self-employed", "retired", "none"}},
	{"income", "number", "The user's monthly income in euros", nil},
	{"partner", "string", "The name of the user's partner, where there is one", nil},
}
