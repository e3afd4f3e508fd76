package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A usageError says what is wrong with a command line.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func usage(format string, arguments ...any) error {
	return &usageError{fmt.Sprintf(format, arguments...)}
}

// unknown says that a name is none of the known ones, and which of them was probably meant.
func unknown(kind, name string, names []string) error {
	if near, ok := nearest.Of(name, names); ok {
		return usage("unknown %s %s; did you mean %s?", kind, ast.Quote(name), ast.Quote(near))
	}
	return usage("unknown %s %s; expected %s", kind, ast.Quote(name), ast.Or(names))
}

// A choice is the value of a flag that takes one of a few words, each of them the name that a T has when it is printed.
type choice[T any] struct {
	value *T // nil when the flag is not given, and has no default
	from  []T
}

// oneOf returns a choice of which the first is the default.
func oneOf[T any](values ...T) choice[T] { return choice[T]{&values[0], values} }

// words are those that the flag takes.
func (c *choice[T]) words() []string {
	words := make([]string, len(c.from))
	for i, v := range c.from {
		words[i] = fmt.Sprint(v)
	}
	return words
}

func (c *choice[T]) Type() string { return "WORD" }

func (c *choice[T]) String() string {
	if c.value == nil {
		return ""
	}
	return fmt.Sprint(*c.value)
}

func (c *choice[T]) Set(word string) error {
	words := c.words()
	i := slices.Index(words, word)
	if i < 0 {
		return unknown("value", word, words)
	}
	c.value = &c.from[i]
	return nil
}

// A fileName is the value of a flag that names a file. An empty one is mostly a variable of a script that is not set, and
// must not be taken for a flag that is not given.
type fileName string

func (f *fileName) String() string { return string(*f) }
func (f *fileName) Type() string   { return "string" }

func (f *fileName) Set(name string) error {
	if name == "" {
		return usage("expected the name of a file")
	}
	*f = fileName(name)
	return nil
}

// completeChoice lets the shell complete the values of a flag.
func completeChoice(command *cobra.Command, flag string, words []string) {
	// The only possible error is that there is no such flag, or that it has completions already.
	_ = command.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// flagError puts what the library says about a flag into the words that this tool uses.
func flagError(command *cobra.Command, err error) error {
	var (
		missing  *pflag.NotExistError
		noValue  *pflag.ValueRequiredError
		badValue *pflag.InvalidValueError
		syntax   *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &missing):
		return unknownFlag(command, missing)
	case errors.As(err, &noValue):
		return usage("--%s needs a value", noValue.GetFlag().Name)
	case errors.As(err, &badValue):
		return badFlagValue(badValue)
	case errors.As(err, &syntax):
		return usage("%s is no flag", ast.Quote(syntax.GetSpecifiedFlag()))
	}
	return err
}

func unknownFlag(command *cobra.Command, err *pflag.NotExistError) error {
	// After a single dash the library reads letters, so that it reports -format as the letter f.
	name, written := err.GetSpecifiedName(), "--"+err.GetSpecifiedName()
	if letters := err.GetSpecifiedShortnames(); letters != "" {
		name, written = letters, "-"+letters
	}
	if dsl.IsFlowFile(written) {
		return usage("unknown flag %s; for the file of that name, write ./%s", written, written)
	}
	var names []string
	command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near, ok := nearest.Of(name, names); ok {
		return usage("unknown flag %s; did you mean --%s?", written, near)
	}
	// The letters after a single dash may be those of a flag, and a flag may be cut short, as other tools allow.
	if begun := slices.DeleteFunc(names, func(known string) bool { return !strings.HasPrefix(known, name) }); len(begun) == 1 {
		return usage("unknown flag %s; did you mean --%s?", written, begun[0])
	}
	return usage("unknown flag %s; %s --help lists those that there are", written, command.CommandPath())
}

func badFlagValue(err *pflag.InvalidValueError) error {
	var own *usageError
	flag, value := err.GetFlag(), ast.Quote(err.GetValue())
	switch {
	case errors.As(err.Unwrap(), &own):
		return usage("--%s: %s", flag.Name, own.message)
	case errors.Is(err.Unwrap(), strconv.ErrRange):
		return usage("--%s: %s is out of range", flag.Name, value)
	case flag.Value.Type() == "int":
		return usage("--%s: %s is no whole number", flag.Name, value)
	case flag.Value.Type() == "duration":
		return usage("--%s: %s is no duration; expected one like 30s or 2m", flag.Name, value)
	case flag.Value.Type() == "bool":
		return usage("--%s: %s is neither true nor false", flag.Name, value)
	}
	return usage("--%s: %s", flag.Name, strings.TrimSpace(err.Unwrap().Error()))
}

// notNegative checks the value of a flag that counts.
func notNegative(flag string, n int) error {
	if n < 0 {
		return usage("--%s: expected 0 or more; found %d", flag, n)
	}
	return nil
}
