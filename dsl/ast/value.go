package ast

// Kind is the kind of a value.
type Kind uint8

const (
	Absent Kind = iota // not there: the kind of the zero Value
	Null
	Bool   // Text is "true" or "false"
	Number // Text is the number as written; see JSONNumber
	String // Text is the string itself, escapes resolved
	Ref    // providedData.score in the flow language; Text is as written there
	List
	Object
)

var kindNames = [...]string{"nothing", "null", "a boolean", "a number", "a string", "a reference", "a list", "an object"}

// String names the kind as a message does, with its article.
func (k Kind) String() string { return kindNames[k] }

// Style tells how a scalar was written, where that matters to its meaning.
type Style uint8

const (
	Quoted   Style = iota // nothing special
	Plain                 // without quotation marks in YAML: a number may be meant as text
	Arrow                 // the target in "outcome -> target" of the flow language
	FilledIn              // written by nobody: an outcome's id that was made from its condition
)

// A Value is one value of the source, with its place. Values are copied freely; the slices in them are shared between
// copies (an alias and its anchor, for one) and never changed.
type Value struct {
	Kind  Kind
	Style Style
	// Incomplete is set on an object or a list of which a part could not be read: that a member is missing proves nothing.
	Incomplete bool
	// Merged is the number of YAML merge keys through which a member came to its object; 0 for one that is written there.
	Merged  uint8
	Span    Span
	Via     Span // the alias or merge key that brought the value to where it is used; zero for none
	Text    string
	Items   []Value  // of a list
	Members []Member // of an object, in source order, each key once
}

// A Member is a key of an object, and its value.
type Member struct {
	Key     string
	KeySpan Span
	Value   Value
}

// Span is the place of the whole member. Where the value is an alias, or key and value are merged from elsewhere, it is that
// of the key alone: the value stands in another place.
func (m *Member) Span() Span {
	if !m.Value.Via.IsZero() {
		return m.KeySpan
	}
	return m.KeySpan.Cover(m.Value.Span)
}

// Member returns the member with the key, or nil. It may be called on nil, so that a path of keys reads as one.
func (v *Value) Member(key string) *Member {
	if v == nil {
		return nil
	}
	for i := range v.Members {
		if v.Members[i].Key == key {
			return &v.Members[i]
		}
	}
	return nil
}

// Get returns the value at the key, or nil where there is none, or v is nil or no object.
func (v *Value) Get(key string) *Value {
	if m := v.Member(key); m != nil {
		return &m.Value
	}
	return nil
}

// AsString returns the text of a string, or of a YAML scalar that reads as a number but stands where a string belongs:
// there, 010 and 2024 are the text as written.
func (v *Value) AsString() (string, bool) {
	if v.Kind == String || v.Kind == Number && v.Style == Plain {
		return v.Text, true
	}
	return "", false
}

// IsTrue tells whether the value is the boolean true. It may be called on nil.
func (v *Value) IsTrue() bool { return v != nil && v.Kind == Bool && v.Text == "true" }
