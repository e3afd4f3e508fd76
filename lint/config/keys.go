package config

import (
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/catalog"
)

// Keys are what a configuration may say. The reader and the JSON Schema follow them, and the documentation is held to them.
var Keys = &catalog.Type{Kind: catalog.Object, Fields: []catalog.Field{
	{Name: "version", Type: &catalog.Type{Kind: catalog.Integer, Name: "version", Values: []string{"1"}}, Doc: "The version of this form."},
	{Name: "exclude", Type: filePatterns, Doc: "Files that are left out when folders are searched, relative to this file."},
	{Name: "fail-on", Type: &catalog.Type{Kind: catalog.String, Name: "severity", Values: severities}, Doc: "The least severity of a finding that makes fsflow lint fail."},
	{Name: "rules", Type: &catalog.Type{Kind: catalog.Map, Name: "object from rule to setting", Elem: setting, NullIsEmpty: true}, Doc: "What holds for each rule."},
	{Name: catalog.Policies.Name, Type: &catalog.Type{Kind: catalog.List, Elem: catalog.Policies.Type.Elem, NullIsEmpty: true}, Doc: "What must hold on every path of every flow."},
}}

// setting is what a rule may be set to.
var setting = &catalog.Type{Kind: catalog.Object, Name: "rule's setting", Shorthand: catalog.FirstField, Fields: []catalog.Field{
	{Name: "severity", Type: &catalog.Type{Kind: catalog.String, Name: "severity", Values: append([]string{off}, severities...)}, Doc: "How bad a finding is, or off."},
	{Name: "exclude", Type: filePatterns, Doc: "Files in which the rule does not hold, relative to this file."},
}}

var filePatterns = &catalog.Type{Kind: catalog.List, Elem: &catalog.Type{Kind: catalog.String, Meaning: catalog.FilePattern}, NullIsEmpty: true}

// off is written for a rule in place of a severity.
const off = "off"

var severities = []string{ast.Error.String(), ast.Warning.String(), ast.Info.String()}
