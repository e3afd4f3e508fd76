package lint_test

import (
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/lint"
	"github.com/fsflow/fsflow/lint/rule"
)

// findings lists the rules that have something to say of a flow, with their messages.
func findings(t *testing.T, text string, language ast.Language) []string {
	t.Helper()
	var all []string
	for _, d := range lint.Check(dsl.Parse("flow", []byte(text), language), rule.All()) {
		all = append(all, d.Rule+": "+d.Message)
	}
	return all
}

// TestRightFlowsGiveNothing holds the whole set of rules to flows as teams write them: a finding here is a false alarm.
func TestRightFlowsGiveNothing(t *testing.T) {
	for _, test := range []struct{ name, flow string }{
		{"age check with a retry by hand", `
clientReferenceId: shop-9
metadata: {cart: {items: 3, "sum": 19.9}, tags: [wine, "18+"]}
langs: [en, de]
flow:
  start: {type: start, outcome: hello}
  hello:
    type: conversation
    prompt: |
      You are Nora, the friendly clerk of a wine shop.

      Welcome the customer and tell them that the law asks for a
      short check of their age. Ask if they have an ID at hand and
      wait until they say so.

      Rules:
      - Never promise that the check will be passed.
      - Do not ask for the date of birth itself.
      - Keep every answer under two sentences.
    outcomes:
      - {id: ready, condition: The customer has an ID at hand, targetNodeId: scan}
      - {id: no-id, condition: The customer has no ID at hand, targetNodeId: later}
      - {id: gone, condition: The customer is silent for more than 20 seconds, targetNodeId: later}
  scan:
    type: document_scan
    scanningMode: single
    allowedDocumentTypes: [id, passport]
    outcomes: {scanSuccess: face, userCancelled: later, scanTimeout: later}
  face:
    type: face_compare
    sourceA: {source: documentPhoto}
    sourceB: {source: sessionVideo}
    outcomes: {match: welcome, noMatch: sorry, imageUnavailable: later}
  welcome: {type: conversation, say: "All set, thank you!", doesNotRequireReply: true, outcomes: adult}
  sorry: {type: conversation, say: "Sorry, we cannot sell you this.", doesNotRequireReply: true, outcomes: refused}
  later: {type: conversation, say: "No problem, come back any time.", doesNotRequireReply: true, outcomes: refused}
  adult: {type: end}
  refused: {type: end}
`},
		{"known and new customers", `
providedData: {name: Jürgen Weiß, email: j.weiss@example.com}
flow:
  start: {type: start, outcome: hello}
  hello:
    type: conversation
    prompt: 'Greet {name} by name ("Hello, {name}!") and ask them to look at the camera for a moment.'
    doesNotRequireReply: true
    outcomes: who
  who: {type: recognition, outcomes: {recognized: back, newUser: enroll, noFace: nobody}}
  back: {type: conversation, prompt: 'Welcome them back, and confirm that the sign-in worked.', doesNotRequireReply: true, outcomes: in}
  enroll: {type: face_scan, captureInstructions: "If you wear glasses, take them off.", requireLivenessChallenge: true, outcomes: {passed: done-enrolling, notPassed: nobody, cancelled: nobody, error: nobody}}
  done-enrolling: {type: conversation, prompt: Explain that next time a look is enough., doesNotRequireReply: true, outcomes: in}
  nobody: {type: conversation, say: "I could not see you. Please try again later.", doesNotRequireReply: true, outcomes: out}
  in: {type: end}
  out: {type: end}
`},
		{"say with an answer", `
flow:
  - {id: start, type: start, outcome: ask}
  - id: ask
    type: conversation
    prompt: "Say: Hello! If you are ready, just say yes. Otherwise, close this window."
    outcomes:
      - {id: t1, condition: user said yes, targetNodeId: end}
  - {id: end, type: end}
`},
		{"email code", `
metadata: {}
flow:
  start: {type: start, outcome: intro}
  intro: {type: conversation, say: "We will send you a code.", doesNotRequireReply: true, outcomes: mail}
  mail: {type: two_factor_email, emailTemplate: "Your code is {{code}}.", maxAttempts: 5, outcomes: {verified: ok, delivery_failed: sms, failed_unverified: bad, cancelled: bad, error: bad}}
  sms: {type: two_factor_sms, smsTemplate: "{{code}}", outcomes: {verified: ok, delivery_failed: bad, failed_unverified: bad, cancelled: bad, error: bad}}
  ok: {type: conversation, prompt: Thank them., doesNotRequireReply: true, outcomes: done}
  bad: {type: conversation, prompt: Tell them that it did not work., doesNotRequireReply: true, outcomes: failed}
  done: {type: end}
  failed: {type: end}
`},
		{"newsletter by address with validation", `
flow:
  start: {type: start, outcome: mail}
  mail: {type: enter_email, prompt: "Ask for the work address, not a private one.", outcomes: {emailEntered: check, canceled: bye}}
  check:
    type: data_validation
    validation: {field: email, action: matches, value: ".*@example\\.com$"}
    outcomes:
      the address is one of the company: done
      the address is another one: bye
  bye: {type: conversation, say: Goodbye., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{"silent wait with poll", `
metadata: {}
flow:
  start: {type: start, outcome: wait}
  wait:
    type: conversation
    prompt: Chat about the weather until the check is done. Do not mention money.
    awaitExternal:
      request: {url: "https://api.example.com/v2/checks?lang=en&x=1", method: GET, vars: {user: $providedData.email}}
      poll: {intervalMs: 1500, timeoutMs: 30000}
      exits: {onDataReady: tell, onTimeout: slow, onError: slow}
    outcomes:
      the user asks to speak to somebody: slow
  tell: {type: conversation, prompt: "Tell the user that their limit is {limit} and that {name} may use it.", doesNotRequireReply: true, outcomes: done}
  slow: {type: conversation, prompt: Apologize for the wait and say that a letter will follow., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{"field conditions over everything", `
providedData: {tier: 3, vip: true, country: AT}
extractionSchema:
  - {fieldName: age, type: number, description: Age in years}
  - {fieldName: born, type: date, description: Date of birth}
  - {fieldName: land, type: string, description: Country, enum: [AT, DE, CH]}
  - {fieldName: agrees, type: boolean, description: Whether they agree}
flow:
  start: {type: start, outcome: decide}
  decide:
    type: field_condition
    rules:
      - {left: $extractedData.age, operator: notExists, outcome: out}
      - {left: $extractedData.age, operator: lt, right: 18, outcome: out}
      - {left: $extractedData.age, operator: gt, right: 99, outcome: out}
      - {left: $extractedData.born, operator: lt, right: "1950-01-01", outcome: out}
      - {left: $extractedData.land, operator: equals, right: $providedData.country, outcome: in}
      - {left: $extractedData.land, operator: equals, right: DE, outcome: in}
      - {left: $extractedData.land, operator: notEquals, right: CH, outcome: in}
      - {left: $extractedData.agrees, operator: equals, right: true, outcome: in}
      - {left: $extractedData.agrees, operator: equals, right: "false", outcome: out}
      - {left: $providedData.tier, operator: gte, right: "2", outcome: in}
      - {left: $providedData.vip, operator: exists, outcome: in}
    default: out
  in: {type: end}
  out: {type: end}
`},
		{"translations", `
langs: [en, ja, zh-TW, ru]
defaultLang: ja
customization:
  permissionsPage:
    mainHeading: Welcome
    mainHeadingTranslates: {ja: ようこそ, zh-TW: 歡迎, ru: Добро пожаловать}
    backgroundType: COLOR
    backgroundColor: "#102030"
  controls: {showUxControls: true, buttons: [], autoHide: false}
backgroundAssetId: asset_http_1
flow:
  start: {type: start, outcome: hello}
  hello: {type: conversation, prompt: Greet the user with 「ようこそ」 and nothing more., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{"two ends by a yes or no", `
flow:
  start: {type: start, outcome: ask}
  ask:
    type: conversation
    prompt: Ask the customer whether they agree to the terms at https://example.com/terms; answer questions about them.
    outcomes:
      "Yes": agreed
      "No": refused
  agreed: {type: end}
  refused: {type: end}
`},
		{"permission first, explained when denied", `
flow:
  start: {type: start, outcome: may}
  may: {type: permissions, prompt: "Ask for the camera and explain why it is needed.", permissions: {camera: true, microphone: false}, outcomes: {permissionsGranted: hello, permissionsDenied: explain}}
  explain: {type: conversation, prompt: Explain how the camera can be allowed in the settings of the browser., doesNotRequireReply: true, outcomes: out}
  hello: {type: conversation, prompt: Count down from five to one., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: face, deepfakeDetected: out, noFace: out, inconclusive: out}}
  face: {type: face_scan, outcomes: {passed: in, notPassed: out, cancelled: out, error: out}}
  in: {type: end}
  out: {type: end}
`},
		{"microphone only, no analysis", `
flow:
  start: {type: start, outcome: may}
  may: {type: permissions, permissions: {microphone: true}, outcomes: {permissionsGranted: talk, permissionsDenied: out}}
  talk:
    type: conversation
    prompt: Ask how satisfied they are, from one to ten.
    outcomes: {the user has given a number: out, the user declines: out}
  out: {type: end}
`},
		{"microphone, then camera before analysis", `
flow:
  start: {type: start, outcome: may}
  may: {type: permissions, permissions: {microphone: true}, outcomes: {permissionsGranted: talk, permissionsDenied: out}}
  talk:
    type: conversation
    prompt: Ask whether they want to be verified.
    outcomes: {the user agrees: cam, the user declines or says nothing: out}
  cam: {type: permissions, permissions: {camera: true}, outcomes: {permissionsGranted: live, permissionsDenied: out}}
  live: {type: liveness_detection, outcomes: {livenessDetected: in, deepfakeDetected: out, noFace: out, inconclusive: out}}
  in: {type: end}
  out: {type: end}
`},
		{"all fail into one farewell, pass into another", `
flow:
  start: {type: start, outcome: hi}
  hi: {type: conversation, say: Hi., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: ok, deepfakeDetected: no, noFace: no, inconclusive: no}}
  ok: {type: conversation, say: Bye., doesNotRequireReply: true, outcomes: done}
  no: {type: conversation, say: Bye., doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{"cancellations and new users are no failures", `
flow:
  start: {type: start, outcome: hi}
  hi: {type: conversation, say: Hi., doesNotRequireReply: true, outcomes: who}
  who: {type: recognition, outcomes: {recognized: scan, newUser: scan, noFace: out}}
  scan: {type: face_scan, outcomes: {passed: code, notPassed: out, cancelled: code, error: out}}
  code: {type: two_factor_sms, outcomes: {verified: in, delivery_failed: out, failed_unverified: out, cancelled: in, error: out}}
  in: {type: end}
  out: {type: end}
`},
		{"document compared with a photo on file, no video", `
providedData: {photo: "https://cdn.example.com/p.jpg"}
flow:
  start: {type: start, outcome: scan}
  scan: {type: document_scan, scanningMode: automatic, allowedDocumentTypes: [passport], outcomes: {scanSuccess: cmp, userCancelled: out, scanTimeout: out}}
  cmp:
    type: face_compare
    sourceA: {source: documentPhoto}
    sourceB: {source: providedData, providedDataKey: photo}
    outcomes: {match: in, noMatch: out, imageUnavailable: out}
  in: {type: end}
  out: {type: end}
`},
		{"a face scan that failed still gives a picture", `
flow:
  start: {type: start, outcome: hi}
  hi: {type: conversation, say: Hi., doesNotRequireReply: true, outcomes: scan}
  scan: {type: face_scan, outcomes: {passed: cmp, notPassed: hand, cancelled: out, error: out}}
  hand: {type: external_call, request: {url: "https://api.example.com/alert"}, outcome: cmp}
  cmp:
    type: face_compare
    sourceA: {source: faceScan}
    sourceB: {source: sessionVideo}
    outcomes: {match: in, noMatch: out, imageUnavailable: out}
  in: {type: end}
  out: {type: end}
`},
		{"policies that hold", `
policies:
  - {name: nobody in without liveness, before: in, require: "liveness_detection:livenessDetected"}
  - {name: no fake gets in, after: ["*.deepfakeDetected", "*.noFace"], forbid: ["in", "type:face_scan"]}
flow:
  start: {type: start, outcome: hi}
  hi: {type: conversation, say: Hi., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {livenessDetected: scan, deepfakeDetected: out, noFace: out, inconclusive: out}}
  scan: {type: face_scan, outcomes: {passed: in, notPassed: out, cancelled: out, error: out}}
  in: {type: end}
  out: {type: end}
`},
		{"a flow alone, put into a body elsewhere", `
- {id: start, type: start, outcome: hi}
- {id: hi, type: conversation, prompt: "Greet {customer} of {company}.", doesNotRequireReply: true, outcomes: decide}
- id: decide
  type: field_condition
  rules:
    - {left: $extractedData.mood, operator: equals, right: good, outcome: done}
    - {left: $providedData.level, operator: gt, right: 3, outcome: done}
  default: done
- {id: done, type: end}
`},
		{"secrets that are none", `
metadata:
  note: "the key is read from FACESIGN_API_KEY, as in sk_test_… or sk_live_XXXXXXXXXXXX; see sk_test_<key> and sk_test_${KEY}"
  commit: 9fceb02d0ae598e95dc970b74767f19372d61af8
  uuid: 123e4567-e89b-12d3-a456-426614174000
  jwt: eyJ…
flow:
  start: {type: start, outcome: done}
  done: {type: end}
`},
		{"urls that are fine", `
metadata: {}
flow:
  start: {type: start, outcome: a}
  a: {type: external_call, request: {url: "https://risk.example.com:8443/score?user=a@b.c"}, outcome: b}
  b: {type: external_call, request: {url: "HTTPS://10.example.com/127.0.0.1/localhost", method: GET}, outcome: c}
  c: {type: external_call, request: {url: "https://bücher.example/localhost", vars: [{name: from, value: {type: literal, value: "http://localhost"}}]}, outcome: d}
  d: {type: external_call, request: {url: "https://[2001:db8::1]/x"}, outcome: e}
  e: {type: external_call, request: {url: "https://172.32.0.1/x"}, outcome: done}
  done: {type: end}
`},
		{"prompts full of ifs that do not branch", `
flow:
  start: {type: start, outcome: a}
  a: {type: conversation, prompt: "Ask if they're ready. Find out if they have ten minutes, and whether somebody else is in the room.", outcomes: {they are ready: b, they are not: done}}
  b: {type: conversation, prompt: "Let the user know that, if they wish, they can stop at any time. Even if they are in a hurry, stay calm.", doesNotRequireReply: true, outcomes: c}
  c: {type: conversation, prompt: 'Tell them: "If you are happy, tell your friends."', doesNotRequireReply: true, outcomes: d}
  d: {type: conversation, prompt: "Say that the account is closed otherwise, or else frozen. Mention Elsevier, iffy cases, and what-ifs.", doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{"braces that are no variables", `
metadata: {}
flow:
  start: {type: start, outcome: a}
  a: {type: conversation, prompt: 'Answer as {"ready": true, "name": "…"}; write {} when nothing is known, { name } never.', doesNotRequireReply: true, outcomes: done}
  done: {type: end}
`},
		{"shared pieces", `
x-fail: &fail {deepfakeDetected: sorry, noFace: sorry, inconclusive: sorry}
x-bye: &bye {type: conversation, doesNotRequireReply: true, outcomes: out}
flow:
  start: {type: start, outcome: hi}
  hi: {type: conversation, say: Hi., doesNotRequireReply: true, outcomes: live}
  live: {type: liveness_detection, outcomes: {<<: *fail, livenessDetected: thanks}}
  thanks: {<<: *bye, say: Thanks., outcomes: in}
  sorry: {<<: *bye, say: Sorry.}
  in: {type: end}
  out: {type: end}
`},
		{"ignores that are needed", `
flow:
  start: {type: start, outcome: live}
  # fsflow:ignore camera-not-warm -- a demo
  live:
    type: liveness_detection
    outcomes:
      livenessDetected: in
      deepfakeDetected: out
      noFace: in # fsflow:ignore fail-open -- a demo
      # fsflow:ignore fail-open -- a demo
      inconclusive: in
  in: {type: end}
  out: {type: end}
`},
		{"many refusals", `
flow:
  start: {type: start, outcome: a}
  a: {type: conversation, prompt: Ask for the name., outcomes: {the name was given: b, the user refuses to give it: out}}
  b: {type: conversation, prompt: Ask for the street., outcomes: {the street was given: c, the user does not want to: out}}
  c: {type: conversation, prompt: Ask for the city., outcomes: {the city was given: d, "after 3 attempts": out}}
  d: {type: conversation, prompt: Ask for the country., outcomes: {the country was given: e, there was no answer: out}}
  e: {type: conversation, prompt: Ask for the colour., outcomes: {the colour was given: f, the conversation exceeds five exchanges: out}}
  f: {type: conversation, prompt: Ask for the pet., outcomes: {the pet was named: g, User declined: out}}
  g: {type: conversation, prompt: Ask for the car., outcomes: {the car was named: h, User isn't interested: out}}
  h: {type: conversation, prompt: Ask for the boat., outcomes: {the boat was named: i, anything else: out}}
  i: {type: conversation, prompt: Ask for the plane., outcomes: {the plane was named: j, cannot or won’t say: out}}
  j: {type: conversation, prompt: Ask for the moon., outcomes: {the moon was named: out, "timeout: user unresponsive": out}}
  out: {type: end}
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, f := range findings(t, test.flow, ast.YAML) {
				t.Error(f)
			}
		})
	}
}
