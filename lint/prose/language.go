package prose

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/fsflow/fsflow/dsl/ast"
)

// latinLanguages are the little words of those languages that FaceSign speaks and that are written in Latin letters, and such as
// talks about an identity are full of. None of them is a common word of English, nor a part of many names.
var latinLanguages = []struct{ name, words string }{
	{"Spanish", " el los las una con para su sus si está esté están usuario usuarios usuaria del y al que por pero muy hola bienvenido gracias tu tus como le se cliente cuando desea quiere después tres antes hasta vez necesitamos él ella cada este esto qué cómo continuar pregúntale muchas muchos nombre completo nacimiento fecha nuestro nuestra podido hemos sentimos identidad verificar confirmar pregunta preguntar pide tiene pasaporte cámara rostro mano ahora vamos explica despídete contesta rechaza saluda "},
	{"French", " les du une et est pas que qui vous votre avec dans il elle utilisateur utilisateurs utilisatrice bonjour merci lui leur à ou au aux ne cliente cette nous ils sont être avez avons après bonne sur besoin sa ses mon leurs ainsi aussi très nom complet naissance demandez dites expliquez saluez notre nos désolé identité vérifier confirmer visage caméra prêt prête répond allons "},
	{"German", " der das und ist nicht sie ein eine einen oder dem mit für ob zu zur auf den von benutzer benutzers nutzer nutzers bitte wenn seine ihre ihren oder er dass sich bei wird werden ihm ihn uns wir ihnen nach dann auch noch warum keine kein dir dich einem einer kunde kunden kundin mehr bereit begrüße frage erkläre verabschiede willkommen unserer unsere heißen namen vollen geburtsdatum ausweis gesicht kamera identität bestätigen prüfen lehnt antwortet jetzt leider höflich freundlich konnten können möchten "},
	{"Portuguese", " os uma um que dos para com não se está estão ele ela usuário usuários você seu sua seus suas por ou obrigado olá cliente quer depois três são precisamos também pela pelo até mais isso esse esta continuar pergunte nome completo nascimento peça nosso nossa vindo qual identidade verificar confirmar câmera rosto pronto agora vamos explique conseguimos infelizmente responde recusa despeça "},
	{"Italian", " gli che è di del della dello degli con se non utente utenti suo sua sono pronto il lo per grazie ciao oppure cliente vuole dopo tre abbiamo bisogno dei alla anche questo questa quando sulla continuare chiedi più nome completo nascita nostra nostro benvenuto salve chiama identità verificare confermare fotocamera viso spiega saluta siamo riusciti purtroppo risponde rifiuta gentilmente una "},
	{"Indonesian", " dan yang apakah mereka untuk pengguna adalah tidak dengan anda ke siap atau dari ini itu jika kami bahwa proses membutuhkan melanjutkan pelanggan akan sudah silakan tanyakan nama lengkap tanggal lahir kasih sekarang identitas kamera wajah menjawab menolak jelaskan sapa maaf dapat "},
	{"Norwegian", " og det på å til brukeren bruker ikke jeg en et med av spør som eller har vil kunden vi trenger hvis dere deres kan blir klare takk fullt navn fødselsdato etter nå skal kunne beklager bekrefte identiteten hils svarer nekter forklar kameraet ansiktet velkommen "},
}

// theUser holds the words for "user", whom nearly every prompt is about, in these languages. One counts as much as two others.
const theUser = " usuario usuarios usuaria utilisateur utilisateurs utilisatrice benutzer benutzers nutzer nutzers usuário usuários utente utenti pengguna brukeren "

// english also holds the verbs with which prompts begin: around a foreign name, they may be all there is of English.
const english = " the and to of is are whether user if they their them for or a an with has not does in on who what this that be say ask tell " +
	"greet welcome explain mention thank help customer customers warmly kindly politely "

// Language returns the name of the language that a text in Latin letters is written in; it is empty for English, and where that is
// not certain.
func Language(text string) string { return latinLanguage(text, 4) }

// latinLanguage is Language for texts that hold at least that many different little words of the language, and hardly any of English.
func latinLanguage(text string, least int) string {
	// This sorts out nearly every text, and cheaply. A text too short for that many words cannot hold as many little ones.
	if len(text) < 6*least {
		return ""
	}
	for _, word := range [...]string{"the ", " user", " and ", " you", " is ", " of ", " to ", " their "} {
		if strings.Contains(text, word) {
			return ""
		}
	}
	var counts [8]int
	var seen []string
	words := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		languages := littleWords()[word]
		if languages == 0 || slices.Contains(seen, word) {
			continue
		}
		seen = append(seen, word)
		weight := 1
		if strings.Contains(theUser, " "+word+" ") {
			weight = 2
		}
		for i := range counts {
			counts[i] += weight * int(languages>>i&1)
		}
	}
	best := 0
	for i := range latinLanguages {
		if counts[i] > counts[best] {
			best = i
		}
	}
	// Six English words without a little one among them hardly make a sentence, so one little foreign word less is enough.
	if least > 2 && words >= 6 && counts[len(latinLanguages)] == 0 {
		least--
	}
	if counts[best] < least || 3*counts[len(latinLanguages)] > counts[best] {
		return ""
	}
	return latinLanguages[best].name
}

// littleWords holds for each of the words which languages have it, a bit each; the highest is English.
var littleWords = sync.OnceValue(func() map[string]uint8 {
	all := map[string]uint8{}
	for i := range latinLanguages {
		for word := range strings.FieldsSeq(latinLanguages[i].words) {
			all[word] |= 1 << i
		}
	}
	for word := range strings.FieldsSeq(english) {
		all[word] |= 1 << len(latinLanguages)
	}
	return all
})

// MayBeForeign tells whether a text may well be in another language, so that English words missing from it prove nothing.
func MayBeForeign(text string) bool {
	if latinLanguage(text, 2) != "" {
		return true
	}
	for _, r := range text {
		if r >= 0x2C80 && unicode.IsLetter(r) || r >= 0x370 && r < 0x1E00 && unicode.IsLetter(r) {
			return true
		}
	}
	c := countEnglish(text)
	return c.little == 0 && c.accented > 0 || c.isHardly()
}

// IsForeign is MayBeForeign for a text in which names may be of any language.
func IsForeign(text string) bool {
	return latinLanguage(text, 4) != "" || Script(text) != "" || countEnglish(text).isHardly()
}

// HasForeignLetters tells whether a text is certainly not in English, though it cannot be said in which language it is: it has hardly
// any little words (some have an "a" too), and several words with letters that loan words do not bring.
func HasForeignLetters(text string) bool {
	if ast.IsPlain(text) || strings.IndexFunc(text, isMarked) < 0 {
		return false
	}
	c := countEnglish(text)
	return c.words >= 6 && 8*c.little < c.words && c.accented >= 3 && c.marked >= 2
}

// isMarked tells whether a letter is Latin, but used neither in English nor in French, German and Spanish: ł, ş, ơ.
func isMarked(r rune) bool { return r >= 0x100 && unicode.Is(unicode.Latin, r) }

// englishCount says how much of a text is, and how much is not, as English is written.
type englishCount struct {
	words    int
	little   int // words that are among the little ones of English
	accented int // words with letters that English does not have, without those that begin with a capital letter, as names do
	marked   int // those of them of which isMarked is true for a letter
}

// isHardly tells whether there are so few little words that the text is hardly English.
func (c englishCount) isHardly() bool { return c.words >= 8 && 7*c.little < c.words }

func countEnglish(text string) (c englishCount) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		c.words++
		if littleWords()[strings.ToLower(word)]>>len(latinLanguages)&1 != 0 {
			c.little++
		}
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsLower(first) {
			continue
		}
		if strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			c.accented++
		}
		if strings.IndexFunc(word, isMarked) >= 0 {
			c.marked++
		}
	}
	return c
}

// Script returns the name of the script that most of a text is written in, when that is surely not English: ten
// letters at least, and three in four of all.
func Script(text string) string {
	if ast.IsPlain(text) {
		return ""
	}
	letters := 0
	scripts := []struct {
		name  string
		table *unicode.RangeTable
		count int
	}{
		{"Cyrillic", unicode.Cyrillic, 0}, {"Japanese", unicode.Hiragana, 0}, {"Japanese", unicode.Katakana, 0}, {"Chinese", unicode.Han, 0},
		{"Korean", unicode.Hangul, 0}, {"Greek", unicode.Greek, 0}, {"Arabic", unicode.Arabic, 0}, {"Hebrew", unicode.Hebrew, 0},
		{"Devanagari", unicode.Devanagari, 0}, {"Thai", unicode.Thai, 0},
	}
	foreign := 0
	for _, r := range text {
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				scripts[i].count++
				foreign++
				break
			}
		}
	}
	if foreign < 10 || 4*foreign < 3*letters {
		return ""
	}
	best := 0
	for i := range scripts {
		if scripts[i].count > scripts[best].count {
			best = i
		}
	}
	return scripts[best].name
}
