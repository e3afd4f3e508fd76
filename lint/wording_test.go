package lint_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl/ast"
)

// worded is a right flow around a prompt and the conditions of its outcomes.
func worded(prompt string, conditions ...string) string {
	var flow strings.Builder
	fmt.Fprintf(&flow, "metadata: {}\nflow:\n  start: {type: start, outcome: ask}\n  ask:\n    type: conversation\n    prompt: %s\n    outcomes:\n", strconv.Quote(prompt))
	for i, c := range conditions {
		fmt.Fprintf(&flow, "      - {id: o%d, condition: %s, targetNodeId: done}\n", i, strconv.Quote(c))
	}
	flow.WriteString("  done: {type: end}\n")
	return flow.String()
}

const wayOut = "the user refuses, or does not answer after 3 attempts"

// TestWaysOutAreUnderstood lists wordings of refusal, silence and limits, as they stand beside a success.
func TestWaysOutAreUnderstood(t *testing.T) {
	for _, conditions := range [][]string{
		{"user agrees to proceed", "user prefers not to proceed"},
		{"yes", "no"},
		{"ready", "not ready"},
		{"User wants to continue", "User says goodbye"},
		{"user accepted", "user skipped"},
		{"User is done", "User has been quiet for a while"},
		{"the user is ready", "user unresponsive"},
		{"ok", "user wants to exit"},
		{"answered", "no response after thirty seconds"},
		{"completed", "anything else"},
		{"user complied", "user asks to end the session"},
		{"user complied", "conversation exceeded five exchanges"},
		{"user provided code", "user can't find the code"},
		{"user provided code", "user walked away"},
		{"user gives consent", "consent withheld"},
		{"user gives consent", "consent missing"},
		{"provided", "the user dropped off"},
		{"provided", "the user would rather do this another time"},
		{"provided", "the user resists or pushes back"},
		{"provided", "the user evades the question"},
		{"provided", "the user is uncooperative"},
		{"provided", "the user is unsure"},
		{"provided", "the user is frustrated or hostile"},
		{"provided", "the user asks for a supervisor"},
		{"provided", "the user postpones"},
		{"provided", "after several prompts"},
		{"positive answer", "negative answer"},
		{"user says 'yes'", "user says 'no'"},
		{"user says \"yes\"", "user says \"no\""},
		{"user says “yes”", "user says “no”"},
		{"answered", "no-answer"},
		{"answered", "user_refused"},
		{"consent_given", "no_consent"},
		{"userReady", "userRefused"},
		{"response == 'yes'", "response == 'no'"},
		{"correct", "mismatch"},
		{"finished", "interrupted"},
		{"completed", "stuck in a loop"},
		{"user provides DOB", "user runs out of time"},
		{"the user has said anything at all"},
		{"the user has responded, whatever the answer"},
		{"any response, regardless of content"},
		{"confirmed", "disputed"},
		{"confirmed", "contested by the user"},
		{"wants to go on", "wants to go back"},
		{"user is present", "nobody is there"},
		{"user is present", "user is gone"},
		{"accepts", "is reluctant"},
		{"accepts", "avoids answering"},
		{"consents", "objects"},
		{"yes (affirmative)", "no (negative)"},
		{"Yes.", "No!"},
		{"agrees", "has second thoughts"},
		{"gives the date", "stays mute"},
		{"done", "stalled"},
		{"done", "needs assistance"},
		{"done", "skip"},
		{"done", "user hung up"},
		{"done", "user disconnected"},
		{"done", "user changes the subject repeatedly"},
		{"wants savings account", "wants nothing"},
		{"done", "Conversation goes off-topic"},
		{"done", "maximum turns reached"},
		{"done", "in all other cases"},
		{"done", "remaining cases"},
		{"done", "after five messages"},
		{"done", "it has gone on for too long"},
		{"done", "the deadline has passed"},
		{"done", "user is inaudible"},
		{"done", "only noise is heard"},
		{"done", "the answer is vague or ambiguous"},
		{"done", "the user asks for a representative"},
		{"done", "the user asks for a callback"},
		{"done", "the user changes their mind"},
		{"done", "the user closes the window"},
		{"done", "the user terminates the session"},
		{"done", "consent revoked"},
		{"done", "user seems hesitant"},
		{"done", "the user suspects a scam"},
		{"done", "the user has concerns"},
		{"done", "the user is under duress"},
		{"done", "the user asks to wait, or for a break"},
		{"done", "we are going around in circles"},
		{"done", "the customer is overwhelmed"},
		{"done", "the user wants to think about it"},
		{"done", "the user is in a hurry"},
		{"done", "the visitor is in a rush"},
		{"done", "the user sounds coerced"},
		{"done", "the user feels pressured, or coached by somebody"},
		{"done", "poor audio"},
		{"done", "an error occurs"},
		{"done", "profanity, insults or threats"},
		{"done", "the user has forgotten the password"},
		{"done", "contradictory or false answers"},
		{"done", "fewer than three correct answers"},
		{"done", "the frame is empty"},
		{"done", "voicemail"},
		{"done", "the user wants to talk to a colleague"},
		{"done", "the user wants to speak with someone"},
		{"done", "tomorrow"},
		{"they're down", "nah, they wanna bail"},
		{"they're down", "they ghost us"},
		{"clear yes", "anything but a clear yes"},
		{"a branch was named", "user skips the question"},
		{"both answered", "goes off topic repeatedly"},
		{"acceptable", "would like to think about it"},
		{"all known", "cannot tell"},
		{"number given", "the line is dead"},
		{"it is a good moment", "it is a bad moment"},
		{"employment is clear", "prefers not to say"},
		{"done", "attempts exhausted"},
	} {
		if got := findings(t, worded("Find out whether the user wants that.", conditions...), ast.YAML); len(got) > 0 {
			t.Errorf("%q: %q", conditions, got)
		}
	}
}

// TestSuccessAloneIsNoWayOut lists conditions that a person who refuses or says nothing never fulfils.
func TestSuccessAloneIsNoWayOut(t *testing.T) {
	for _, conditions := range [][]string{
		{"user provided name"}, {"the user has confirmed the date of birth"}, {"the user is ready"}, {"user agreed to the terms"},
		{"private use", "business use"}, {"the user has told the name", "the user has spelled the name"}, {"the user understands the risk"},
		{"the user has shown the document", "identity confirmed"}, {"User completed the task"}, {"savings account chosen", "checking account chosen"},
		{"the user gives their name"}, {"the user wants a card", "the user wants a loan", "the user wants both"},
		{"the user is older than their sister", "the user is younger"}, {"the face is close to the screen"}, {"the user tells how long they have lived there"},
		{"the user has described the problem"}, {"the user prefers a call", "the user prefers a letter"}, {"the user gave a different address", "the user keeps the account"}, {"age and purpose known"}, {"one of the four is clear"}, {"said it"}, {"the four questions were answered correctly"}, {"the customer has received the draft"},
	} {
		got := findings(t, worded("Find out whether the user wants that.", conditions...), ast.YAML)
		if !slices.Contains(got, `no-exit-condition: "ask" has no way out for somebody who refuses or says nothing`) {
			t.Errorf("%q: %q", conditions, got)
		}
	}
}

// TestPromptsThatAreRight lists prompts that no rule has anything to say of.
func TestPromptsThatAreRight(t *testing.T) {
	for _, prompt := range []string{
		"Ask if they're ready.",
		"Greet the user. If possible, keep it under twenty seconds.",
		"Greet the user. If at all possible, keep it short. If you can, smile. If anything, be too kind.",
		"Find out, in a relaxed talk:\n  * what the money is for,\n  * if they have met the payee,\n  * whether anybody is with them.",
		"Ask the following:\n- if they smoke\n- if they drink, and how much",
		"Questions to ask:\n1. If they have ever had surgery\n2. If so, when\n3. If any, which ones",
		"Tell the user: If you agree, say yes. Otherwise, close the window.\nThen wait.",
		"Ask for the date of birth. If needed, repeat the question.",
		"Repeat slowly if necessary, and smile.",
		"Say \"Welcome. If you need help, tell me.\" and wait.",
		"Tell them: \"If you are ready, we can begin.\"",
		"Be ready for questions such as: if I lose my card, what happens?",
		"Ask the user the security question. “What would you do if it rained? If it rained, would you go?” Then wait.",
		"Let the user know that, if they wish, they can stop at any time.",
		"Say that the session ends otherwise.",
		"Elsewhere in the app they can change it, tell them so.",
		"Only if the user asks, explain why.",
		"Tell them how it goes: if the scan fails, they can try again.",
		"Ask for the usuario name, and for El Usuario Nuevo if they have one.",
		"Even if the user is impatient, stay calm.",
		"Ask what they would do if they lost the card.",
		"Ask: what if the card is lost, who pays?",
		"Explain the iffy part, then go on.",
		"Ask the user to confirm {name} and {email}.",
		"Answer in JSON: {\"a\": 1}",
		"Use {{name}} as it is.",
		"Use the form \\d{6} for the code, as in [0-9]{4}.",
		"Greet { name } and {user.name}.",
		"Say what {} means.",
		"Greet Mr. Müller and Mme. Lefèvre from Zürich.",
		"Greet the user with \"こんにちは\", and ask whether they are ready.",
		"Say: Привет!",
		"Ask for 身分證 (identity card).",
		"Say: 你好，欢迎。",
		"say: If you are ready, look into the camera.",
		"Make sure that they can see you; if they can't, help them with their settings.",
		"Welcome guests from Los Angeles, Las Vegas, El Paso and São Paulo.",
		"Spell O Que Será, Der Ring des Nibelungen, La Vie en Rose.",
		"Say: Buenos días, bienvenido!",
		"Greet Banco de los Andes y del Sur customers warmly.",
		"Mention Crème brûlée, Käsespätzle, jalapeño, smørrebrød, piñata, kļavas.",
		"Offer pączki, żurek, gołąbki or bigos to the guest, and ask which one they like.",
		"Welcome Herr von der Leyen und Frau zu Guttenberg warmly.",
		"Ask whether they are ready… “yes” — or “no”？",
		"Ask the user to hold the document steady and\nif they wear glasses, to take them off.\nBe kind.",
		"Explain to the user that the session ends\notherwise, and that they may come back.\nAsk what they would like, or whether somebody\nelse should call.",
		"# Role\nYou are a friendly guide.\n\n# Goal\nFind out whether the user is ready.\n\n# Style\n- short sentences\n- no jargon",
	} {
		if got := findings(t, worded(prompt, "the user is ready", wayOut), ast.YAML); len(got) > 0 {
			t.Errorf("%q: %q", prompt, got)
		}
	}
}

// TestPromptsThatBranch lists prompts that leave it to the avatar to branch.
func TestPromptsThatBranch(t *testing.T) {
	for _, test := range []struct{ prompt, sentence string }{
		{"If recognized, do X. If not, do Y.", "If recognized, do X."},
		{"Greet them. If not ready, wait.", "If not ready, wait."},
		{"Greet them. IF THEY ARE NEW, ask for the name.", "IF THEY ARE NEW, ask for the name."},
		{"Congratulate them if they passed; else apologize.", "else apologize."},
		{"Check the name; if not known, ask again.", "if not known, ask again."},
		{"Thank the known; otherwise, ask for a name.", "otherwise, ask for a name."},
		{"Greet them; If they are new, explain.", "If they are new, explain."},
		{"Praise them! Otherwise say nothing.", "Otherwise say nothing."},
		{"Rules:\n- if the user is rude, stay calm\n- be brief", "if the user is rude, stay calm"},
		{"Ask:\n- if they drink, and how much\n- if they smoke, and if they do, ask why", "if they smoke, and if they do, ask why"},
		{"If they, or a relative, hold an office, ask which.", "If they, or a relative, hold an office, ask which."},
		{"If so, ask when.", "If so, ask when."},
		{"If the user is new, when ready, explain.", "If the user is new, when ready, explain."},
		{"Rules: If you hear no answer, ask again.", "If you hear no answer, ask again."},
		{"Tell them that we begin: If they are new, ask for the name.", "If they are new, ask for the name."},
		{"Say hello: If you agree, say yes.\nIf they are new, ask for the name.", "If they are new, ask for the name."},
		{"1. Greet them.\n2. If they are new, ask for the name.", "If they are new, ask for the name."},
		{"If the user says \"no\", apologize.", "If the user says \"no\", apologize."},
	} {
		got := findings(t, worded(test.prompt, "the user is ready", wayOut), ast.YAML)
		if want := "conditional-prompt: the prompt branches: " + ast.Quote(test.sentence); len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q, want %q", test.prompt, got, want)
		}
	}
}

// TestOtherLanguagesAreRecognized lists single sentences as they come from teams who write in their own language.
func TestOtherLanguagesAreRecognized(t *testing.T) {
	for _, test := range []struct{ language, prompt string }{
		{"German", "Bestätige, dass die Identifikation abgeschlossen ist und der Notar sich bei der Mandantin meldet."},
		{"German", "Begrüße den Kunden und frage, ob er seinen Ausweis zur Hand hat."},
		{"German", "Erkläre kurz, warum wir die Kamera brauchen, und bitte um Zustimmung."},
		{"Spanish", "Saluda al cliente por su nombre y pregúntale si está listo para verificar su identidad."},
		{"Spanish", "El cliente no quiere continuar o no responde después de tres intentos"},
		{"Spanish", "Muchas gracias por su paciencia, ahora vamos a verificar su identidad."},
		{"German", "say: Auf Wiedersehen und einen schönen Tag."},
		{"Spanish", "Pide el nombre completo y la fecha de nacimiento."},
		{"French", "Demandez le nom complet et la date de naissance."},
		{"German", "Hallo, willkommen bei unserer Bank. Wie heißen Sie?"},
		{"Italian", "Purtroppo non siamo riusciti a confermare la tua identità."},
		{"Portuguese", "Infelizmente não conseguimos confirmar a sua identidade."},
		{"Norwegian", "Beklager, vi kunne ikke bekrefte identiteten din."},
		{"Indonesian", "Tanyakan nama lengkap dan tanggal lahir."},
		{"French", "Expliquez que nous avons besoin de la caméra pour continuer la vérification."},
		{"French", "Le client refuse de continuer ou ne répond pas après trois tentatives"},
		{"Italian", "Il cliente non vuole continuare o non risponde dopo tre tentativi"},
		{"Portuguese", "O cliente não quer continuar ou não responde depois de três tentativas"},
		{"Indonesian", "Jelaskan bahwa kami membutuhkan kamera untuk melanjutkan proses ini."},
		{"Norwegian", "Forklar at vi trenger kameraet for å fortsette, og spør om det er greit."},
		{"another language", "Przywitaj klienta i zapytaj, czy chce teraz zarejestrować swoją kartę SIM, pokazując dowód."},
		{"another language", "Say: Zaman ayırdığınız için teşekkür ederiz, şubemizde görüşmek üzere!"},
		{"another language", "Chào {name} và hỏi khách hàng đã sẵn sàng xác minh danh tính chưa."},
		{"another language", "Přivítejte zákazníka a zeptejte se, zda má po ruce občanský průkaz."},
	} {
		got := findings(t, "providedData: {name: Mai}\n"+worded(test.prompt, "the user is ready", wayOut), ast.YAML)
		if want := "mixed-languages: this reads as " + test.language + "; expected English"; len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q, want %q", test.prompt, got, want)
		}
	}
}

// TestWaysOutInOtherLanguagesAreNotJudged lists talks that have a way out in a language whose words for it are not known.
func TestWaysOutInOtherLanguagesAreNotJudged(t *testing.T) {
	for _, talk := range [][]string{
		{"Przywitaj klienta i zapytaj, czy chce teraz zarejestrować swoją kartę SIM.", "klient chce", "klient odmawia albo nie odpowiada po trzech próbach"},
		{"Ask for the registration card.", "klient ma dowód", "klient odmawia albo nie odpowiada po trzech próbach"},
		{"Müşteriyi karşıla ve ehliyetini göstermeye hazır olup olmadığını sor.", "müşteri hazır", "müşteri istemiyor veya cevap vermiyor"},
		{"Begroet de klant en vraag of hij klaar is om zijn identiteit te bevestigen.", "de klant is klaar", "de klant wil niet of geeft na drie pogingen geen antwoord"},
		{"Chào {name} và hỏi khách hàng đã sẵn sàng xác minh danh tính chưa.", "khách hàng đã sẵn sàng", "khách hàng từ chối hoặc không trả lời"},
		{"Hälsa kunden välkommen och fråga om hen är redo att visa sitt körkort.", "kunden är redo", "kunden vill inte eller svarar inte"},
	} {
		for _, got := range findings(t, "providedData: {name: Mai}\n"+worded(talk[0], talk[1:]...), ast.YAML) {
			if strings.HasPrefix(got, "no-exit-condition") {
				t.Errorf("%q: %s", talk, got)
			}
		}
	}
	// A name from elsewhere makes no talk foreign.
	for _, prompt := range []string{"Greet 山田さん and ask for the number of the card.", "Ask the guest from Łódź for a Żubrówka voucher.", "Ask for the PIN."} {
		if got := findings(t, worded(prompt, "the guest has told it"), ast.YAML); len(got) != 1 || !strings.HasPrefix(got[0], "no-exit-condition") {
			t.Errorf("%q: %q", prompt, got)
		}
	}
}
