package shape

import (
	"fmt"

	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
	"github.com/fsflow/fsflow/dsl/nearest"
)

// Help says what to do about the defect; it is empty when there is nothing to add to the Message.
func (d *Defect) Help() string {
	switch d.Kind {
	case MissingField:
		return fmt.Sprintf("add %s: %s", d.Field.Name, Expectation(d.Field.Type))
	case MissingOutcomes:
		_, help := NotConnected(d.unconnected())
		return help
	case UnknownKey:
		if d.Field != nil {
			return "remove it"
		}
		return d.known()
	case WrongType:
		// In a flow, no list of strings is local, so this is YAML.
		if text, ok := d.Value.AsString(); ok && d.local && d.Owner.Kind == catalog.List && fits(d.Value, d.Owner.Elem) {
			return fmt.Sprintf("write %s: [%s]", d.name.key, ast.Quote(text))
		}
		return retype(d.Value, d.Owner)
	case WrongValue:
		if near := meantNumber(d.Value, d.Owner); near != "" {
			return "write " + near
		}
		if d.Owner.Format == catalog.URL {
			return urlHelp(d.Value.Text)
		}
		return d.Owner.Else
	case EmptyList:
		return "add one at least"
	case DuplicateID:
		return "give it another, or leave it out: it is then made from the condition"
	case Deprecated:
		if d.Field != nil {
			return d.Field.Deprecated
		}
		return "write " + ast.Or(d.Owner.Replacement(d.Value.Text).New)
	}
	return ""
}

// Advice is the Help or, where something else was probably meant, a question whether it was. It compares names, so a caller with
// many defects of one source must take care that this does not take longer than all the rest.
func (d *Defect) Advice() string {
	if name, ok := d.Renamed(); ok {
		return ast.DidYouMean(name)
	}
	word, names := d.misspelled()
	if near, ok := nearest.Of(word, names); ok {
		return ast.DidYouMean(near)
	}
	return d.Help()
}

// Renamed returns the value that a wrong one stands for in other languages, as >= does for gte, and whether there is exactly one.
func (d *Defect) Renamed() (string, bool) {
	if d.Kind != WrongValue {
		return "", false
	}
	if old := d.Owner.Replacement(d.Value.Text); old != nil && len(old.New) == 1 {
		return old.New[0], true
	}
	return "", false
}

// misspelled returns the word that may be misspelled, and the names that it may be meant to be.
func (d *Defect) misspelled() (word string, names []string) {
	switch {
	case d.Kind == UnknownKey && d.Field == nil:
		return d.Member.Key, d.Owner.FieldNames()
	case d.Kind == WrongValue && d.Owner.Kind == catalog.String:
		return d.Value.Text, d.Owner.Values
	}
	return "", nil
}

// known says what becomes of an unknown key, and which keys are known, unless they are many.
func (d *Defect) known() string {
	var names []string
	for i := range d.Owner.Fields {
		// What the API does not know, or only for old times' sake, is nothing to choose.
		if f := &d.Owner.Fields[i]; (d.local || !f.Local) && !f.ReadOnly && f.Deprecated == "" {
			names = append(names, f.Name)
		}
	}
	listed := len(names) > 0 && len(names) <= ast.MostListed
	switch {
	case d.local && listed:
		return "the keys are " + ast.And(names)
	case listed && d.Owner.Shorthand == catalog.AuthorsOwnKeys:
		return fmt.Sprintf("the API drops what it does not know; it knows %s; a key of your own begins with %s", ast.And(names), catalog.OwnKeyPrefix)
	case listed:
		return "the API drops what it does not know; it knows " + ast.And(names)
	}
	return "the API drops what it does not know"
}
