package session

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// A Key is an API key that shows itself masked, whatever prints it. The zero Key is none.
type Key struct {
	// A function is opaque to everything that prints values by reflection, even where the Key is in an unexported field and its
	// methods are not called.
	text func() string
}

// NewKey returns the key with the text. It does not judge it: Client.Check does.
func NewKey(text string) Key {
	if text == "" {
		return Key{}
	}
	return Key{text: func() string { return text }}
}

// IsZero tells whether there is no key.
func (k Key) IsZero() bool { return k.text == nil }

// IsProduction tells whether sessions made with the key may be real ones, which cost money: it is not certainly a sandbox key
// (facesign-api.md, section 4).
func (k Key) IsProduction() bool { return !k.IsZero() && !strings.HasPrefix(k.reveal(), sandboxPrefix) }

const sandboxPrefix = "sk_test_"

// reveal returns the key itself, for the header of the request and for finding it in what the server says.
func (k Key) reveal() string {
	if k.text == nil {
		return ""
	}
	return k.text()
}

// leastSecret is how many characters a key has at least that is worth hiding. A variable that holds a blank or a letter by mistake is no
// secret, and hiding it would make every message unreadable.
const leastSecret = 4

// secret returns what must not be shown of the key: all of it but the white space around it; empty when that is too short to be a key.
func (k Key) secret() string {
	if text := strings.TrimSpace(k.reveal()); len(text) >= leastSecret {
		return text
	}
	return ""
}

const mask = "…"

// String returns the key masked, as in "sk_test_…": what kind of key it is, and none of the rest.
func (k Key) String() string { return knownPrefix(strings.TrimSpace(k.reveal())) + mask }

// In tells whether the key stands in a text.
func (k Key) In(text []byte) bool {
	secret := k.secret()
	return secret != "" && bytes.Contains(text, []byte(secret))
}

// knownPrefix returns the part of a key that is no secret (facesign-api.md, section 4).
func knownPrefix(key string) string {
	for _, prefix := range []string{sandboxPrefix, "sk_prod_", "sk_live_"} {
		if strings.HasPrefix(key, prefix) {
			return prefix
		}
	}
	return ""
}

// Format writes the key masked, whatever the verb.
func (k Key) Format(f fmt.State, _ rune) { io.WriteString(f, k.String()) }

// GoString returns the key masked.
func (k Key) GoString() string { return k.String() }

// LogValue returns the key masked.
func (k Key) LogValue() slog.Value { return slog.StringValue(k.String()) }

// MarshalText returns the key masked.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// check tells why the key cannot be sent. What a bearer token may hold is in RFC 6750, section 2.1; a line break in it
// would write headers of its own.
func (k Key) check() error {
	text := k.reveal()
	if text == "" {
		return errors.New("there is no API key; set " + KeyVariable)
	}
	// Only what cannot possibly be a key: which letters and digits a key is made of is up to the server.
	if rest := text[len(knownPrefix(text)):]; strings.Trim(rest, ".-_*") == "" {
		return errors.New("the API key is a placeholder; set " + KeyVariable + " to the key itself")
	}
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			return errors.New("the API key holds a line break; set " + KeyVariable + " to the key alone")
		case r == ' ' || r == '\t':
			return errors.New("the API key holds a blank; set " + KeyVariable + " to the key alone")
		case !isKeyRune(r):
			return errors.New("the API key holds a character that no key has; expected ASCII letters, digits and _ in " + KeyVariable)
		}
	}
	return nil
}

func isKeyRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-._~+/=", r)
}

// Hide masks the key wherever it stands in a text, and also what is left of it where the text was cut, as "…" tells.
func (k Key) Hide(text string) string {
	secret := k.secret()
	if secret == "" {
		return text
	}
	text = strings.ReplaceAll(text, secret, k.String())
	var out strings.Builder
	for {
		before, after, cut := strings.Cut(text, mask)
		if !cut {
			out.WriteString(text)
			return out.String()
		}
		beginning, end := overlap(before, secret), overlap(secret, after)
		out.WriteString(before[:len(before)-beginning])
		if beginning > 0 {
			out.WriteString(knownPrefix(secret))
		}
		out.WriteString(mask)
		text = after[end:]
	}
}

// overlap returns how much of the end of one text is the beginning of another: leastSecret at least, or zero.
func overlap(one, other string) int {
	for n := min(len(one), len(other)); n >= leastSecret; n-- {
		if strings.HasSuffix(one, other[:n]) {
			return n
		}
	}
	return 0
}

// hideIn masks the key in the strings of a JSON text, even where it is written with escapes. It returns a new text only when there
// may be something to hide.
func (k Key) hideIn(text []byte) []byte {
	key := []byte(k.secret())
	if len(key) == 0 || !bytes.Contains(text, key) && bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	var out bytes.Buffer
	for {
		start := bytes.IndexByte(text, '"')
		if start < 0 {
			break
		}
		end := start + stringLength(text[start:])
		literal := text[start:end]
		out.Write(text[:start])
		text = text[end:]
		var decoded string
		switch {
		case bytes.Contains(literal, key):
			out.Write(bytes.ReplaceAll(literal, key, []byte(k.String())))
		case bytes.IndexByte(literal, '\\') >= 0 && json.Unmarshal(literal, &decoded) == nil && strings.Contains(decoded, string(key)):
			hidden, _ := json.Marshal(k.Hide(decoded)) // a string always marshals
			out.Write(hidden)
		default:
			out.Write(literal)
		}
	}
	out.Write(text)
	return out.Bytes()
}

// stringLength returns the length of the JSON string at the start of the text, its quotation marks included.
func stringLength(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}
