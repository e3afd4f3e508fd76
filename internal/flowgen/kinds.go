package flowgen

import "strings"

// A kind of step: a node type, how often it comes, and how it is filled in.
type kind struct {
	nodeType string
	stem     string // of its ids
	weight   int
	fill     func(g *generator, i int) node
}

var (
	greeting     = kind{"conversation", "greeting", 0, (*generator).greet}
	askForCamera = kind{"permissions", "permissions", 0, (*generator).cameraPermissions}
)

// kinds are the steps that are drawn, the question first, which begins each part.
var kinds = []kind{
	{"conversation", "ask", 36, (*generator).ask},
	{"conversation", "explain", 20, (*generator).explain},
	{"conversation", "wait", 2, (*generator).wait},
	{"permissions", "microphone", 1, (*generator).microphonePermissions},
	{"liveness_detection", "liveness", 3, (*generator).liveness},
	{"enter_email", "email", 3, (*generator).enterEmail},
	{"data_validation", "validate", 4, (*generator).dataValidation},
	{"document_scan", "document", 4, (*generator).documentScan},
	{"recognition", "recognize", 1, (*generator).recognition},
	{"face_scan", "face", 2, (*generator).faceScan},
	{"face_compare", "compare", 2, (*generator).faceCompare},
	{"two_factor_email", "code", 2, (*generator).twoFactorEmail},
	{"two_factor_sms", "sms", 2, (*generator).twoFactorSMS},
	{"external_call", "call", 4, (*generator).externalCall},
	{"field_condition", "decide", 5, (*generator).fieldCondition},
}

func totalWeight() int {
	total := 0
	for i := range kinds {
		total += kinds[i].weight
	}
	return total
}

func (g *generator) greet(i int) node {
	return node{fields: object{{"prompt", "Warmly greet {name} and ask whether they are ready to verify their identity."}},
		list: []edge{{"the user is ready", g.ahead(i, 1)}, {refusal, g.farewell(i)}}}
}

func (g *generator) ask(i int) node {
	topic := g.pick(topics)
	about := func(text string) string { return strings.ReplaceAll(text, "TOPIC", topic) }
	prompt := about(g.pick(questions))
	if g.often(15) {
		prompt += " " + g.pick(manners)
	}
	if g.often(4) {
		prompt += "\n\n" + about(g.pick(closings))
	}
	n := node{fields: object{{"prompt", prompt}}, list: []edge{{"the user answers", g.ahead(i, 1)}}}
	others := 0 // of two to four outcomes
	if g.often(28) {
		others = 1 + g.IntN(2)
	}
	for _, other := range g.Perm(len(answers))[:others] {
		n.list = append(n.list, edge{about(answers[other]), g.ahead(i, 1+g.IntN(6))})
	}
	if g.Float64() < g.cycles {
		n.list = append(n.list, edge{"the user wants to go back and correct something", g.steps[max(2, i-1-g.IntN(5))].id})
	}
	n.list = append(n.list, edge{refusal, g.farewell(i)})
	return n
}

func (g *generator) explain(i int) node {
	return node{fields: object{{"prompt", g.pick(explanations)}, {"doesNotRequireReply", true}}, list: []edge{{"", g.ahead(i, 1)}}}
}

func (g *generator) wait(i int) node {
	return node{
		fields: object{{"prompt", "Chat with the user about their day until the background check has an answer."}, {"awaitExternal", object{
			{"request", object{{"url", "https://checks.example.com/status"}, {"method", "GET"}}},
			{"poll", object{{"intervalMs", 2000}, {"timeoutMs", 60_000}}},
		}}},
		exits: []edge{{"onDataReady", g.ahead(i, 1)}, {"onTimeout", g.farewell(i)}, {"onError", g.farewell(i)}},
		list:  []edge{{refusal, g.farewell(i)}},
	}
}

func (g *generator) cameraPermissions(i int) node {
	return g.permissions(i, object{{"camera", true}, {"microphone", true}})
}

func (g *generator) microphonePermissions(i int) node {
	return g.permissions(i, object{{"microphone", true}})
}

func (g *generator) permissions(i int, what object) node {
	return node{fields: object{{"permissions", what}}, named: []edge{{"permissionsGranted", g.ahead(i, 1)}, {"permissionsDenied", g.farewell(i)}}}
}

func (g *generator) liveness(i int) node {
	return node{named: []edge{{"livenessDetected", g.ahead(i, 1)}, {"deepfakeDetected", g.farewell(i)}, {"noFace", g.farewell(i)}, {"inconclusive", g.farewell(i)}}}
}

func (g *generator) enterEmail(i int) node {
	return node{fields: object{{"prompt", "Ask the user to type the email address that they use most."}},
		named: []edge{{"emailEntered", g.ahead(i, 1)}, {"canceled", g.farewell(i)}}}
}

func (g *generator) dataValidation(i int) node {
	return node{fields: object{{"validation", object{{"field", "email"}, {"action", "domainIs"}, {"value", "example.com"}}}},
		list: []edge{{"the domain is right", g.ahead(i, 1)}, {"the domain is another one", g.ahead(i, 2)}}}
}

func (g *generator) documentScan(i int) node {
	mode := "automatic"
	if g.often(50) {
		mode = "single"
	}
	fields := object{{"scanningMode", mode}, {"allowedDocumentTypes", list{"passport", "id", "dl"}}}
	if g.often(30) {
		fields = append(fields, member{"showTorchButton", false})
	}
	return node{fields: fields, named: []edge{{"scanSuccess", g.ahead(i, 1)}, {"userCancelled", g.farewell(i)}, {"scanTimeout", g.ahead(i, 3)}}}
}

func (g *generator) recognition(i int) node {
	return node{named: []edge{{"recognized", g.ahead(i, 1)}, {"newUser", g.ahead(i, 2)}, {"noFace", g.farewell(i)}}}
}

func (g *generator) faceScan(i int) node {
	return node{fields: object{{"captureInstructions", "Hold the phone at eye level."}, {"requireLivenessChallenge", true}, {"similarityThreshold", 0.85}},
		named: []edge{{"passed", g.ahead(i, 1)}, {"notPassed", g.farewell(i)}, {"cancelled", g.farewell(i)}, {"error", g.farewell(i)}}}
}

func (g *generator) faceCompare(i int) node {
	return node{
		fields: object{{"sourceA", object{{"source", "sessionVideo"}}}, {"sourceB", object{{"source", "providedData"}, {"providedDataKey", "photoUrl"}}}, {"similarityThreshold", 0.8}},
		named:  []edge{{"match", g.ahead(i, 1)}, {"noMatch", g.farewell(i)}, {"imageUnavailable", g.farewell(i)}},
	}
}

func (g *generator) twoFactorEmail(i int) node {
	return g.twoFactor(i, object{{"otpLength", 6}, {"expirySeconds", 300}, {"maxAttempts", 3}})
}

func (g *generator) twoFactorSMS(i int) node {
	return g.twoFactor(i, object{{"otpLength", 4 + g.IntN(5)}, {"resendAfterSeconds", 30}})
}

func (g *generator) twoFactor(i int, fields object) node {
	return node{fields: fields, named: []edge{{"verified", g.ahead(i, 1)}, {"delivery_failed", g.farewell(i)}, {"failed_unverified", g.farewell(i)},
		{"cancelled", g.farewell(i)}, {"error", g.farewell(i)}}}
}

func (g *generator) externalCall(i int) node {
	return node{
		fields: object{{"request", object{{"url", "https://risk.example.com/score"}, {"vars", vars{{"amount", ref("providedData.amount")}, {"channel", "web"}}}}}},
		next:   g.ahead(i, 1),
	}
}

func (g *generator) fieldCondition(i int) node {
	n := node{otherwise: g.ahead(i, 1)}
	for _, at := range g.Perm(len(conditions))[:2+g.IntN(2)] {
		r := conditions[at]
		r.to = g.ahead(i, 1+g.IntN(6))
		n.rules = append(n.rules, r)
		if field, ok := strings.CutPrefix(string(r.left), "extractedData."); ok {
			g.used[field] = true
		}
	}
	return n
}
