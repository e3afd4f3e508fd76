package flow

// example is the flow of language.md, section 2, with the other kinds of node and two policies.
const example = `# Prove that a person is there, then let them in.
session {
  clientReferenceId: "user-123"
  metadata: { source: "web-app" }
}

start -> greeting

greeting: conversation {
  prompt: "Warmly greet the user and ask whether they are ready to verify their identity."
  on "the user is ready" -> liveness
  on "the user refuses, or does not answer after 3 attempts" -> goodbye as gone
}

liveness: liveness_detection {
  livenessDetected -> welcome
  deepfakeDetected -> goodbye
  noFace           -> goodbye
  inconclusive     -> goodbye
}

welcome: conversation {
  prompt: "Tell the user that they are verified."
  doesNotRequireReply: true
  always -> verified
}

goodbye: conversation {
  say "Goodbye."
  doesNotRequireReply: true
  always -> rejected
}

verified: end
rejected: end

risk: external_call -> decide {
  request: { url: "https://risk.example.com/score", vars: { amount: providedData.amount, channel: "web" } }
}

decide: field_condition {
  if providedData.score >= 80            -> review
  if extractedData.country == "US"       -> domestic
  if exists providedData.vip             -> vip
  else                                   -> abroad
}

wait: conversation {
  prompt: "Chat with the user until the background check has an answer."
  on "the user gives up" -> goodbye
  awaitExternal: { request: { url: "https://checks.example.com/status" }, poll: { intervalMs: 2000, timeoutMs: 60000 } }
  onDataReady -> decide
  onTimeout   -> goodbye
  onError     -> goodbye
}

faces: face_compare {
  sourceA: { source: sessionVideo }
  sourceB: { source: providedData, providedDataKey: photoUrl }
  similarityThreshold: 0.8
  match -> verified
  noMatch -> rejected
  imageUnavailable -> rejected
}
policy "nobody" { before verified require liveness.livenessDetected }
policy "a deepfake" { after ["*.deepfakeDetected", "x:y"] forbid verified }
`
