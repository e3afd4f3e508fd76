package catalog

import (
	"strings"
	"time"
)

// Kind is the kind of value that a Type takes.
type Kind uint8

const (
	Any     Kind = iota // whatever JSON holds, kept as it is
	String              // see Values, Format
	Boolean             // true or false
	Number              // see Min, Max
	Integer             // a Number without a fraction
	Scalar              // a string, a number or a boolean
	Target              // a string: the id of a node of the same flow. Wherever one stands there is an edge.
	Object              // see Fields
	List                // see Elem
	Map                 // an object whose keys are the author's own; see Elem
	Variant             // an object whose fields depend on the string at Tag; see Variants
	Nodes               // the flow: a list of nodes, or a mapping from id to node
	Strings             // a string, or a list of them
	Kinds               // the number of kinds
)

// Scalars tells whether a string, a number or a boolean may be of the kind.
func (k Kind) Scalars() bool {
	switch k {
	case Any, String, Boolean, Number, Integer, Scalar, Target, Strings:
		return true
	}
	return false
}

// Containers tells whether an object or a list may be of the kind.
func (k Kind) Containers() bool {
	switch k {
	case Any, Object, List, Map, Variant, Nodes, Strings:
		return true
	}
	return false
}

// A Type says what a value may be.
type Type struct {
	Kind     Kind
	Name     string        // what a message calls it, as in "document type"; may be empty
	Fields   []Field       // Object: the known keys, in the order in which they are written
	Elem     *Type         // List, Map: the type of each value
	NonEmpty bool          // List: one element at least; String: more than white space
	Values   []string      // String, Integer: the only ones allowed, as they are written; nil allows all
	Else     string        // String: what to do where none of the Values will do; empty for nothing to add
	Live     []string      // String: those of the Values that stand for the running video, which must be warm
	Renamed  []Renamed     // String: values that people write for those that the API has
	Format   Format        // String
	Min, Max *float64      // Number, Integer: the range, both ends inside; nil for no bound
	Unit     time.Duration // Number: what it counts, if that is time
	Tag      string        // Variant: the key that holds the variant's name
	Variants []Choice      // Variant
	// Outcomes marks an Object whose fields are the named outcomes of a node, all of them needed.
	Outcomes bool
	// Waits marks a value whose edges are taken only after an outside service has answered.
	Waits bool
	// NullIsEmpty marks a List or a Map of which null says that it is empty, so that all that stands below a key may be commented out.
	NullIsEmpty bool
	Shorthand   Shorthand
	Meaning     Meaning

	traits traits // set by New
}

// Leads tells whether a value of the type can hold the id of another node. Only a type in a Catalog made by New knows it.
func (t *Type) Leads() bool { return t.traits.leads }

// Shortens tells whether a value of the type can hold a shorthand. Only a type in a Catalog made by New knows it.
func (t *Type) Shortens() bool { return t.traits.shortens }

// Merges tells whether an object of the type, or one in it, has a field that Merges. Only a type in a Catalog made by New knows it.
func (t *Type) Merges() bool { return t.traits.merges }

// Reads tells whether a value of the type can name data of the session. Only a type in a Catalog made by New knows it.
func (t *Type) Reads() bool { return t.traits.reads }

// traits are what holds for a type when it holds for what it is made of.
type traits struct{ leads, shortens, merges, reads bool }

// Meaning marks types whose values mean the same to the rules wherever they stand.
type Meaning uint8

const (
	NoMeaning    Meaning = iota
	DataRef              // an object {source, field} that reads data of the session
	Picture              // an object whose source says where a picture of a face comes from; it is Live where the source is
	LanguageCode         // a string, or the keys of a map
	RequestURL           // the URL of a service of the caller's
	Comparison           // an object {left, operator, right, …} that is true or false
	FilePattern          // a string: a pattern for names of files, in a configuration
	DataName             // a string that names a piece of extracted data, alone or behind "extractedData."
	ProvidedName         // a string that names a piece of provided data
	Polling              // an object {intervalMs, timeoutMs} that says how often something is asked, and for how long
	Meanings             // the number of meanings
)

// A Choice is one form of a Variant.
type Choice struct {
	Name string
	Type *Type
}

// Renamed is a name that is not, or no longer, the API's, and what to write in its place: a name of the past, or one that other
// languages have for the same thing.
type Renamed struct {
	Old string
	New []string // what to write in its place; none where nothing replaces it
	// Accepted tells that the API still takes the old name, so that using it deserves a warning and no more.
	Accepted bool
}

// Format is what the text of a string must look like.
type Format uint8

const (
	FreeText Format = iota
	URL             // absolute, with a scheme and a host
)

// Shorthand is a shorter way of writing a value (language.md, section 1).
type Shorthand uint8

const (
	NoShorthand    Shorthand = iota
	ConditionMap             // a mapping from condition to target, or one target, for a list of outcomes
	NameMap                  // a mapping from name to value, for a list of {name, value}
	NamedValue               // an item of such a list
	ReferenceText            // $providedData.x, for {source, field}
	LiteralOrRef             // a scalar or $providedData.x, for {type, …}
	GeneratedID              // an object whose id and condition may be left out
	SayPrefix                // the field may be written as say: TEXT, which means "Say: TEXT"; see SayKey
	AuthorsOwnKeys           // some keys are the author's own, and not compiled; see IsOwnKey
	FirstField               // the value of its first field, for an object
)

// SayKey is the key that may stand in place of the name of a field with the Shorthand SayPrefix.
const SayKey = "say"

// A Field is a key of an object.
type Field struct {
	Name     string
	Type     *Type
	Doc      string // one sentence for documentation and editors
	Required bool
	// RequiredWhen makes the field required when another field of the object has this value.
	RequiredWhen *Condition
	Default      string // as JSON; empty for none
	Deprecated   string // what to do instead; empty for a field that is current
	ReadOnly     bool   // it appears in answers, never in requests
	Local        bool   // for this tool alone: never compiled
	// EmptyObject tells that the compiler writes {} where the field is absent.
	EmptyObject bool
	// FilledFrom names the outcome whose target the server takes when this one is missing. Its absence is then a warning, for which
	// the Doc says why the two should not lead to the same.
	FilledFrom string
	// Verdict says what a named outcome means for the person in front of the camera.
	Verdict Verdict
	// Yields names the source of pictures that is ready once a node has been left by this outcome; empty for none.
	Yields string
	// Merges tells that a service's answer has been merged into providedData by the time this outcome is taken.
	Merges bool
}

// Condition is the demand that the field Field has the value Value.
type Condition struct {
	Field, Value string
}

// Verdict is what an outcome says of the check that a node makes.
type Verdict uint8

const (
	Neutral  Verdict = iota
	Positive         // the check was passed
	Negative         // it was failed, or could not be made
)

// Field returns the field with the name, or nil. t may be nil.
func (t *Type) Field(name string) *Field {
	if t == nil {
		return nil
	}
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			return &t.Fields[i]
		}
	}
	return nil
}

// A Lookup finds the fields for the keys of one object, one after the other. Most are written in the order of the catalog, so it
// looks first behind the one that it found last.
type Lookup struct {
	fields []Field
	next   int
}

// Lookup returns a Lookup in an object of the type. t may be nil.
func (t *Type) Lookup() Lookup {
	if t == nil {
		return Lookup{}
	}
	return Lookup{fields: t.Fields}
}

// Field does what Type.Field does.
func (l *Lookup) Field(name string) *Field {
	for range l.fields {
		if l.next == len(l.fields) {
			l.next = 0
		}
		f := &l.fields[l.next]
		l.next++
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Said returns the field that the key SayKey stands for in an object of the type, or nil.
func (t *Type) Said() *Field {
	return t.find(func(t *Type) bool { return t.Shorthand == SayPrefix })
}

// Spelled returns the name of the field that a key of an object of the type stands for: that of Said for SayKey, else the key itself.
func (t *Type) Spelled(key string) string {
	if said := t.Said(); key == SayKey && said != nil {
		return said.Name
	}
	return key
}

// The keys that are the author's own begin with OwnKeyPrefix; or it is SchemaKey, by which editors find the schema of a file.
const (
	OwnKeyPrefix = "x-"
	SchemaKey    = "$schema"
)

// IsOwnKey tells whether a key is the author's own, where the Shorthand AuthorsOwnKeys allows for such.
func IsOwnKey(key string) bool { return strings.HasPrefix(key, OwnKeyPrefix) || key == SchemaKey }

// MayBeNeeded tells whether the field is required, always or under a condition.
func (f *Field) MayBeNeeded() bool { return f.Required || f.RequiredWhen != nil }

// Needed returns how many fields may be needed (see Field.MayBeNeeded). An object that has them all lacks none.
func (t *Type) Needed() int {
	n := 0
	for i := range t.Fields {
		if t.Fields[i].MayBeNeeded() {
			n++
		}
	}
	return n
}

// Yielding returns the names of the outcomes in a value of the type that yield the picture, in order.
func (t *Type) Yielding(picture string) []string {
	var names []string
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Yields == picture {
			names = append(names, f.Name)
		}
		names = append(names, f.Type.Yielding(picture)...)
	}
	return names
}

// find returns the first field whose type is one that is looked for, or nil.
func (t *Type) find(wanted func(*Type) bool) *Field {
	for i := range t.Fields {
		if wanted(t.Fields[i].Type) {
			return &t.Fields[i]
		}
	}
	return nil
}

// targetPath returns the keys that lead to the first target with the name in an object of the type, the last one first; nil when
// there is none.
func (t *Type) targetPath(name string) []string {
	if t == nil {
		return nil
	}
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Name == name && f.Type.Kind == Target {
			return []string{name}
		}
		if path := f.Type.targetPath(name); path != nil {
			return append(path, f.Name)
		}
	}
	return nil
}

// FieldNames returns the names of the fields that an author may write, in order.
func (t *Type) FieldNames() []string {
	names := make([]string, 0, len(t.Fields))
	for _, f := range t.Fields {
		if !f.ReadOnly {
			names = append(names, f.Name)
		}
	}
	return names
}

// Choice returns the type of the variant with the name, or nil.
func (t *Type) Choice(name string) *Type {
	for _, c := range t.Variants {
		if c.Name == name {
			return c.Type
		}
	}
	return nil
}

// Replacement returns the entry of an old name, or nil.
func (t *Type) Replacement(old string) *Renamed {
	for i := range t.Renamed {
		if t.Renamed[i].Old == old {
			return &t.Renamed[i]
		}
	}
	return nil
}
