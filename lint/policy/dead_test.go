package policy

import (
	"strings"
	"testing"

	"github.com/fsflow/fsflow/dsl"
	"github.com/fsflow/fsflow/dsl/ast"
	"github.com/fsflow/fsflow/dsl/nearest"
	"github.com/fsflow/fsflow/graph"
)

func TestDead(t *testing.T) {
	g := &Flow{Graph: graph.New(dsl.Parse("a.flow", []byte("start -> mail\nmail: enter_email { emailEntered -> \"in.side\" canceled -> out }\n\"in.side\": end\nout: end\n"), ast.Flow))}
	for _, test := range []struct {
		policy Policy
		want   string // each dead name with what it was meant to be; "!" marks one that is of one thing alone
	}{
		{Policy{Before: []string{"in.side", "out", "type:end", "o?t"}, Require: []string{"mail.emailEntered", "mail.*", "enter_email:canceled", "*.canceled", "mail"}}, ""},
		{Policy{After: []string{"start.outcome", "start"}, Forbid: []string{"*"}}, ""},
		{Policy{Before: []string{"in.sid", "elsewhere", "else*", "type:ends", "type:face_scan"}}, "in.sid=in.side! elsewhere=! else*= type:ends=type:end type:face_scan="},
		{Policy{Require: []string{"mial.canceled", "mail.cancelled", "mail.nothing", "other.canceled"}}, "mial.canceled=mail.canceled! mail.cancelled=mail.canceled! mail.nothing=! other.canceled=!"},
		{Policy{After: []string{"*.cancelled", "*.nothing", "m*.cancelled"}}, "*.cancelled=*.canceled *.nothing= m*.cancelled=m*.canceled"},
		{Policy{After: []string{"enter_email:cancelled", "enter_mail:canceled", "enter_email:nothing", "face_scan:passed"}},
			"enter_email:cancelled=enter_email:canceled! enter_mail:canceled=enter_email:canceled! enter_email:nothing=! face_scan:passed="},
		{Policy{After: []string{"canceled"}, Require: []string{"emailEntered", "nothing"}}, "emailEntered=*.emailEntered! nothing=! canceled=*.canceled!"},
		{Policy{After: []string{"mial", "in.side"}}, "mial=mail! in.side=!"},
		{Policy{After: []string{"enter_emial", "enter_email:cancel*", "enter_email:nothing*", "*:nothing"}}, "enter_emial=! enter_email:nothing*= *:nothing="},
	} {
		var got []string
		for _, d := range test.policy.Dead(g) {
			one := d.Name + "=" + d.Meant(g, nearest.Of)
			if d.Particular(g) {
				one += "!"
			}
			got = append(got, one)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", test.policy, strings.Join(got, " "), test.want)
		}
	}
}

// A name that stands alone keeps its policy from matching anything, which is told otherwise; and without one of require, the policy is
// only stricter.
func TestBeside(t *testing.T) {
	g := &Flow{Graph: graph.New(dsl.Parse("a.flow", []byte("start -> done\ndone: end\n"), ast.Flow))}
	alone := []string{"nowhere"}
	two := []string{"nowhere", "done"}
	for _, test := range []struct {
		policy Policy
		want   string
	}{
		{Policy{Before: alone, Require: alone}, ""},
		{Policy{After: alone, Forbid: alone}, ""},
		{Policy{Before: two, Require: two}, "before"},
		{Policy{After: []string{"start", "nowhere"}, Forbid: two}, "after forbid"},
	} {
		var got []string
		for _, d := range test.policy.Beside(g) {
			if d.Name != "nowhere" {
				t.Errorf("%+v: %q is not dead", test.policy, d.Name)
			}
			got = append(got, d.Key)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v: dead at %q, want %q", test.policy, got, test.want)
		}
	}
}
