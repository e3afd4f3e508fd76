// Package prose judges the words of prompts and conditions: whether they are English, whether a condition is a way out, and whether a
// sentence leaves it to the avatar to branch. It knows nothing of flows.
//
// Nothing in it understands a language: it goes by lists of words. A finding about words that are right costs more trust than one that
// is missing, so what is not plain is no answer.
package prose
