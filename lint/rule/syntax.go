package rule

var syntaxRules, shapeRules, graphRules []*Rule

type findings struct{}
