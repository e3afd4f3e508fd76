package prose

import "testing"

func TestScript(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Привет, Анна", "Cyrillic"},
		{"Приветвам", ""}, // nine letters prove nothing
		{"Приветвамм", "Cyrillic"},
		{"Привет 1234567890!?", ""}, // digits are no letters
		{"éééééééééé", ""},
		{"ПриветвамАнна ABC", "Cyrillic"},
		{"Приветвамммм azAZ", "Cyrillic"}, // 12 of 16
		{"Приветваммм azAZ", ""},          // 11 of 15
		{"Приветваммммм azAZé", ""},       // 13 of 18
		{"Приветвамммммм @[`{", "Cyrillic"},
		{"ありがとうございます、はい", "Japanese"},
		{"アリガトウゴザイマスハイ", "Japanese"},
		{"谢谢你今天能够过来一趟", "Chinese"},
		{"감사합니다여러분오늘도", "Korean"},
		{"Ευχαριστώ πολύ", "Greek"},
		{"شكرا جزيلا لك", "Arabic"},
		{"תודה רבה לכולם", "Hebrew"},
		{"धनयवदआपकबहत", "Devanagari"},
		{"ขอบคณมากครบผม", "Thai"},
		{"Приветвам שלוםל", "Cyrillic"}, // what most of it is in
		{"Привет שלוםלכולםא", "Hebrew"},
	} {
		if got := Script(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLatinLanguage(t *testing.T) {
	for _, c := range []struct {
		text  string
		least int
		want  string
	}{
		{"el los las una xx xx xxx", 4, "Spanish"},
		{"el los las", 4, ""},
		{"el los las xxxx xxxxx xxx", 4, "Spanish"}, // one less is enough where six words have none of English
		{"el los las xxxxxx xxxxxxxx", 4, ""},
		{"el los las xxxx xxxxx say", 4, ""},
		{"el el el el el el el el el el", 4, ""},         // different words
		{"usuario los las xxxxxxxxxxxxxx", 4, "Spanish"}, // the word for the user counts as two
		{"usuario los xxxxxxxxxxxxxxxxxx", 4, ""},
		{"el los las una greet", 4, ""},             // too short by one letter or more
		{"el los las una greet xxxx", 4, "Spanish"}, // one of English to three of another
		{"el los las una greet say", 4, ""},
		{"el las greet", 2, ""},
		{"el las xxxxx", 2, "Spanish"},
		{"el xxxx xxxxx xx xxxx xx", 2, ""},
		{"der das und ist", 2, "German"},
		{"del una con che", 4, ""}, // of two languages
	} {
		if got := latinLanguage(c.text, c.least); got != c.want {
			t.Errorf("%q, at least %d: %q, want %q", c.text, c.least, got, c.want)
		}
	}
}

func TestMayBeForeign(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"the user is ready", false}, {"al usuario con", true}, {"el usuario", false}, {"the name \u00e9\u00df\u1e9e", false}, {"\u036f", false}, {"\u0370", true},
		{"\u1cf3", true}, {"\u1e00", false}, {"\u2c60", false}, {"\u2c80", true}, {"\u4e00", true}, {"\u3001", false}, {"\u0660", false},
	} {
		if got := MayBeForeign(c.text); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}
