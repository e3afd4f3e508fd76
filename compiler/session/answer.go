package session

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"time"
)

// An Answer is a session that was created (facesign-api.md, section 4). Its texts hold neither the key nor control characters.
type Answer struct {
	ID     string // of the session; never empty
	Status string // created, inProgress, incomplete or complete; may be empty
	// URL is the link that opens the session, once, for whoever has it; may be empty.
	URL       string
	CreatedAt time.Time // of the session; zero when the server does not say
	ExpireAt  time.Time // of the link; zero when the server does not say
	// Warnings are what the server says about the flow, in its words.
	Warnings []string
	// Normalizations are the outcomes that the server filled in.
	Normalizations []Normalization
	// Raw is the whole answer as the server wrote it, with the key masked.
	Raw json.RawMessage
}

// A Normalization is an outcome without a target, to which the server gave one. The names are as the server wrote them.
type Normalization struct {
	NodeID     string `json:"nodeId"`
	Outcome    string `json:"outcome"`
	FilledWith string `json:"filledWith"` // where it leads, or the outcome whose target it took
}

// remarks is a JSON list of which only the first items are read. Items of another type are left out.
type remarks[T any] []T

// maxRemarks is how many warnings, and how many normalizations, are read of an answer.
const maxRemarks = 1000

func (r *remarks[T]) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if opening, _ := decoder.Token(); opening != json.Delim('[') {
		return nil
	}
	for decoder.More() && len(*r) < maxRemarks {
		var remark T
		if decoder.Decode(&remark) == nil {
			*r = append(*r, remark)
		}
	}
	return nil
}

// decodeAnswer reads the answer to a request that succeeded. Only the session's id must be there: a session that exists must not
// be lost over a field in an unexpected form.
func (k Key) decodeAnswer(text []byte) (*Answer, error) {
	if !json.Valid(text) {
		return nil, errors.New("something that is no JSON")
	}
	var wire struct {
		Session struct {
			ID        string  `json:"id"`
			Status    string  `json:"status"`
			CreatedAt float64 `json:"createdAt"`
			Settings  struct {
				Normalizations remarks[Normalization] `json:"flowNormalizations"`
			} `json:"settings"`
		} `json:"session"`
		ClientSecret struct {
			URL      string  `json:"url"`
			ExpireAt float64 `json:"expireAt"`
		} `json:"clientSecret"`
		Warnings remarks[json.RawMessage] `json:"warnings"`
	}
	// What does not fit is left out, and the rest is read all the same.
	_ = json.Unmarshal(text, &wire)
	a := &Answer{
		ID:        k.said(wire.Session.ID, longestText),
		Status:    k.said(wire.Session.Status, longestText),
		URL:       k.said(wire.ClientSecret.URL, longestText),
		CreatedAt: milliseconds(wire.Session.CreatedAt),
		ExpireAt:  milliseconds(wire.ClientSecret.ExpireAt),
		Raw:       k.hideIn(text),
	}
	if a.ID == "" {
		return nil, errors.New("no session id")
	}
	for _, raw := range wire.Warnings {
		warning := string(raw)
		_ = json.Unmarshal(raw, &warning)
		if warning = k.said(warning, longestText); warning != "" {
			a.Warnings = append(a.Warnings, warning)
		}
	}
	for _, n := range wire.Session.Settings.Normalizations {
		a.Normalizations = append(a.Normalizations, Normalization{k.Hide(n.NodeID), k.Hide(n.Outcome), k.Hide(n.FilledWith)})
	}
	return a, nil
}

// milliseconds returns the time of a Unix time in milliseconds; zero for none, and for what is no time.
func milliseconds(ms float64) time.Time {
	if !(ms > 0 && ms < math.MaxInt64/2) {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}
